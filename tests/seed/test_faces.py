"""Portraits: each its own, the same for the same draw, for every look that is written down."""

import hashlib

import numpy as np
import pytest
from PIL import ImageStat

from app.seed.faces.portrait import SIZE, portrait
from app.seed.members import written

STYLES = sorted({person.look.split()[1] for person in written()})


def picture(look, seed):
    return portrait(look, np.random.default_rng(seed))


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


@pytest.mark.parametrize("style", STYLES)
def test_every_style_is_a_full_picture_with_a_face_in_its_middle(style):
    drawn = picture(f"2 {style} brown", 3)
    nobody = drawn.getpixel((8, 8))
    cheek = drawn.getpixel((SIZE // 2, round(SIZE * 0.55)))

    assert drawn.size == (SIZE, SIZE)
    assert drawn.mode == "RGB"
    assert min(ImageStat.Stat(drawn).stddev) > 20
    assert sum(abs(mine - theirs) for mine, theirs in zip(nobody, cheek, strict=True)) > 10


@pytest.mark.parametrize("extra", ["glasses", "beard", "stubble", "freckles", "earrings", "cap"])
def test_what_is_written_down_can_be_seen(extra):
    assert digest(picture(f"2 short brown {extra}", 3)) != digest(picture("2 short brown", 3))


def test_every_word_of_every_look_is_understood():
    known = {"glasses", "beard", "stubble", "freckles", "earrings", "cap"}
    hair = {"black", "brown", "chestnut", "blond", "red", "grey", "white", "teal"}
    words = {word for person in written() for word in person.look.split()[2:]}

    assert words - known - hair == set()
    assert {person.look.split()[0] for person in written()} == set("123456")
    assert {*STYLES} == {
        *("afro", "bald", "bob", "bun", "crop", "curly", "fringe"),
        *("long", "ponytail", "scarf", "short", "undercut", "wavy"),
    }


def test_equal_draws_give_equal_portraits_and_others_another():
    one, same, other = (digest(picture("3 long black glasses", seed)) for seed in (1, 1, 2))

    assert one == same
    assert one != other
