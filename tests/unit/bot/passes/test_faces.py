"""What is seen in a holder's photo, by the real detector in a real worker; the faces are drawn."""

import io
import signal
import subprocess
import sys

import pytest
from PIL import Image

from bot.passes.photos import faces
from bot.passes.photos.faces import Face, FaceCheck, find_faces, finder, judge
from bot.passes.photos.portraits import LEAST_FACE, PhotoUnusableRefused, Portraits, draw_portrait
from sandbox.demo import sample

BACKGROUND = "#cfd8dc"  # the sample portrait's own background


@pytest.fixture
def portraits(workers):
    return Portraits(workers)


def person(height):
    with Image.open(io.BytesIO(sample.portrait())) as drawn:
        return drawn.resize((height * drawn.width // drawn.height, height))


def photo(size, *people):
    """Return a JPEG of people before a wall, each (left, top, height); the face's square is 0.44 of the height."""
    photo = Image.new("RGB", size, BACKGROUND)
    for left, top, height in people:
        photo.paste(person(height), (left, top))
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=87)
    return file.getvalue()


async def test_a_face_is_found_and_large_enough(portraits):
    drawn = await portraits.draw(sample.portrait())
    assert drawn.face_check is FaceCheck.GOOD


async def test_a_photo_is_cut_around_the_face_wherever_it_is(portraits):
    drawn = await portraits.draw(photo((1500, 2000), (60, 1200, 700)))
    assert drawn.face_check is FaceCheck.GOOD
    with Image.open(io.BytesIO(drawn.content)) as portrait:
        assert abs(portrait.width / portrait.height - 3 / 4) < 0.01
        (found, *others) = find_faces(portrait)
        assert not others
        assert abs(found.left + found.side / 2 - portrait.width / 2) < portrait.width / 10
        assert 0.4 < found.side / portrait.height < 0.6


@pytest.mark.parametrize("corner", [(0, 0), (0, 1300), (1100, 0), (1100, 1300)])
async def test_a_face_in_a_corner_is_cut_within_the_picture(portraits, corner):
    drawn = await portraits.draw(photo((1500, 1900), (*corner, 500)))
    assert drawn.face_check is FaceCheck.GOOD
    with Image.open(io.BytesIO(drawn.content)) as portrait:
        assert portrait.convert("RGB").getpixel((2, 2))[0] > 150


async def test_a_face_from_afar_is_small(portraits):
    drawn = await portraits.draw(photo((1280, 960), (500, 300, 230)))
    assert drawn.face_check is FaceCheck.SMALL
    with Image.open(io.BytesIO(drawn.content)) as portrait:
        assert portrait.size == (240, 320)


async def test_two_people_are_several_and_one_far_behind_is_not(portraits):
    assert (await portraits.draw(photo((1280, 960), (50, 200, 600), (700, 250, 550)))).face_check is FaceCheck.SEVERAL
    assert (await portraits.draw(photo((1280, 960), (50, 200, 600), (800, 250, 250)))).face_check is FaceCheck.GOOD


async def test_a_photo_without_a_face_is_cropped_to_its_centre(portraits):
    drawn = await portraits.draw(photo((600, 1200)))
    assert drawn.face_check is FaceCheck.NONE
    with Image.open(io.BytesIO(drawn.content)) as portrait:
        assert portrait.size == (480, 640)


def test_a_face_that_a_second_look_does_not_find_spoils_no_photo():
    looks = iter([(Face(10, 10, 50),), (), ()])
    drawn = draw_portrait(photo((900, 1200)), lambda _: next(looks))
    assert drawn.face_check is FaceCheck.NONE
    with Image.open(io.BytesIO(drawn.content)) as portrait:
        assert portrait.size == (480, 640)


def test_nobody_looks_where_there_is_nobody_to(monkeypatch):
    for absent in (None, lambda _: None):
        assert draw_portrait(sample.portrait(), absent).face_check is None
    monkeypatch.setitem(sys.modules, "cv2", None)
    faces._opencv.cache_clear()
    faces._cascade.cache_clear()
    assert find_faces(person(400)) is None
    with pytest.raises(ImportError):
        finder()


@pytest.mark.parametrize(
    ("trouble", "argument"), [(signal.raise_signal, signal.SIGKILL), (bytearray, 2**40)], ids=["dies", "swells"]
)
async def test_a_worker_that_dies_of_a_photo_leaves_it_unseen(workers, trouble, argument):
    class DiesOfLooking:
        async def run(self, kind, priority, function, content, **how):
            if how != {"look": None}:
                return await workers.run(kind, priority, trouble, argument)
            return await workers.run(kind, priority, function, content, **how)

    assert (await Portraits(DiesOfLooking()).draw(sample.portrait())).face_check is None
    assert (await Portraits(workers).draw(sample.portrait())).face_check is FaceCheck.GOOD


async def test_a_photo_that_kills_every_worker_is_unusable(workers):
    class Dies:
        async def run(self, kind, priority, *_, **__):
            return await workers.run(kind, priority, signal.raise_signal, signal.SIGKILL)

    with pytest.raises(PhotoUnusableRefused):
        await Portraits(Dies()).draw(sample.portrait())


def test_the_bot_itself_never_loads_the_detector():
    modules = "bot.passes.issuing.issue_pass, bot.qr.scanner"
    script = f"import {modules}, sys; sys.exit('cv2' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("faces", "portrait", "face_check"),
    [
        ((), (), FaceCheck.NONE),
        ((Face(0, 0, 200),), (), FaceCheck.NONE),
        ((Face(0, 0, 200),), (Face(0, 0, 112),), FaceCheck.GOOD),
        ((Face(0, 0, 200),), (Face(0, 0, 111),), FaceCheck.SMALL),
        ((Face(0, 0, 200), Face(300, 0, 100)), (Face(0, 0, 200),), FaceCheck.SEVERAL),
        ((Face(0, 0, 200), Face(300, 0, 99)), (Face(0, 0, 200),), FaceCheck.GOOD),
    ],
)
def test_what_is_seen_is_judged_by_share_and_number(faces, portrait, face_check):
    assert judge(faces, portrait, 320, LEAST_FACE) is face_check
