"""What no plan can exceed, in rooms too large for all pairs to stand in one programme."""

from itertools import combinations

from matching import Attendee, Evening, pair
from matching.mixers.ceiling import ceiling
from matching.mixers.floor import floor_of


def test_a_room_of_a_hundred_and_sixty_is_bounded_by_its_pairs():
    people = tuple(Attendee(id=f"p{i:03d}") for i in range(160))
    worth = {pair(a.id, b.id): 1.0 for a, b in combinations(people, 2)}

    evening = Evening(attendees=people, rounds=1, table_size=2, worth=worth)

    assert ceiling(floor_of(evening)) == 80
