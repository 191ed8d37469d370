"""Every letter, word for word, as it arrives."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from app import mail
from app.services.correspondence import Addressee
from app.services.introductions.introduction_reasons import Why
from app.services.letters import Errand
from models import LetterKind, Mixer, Space
from tests import reading

LETTERS = Path(__file__).parent / "letters"
NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
SPACE = Space(slug="yard", name="Harbour Yard", time_zone="Europe/Copenhagen", address="Dokvej 12")
MIXER = Mixer(
    id=7,
    title="Soup & strangers",
    words="Four short rounds.\n\nThen soup & bread.",
    uid="0123456789abcdef",
    sequence=0,
    starts_at=datetime(2026, 3, 12, 16, 0, tzinfo=UTC),
    ends_at=datetime(2026, 3, 12, 18, 30, tzinfo=UTC),
    rounds=4,
)
PARTNER = SimpleNamespace(
    name="Bo Chen", pronunciation="boh chen", headline="Bakes for cafés", company=""
)
THIRD = SimpleNamespace(name="Cy Falk", pronunciation="", headline="Draws maps", company="")
ASK = Why(
    kind="ask_meets_offer", is_mine=True, ask="Who reads <b> & contracts?", offer="Law", ask_kind=""
)
BOTH_LIKE = Why(kind="shared_interest", is_mine=False, words=("cycling", "pottery", "chess"))
FACTS = {
    "space": SPACE,
    "partners": [PARTNER],
    "is_one": True,
    "why": [(PARTNER, (ASK, BOTH_LIKE), "")],
    "words": "Soup at one?",
    "is_to_host": False,
    "path": "/path/to/it",
    "until": date(2026, 3, 17),
    "new_email": "ana@new.example",
    "at": datetime(2026, 3, 3, 13, 5, tzinfo=UTC),
    "zone": "Europe/Copenhagen",
    "left": 7,
}
MIXER_FACTS = {
    "space": SPACE,
    "mixer": MIXER,
    "where": "Workshop, the long table",
    "day": date(2026, 3, 12),
    "reply_path": "/mixer/3/token",
    "is_invited": False,
    "first_round": None,
    "last_round": None,
}


def composed(app, kind, **given):
    facts = (MIXER_FACTS if kind.value.startswith("mixer") else FACTS) | given
    errand = Errand(1, kind, 1, 1, "message", 1)
    to = Addressee("Ana Sousa", "ana@example.org")
    with app.test_request_context():
        return mail.compose(app, errand, to, facts, now=NOW)


def letter(app, kind, **given):
    message = composed(app, kind, **given)
    body = reading.plain(message)
    return f"Subject: {message['Subject']}\n\n{body}"


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_letter_reads_as_it_was_written(app, kind):
    assert letter(app, kind) == (LETTERS / f"{kind.value}.txt").read_text()


@pytest.mark.parametrize(("left", "told"), [(1, "1 is left."), (0, "None is left.")])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_has_used_nearly_all_codes_reads_how_many_are_left(app, left, told):
    assert f" {told}\n\n" in letter(app, LetterKind.RECOVERY_CODE_USED, left=left)


@pytest.mark.parametrize("kind", ["proposed", "agreed", "did_you_meet"])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_letter_about_two_people_reads_as_it_was_written(app, kind):
    why = [(PARTNER, (ASK,), ""), (THIRD, (), "A map of every bench")]

    told = letter(app, LetterKind(kind), partners=[PARTNER, THIRD], why=why)

    assert told == (LETTERS / f"{kind}_of_three.txt").read_text()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_letter_proposes_all_whom_one_look_found(app):
    eve = SimpleNamespace(name="Eve Ek", pronunciation="", headline="", company="")
    people = [PARTNER, THIRD, eve]

    told = letter(
        app,
        LetterKind.PROPOSED,
        partners=people,
        is_one=False,
        why=[(one, (), "") for one in people],
    )

    assert told.startswith("Subject: Worth meeting today: Bo Chen, Cy Falk and Eve Ek\n")
    assert "we think you should meet each of them." in told
    assert "Say yes or not now to each. They only hear of it if you both say yes." in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_is_invited_as_a_host_reads_that_they_come_as_one(app):
    told = letter(app, LetterKind.INVITATION, is_to_host=True)

    assert "meeting.\n\nYou come as a host: you bring the members in" in told
    assert "host desk.\n\nJoin here:\n" in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_was_only_invited_hears_that_it_is_off_without_a_file_for_their_calendar(app):
    told = letter(app, LetterKind.MIXER_CANCELLED, is_invited=True)

    assert "a mixer to which you were invited: Soup & strangers.\n\n  Thursday" in told
    assert "calendar" not in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_comes_to_some_rounds_is_reminded_of_them(app):
    told = letter(app, LetterKind.MIXER_REMINDER, where="", first_round=2)

    assert "17:00 to 19:30\n\n  You said: from round 2 on.\n\nIf you" in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_not_known_leaves_no_hole(app):
    told = letter(app, LetterKind.MIXER_REMINDER, where="")

    assert "17:00 to 19:30\n\nIf you cannot come" in told


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_letters_that_come_on_a_yes_say_where_to_take_it_back_and_no_others_do(app, kind):
    message = composed(app, kind)

    place = "http://127.0.0.1:8000/spaces/yard/settings"
    on_a_yes = {"proposed", "agreed", "hello", "did_you_meet", "mixer_invitation"}
    told = (
        message["List-Unsubscribe"],
        reading.plain(message).endswith(f"{place}\n"),
    )
    assert told == ((f"<{place}>", True) if kind.value in on_a_yes else (None, False))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_all_lines_of_a_hello_stand_in_the_same_place(app):
    told = letter(app, LetterKind.HELLO, words="Soup at one?\nI bring the bread.")

    assert "\n\n  Soup at one?\n  I bring the bread.\n\n" in told
