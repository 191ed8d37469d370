"""What is compiled ahead, so that whoever asks first does not wait."""

from matching.choosing.weighted_matching import mend
from matching.warm_up import warm_introductions


def test_warming_compiles_what_rooms_with_one_left_over_need():
    warm_introductions()

    assert mend._machine.signatures
