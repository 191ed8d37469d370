"""Whatever is typed into a profile is shown as words, on every page and in every file."""

from datetime import UTC, datetime

from markupsafe import escape

from models import Interest, Link, Reply, SpokenLanguage
from tests.factories import (
    a_member_of,
    a_space,
    a_visit,
    a_zone,
    an_ask,
    an_encounter,
    an_introduction,
    an_offer,
)

CORPUS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}",
    "</title><svg onload=alert(1)>",
    "BEGIN:VCARD\r\nURL:javascript:alert(1)",
)
TEXT_FIELDS = ("pronunciation", "pronouns", "headline", "bio", "working_on", "company")


def armed(session, space, attack):
    """Give a member who has the attack in every place where words go."""
    member = a_member_of(space, attack, profile=dict.fromkeys(TEXT_FIELDS, attack))
    an_offer(member, attack, [attack])
    an_ask(member, attack, [attack])
    an_ask(member, attack, expires_on=datetime(2026, 1, 1, tzinfo=UTC).date())
    session.add_all(
        (
            Interest(member_id=member.id, name=attack[:40]),
            Link(member_id=member.id, url="https://example.org", label=attack[:40]),
            SpokenLanguage(member_id=member.id, code=attack[:12]),
        )
    )
    return member


def test_no_page_about_a_person_runs_what_they_typed(session, sign_in):
    now = datetime.now(UTC)
    space = a_space()
    reader = a_member_of(space, profile=dict.fromkeys(TEXT_FIELDS, "Plain"))
    an_offer(reader, "Plain", [*CORPUS])
    for attack in CORPUS:
        member = armed(session, space, attack)
        yes = {"first_reply": Reply.YES, "second_reply": Reply.YES}
        an_introduction(member, reader, space, now=now, **yes)
        an_encounter(member, reader, space, now=now)
        a_visit(member, space, now=now, zone_id=a_zone(space, name=attack).id)
        own, others = sign_in(member), sign_in(reader)

        pages = [own.get(f"/profile{part}").text for part in ("", "/name", "/work", "/more")]
        pages.append(others.get(f"/people/{member.id}").text)

        for page in pages:
            assert str(escape(attack)) in page
            assert not any(
                live in page.replace(str(escape(attack)), "")
                for live in ("<script>alert", "<img src=x", "<svg onload", "onmouseover='", "{{")
            )
        card = others.get(f"/people/{member.id}/contact.vcf").text.replace("\r\n ", "")
        assert [line for line in card.splitlines() if line.startswith(("BEGIN", "URL"))] == [
            "BEGIN:VCARD",
            "URL:https://example.org",
        ]
