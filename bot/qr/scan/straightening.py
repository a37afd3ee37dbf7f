"""Straightens codes that were located but not read: on cloth, crumpled paper, bottles and cans.

A reader samples all modules of a code with one perspective, which misses those of a surface that is not flat. Here
the grid itself is followed: the borders of modules repeat with the period of a module, so that the phase of the edges
around a point (a local Fourier transform at that one frequency) tells how far the grid is off there. The code is then
drawn anew, module by module, with a threshold for each surrounding, and its finder patterns as they should be.

OpenCV computes on grey pixels that Pillow has decoded; whoever calls this bears its errors, of every kind.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from PIL import Image

from bot.qr.scan.readers import Unread

MOST_MODULES: Final = 97
"""The side of a version 20 code in modules; the work grows with its square, and ours have 41 at most."""
_MARGIN: Final = 3  # modules around the code
_STEP: Final = 8  # pixels a module while the grid is followed
_FINDER: Final = 3.5  # modules from the edge of a code to the middle of a finder pattern
_WAYS: Final = (((2,), True), ((4, 2), False))
"""How the grid is followed: the standard deviations of the surroundings of a point in modules, coarse to fine, and
whether shifts of more than half a module are followed from the finder patterns at the left, where they are small."""
_NEIGHBOURS: Final = (5, 15)  # modules a side, around each that is compared with their mean
_QUIET: Final = 4
_DRAWN: Final = 4  # pixels a module of the code that is drawn anew

Pixels = Any
"""An array of numpy's."""


def straightened(grey: Image.Image, code: Unread) -> Iterator[Image.Image]:
    """Yield pictures of the code straightened in several ways; none where it is too large."""
    if code.modules > MOST_MODULES:
        return
    flat = _flat(_numpy().asarray(grey), code)
    for surroundings, from_finders in _WAYS:
        followed = _followed(flat, surroundings, from_finders=from_finders)
        for neighbours in _NEIGHBOURS:
            yield _drawn(_modules(followed, neighbours))


def _flat(pixels: Pixels, code: Unread) -> Pixels:
    """Return the code as one perspective shows it, upright, with its margin."""
    opencv, np = _opencv(), _numpy()
    side, edge = (code.modules + 2 * _MARGIN) * _STEP, _MARGIN * _STEP
    far = side - edge
    square = np.float32([(edge, edge), (far, edge), (far, far), (edge, far)])
    view = opencv.getPerspectiveTransform(square, np.float32(code.corners))
    how = opencv.INTER_CUBIC | opencv.WARP_INVERSE_MAP
    return opencv.warpPerspective(pixels, view, (side, side), flags=how, borderMode=opencv.BORDER_REPLICATE)


def _followed(flat: Pixels, surroundings: Iterable[int], *, from_finders: bool) -> Pixels:
    """Return the code with every module where it belongs, as far as the grid could be followed."""
    np = _numpy()
    down, across = np.indices(flat.shape, dtype=np.float32)
    from_x, from_y, pixels = across, down, flat
    for modules in surroundings:
        to_x = across + _shift(pixels, modules, from_finders=from_finders)
        to_y = down + _shift(np.ascontiguousarray(pixels.T), modules, from_finders=from_finders).T
        from_x, from_y = _moved(from_x, to_x, to_y), _moved(from_y, to_x, to_y)
        pixels = _moved(flat, from_x, from_y)
    return pixels


def _shift(pixels: Pixels, surroundings: int, *, from_finders: bool) -> Pixels:
    """Return how many pixels to the right of its place the nearest upright border of modules is, around each pixel."""
    opencv, np = _opencv(), _numpy()
    edges = np.abs(opencv.Sobel(pixels, opencv.CV_32F, 1, 0))
    angle = 2 * np.pi / _STEP * (np.arange(pixels.shape[1], dtype=np.float32) + 0.5)
    cosine, sine = (
        opencv.GaussianBlur(edges * wave, (0, 0), surroundings * _STEP) for wave in (np.cos(angle), np.sin(angle))
    )
    phase = np.arctan2(sine, cosine)
    if from_finders:
        phase = _unwrapped(phase)
    return (phase * (_STEP / (2 * np.pi))).astype(np.float32)


def _unwrapped(phase: Pixels) -> Pixels:
    """Return phases that may exceed half a period: rows are followed from a column through the finder patterns."""
    np = _numpy()
    middle, period = int((_MARGIN + _FINDER) * _STEP), 2 * np.pi
    rows = np.unwrap(phase, axis=1)
    column = np.unwrap(rows[:, middle])
    column -= period * np.round(column[middle] / period)
    return rows + (column - rows[:, middle])[:, None]


def _moved(pixels: Pixels, from_x: Pixels, from_y: Pixels) -> Pixels:
    opencv = _opencv()
    return opencv.remap(pixels, from_x, from_y, opencv.INTER_LINEAR, borderMode=opencv.BORDER_REPLICATE)


def _modules(pixels: Pixels, neighbours: int) -> Pixels:
    """Return which modules of the code are dark: darker at their centres than their neighbours are on the whole."""
    opencv, np = _opencv(), _numpy()
    centres = opencv.GaussianBlur(pixels, (0, 0), _STEP / 4)[_STEP // 2 :: _STEP, _STEP // 2 :: _STEP]
    mean = opencv.blur(centres.astype(np.float32), (neighbours, neighbours), borderType=opencv.BORDER_REFLECT)
    return (centres < mean)[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]


def _drawn(dark: Pixels) -> Image.Image:
    np = _numpy()
    code = np.pad(np.where(dark, 0, 255).astype(np.uint8), _QUIET, constant_values=255)
    finder = np.pad(np.pad(np.zeros((3, 3), np.uint8), 1, constant_values=255), 1)
    finder = np.pad(finder, ((0, 1), (0, 1)), constant_values=255)
    near, far = slice(_QUIET, _QUIET + len(finder)), slice(-_QUIET - len(finder), -_QUIET)
    code[near, near], code[near, far], code[far, near] = finder, finder[:, ::-1], finder[::-1]
    picture = Image.fromarray(code)
    return picture.resize((picture.width * _DRAWN, picture.height * _DRAWN), Image.Resampling.NEAREST)


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
