"""Languages, and how days and hours are written."""

import unicodedata
from datetime import date, datetime

from flask import Flask, has_request_context, request
from flask_babel import Babel, format_date, get_locale, gettext, lazy_gettext, ngettext

from models import Space

__all__ = ["day_words", "gettext", "init_app", "lazy_gettext", "ngettext", "time_words"]

LANGUAGES = ("en",)

babel = Babel()


def _best_language() -> str:
    if not has_request_context():
        return LANGUAGES[0]  # a letter, written by a job
    return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]


def init_app(app: Flask) -> None:
    """Choose the reader's language for every page."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    babel.init_app(app, locale_selector=_best_language)


def apart(words: str) -> str:
    """Keep a name of another direction from turning round what stands beside it in a list.

    >>> apart("Ana"), apart("محمد") == "\N{FIRST STRONG ISOLATE}محمد\N{POP DIRECTIONAL ISOLATE}"
    ('Ana', True)
    """
    if not any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in words):
        return words
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}"


def in_words(words: str) -> str:
    """Say in the reader's language what a template says in English.

    A page asks a hundred and more times, and looking a word up takes longer than all else
    about it; so while English is all there is, nothing is looked up.
    """
    return words if LANGUAGES == ("en",) else str(gettext(words))


def in_number(one: str, many: str, number: int) -> str:
    """Choose between the words for one and for many, in the reader's language."""
    if LANGUAGES == ("en",):
        return one if number == 1 else many
    return str(ngettext(one, many, number))


def time_words(moment: datetime, space: Space) -> str:
    """Write the hour as the clock on the wall of the space shows it: 14:05."""
    return f"{space.local(moment):%H:%M}"


def local_day(moment: datetime, space: Space | None) -> date:
    """Give the day of a moment in a space; by UTC where somebody is in none."""
    return (space.local(moment) if space else moment).date()


def day_words(day: date, *, today: date) -> str:
    """Write a day as one would say it: today, yesterday, Tuesday, 3 March."""
    ago = (today - day).days
    if ago == 0:
        return str(gettext("today"))
    if ago == 1:
        return str(gettext("yesterday"))
    if ago == -1:
        return str(gettext("tomorrow"))
    if -7 < ago < 7:  # noqa: PLR2004 - the days of a week
        return str(format_date(day, "EEEE"))
    return str(format_date(day, "d MMMM" if day.year == today.year else "d MMMM y"))


def date_words(day: date) -> str:
    """Write a day in full: Tuesday, 3 March."""
    return str(format_date(day, "EEEE, d MMMM"))


def weekday_words(day: date) -> str:
    """Write the day of the week as on a leaf of a calendar: Tue."""
    return str(format_date(day, "EEE"))


def month_words(day: date) -> str:
    """Write the month as on a leaf of a calendar: Mar."""
    return str(format_date(day, "MMM"))


def text_direction() -> str:
    """Tell base.html which way the reader's language runs."""
    locale = get_locale()
    return locale.text_direction if locale else "ltr"
