"""People become arrays, in id order."""

from matching import Person, Want
from matching.people.features import codes, room_of
from matching.people.profiles import MOST_WANTS
from matching.people.tags import rarity
from matching.texts.tf_idf import GramSpace


def test_people_stand_in_id_order():
    room = room_of([Person(id="cy"), Person(id="ana"), Person(id="bo")], GramSpace)

    assert room.row == {"ana": 0, "bo": 1, "cy": 2}


def test_wants_know_their_owner_and_empty_ones_are_left_out():
    ana = Person(
        id="ana", asks=(Want(words="tea"), Want(words=" - "), Want(words="", skills=("ux",)))
    )
    bo = Person(id="bo", asks=(Want(words="ink"),))

    asks = room_of([bo, ana], GramSpace).asks

    assert [want.words for want in asks.wants] == ["tea", "", "ink"]
    assert asks.owner.tolist() == [0, 0, 1]


def test_a_list_of_thousands_is_read_only_so_far():
    ana = Person(id="ana", offers=tuple(Want(words=f"offer {i}") for i in range(5_000)))

    assert len(room_of([ana], GramSpace).offers.wants) == MOST_WANTS


def test_a_rare_tag_says_more_than_a_common_one():
    assert rarity(3, 80) > rarity(40, 80) > rarity(80, 80) > 0
    assert rarity(1, 1) == rarity(2, 2) == 1


def test_rarity_counts_people_not_mentions():
    wants = tuple(Want(words="", skills=("ux",)) for _ in range(9))
    ana, others = Person(id="a", asks=wants), [Person(id=f"p{i}") for i in range(9)]

    room = room_of([ana, *others], GramSpace)

    assert set(room.asks.tags.data.tolist()) == {1.0}


def test_unknown_values_have_no_code():
    assert codes(["", "b", "a", "b"]).tolist() == [-1, 1, 0, 1]
