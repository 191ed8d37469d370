"""What happened, as rows: visits, introductions, encounters, hellos, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.seed import mixer_rows, space
from app.seed.encounters import SeedEncounter
from app.seed.introductions import SeedIntroduction
from app.seed.people_rows import Row, added
from app.seed.reasons import SeedReason
from app.seed.story import Story
from app.seed.visits import SeedVisit
from models import Encounter, Hello, Introduction, Note, Reply, Trio, Via, Visit, VisitSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The ids of what the story only numbers."""

    space: int
    zones: Sequence[int | None]
    members: Sequence[int]


def add_story(session: Session, story: Story, ids: Ids) -> None:
    """Add everything that happened."""
    session.execute(insert(Visit), [visit_row(visit, ids) for visit in story.visits])
    [trio_id] = added(session, Trio, [{"space_id": ids.space}])
    introduced = [
        _introduction(one, ids) | {"trio_id": trio_id if one.is_of_three else None}
        for one in story.introductions
    ]
    introduction_ids = added(session, Introduction, introduced)
    session.execute(insert(Encounter), [_encounter(one, ids) for one in story.encounters])
    for mixer in story.mixers:
        mixer_rows.add_mixer(session, mixer, space_id=ids.space, members=ids.members)
    session.execute(
        insert(Hello),
        [
            {
                "introduction_id": introduction_ids[hello.introduction],
                "sender_id": ids.members[hello.sender],
                "words": hello.words,
                "sent_at": hello.sent_at,
            }
            for hello in story.hellos
        ],
    )
    session.execute(
        insert(Note),
        [
            {
                "member_id": ids.members[note.member],
                "about_id": ids.members[note.about],
                "words": note.words,
                "changed_at": note.written_at,
            }
            for note in story.notes
        ],
    )


def visit_row(visit: SeedVisit, ids: Ids) -> Row:
    """Give the row of one stay."""
    return {
        "space_id": ids.space,
        "member_id": ids.members[visit.member],
        "zone_id": ids.zones[visit.zone],
        "day": visit.day,
        "source": VisitSource(visit.source),
        "is_listed": visit.is_listed,
        "heads_down_until": visit.heads_down_until,
        "checked_in_at": visit.checked_in_at,
        "checked_out_at": visit.checked_out_at,
        "closes_at": visit.closes_at,
        "changed_at": visit.checked_out_at or visit.checked_in_at,
    }


def _introduction(introduction: SeedIntroduction, ids: Ids) -> Row:
    first, second = sorted(
        (introduction.first, introduction.second), key=lambda answer: ids.members[answer.member]
    )
    asked_at = space.moment(introduction.day + timedelta(days=1), 9)
    return {
        "space_id": ids.space,
        "day": introduction.day,
        "first_id": ids.members[first.member],
        "second_id": ids.members[second.member],
        "worth": introduction.worth,
        "reasons": [
            _reason(reason, ids, is_starter=place == 0)
            for place, reason in enumerate(introduction.reasons)
        ],
        "matching_version": "demo",
        "proposed_at": introduction.proposed_at,
        "first_reply": Reply(first.reply),
        "second_reply": Reply(second.reply),
        "first_replied_at": first.replied_at,
        "second_replied_at": second.replied_at,
        "agreed_at": introduction.agreed_at,
        "first_met": first.has_met,
        "second_met": second.has_met,
        # As if the letters had gone out, so that none goes to an address that nobody has.
        "asked_at": asked_at if introduction.is_agreed else None,
    }


def _reason(reason: SeedReason, ids: Ids, *, is_starter: bool) -> Row:
    return {
        "kind": reason.kind,
        "strength": reason.strength,
        "who": None if reason.who is None else ids.members[reason.who],
        "other": None if reason.other is None else ids.members[reason.other],
        "ask": reason.ask,
        "offer": reason.offer,
        "ask_kind": reason.ask_kind,
        "words": list(reason.words),
        "people": [],
        "is_starter": is_starter,
    }


def _encounter(encounter: SeedEncounter, ids: Ids) -> Row:
    first, second = sorted((ids.members[encounter.first], ids.members[encounter.second]))
    noted_by = encounter.noted_by
    return {
        "space_id": ids.space,
        "first_id": first,
        "second_id": second,
        "day": encounter.day,
        "via": Via(encounter.via),
        "noted_by_id": None if noted_by is None else ids.members[noted_by],
        "created_at": encounter.noted_at,
    }
