"""Finds the face in a holder's photo: advice for two people, never a reason to refuse a photo.

OpenCV gets only grey pixels that Pillow has decoded, at most `LONGEST_SIDE` a side; where it is missing or fails, the
photo counts as unchecked. It does not recognise people and stores nothing.
For worker processes only: it takes up to two seconds and 40 MiB.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from PIL import Image

LONGEST_SIDE: Final = 640
_LEAST_SIDE: Final = 24  # pixels; the cascades were trained on windows of 20
_STEP: Final = 1.1
_AGREEING: Final = 4  # neighbouring windows that must all see a face: below that, cloth and leaves become faces
_TILES: Final = (8, 8)
_CLIP: Final = 2.0
_AS_LARGE: Final = 0.5  # of the largest one's side: smaller ones are people in the background

_BUDGET_SECONDS: Final = 1.0


class FaceCheck(StrEnum):
    """What was found in a photo; None where it was not checked."""

    GOOD = "good"
    SMALL = "small"
    SEVERAL = "several"
    """More than one face of about the same size."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Face:
    """A square around a face, from the middle of the forehead to the chin, in pixels of its picture."""

    left: float
    top: float
    side: float


def find_faces(picture: Image.Image) -> tuple[Face, ...] | None:
    """Return the faces in a picture, the largest first; None where OpenCV is missing or fails."""
    grey = _small_grey(picture)
    try:
        pixels = _numpy().frombuffer(grey.tobytes(), dtype="uint8").reshape(grey.height, grey.width)
        found = _first(_looks(pixels))
    except Exception:  # noqa: BLE001 - missing, or its own errors of every kind: advice alone is lost
        return None
    scale = picture.width / grey.width
    return tuple(Face(*(scale * side for side in one)) for one in sorted(found, key=lambda face: -face[2]))


def _small_grey(picture: Image.Image) -> Image.Image:
    grey = picture.convert("L")
    grey.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC)
    return grey


def judge(faces: tuple[Face, ...], portrait: tuple[Face, ...], height: int, least: float) -> FaceCheck:
    """Return what was found: `faces` in the whole picture, `portrait` in the cropped one, `height` pixels high.

    A face is large enough from `least` of that height.
    """
    if not portrait:
        return FaceCheck.NONE
    if len(faces) > 1 and faces[1].side >= _AS_LARGE * faces[0].side:
        return FaceCheck.SEVERAL
    return FaceCheck.GOOD if portrait[0].side >= least * height else FaceCheck.SMALL


def finder() -> str:
    """Return the face detector's name and version; ImportError or AttributeError where there is none."""
    _cascade("haarcascade_frontalface_alt2.xml")
    return f"OpenCV {_opencv().__version__}"


def _first(looks: Iterator[list[tuple[int, int, int]]]) -> list[tuple[int, int, int]]:
    """Return the first result that has a face, within the processor time allowed for a photo."""
    end = time.thread_time() + _BUDGET_SECONDS
    for found in looks:
        if found or time.thread_time() > end:
            return found
    return []


def _looks(pixels: Any) -> Iterator[list[tuple[int, int, int]]]:  # noqa: ANN401 - an array of numpy's
    """Yield the faces found from the front, then with local contrast equalised, then in profile from either side.

    The search that succeeds most often comes first. Equalising the whole picture at once hides faces before a plain
    background.
    """
    opencv = _opencv()
    front, profile = _cascade("haarcascade_frontalface_alt2.xml"), _cascade("haarcascade_profileface.xml")
    evened = opencv.createCLAHE(_CLIP, _TILES).apply(pixels)
    yield _detect(front, pixels)
    yield _detect(front, evened)
    yield _detect(profile, evened)
    width = pixels.shape[1]
    yield [(width - left - side, top, side) for left, top, side in _detect(profile, opencv.flip(evened, 1))]


def _detect(cascade: Any, pixels: Any) -> list[tuple[int, int, int]]:  # noqa: ANN401 - OpenCV's and numpy's
    found = cascade.detectMultiScale(pixels, _STEP, _AGREEING, minSize=(_LEAST_SIDE, _LEAST_SIDE))
    return [(int(left), int(top), int(side)) for left, top, side, _ in found]


@cache
def _cascade(name: str) -> Any:  # noqa: ANN401 - OpenCV's
    opencv = _opencv()
    cascade = opencv.CascadeClassifier(opencv.data.haarcascades + name)
    if cascade.empty():
        raise ImportError(name)
    return cascade


@cache
def _opencv() -> Any:  # noqa: ANN401 - a module
    _numpy()
    import cv2  # noqa: PLC0415 - costs 30 MiB that only a worker pays, and may be missing

    cv2.setNumThreads(1)
    return cv2


@cache
def _numpy() -> Any:  # noqa: ANN401 - a module
    import numpy as np  # noqa: PLC0415 - as OpenCV

    return np
