"""What people write is shown as words, never read as markup."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from sqlalchemy import String, Text

import models
from tests.security.crawling import address, rules_of

HOSTILE = (
    """<xss onpointerover=alert(1)>"'><xss autofocus onfocus=alert(1)>&lt;xss&gt;{{7*7}}{% x %}""",
    """" onxss=1 ' onxss=2 ` onxss=3 \\" onxss=4 --><xss></title></textarea></script><xss>""",
)
CODED = {
    "email", "slug", "time_zone", "nonce", "token_hash", "password_hash", "industry", "key",
    "photo", "message_id", "matching_version", "code", "url", "old_email", "new_email",
}  # fmt: skip
"""Columns that hold no words, or words of one shape only."""


class Reader(HTMLParser):
    """Reads a page as a browser does, and notes what no page of ours has."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.foreign = []

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            is_script = (
                (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))
            )
            if name.startswith("on") or is_script:
                self.foreign.append((tag, name))
        if tag == "xss":
            self.foreign.append((tag, ""))


def foreign_in(page):
    reader = Reader()
    reader.feed(page)
    return reader.foreign


def columns_of_words():
    for table in models.Base.metadata.sorted_tables:
        for column in table.columns:
            is_words = type(column.type) in (String, Text)
            if is_words and column.name not in CODED and not column.foreign_keys:
                yield table, column


def write_everywhere(session, words):
    """Put these words into every column that holds words, as an import or a hole might."""
    for table, column in columns_of_words():
        short = words[: column.type.length or 400]
        key = next(iter(table.primary_key.columns))
        for (row,) in session.execute(table.select().with_only_columns(key)).all():
            # The key in front keeps names apart that must differ.
            told = f"{row}{short}"[: column.type.length or 400]
            session.execute(table.update().where(key == row).values({column.name: told}))
    session.commit()


def test_the_columns_of_words_are_found():
    names = {f"{table.name}.{column.name}" for table, column in columns_of_words()}

    assert {"profile.name", "profile.bio", "space.name", "zone.name", "mixer.title"} <= names


@pytest.mark.parametrize("hostile", HOSTILE, ids=["tags", "attributes"])
@pytest.mark.parametrize("who", ["ana", "host"])
def test_no_page_reads_words_as_markup(app, session, as_, world, who, hostile):
    browser = as_(who)
    write_everywhere(session, hostile)

    read, shown = {}, 0
    for rule in rules_of(app, "GET"):
        answer = browser.get(address(app, rule, world.of(rule)))
        if answer.mimetype == "text/html":
            shown += "&lt;xss" in answer.text or "onxss" in answer.text
            if found := foreign_in(answer.text):
                read[rule.rule] = found

    assert read == {}
    assert shown > 10


@pytest.mark.parametrize("hostile", HOSTILE, ids=["tags", "attributes"])
def test_no_page_reads_what_stands_in_its_address_as_markup(app, as_, world, hostile):
    browser, read = as_("host"), {}
    asked = dict.fromkeys(
        ("q", "words", "name", "next", "zone", "industry", "skill", "page", "sort", "state"),
        hostile,
    )

    for rule in rules_of(app, "GET"):
        answer = browser.get(address(app, rule, world.of(rule)), query_string=asked)
        if answer.status_code >= 500:
            read[rule.rule] = answer.status_code
        if answer.mimetype == "text/html" and (found := foreign_in(answer.text)):
            read[rule.rule] = found
    missing = browser.get(f"/{hostile}")

    assert read == {}
    assert (missing.status_code, foreign_in(missing.text)) == (404, [])


@pytest.mark.parametrize("hostile", HOSTILE, ids=["tags", "attributes"])
@pytest.mark.parametrize("path", ["/sign-in", "/forgotten"])
def test_what_was_typed_at_the_door_comes_back_as_words(app, client, settings, path, hostile):
    app.config["SETTINGS"] = replace(settings, smtp_url="smtp://127.0.0.1")
    answer = client.submit(path, path, email=hostile, password="")

    assert foreign_in(answer.text) == []
    assert "onxss" in answer.text or "&lt;xss" in answer.text


def test_the_reader_finds_what_it_looks_for():
    page = "<p onclick=x><a href=' javascript:x'><xss><b>on</b>"

    assert foreign_in(page) == [("p", "onclick"), ("a", "href"), ("xss", "")]
