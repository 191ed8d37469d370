"""Forms in which a host sets the rules, zones and hours of a space."""

from datetime import time
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.forms.moments import ClockField
from app.i18n import gettext
from app.services import marks, spaces, texts
from app.services.spaces import Hours, Rules

OPENS, CLOSES = time(9), time(18)
WEEKDAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
# Without the old short names: people live in places, not in "EST5EDT".
_ZONES = ["UTC", *sorted(name for name in available_timezones() if "/" in name[1:])]
_TIME_ZONES = [
    name for name in _ZONES if not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))
]


def _number(label: str, bounds: tuple[int, int], description: str) -> IntegerField:
    lowest, highest = bounds
    words = _(
        "Choose a whole number from %(lowest)s to %(highest)s.", lowest=lowest, highest=highest
    )
    return IntegerField(
        label,
        validators=[InputRequired(words), NumberRange(lowest, highest, message=words)],
        description=description,
        render_kw={"min": lowest, "max": highest, "inputmode": "numeric"},
    )


def _counts(label: str) -> SelectField:
    words = enumerate((_("Not at all"), _("As usual"), _("More")))
    return SelectField(label, coerce=int, choices=[SelectChoice(*choice) for choice in words])


class RulesForm(FlaskForm):
    """What the space is called and how it introduces people."""

    shown = HiddenField()
    name = StringField(
        _("Name of the space"),
        filters=[texts.one_line],
        validators=[InputRequired(_("Please type a name.")), Length(max=120)],
    )
    address = StringField(_("Address"), filters=[texts.one_line], validators=[Length(max=200)])
    welcome = TextAreaField(
        _("Welcome"),
        filters=[texts.paragraphs],
        validators=[Length(max=spaces.LONGEST_WELCOME)],
        description=_("Newcomers read this first."),
    )
    time_zone = SelectField(
        _("Time zone"),
        choices=_TIME_ZONES,
        description=_("Decides when a day begins and when the space closes."),
    )
    introductions_per_day = _number(
        _("Introductions for one person a day, at most"),
        spaces.INTRODUCTIONS_PER_DAY,
        _("Members may choose fewer. 0 makes no introductions at all."),
    )
    cooling_days = _number(
        _("Days before the same two are proposed again"),
        spaces.COOLING_DAYS,
        _("After a “not now”. People who have met are not proposed again."),
    )
    counts_cross_industry = _counts(_("Two who work in different fields"))
    counts_newcomer = _counts(_("One who is new, and one who knows many people here"))
    counts_bridging = _counts(_("Two who know others here, but nobody in common"))
    counts_zone = _counts(_("Two who sit in the same zone"))
    retention_days = _number(
        _("Days to keep visits"),
        spaces.RETENTION_DAYS,
        _("After that, only how many came in a week is kept."),
    )

    asks_second_factor = BooleanField(
        _("Hosts sign in with a second step"),
        description=_(
            "After the password, a code from their phone. A host without one is led to turn it on "
            "before going on."
        ),
    )

    @staticmethod
    def of(standing: Rules) -> "RulesForm":
        """Make the form, filled with what holds now unless something was sent."""
        form = RulesForm(obj=standing, shown=marks.mark_of(standing))
        if standing.time_zone not in form.time_zone.choices:
            form.time_zone.choices = [standing.time_zone, *_TIME_ZONES]
        return form

    def rules(self) -> Rules:
        """Give what was typed."""
        return Rules(**{name: self[name].data for name in Rules.__slots__})


class ZoneForm(FlaskForm):
    """The name of a zone."""

    name = StringField(
        _("Name"),
        filters=[texts.one_line],
        validators=[
            InputRequired(_("Please type a name.")),
            Length(max=60, message=_("60 letters are the most.")),
        ],
    )


class PlaceForm(FlaskForm):
    """The place of a zone among the others."""

    to = IntegerField(validators=[InputRequired(), NumberRange(0, spaces.MOST_ZONES)])


class DayForm(PlainForm):
    """The hours of one weekday."""

    is_open = BooleanField(_("Open"))
    opens = ClockField(_("Opens"), validators=[Optional()])
    closes = ClockField(_("Closes"), validators=[Optional()])

    @property
    def is_night(self) -> bool:
        """Whether it closes on the day after: at an earlier hour, or at the same a day later."""
        opens, closes = self.opens.data, self.closes.data
        return bool(self.is_open.data and opens and closes and closes <= opens)


class HoursForm(FlaskForm):
    """The hours of a week."""

    shown = HiddenField()
    day0 = FormField(DayForm, WEEKDAYS[0])
    day1 = FormField(DayForm, WEEKDAYS[1])
    day2 = FormField(DayForm, WEEKDAYS[2])
    day3 = FormField(DayForm, WEEKDAYS[3])
    day4 = FormField(DayForm, WEEKDAYS[4])
    day5 = FormField(DayForm, WEEKDAYS[5])
    day6 = FormField(DayForm, WEEKDAYS[6])

    @staticmethod
    def of(standing: Hours) -> "HoursForm":
        """Make the form, filled with what holds now unless something was sent."""
        days = {
            f"day{weekday}": {
                "is_open": weekday in standing,
                "opens": standing.get(weekday, (OPENS, CLOSES))[0],
                "closes": standing.get(weekday, (OPENS, CLOSES))[1],
            }
            for weekday in range(spaces.DAYS_OF_A_WEEK)
        }
        return HoursForm(data={"shown": marks.mark_of(standing), **days})

    @property
    def days(self) -> list[FormField]:
        """Give the fields of the seven days."""
        return [self[f"day{weekday}"] for weekday in range(spaces.DAYS_OF_A_WEEK)]

    def nights_unlike(self, standing: Hours) -> list[str]:
        """Name the days that close on the day after, and have not done so yet."""
        return [
            str(day.label.text)
            for weekday, day in enumerate(self.days)
            if day.form.is_night and self.hours()[weekday] != standing.get(weekday)
        ]

    def validate(self, extra_validators: object = None) -> bool:
        """Require two times of every open day; a closing time before the other is of the night."""
        is_sound: bool = super().validate(extra_validators)
        for day in self.days:
            lacks_one = day.opens.data is None or day.closes.data is None
            if day.is_open.data and lacks_one:
                day.closes.errors = [gettext("Choose both times, such as 09:00 and 18:00.")]
                is_sound = False
        return is_sound

    def hours(self) -> Hours:
        """Give what was chosen, by weekday."""
        return {
            weekday: (day.form.opens.data, day.form.closes.data)
            for weekday, day in enumerate(self.days)
            if day.form.is_open.data
        }
