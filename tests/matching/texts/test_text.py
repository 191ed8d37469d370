"""Texts are compared in one way of writing."""

import numpy as np
import pytest

from matching.texts.text import LONGEST, likelihood, tidy


def test_case_spacing_and_width_make_no_difference():
    assert tidy(" Logo\n DESIGN \uff46or\u3000tea") == "logo design for tea"


def test_what_comes_after_many_pages_is_not_read():
    assert len(tidy("tea " * 1_000_000)) <= LONGEST


def test_evidence_for_and_against_are_mirror_images():
    level = likelihood(np.float32([-2, 2]))

    assert level.sum() == pytest.approx(1)
    assert level[0] < 0.5 < level[1]
