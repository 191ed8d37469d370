"""Forms in which members say who they are and what they do."""

from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import FieldList, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from app.forms.asks import KIND_CHOICES
from app.forms.rules import obeys
from app.services import texts
from app.services.profiles import asks, languages, offers, profiles, skills
from models import WayOfWorking
from models.industry import INDUSTRIES, SECTIONS

WAY_WORDS = MappingProxyType(
    {
        WayOfWorking.FREELANCE: _("Freelance"),
        WayOfWorking.CONSULTANT: _("Consultant"),
        WayOfWorking.SMALL_BUSINESS: _("Small business"),
        WayOfWorking.STARTUP: _("Startup"),
        WayOfWorking.LARGER_COMPANY: _("Larger company"),
    }
)
_TOO_LONG = _("That is too long; %(max)d characters are the most.")


def way_value(way: WayOfWorking | str | None) -> str:
    """Give the way of working as the form sends it, from a profile or from the form itself."""
    return way.value if isinstance(way, WayOfWorking) else way or ""


def at_most(length: int) -> Length:
    """Refuse what is longer, and let the browser stop there, too."""
    return Length(max=length, message=_TOO_LONG)


def industry_choices() -> list[SelectChoice]:
    """Every industry by its plain name; those of a section that is split stand together."""
    sizes = Counter(industry.group for industry in INDUSTRIES.values())
    named = [
        SelectChoice(
            code,
            industry.name,
            optgroup=SECTIONS[industry.group] if sizes[industry.group] > 1 else None,
        )
        for code, industry in INDUSTRIES.items()
    ]
    return [SelectChoice("", _("Choose one")), *named]


def language_choices(held: Iterable[str] = ()) -> list[SelectChoice]:
    """Every language by its name in the reader's own, and those that somebody has already."""
    reader = str(get_locale() or "en")
    known = languages.names(reader)
    more = {code: languages.name_of(code, reader) for code in held if code}
    return [SelectChoice(code, name) for code, name in ({"": "…"} | more | known).items()]


class NameForm(FlaskForm):
    """Who one is."""

    name = StringField(
        _("Your name"),
        validators=[DataRequired(_("Please type your name.")), at_most(profiles.LONGEST_NAME)],
        filters=[texts.one_line],
    )
    pronunciation = StringField(
        _("How to say it"),
        validators=[at_most(profiles.LONGEST_NAME)],
        filters=[texts.one_line],
        description=_("As you would spell it for somebody who has never heard it: “shi-VAWN”."),
    )
    pronouns = StringField(
        _("Pronouns"),
        validators=[at_most(profiles.LONGEST_PRONOUNS)],
        filters=[texts.one_line],
    )


class WorkForm(FlaskForm):
    """What one does."""

    headline = StringField(
        _("What you do, in a few words"),
        validators=[at_most(profiles.LONGEST_HEADLINE)],
        filters=[texts.one_line],
        description=_("Such as: I make short films for museums."),
    )
    working_on = StringField(
        _("What you are working on now"),
        validators=[at_most(profiles.LONGEST_WORKING_ON)],
        filters=[texts.one_line],
        description=_("It gives others something to ask about."),
    )
    industry = SelectField(_("Industry"), choices=industry_choices)
    company = StringField(
        _("Company"), validators=[at_most(profiles.LONGEST_COMPANY)], filters=[texts.one_line]
    )
    way_of_working = SelectField(
        _("How you work"),
        coerce=way_value,
        choices=[
            SelectChoice("", _("Rather not say")),
            *(SelectChoice(way.value, words) for way, words in WAY_WORDS.items()),
        ],
    )

    @property
    def way(self) -> WayOfWorking | None:
        """The way of working that was chosen."""
        return WayOfWorking(self.way_of_working.data) if self.way_of_working.data else None


class MoreForm(FlaskForm):
    """What else there is to talk about."""

    bio = TextAreaField(
        _("About you"),
        validators=[at_most(profiles.LONGEST_BIO)],
        filters=[texts.paragraphs],
    )
    interests = StringField(
        _("What you like beyond work"),
        validators=[obeys(profiles.interests_in)],
        filters=[texts.one_line],
        description=_("With commas between: climbing, choir, sourdough."),
    )
    languages = FieldList(
        SelectField(_("Language"), choices=language_choices),
        label=_("Languages you speak"),
        max_entries=languages.AT_MOST,
    )

    def offer_also(self, codes: Iterable[str]) -> None:
        """Let languages stay that came from elsewhere and are not on the list."""
        for entry in self.languages:
            entry.choices = language_choices(codes)


class StartForm(FlaskForm):
    """The few things by which one is found, all on one page."""

    headline = WorkForm.headline
    industry = WorkForm.industry
    offer = StringField(
        _("Something you can help others with"),
        validators=[at_most(offers.LONGEST)],
        filters=[texts.one_line],
        description=_("In your own words: I read contracts for small firms."),
    )
    offer_skills = StringField(
        _("The same in tags"), validators=[obeys(skills.typed)], filters=[texts.one_line]
    )
    ask_kind = SelectField(_("You are looking for"), choices=KIND_CHOICES)
    ask = StringField(
        _("What for?"),
        validators=[at_most(asks.LONGEST)],
        filters=[texts.one_line],
    )
    ask_skills = StringField(
        _("The same in tags"), validators=[obeys(skills.typed)], filters=[texts.one_line]
    )

    @property
    def is_told(self) -> bool:
        """Whether there is anything by which one could be found."""
        told = (self.headline, self.industry, self.offer, self.offer_skills)
        return any(field.data for field in (*told, self.ask, self.ask_skills))
