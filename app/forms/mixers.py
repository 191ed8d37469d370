"""The form with which a host announces a mixer."""

from collections.abc import Iterable
from datetime import timedelta

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from app.forms.moments import ClockField, DayField
from app.services import marks, opening, texts
from app.services.mixers import mixers
from app.services.mixers.mixer_doubts import Doubt
from app.services.mixers.mixers import Plan
from models import Audience, Mixer, Space, Zone

FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST_ROUNDS, LONGEST_ROUND, LARGEST_TABLE, MOST_PEOPLE = 20, 60, 12, 1000
ELSEWHERE = 0
_TOO_LONG = _("That is too long; %(max)d characters are the most.")


def _number(label: str, bounds: tuple[int, int], *, required: bool = True) -> IntegerField:
    lowest, highest = bounds
    words = _(
        "Choose a whole number from %(lowest)s to %(highest)s.", lowest=lowest, highest=highest
    )
    first = InputRequired(words) if required else Optional()
    return IntegerField(
        label,
        validators=[first, NumberRange(lowest, highest, message=words)],
        render_kw={"min": lowest, "max": highest, "inputmode": "numeric"},
    )


class MixerForm(FlaskForm):
    """What, when and where, by the clock on the wall of the space; how, and for whom."""

    title = StringField(
        _("What is it called?"),
        validators=[
            DataRequired(_("Give it a name.")),
            Length(max=mixers.LONGEST_TITLE, message=_TOO_LONG),
        ],
        filters=[texts.one_line],
    )
    day = DayField(_("Day"), validators=[InputRequired(_("On which day?"))])
    begins = ClockField(_("Begins"), validators=[InputRequired(_("When does it begin?"))])
    ends = ClockField(_("Ends"), validators=[InputRequired(_("When does it end?"))])
    zone = SelectField(
        _("Where?"), coerce=int, choices=[SelectChoice(ELSEWHERE, _("Somewhere else"))]
    )
    place = StringField(
        _("How to find it"),
        validators=[Length(max=mixers.LONGEST_PLACE, message=_TOO_LONG)],
        filters=[texts.one_line],
    )
    words = TextAreaField(
        _("What happens there?"),
        validators=[Length(max=mixers.LONGEST_WORDS, message=_TOO_LONG)],
        filters=[texts.paragraphs],
    )
    rounds = _number(_("Rounds"), (1, MOST_ROUNDS))
    round_minutes = _number(_("Minutes a round"), (1, LONGEST_ROUND))
    table_size = _number(_("People at a table"), (2, LARGEST_TABLE))
    capacity = _number(_("How many can come?"), (2, MOST_PEOPLE), required=False)
    audience = RadioField(
        _("Who may come?"),
        choices=[
            SelectChoice(Audience.SPACE.value, _("Everybody in the space")),
            SelectChoice(Audience.INVITED.value, _("Only those whom you invite")),
        ],
    )
    max_same_industry = _number(
        _("Most of one industry at a table"), (1, LARGEST_TABLE), required=False
    )
    cross_role = BooleanField(_("Mentors sit with mentees"))
    read = HiddenField()
    """Which doubts stood on the page when the button was pressed."""
    shown = HiddenField()
    """A mark of what was announced when the page was made."""

    def __init__(self, zones: Iterable[Zone] = (), **more: object) -> None:
        """Offer these zones, and what is usual."""
        usual = {
            "rounds": 4,
            "round_minutes": 12,
            "table_size": 5,
            "audience": Audience.SPACE.value,
        }
        given = more.pop("data", {})
        super().__init__(data=usual | {"zone": ELSEWHERE} | dict(given), **more)  # type: ignore[call-overload] # FlaskForm takes more than its types say
        named = [SelectChoice(zone.id, zone.name) for zone in zones]
        self.zone.choices = [SelectChoice(ELSEWHERE, _("Somewhere else")), *named]

    def validate_day(self, field: DayField) -> None:
        """Refuse a slip of the finger such as the year 20226."""
        if field.data is not None and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
            raise ValidationError(_("Please look at the year again."))

    def has_read(self, doubts: Iterable[Doubt]) -> bool:
        """Whether the host has read of all these, and goes on; they are noted as read."""
        names = [doubt.name for doubt in doubts]
        has_read = set(names) <= set((self.read.data or "").split())
        self.read.data = " ".join(names)
        return has_read

    @classmethod
    def about(cls, mixer: Mixer, space: Space, zones: Iterable[Zone]) -> "MixerForm":
        """Make the form as it would have been filled in for a mixer."""
        begins, ends = space.local(mixer.starts_at), space.local(mixer.ends_at)
        same = ("title", "place", "words", "rounds", "round_minutes", "table_size", "capacity")
        said = {name: getattr(mixer, name) for name in (*same, "max_same_industry", "cross_role")}
        said |= {"zone": mixer.zone_id or ELSEWHERE, "audience": mixer.audience.value}
        times = {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        return cls(zones, data=said | times | {"shown": marks.mark_of(mixers.plan_of(mixer))})

    def plan(self, space: Space) -> Plan:
        """Give what was filled in as moments and numbers."""
        day, begins, ends = self.day.data, self.begins.data, self.ends.data
        last_day = day if begins < ends else day + timedelta(days=1)
        return Plan(
            title=self.title.data,
            words=self.words.data,
            place=self.place.data,
            starts_at=opening.moment(space, day, begins),
            ends_at=opening.moment(space, last_day, ends),
            zone_id=self.zone.data or None,
            rounds=self.rounds.data,
            round_minutes=self.round_minutes.data,
            table_size=self.table_size.data,
            capacity=self.capacity.data,
            audience=Audience(self.audience.data),
            max_same_industry=self.max_same_industry.data,
            cross_role=self.cross_role.data,
        )
