"""Every plan keeps every rule, whoever comes."""

from matching import Attendee, Evening, figures, seat


def people(count, **more):
    return tuple(Attendee(id=f"p{i:02d}", **more) for i in range(count))


def test_nobody_meets_twice_where_that_can_be():
    plan = seat(Evening(attendees=people(16), rounds=3, table_size=4), seconds=0.1)

    assert (len(plan.rounds), plan.repeats, plan.broken, plan.why) == (3, 0, (), "")
    assert plan == figures(Evening(attendees=people(16), rounds=3, table_size=4), plan.rounds)
