"""What people type, made fit to keep."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services import texts
from app.services.errors import Refused

# All but halves of a character: to find out what UTF-8 can write of itself takes two seconds.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana \t Silva\n", "Ana Silva"),
        ("Zoe\u0308", "Zoë"),
        ("Ana\u202egnp.exe", "Anagnp.exe"),
        ("nothing\x00here\x1b[31m", "nothinghere[31m"),
        ("invisible\u200bseam", "invisibleseam"),
        ("\u3164 \uffa0\u115f\u1160\u17b4\u17b5", ""),
        ("Bo\u2061\u034f\u180e\u206a", "Bo"),
        (
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("👩‍🚀 pilot", "👩‍🚀 pilot"),
        ("\ud800broken", "broken"),
        ("a" + "\u0301\u0302\u0303\u0304\u0305\u0306\u0307", "á\u0302\u0303\u0304\u0305"),
        (None, ""),
    ],
)
def test_a_line_keeps_what_can_be_read_and_nothing_else(typed, kept):
    assert texts.one_line(typed) == kept


@given(ANY_TEXT)
def test_a_clean_line_is_clean_already(typed):
    line = texts.one_line(typed)

    assert texts.one_line(line) == line
    assert line == line.strip()
    assert not {unicodedata.category(sign) for sign in line} & {"Cc", "Cs", "Zl", "Zp"}


@given(ANY_TEXT)
def test_clean_paragraphs_are_clean_already(typed):
    text = texts.paragraphs(typed)

    assert texts.paragraphs(text) == text
    assert "\n\n\n" not in text
    assert not {unicodedata.category(sign) for sign in text.replace("\n", "")} & {"Cc", "Cs"}


def test_paragraphs_keep_their_lines_but_no_empty_screens():
    typed = "One.\r\nTwo  words.\r\n\r\n\r\n\r\nThree.\r"

    assert texts.paragraphs(typed) == "One.\nTwo words.\n\nThree."


def test_what_is_listed_is_split_at_every_comma_and_said_once():
    typed = "UX, user research;ux\nDesign، Tax、 Law,, ,"

    assert texts.listed(typed, most=5, longest=20) == [
        "UX",
        "user research",
        "Design",
        "Tax",
        "Law",
    ]


@pytest.mark.parametrize("typed", ["a,b,c,d", "a" * 11, "a" * 6000, "," * 6000])
def test_too_many_or_too_long_is_refused(typed):
    with pytest.raises(Refused):
        texts.listed(typed, most=3, longest=10)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/me?x=1#top", "https://example.org/me?x=1#top"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        (" example.org/me ", "https://example.org/me"),
        ("//example.org", "https://example.org"),
        ("https://bücher.example", "https://bücher.example"),
        ("https://example.org:8443/", "https://example.org:8443/"),
    ],
)
def test_a_web_address_is_taken(typed, address):
    assert texts.web_address(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//https://example.org",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:ana@example.org",
        "https:example.org",
        "https:///example.org",
        "https://",
        "https://localhost",
        "https://bank.example@evil.example",
        "https://user:word@example.org",
        "https://example.org\\@evil.example",
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/<script>",
        "https://example.org/a b",
        "https://[::1",
        "https://example.org:port/",
        "https://example.org/" + "a" * 300,
        "",
    ],
)
def test_no_other_address_is_taken(typed):
    with pytest.raises(Refused):
        texts.web_address(typed)


@given(ANY_TEXT)
def test_whatever_is_taken_as_an_address_leads_to_the_web(typed):
    try:
        address = texts.web_address(typed)
    except Refused:
        return

    assert address.lower().startswith(("https://", "http://"))
    assert texts.host_of(address)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Øyvind", "oyvind"),
        ("ŁUKASZ", "lukasz"),
        ("Đặng", "dang"),
        ("Æsa", "aesa"),
        ("Großmann", "GROSSMANN"),
        ("I\u015f\u0131k", "isik"),
    ],
)
def test_letters_that_a_keyboard_lacks_are_found_by_those_it_has(written, typed):
    assert texts.folded(written) == texts.folded(typed)


MEGABYTES = {
    "letters": "a" * 1_000_000,
    "accents to sort": "a" + "\u0301\u0323" * 500_000,
    "spaces": " \n" * 500_000,
    "dots": "https://" + "." * 1_000_000,
    "commas": "," * 1_000_000,
    "accents": "\u0301" * 1_000_000,
}


@pytest.mark.parametrize("kind", MEGABYTES)
def test_a_megabyte_is_refused_by_its_length_and_not_read(kind):
    megabyte = MEGABYTES[kind]

    assert texts.one_line(megabyte + "\x00").split() == megabyte.split()
    for rule in (texts.web_address, lambda text: texts.listed(text, most=8, longest=60)):
        with pytest.raises(Refused):
            rule(megabyte)
