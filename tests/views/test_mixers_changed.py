"""Other rounds or tables are announced when a plan stands already: it does not go on as it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.forms.mixers import MixerForm
from app.services.mixers import false_starts
from models import Attendee, Evening, Letter, Mixer, Round
from tests import evenings as nights

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def change(session, host, app, night):
    """Change what is announced, as the form does."""

    def change(**fields):
        session.expire_all()
        with app.test_request_context():
            form = MixerForm.about(session.get(Mixer, night.mixer.id), night.space, [])
        kept = {field.name: field.data for field in form if field.data not in (None, False)}
        session.commit()
        times = {name: f"{kept[name]:%H:%M}" for name in ("begins", "ends")}
        doubts = {"read": "rounds tables time hours closed", "shown": ""}
        return host.submit(f"{host.at}/change", **kept | times | doubts | fields)

    return change


def _seating(session):
    session.expire_all()
    seating = session.scalar(select(Evening.seating))
    session.commit()
    return seating


def _run(host, what="run"):
    return " ".join(host.get(f"{host.at}/{what}").text.split())


@pytest.mark.parametrize("rounds", [1, 3])
def test_before_the_first_round_no_way_leads_back_to_a_plan_of_other_rounds(
    session, host, night, change, rounds
):
    host.submit(f"{host.at}/plan")
    before = nights.seats_of(session, night)[1]

    change(rounds=rounds)
    stands = nights.seats_of(session, night)
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/plan/undo", seen=_seating(session))

    assert (stands[1], len(stands)) == (before, min(rounds, 2))
    assert sorted(nights.seats_of(session, night)) == list(range(1, rounds + 1))


def test_before_the_first_round_a_plan_of_other_tables_goes(session, host, night, change):
    host.submit(f"{host.at}/plan")

    change(table_size=2)

    assert nights.seats_of(session, night) == {}
    assert "No plan yet" in _run(host)
    assert "since the plan was made" not in _run(host)


def test_rounds_that_are_announced_no_more_are_not_played(session, host, night, change):
    change(rounds=4)
    host.submit(f"{host.at}/run/begin", number=1)

    change(rounds=2)
    fewer = _run(host)
    change(rounds=1)
    host.submit(f"{host.at}/run/end", number=1)

    assert "Round 1 of 2" in fewer
    assert "The last round is over" in _run(host)
    assert sorted(nights.seats_of(session, night)) == [1]


def test_a_round_that_is_added_after_the_last_one_can_begin(host, change):
    change(rounds=1)
    host.submit(f"{host.at}/run/begin", number=1)
    host.submit(f"{host.at}/run/end", number=1)

    change(rounds=2)

    assert "Start round 2" in _run(host)


def test_people_sit_at_the_new_tables_from_the_next_round_on(session, host, night, change):
    host.submit(f"{host.at}/run/begin", number=1)
    before = nights.seats_of(session, night)[1]

    change(table_size=2)

    after = nights.seats_of(session, night)
    assert after[1] == before
    assert [len(table) for table in nights.tables(after[2])] == [2] * 4


def test_what_is_changed_of_an_evening_that_was_brought_forward_is_not_its_time(
    session, host, night, change
):
    """Nobody gets a letter of that, and it has its day again where the beginning is taken back."""
    noon = night.mixer.starts_at.replace(hour=12, minute=0, second=0, microsecond=0)
    announced = noon + timedelta(days=3), noon + timedelta(days=3, hours=2)
    night.mixer.starts_at, night.mixer.ends_at = announced
    for one in night.people:
        session.get_one(Attendee, one.id).wants_letters = True
    session.commit()
    host.submit(f"{host.at}/plan")
    host.submit(f"{host.at}/run/begin", number=1)
    began = session.scalars(select(Round.started_at).where(Round.number == 1)).one()
    session.commit()

    change(title="Soup and talk")
    letters = session.scalars(select(Letter.kind)).all()
    session.commit()
    second = false_starts.second_of(began)
    host.submit(f"{host.at}/run/take-back", number=1, seen=second)

    session.expire_all()
    mixer = session.get_one(Mixer, night.mixer.id)
    assert letters == []
    assert (mixer.title, mixer.starts_at, mixer.ends_at) == ("Soup and talk", *announced)


@pytest.mark.parametrize(
    ("ends", "why"), [("off", "This mixer was cancelled."), ("over", "This mixer is over.")]
)
def test_what_is_called_off_or_over_cannot_be_changed_and_its_page_says_why(
    session, host, night, ends, why
):
    host.submit(f"{host.at}/plan")
    if ends == "off":
        night.mixer.cancelled_at = night.mixer.starts_at
    else:
        session.get_one(Evening, night.mixer.id).finished_at = night.mixer.starts_at
    session.commit()

    opened = host.get(f"{host.at}/change")
    pages = [host.get(host.at).text]
    saved = host.submit(f"{host.at}/change", _from=host.at, rounds="x")

    pages.append(host.get(host.at).text)

    written = host.submit(f"{host.at}/change", _from=host.at, words="Bring a friend who bakes.")

    assert [opened.location, saved.location] == [host.at, host.at]
    assert (written.status_code, why in written.text) == (400, True)
    assert "Bring a friend who bakes.</textarea>" in written.text
    told = "Nothing about it can be changed any more. Announce a new one."
    assert [(told in page, page.count(why)) for page in pages] == [(True, 1)] * 2
