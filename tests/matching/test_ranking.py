"""The order in which a room sees its proposals."""

from matching import Person, Proposal
from matching.ranking import ranked


def test_those_left_out_longest_come_first_then_the_worthiest():
    people = {
        name: Person(id=name, left_out_days=days)
        for name, days in [("a", 0), ("b", 0), ("c", 0), ("d", 1)]
    }
    weak, strong = [Proposal(first="a", second=x, worth=w) for x, w in (("b", 0.2), ("c", 0.9))]
    waited = Proposal(first="b", second="d", worth=0.1)

    assert ranked([weak, strong, waited], people) == [waited, strong, weak]


def test_equal_ones_are_in_id_order():
    people = {name: Person(id=name) for name in "abc"}
    ab, ac = [Proposal(first="a", second=x, worth=0.5) for x in "bc"]

    assert ranked([ac, ab], people) == [ab, ac]
