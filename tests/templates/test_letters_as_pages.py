"""The part of a letter that mail programs show as a page."""

import re
from types import SimpleNamespace

import pytest

from models import LetterKind
from tests import reading
from tests.templates.test_letters import composed

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LINK = re.compile(r"^http://\S+$")


def buttons(page):
    """Say of each link whether it stands out."""
    return [
        "inline-block" in given.get("style", "") for name, given in page.elements if name == "a"
    ]


@pytest.mark.parametrize("kind", LetterKind)
def test_a_page_says_what_the_plain_words_say_and_leads_where_they_lead(app, kind):
    message = composed(app, kind)
    words, page = reading.plain(message), reading.page(message)

    lines = [line.removeprefix("- ").strip() for line in words.splitlines() if line != "-- "]
    links = [line for line in lines if LINK.match(line)]
    said = " ".join(page.lines)
    assert page.links == links
    assert [line for line in lines if not LINK.match(line) and line.rstrip(":") not in said] == []


@pytest.mark.parametrize("kind", LetterKind)
def test_a_page_fetches_nothing_and_names_no_colour_but_that_of_its_button(app, kind):
    page = reading.page(composed(app, kind))

    named = {name for name, _ in page.elements}
    styles = [(name, given.get("style", "")) for name, given in page.elements]
    fetched = [given for _, given in page.elements if {"src", "background"} & given.keys()]
    assert named <= {
        *("html", "head", "meta", "title", "body", "div", "p", "br", "b", "ul", "li", "a"),
        *("blockquote", "bdi", "span"),
    }
    assert fetched == []
    assert [style for _, style in styles if "url(" in style] == []
    assert {
        name for name, style in styles if re.search(r"(?<!-)(color|background)\s*:", style)
    } <= {"a"}


@pytest.mark.parametrize("kind", ["proposed", "agreed", "hello", "did_you_meet"])
def test_a_name_in_another_script_leaves_the_sentence_alone(app, kind):
    name = "محمد علي"
    them = SimpleNamespace(name=name, pronunciation="", headline="مصمم", company="")

    letter = composed(app, LetterKind(kind), partners=[them], why=[(them, (), "خريطة")])
    head, _, body = letter.get_body(("html",)).get_content().partition("</title>")

    assert re.findall(rf"(?<!<bdi>){name}|{name}(?!</bdi>)", body) == []
    assert ("<bdi>" in head, "<bdi>" in body) == (False, True)


def test_reasons_are_a_list_and_where_to_answer_a_button(app):
    page = reading.page(composed(app, LetterKind.PROPOSED))

    assert page.lines[-6:] == [
        "You say it like this: boh chen.",
        "You would like help: “Who reads <b> & contracts?” Bo offers: “Law”.",
        "You both like cycling, pottery and chess.",
        "Say yes or not now. They only hear of it if you both say yes.",
        "Answer",
        "You said yes to letters from Harbour Yard. Take it back at any time",
    ]
    assert [name for name, _ in page.elements].count("li") == 2
    assert buttons(page) == [True, False]


def test_links_beside_the_button_have_the_colour_of_the_words_around_them(app):
    page = reading.page(composed(app, LetterKind.MIXER_INVITATION))

    links = [given["style"] for name, given in page.elements if name == "a"]
    assert links[1:] == ["color:inherit"] * 3


def test_only_the_first_answer_to_an_invitation_stands_out(app):
    page = reading.page(composed(app, LetterKind.MIXER_INVITATION))

    links = [
        "inline-block" in given.get("style", "") for name, given in page.elements if name == "a"
    ]
    assert links == [True, False, False, False]


def test_what_was_written_stays_within_its_quotation(app):
    attack = "Soup?\n\n- one\n-- \n<img src=x onerror=alert(1)> https://evil.example"

    page = reading.page(composed(app, LetterKind.HELLO, words=attack))

    kinds = [name for name, _ in page.elements]
    assert {"img", "ul"} & {*kinds} == set()
    assert kinds.count("blockquote") == 2
    assert "https://evil.example" not in page.links
    assert "<img src=x onerror=alert(1)> https://evil.example" in page.lines


def test_a_calendar_file_lies_beside_both_parts(app):
    message = composed(app, LetterKind.MIXER_REMINDER)

    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [
        *("multipart/mixed", "multipart/alternative", "text/plain", "text/html"),
        "text/calendar",
    ]
