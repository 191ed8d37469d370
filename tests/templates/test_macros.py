"""The pieces that pages are made of: what they say, what they leave out, whom they protect."""

import re

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

HANA = {
    "key": 7,
    "version": "7-1",
    "name": "Hana Sato",
    "url": "/people/7",
    "initials": "HS",
    "tint": 3,
    "photo_url": None,
    "pronunciation": "HAH-nah",
    "pronouns": "she/her",
    "headline": "Climate analyst",
    "industry": "Environmental consulting",
    "company": "Tidewise",
    "working_on": "A tide calendar",
    "offers": ["life-cycle analysis"],
    "asks": ["A second pair of eyes on a grant"],
    "zone": "Window desks",
    "state": "open",
    "until": "",
}
BARE = HANA | {
    "pronunciation": "",
    "pronouns": "",
    "headline": "",
    "industry": "",
    "company": "",
    "working_on": "",
    "offers": [],
    "asks": [],
    "zone": "",
}


@pytest.fixture(scope="module")
def render(environment):
    """Write a line of template as the app would, and give what came out."""
    environment.globals.update(
        csrf_token=lambda: "token",
        takes_focus=lambda: True,
        url_for=lambda _endpoint, filename: filename,
    )

    def rendered(file, call, **context):
        name = re.split(r"\W", call)[0]
        source = f'{{% from "_macros/{file}.html" import {name} %}}{{{{ {call} }}}}'
        return environment.from_string(source).render(context)

    return rendered


def words(markup):
    """Give what is read on the screen."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


class MeetingForm(Form):
    name = StringField("Name", [DataRequired("We need a name.")])
    note = StringField("Note", description="Only you read this.")
    listed = BooleanField("Show me", description="While I am in.")
    mood = RadioField(
        "Today", choices=[SelectChoice("open", "Open"), SelectChoice("down", "Heads-down")]
    )


@pytest.mark.parametrize(
    ("kind", "when", "said"),
    [
        ("open", "", "Open to a chat"),
        ("heads_down", "14:00", "Heads-down until 14:00"),
        ("heads_down", "", "Heads-down"),
    ],
)
def test_a_state_is_said_in_words(render, kind, when, said):
    assert words(render("state", "state(kind, when)", kind=kind, when=when)) == said


def test_initials_beside_a_name_are_not_read_aloud(render):
    beside = render("face", "face(person, 64)", person=HANA)

    assert beside == '<span class="face face-64 tint-3" aria-hidden="true">HS</span>'


def test_a_face_that_stands_alone_says_whose_it_is(render):
    initials = render("face", "face(person, 32, named=true)", person=HANA)
    photo = render(
        "face", "face(person, 32, named=true)", person=HANA | {"photo_url": "/photos/h-64.webp"}
    )

    assert 'role="img"' in initials
    assert 'aria-label="Hana Sato"' in initials
    assert 'alt="Hana Sato"' in photo


def test_a_card_tells_all_that_a_person_shows(render):
    card = render("people", "person_card(person)", person=HANA)

    assert words(card) == (
        "HS Hana Sato Climate analyst Can help with life-cycle analysis"
        " Open to a chat Window desks More about Hana Sato"
        " say “HAH-nah” · she/her Environmental consulting&nbsp;· Tidewise"
        " Can help with life-cycle analysis"
        " Looking for A second pair of eyes on a grant"
        " Working on A tide calendar"
    )


def test_a_card_has_no_headings_for_what_a_person_leaves_out_and_nothing_to_fold_out(render):
    card = render("people", "person_card(person)", person=BARE)

    assert (words(card), "<details" in card) == ("HS Hana Sato Open to a chat", False)


def test_a_card_says_until_when(render):
    busy = BARE | {"state": "heads_down", "until": "14:00"}

    assert words(render("people", "person_card(person)", person=busy)) == (
        "HS Hana Sato Heads-down until 14:00"
    )


def test_many_cards_are_the_same_as_one_by_one(render):
    people = [HANA, BARE, BARE | {"state": "heads_down", "until": "12:40"}]

    many = render("people", 'person_cards(rows, "|")', rows=map(dict.values, people))

    each = [render("people", "person_card(person)", person=person) for person in people]
    assert many.split("|") == [*each, ""]


def test_what_people_write_stays_words(render):
    written = ("name", "pronunciation", "pronouns", "headline", "company", "working_on", "zone")
    mallory = HANA | dict.fromkeys(written, "<b onload=x>")

    card = render("people", "person_card(person)", person=mallory)

    assert "<b " not in card


def test_an_introduction_gives_reasons_and_a_beginning_only_where_there_are_some(render):
    full = render(
        "introductions",
        'introduction_card(person, ["You both row."], "Where do you row?")',
        person=HANA,
    )
    bare = render("introductions", "introduction_card(person, [])", person=BARE)

    assert words(full) == (
        "HS Hana Sato say “HAH-nah” · she/her Climate analyst"
        " You both row. To begin with Where do you row?"
    )
    assert words(bare) == "HS Hana Sato"


def test_the_three_answers_name_the_person_for_those_who_do_not_see_the_card(render):
    form = render("introductions", 'answers("/answer", person)', person=HANA)

    assert re.findall(r'name="reply" value="(\w+)"', form) == ["yes", "not_now", "never"]
    assert 'name="csrf_token" value="token"' in form
    assert words(form) == "Introduce us Hana Sato Not now Hana Sato Not this person Hana Sato"


def test_a_fault_is_tied_to_its_input_before_the_hint(render):
    form = MeetingForm(MultiDict())
    form.validate()

    field = render("fields", 'field(form.name, hint="As on your badge.")', form=form)

    assert 'aria-describedby="name-error name-hint"' in field
    assert 'aria-invalid="true"' in field
    assert words(field) == "Name As on your badge. We need a name."


def test_only_what_may_be_left_out_is_called_optional(render):
    form = MeetingForm()

    assert words(render("fields", "field(form.name)", form=form)) == "Name"
    assert (
        words(render("fields", "field(form.note)", form=form))
        == "Note optional Only you read this."
    )
    assert words(render("fields", "field(form.note, optional=false)", form=form)) == (
        "Note Only you read this."
    )


def test_a_field_takes_the_shape_of_its_kind(render):
    form = MeetingForm()

    assert words(render("fields", "field(form.listed)", form=form)) == "Show me While I am in."
    assert words(render("fields", "field(form.mood)", form=form)) == "Today Open Heads-down"
    assert render("fields", "field(form.mood)", form=form).startswith("<fieldset")


def test_facts_without_words_are_left_out(render):
    facts = render("page", 'facts([("Company", "Tidewise"), ("Languages", "")])')

    assert words(facts) == "Company Tidewise"


def test_one_page_of_a_list_needs_no_way_on(render):
    only = {"number": 1, "pages": 1, "newer_url": None, "older_url": None}
    first = only | {"pages": 3, "older_url": "?page=2"}

    assert render("page", "pagination(page)", page=only) == ""
    assert words(render("page", "pagination(page)", page=first)) == "Page 1 of 3 Next"


@pytest.mark.parametrize(("inside", "count"), [("<a>Go</a>", 1), ("{% if false %}x{% endif %}", 0)])
def test_a_heading_leaves_no_room_for_actions_where_there_are_none(environment, inside, count):
    macro = '{% from "_macros/page.html" import heading %}'
    call = f'{{% call heading("Soup") %}} {inside} {{% endcall %}}'

    page = environment.from_string(macro + call).render()

    assert page.count('class="actions"') == count
