"""Moving to another address: only with a letter to it, and not without telling the old one."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.services import correspondence, letters
from app.services.accounts import email_changes, resets
from app.services.errors import LinkEnded
from app.services.exports import exports
from models import EmailChange, Letter, LetterKind, Member, PasswordReset, SignIn
from tests.factories import a_member
from tests.signing_in import a_sign_in

KEY = "the installation's own"


def asked(session, now, member=None, new="new@example.org"):
    member = member or a_member(email="old@example.org")
    email_changes.ask(session, member.id, new, now=now)
    change = session.scalars(select(EmailChange).order_by(EmailChange.id.desc())).first()
    return member, change, email_changes.link_path(change, key=KEY).rsplit("/", 1)[1]


def opened(session, change, token, now, by):
    return email_changes.opened(session, change.id, token, key=KEY, by=by, now=now)


def test_asking_changes_nothing_yet_and_writes_to_the_new_address(session, now):
    member, change, token = asked(session, now, new=" New@Example.org ")

    assert session.get(Member, member.id).email == "old@example.org"
    assert (change.old_email, change.new_email) == ("old@example.org", "new@example.org")
    assert session.execute(select(Letter.kind, Letter.about_id)).all() == [
        (LetterKind.NEW_EMAIL, change.id)
    ]
    assert email_changes.link_path(change, key=KEY) == f"/account/email/{change.id}/{token}"


def test_an_address_that_somebody_has_gets_no_letter_and_nobody_can_tell(session, now, tmp_path):
    a_member(email="known@example.org")
    told = []

    for member, new in ((a_member(), "known@example.org"), (a_member(), "other@example.org")):
        email_changes.ask(session, member.id, new, now=now)
        [letter] = letters.due(session, now=now)
        errand = letters.claim(session, letter, now=now)
        is_sent = correspondence.facts_for(session, errand, key=KEY, now=now) is not None
        (letters.mark_sent if is_sent else letters.mark_moot)(session, letter, now=now)
        # Who waits for another letter shortly after would learn that the first was none.
        email_changes.ask(session, member.id, "own@example.org", now=now + timedelta(minutes=4))
        found = exports.export_of(session, member.id, photos=tmp_path, now=now)
        shown = json.dumps([found["letters"], found["email_changes"]])
        told.append((is_sent, shown.replace(new, "…").replace(member.email, "…")))

    (to_known, of_known), (to_other, of_other) = told
    assert (to_known, to_other) == (False, True)
    assert of_known == of_other
    assert letters.due(session, now=now) == []


def test_nobody_s_mailbox_can_be_filled(session, now):
    member, change, _ = asked(session, now)

    email_changes.ask(session, member.id, "third@example.org", now=now + timedelta(minutes=4))

    assert session.scalars(select(EmailChange)).all() == [change]


def test_confirming_moves_signs_others_out_and_tells_the_old_address(session, now):
    member, change, token = asked(session, now)
    here = a_sign_in(member, now=now)
    a_sign_in(member, now=now)
    resets.ask(session, member.email, now=now)

    found = opened(session, change, token, now, member.id)
    email_changes.confirm(session, found, keep=here.id, now=now)

    session.expire_all()
    assert session.get(Member, member.id).email == "new@example.org"
    assert session.scalars(select(SignIn.id)).all() == [here.id]
    assert session.scalars(select(PasswordReset.used_at)).all() == [now]
    assert session.scalars(select(Letter.kind).order_by(Letter.id.desc())).first() is (
        LetterKind.EMAIL_CHANGED
    )


def test_the_link_works_once_and_for_an_hour(session, now):
    member, change, token = asked(session, now)
    here = a_sign_in(member, now=now)

    with pytest.raises(LinkEnded):
        opened(session, change, token, now + timedelta(hours=1), member.id)
    email_changes.confirm(session, change, keep=here.id, now=now)
    session.expire_all()
    with pytest.raises(LinkEnded):
        opened(session, change, token, now, member.id)
    with pytest.raises(LinkEnded):
        email_changes.confirm(session, change, keep=here.id, now=now)


def test_a_wrong_token_another_person_and_a_missing_number_look_alike(session, now):
    member, change, token = asked(session, now)
    thief = a_member()

    for number, given, by in [
        (change.id, token, thief.id),
        (change.id, "x" * 43, member.id),
        (999, token, member.id),
    ]:
        with pytest.raises(LinkEnded):
            email_changes.opened(session, number, given, key=KEY, by=by, now=now)


def test_an_address_taken_in_the_meantime_stays_with_who_took_it(session, now):
    _, change, _ = asked(session, now)
    a_member(email="new@example.org")

    with pytest.raises(LinkEnded):
        email_changes.confirm(session, change, keep=0, now=now)

    session.rollback()


def test_a_second_wish_ends_the_first_link(session, now):
    member, older, token = asked(session, now)
    asked(session, now + timedelta(minutes=6), member, "third@example.org")

    session.expire_all()
    with pytest.raises(LinkEnded):
        opened(session, older, token, now + timedelta(minutes=7), member.id)


def moved(session, now, member, *addresses):
    for minutes, new in enumerate(addresses):
        then = now + timedelta(minutes=6 * minutes)
        change = asked(session, then, member, new)[1]
        email_changes.confirm(session, change, keep=0, now=then)
        session.expire_all()


def put_back(session, email, now):
    member = email_changes.put_back(session, email, password_hash="nobody's", now=now)
    session.expire_all()
    return member.email


def test_nobody_keeps_an_address_by_asking_for_it_with_another_account(session, now):
    moved(session, now, a_member(email="ana@example.org"), "thief@example.org")
    other = a_member()
    for minutes, new in ((0, "thief@example.org"), (9, "else@example.org")):
        asked(session, now + timedelta(minutes=minutes), other, new)

    assert put_back(session, "thief@example.org", now) == "ana@example.org"


def test_who_moved_an_account_to_and_fro_cannot_hide_where_it_was(session, now):
    thief = ("one@example.org", "two@example.org", "one@example.org")
    moved(session, now, a_member(email="ana@example.org"), *thief)

    led = [put_back(session, email, now) for email in reversed(thief)]

    assert led == ["two@example.org", "one@example.org", "ana@example.org"]
    assert session.scalars(select(EmailChange)).all() == []


def test_whoever_took_an_account_is_signed_out_of_it_and_holds_no_link_into_it(session, now):
    ana = a_member(email="ana@example.org")
    moved(session, now, ana, "thief@example.org")
    a_sign_in(ana, now=now)
    resets.ask(session, "thief@example.org", now=now)
    asked(session, now + timedelta(minutes=9), ana, "further@example.org")

    put_back(session, "thief@example.org", now)

    assert session.scalars(select(SignIn)).all() == []
    assert session.scalars(select(PasswordReset.used_at)).all() == [now]
    further = select(EmailChange.used_at).where(EmailChange.new_email == "further@example.org")
    assert session.scalars(further).all() == [now]
