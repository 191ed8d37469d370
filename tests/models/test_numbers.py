"""Numbers that something else remembers are never given twice."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from models import (
    EmailChange,
    Hello,
    ImportDraft,
    Introduction,
    Invitation,
    Member,
    Membership,
    PasswordReset,
)
from tests import factories as make


def a_reset(now):
    return make._add(
        PasswordReset(
            member_id=make.a_member().id,
            nonce=f"nonce-{make._next()}",
            created_at=now,
            expires_at=now + timedelta(minutes=10),
        )
    )


def a_change(now):
    return make._add(
        EmailChange(
            member_id=make.a_member().id,
            old_email="old@example.org",
            new_email="new@example.org",
            nonce=f"nonce-{make._next()}",
            created_at=now,
            expires_at=now + timedelta(hours=1),
        )
    )


def an_invitation(now):
    return make.an_invitation(make.a_membership(make.a_member(), make.a_space()), now=now)


def a_draft(now):
    return make._add(
        ImportDraft(
            space_id=make.a_space().id,
            by_id=make.a_member().id,
            file_name="people.csv",
            content=b"name,email\n",
            created_at=now,
        )
    )


def an_introduction(now):
    return make.an_introduction(make.a_member(), make.a_member(), make.a_space(), now=now)


def a_hello(now):
    introduction = an_introduction(now)
    return make._add(
        Hello(
            introduction_id=introduction.id,
            sender_id=introduction.first_id,
            words="Hello",
            sent_at=now,
        )
    )


@pytest.mark.parametrize(
    ("table", "a_row"),
    [
        (Member, lambda _now: make.a_member()),
        (PasswordReset, a_reset),
        (EmailChange, a_change),
        (Invitation, an_invitation),
        (Introduction, an_introduction),
        (Hello, a_hello),
        (ImportDraft, a_draft),
        (Membership, lambda _now: make.a_membership(make.a_member(), make.a_space())),
    ],
    ids=lambda given: getattr(given, "__tablename__", ""),
)
def test_what_a_letter_or_an_open_page_told_of_gives_its_number_to_nothing_else(
    session, now, table, a_row
):
    number = a_row(now).id
    session.execute(delete(table))

    assert a_row(now).id > number
