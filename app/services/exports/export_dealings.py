"""What a person's own export tells of their dealings with others, part by part."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from app.services.evenings import sittings
from app.services.exports.export_sections import Asker, Values, plain, plain_rows
from models import (
    Attendee,
    Block,
    Encounter,
    Glad,
    Hello,
    Introduction,
    Mixer,
    Note,
    Round,
    Space,
    TableHost,
)


def introductions(session: Session, asker: Asker) -> list[Values]:
    """Give the introductions with their own answers only."""
    involved = or_(Introduction.first_id == asker.id, Introduction.second_id == asker.id)
    found = session.execute(
        select(Introduction, Space.name)
        .join(Space, Space.id == Introduction.space_id)
        .where(involved)
        .order_by(Introduction.id)
    )
    return [_introduction(row.Introduction, row.name, asker) for row in found]


def _introduction(introduction: Introduction, space: str, asker: Asker) -> Values:
    is_first = introduction.first_id == asker.id
    replied_at = introduction.first_replied_at if is_first else introduction.second_replied_at
    return {
        "space": space,
        "day": introduction.day.isoformat(),
        "with": asker.names.get(introduction.partner_of(asker.id)),
        "as_one_of_three": introduction.trio_id is not None,
        "worth": introduction.worth,
        "your_reply": introduction.reply_of(asker.id).value,
        "you_replied_at": plain(replied_at),
        "agreed_at": plain(introduction.agreed_at),
        "you_said_you_met": introduction.met_of(asker.id),
    }


def encounters(session: Session, asker: Asker) -> list[Values]:
    """Give the meetings that they may read."""
    mine = or_(Encounter.first_id == asker.id, Encounter.second_id == asker.id)
    readable = or_(Encounter.noted_by_id.is_(None), Encounter.noted_by_id == asker.id)
    found = session.execute(
        select(Encounter, Space.name)
        .join(Space, Space.id == Encounter.space_id)
        .where(mine, readable)
        .order_by(Encounter.id)
    )
    return [
        {
            "with": asker.names.get(met.second_id if met.first_id == asker.id else met.first_id),
            "space": space,
            "day": met.day.isoformat(),
            "via": met.via.value,
        }
        for met, space in found
    ]


def notes(session: Session, asker: Asker) -> list[Values]:
    """Give their private notes."""
    found = session.scalars(select(Note).where(Note.member_id == asker.id))
    return [
        {
            "about": asker.names.get(note.about_id),
            "words": note.words,
            "changed_at": note.changed_at.isoformat(),
        }
        for note in found
    ]


def blocks(session: Session, asker: Asker) -> list[Values]:
    """Give whom they blocked; who blocked them stays unsaid."""
    found = session.scalars(select(Block).where(Block.member_id == asker.id))
    return [{"who": asker.names.get(b.other_id), "at": b.at.isoformat()} for b in found]


def hellos(session: Session, asker: Asker) -> list[Values]:
    """Give the hellos sent and received."""
    involved = or_(Introduction.first_id == asker.id, Introduction.second_id == asker.id)
    found = session.scalars(
        select(Hello)
        .join(Introduction, Introduction.id == Hello.introduction_id)
        .where(involved)
        .order_by(Hello.id)
    )
    return [
        {
            "from": "you" if said.sender_id == asker.id else asker.names.get(said.sender_id),
            "words": said.words,
            "sent_at": said.sent_at.isoformat(),
        }
        for said in found
    ]


def mixers(session: Session, asker: Asker) -> list[Values]:
    """Give the evenings to which they were asked, with what they said and when they came."""
    return plain_rows(
        session,
        select(
            Space.name.label("space"),
            Mixer.title,
            Mixer.starts_at,
            Attendee.reply,
            Attendee.replied_at,
            Attendee.said_before,
            Attendee.role,
            Attendee.first_round,
            Attendee.last_round,
            Attendee.is_listed,
            Attendee.wants_letters,
            Attendee.arrived_at,
            Attendee.left_at,
            Attendee.created_at.label("asked_at"),
        )
        .join(Mixer, Mixer.id == Attendee.mixer_id)
        .join(Space, Space.id == Mixer.space_id)
        .where(Attendee.member_id == asker.id)
        .order_by(Attendee.id),
    )


def seats(session: Session, asker: Asker) -> list[Values]:
    """Give at which table they sat in which round; with whom, the encounters tell."""
    mine = sittings.sittings(Attendee.member_id == asker.id)
    return plain_rows(
        session,
        select(
            Space.name.label("space"),
            Mixer.title,
            Round.number.label("round"),
            Round.started_at,
            mine.c.table_number.label("table"),
            *(mine.c.since, mine.c.until),
        )
        .join(Round, Round.id == mine.c.round_id)
        .join(Mixer, Mixer.id == Round.mixer_id)
        .join(Space, Space.id == Mixer.space_id)
        .order_by(Mixer.starts_at, Mixer.id, mine.c.since),
    )


def hosted_tables(session: Session, asker: Asker) -> list[Values]:
    """Give the tables at which they stay all evening and welcome the others."""
    return plain_rows(
        session,
        select(Space.name.label("space"), Mixer.title, TableHost.table_number.label("table"))
        .join(Attendee, Attendee.id == TableHost.attendee_id)
        .join(Mixer, Mixer.id == Attendee.mixer_id)
        .join(Space, Space.id == Mixer.space_id)
        .where(Attendee.member_id == asker.id)
        .order_by(Attendee.id),
    )


def glads(session: Session, asker: Asker) -> list[Values]:
    """Give whom they would be glad to meet again; who said it of them stays unsaid."""
    one, other = aliased(Attendee), aliased(Attendee)
    found = session.execute(
        select(Mixer.title, other.member_id, Glad.at)
        .join(one, one.id == Glad.from_id)
        .join(other, other.id == Glad.about_id)
        .join(Mixer, Mixer.id == one.mixer_id)
        .where(one.member_id == asker.id)
        .order_by(Glad.at, Glad.about_id)
    )
    return [
        {"title": row.title, "about": asker.names.get(row.member_id), "at": row.at.isoformat()}
        for row in found
    ]
