"""Forms in which a member says yes or no, and at which pace.

The sentences in `WORDINGS` are what people agree to: they are kept with each
answer, so a changed sentence is a new question.
"""

from types import MappingProxyType

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from app.forms.moments import DayField
from app.services.memberships import Answer
from models import ConsentKind, Membership

WORDINGS = MappingProxyType(
    {
        ConsentKind.LISTED: _(
            "May other members of this space see your profile and that you are in, on days when "
            "you check in?"
        ),
        ConsentKind.INTRODUCTIONS: _(
            "May we look at your profile to propose people to you, and you to them, on days when "
            "you are both in?"
        ),
        ConsentKind.MAIL: _("May we send you an e-mail when there is something for you?"),
    }
)
FIELDS = MappingProxyType(
    {
        ConsentKind.LISTED: "listed",
        ConsentKind.INTRODUCTIONS: "introductions",
        ConsentKind.MAIL: "mail",
    }
)
MAIL_HINT = _(
    "An introduction, a hello, an invitation to a mixer and what changes about it. "
    "Never news, never advertising."
)
AS_THE_SPACE = "space"
REACH_WORDS = MappingProxyType(
    {
        "0": _("People near my own field"),
        "0.25": _("Rather near it"),
        "0.5": _("Near or far, I like both"),
        "0.75": _("Rather far from it"),
        "1": _("People far from my own field"),
    }
)


def nearness_words(reach: float) -> str:
    """Say in words whom somebody likes to meet."""
    return str(REACH_WORDS[_nearest(reach)])


def _nearest(reach: float) -> str:
    return min(REACH_WORDS, key=lambda choice: abs(float(choice) - reach))


def _question(kind: ConsentKind, hint: str) -> RadioField:
    return RadioField(
        WORDINGS[kind],
        choices=[SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))],
        validators=[InputRequired(_("Please say yes or no."))],
        description=hint,
    )


class WelcomeForm(FlaskForm):
    """The questions of the welcome, each on its own, none answered beforehand."""

    listed = _question(
        ConsentKind.LISTED,
        _("With a no, you can come and go unseen. Each time you check in you can also hide."),
    )
    introductions = _question(
        ConsentKind.INTRODUCTIONS,
        _("You hear of at most a few a day, and only a yes from both of you counts."),
    )
    mail = _question(
        ConsentKind.MAIL,
        MAIL_HINT,
    )

    def answers(self) -> dict[ConsentKind, Answer]:
        """Give what was said, with the sentences that were asked."""
        return {
            kind: Answer(is_given=self[name].data == "yes", wording=str(WORDINGS[kind]))
            for kind, name in FIELDS.items()
        }


class SettingsForm(FlaskForm):
    """The same answers, to be changed at any time, and the pace of introductions."""

    listed = BooleanField(WORDINGS[ConsentKind.LISTED])
    introductions = BooleanField(WORDINGS[ConsentKind.INTRODUCTIONS])
    mail = BooleanField(WORDINGS[ConsentKind.MAIL], description=MAIL_HINT)
    limit = SelectField(_("Introductions a day, at most"))
    reach = SelectField(
        _("Whom I like to meet"),
        choices=[SelectChoice(reach, words) for reach, words in REACH_WORDS.items()],
    )
    paused_until = DayField(
        _("No introductions up to and including"),
        validators=[Optional()],
        description=_("Leave it empty to have them again."),
    )

    def offer_limits(self, of_the_space: int) -> None:
        """Name the choices; the first is what the space has."""
        usual = SelectChoice(AS_THE_SPACE, _("As this space has it (%(most)s)", most=of_the_space))
        own = [SelectChoice(str(most), str(most)) for most in range(of_the_space + 1)]
        self.limit.choices = [usual, *own]

    @staticmethod
    def of(membership: Membership) -> "SettingsForm":
        """Make the form, filled with what holds now unless something was sent."""
        own = membership.introductions_per_day
        form = SettingsForm(
            listed=membership.is_listed,
            introductions=membership.wants_introductions,
            mail=membership.wants_mail,
            limit=AS_THE_SPACE if own is None else str(membership.space.limit_of(own)),
            paused_until=membership.paused_until,
            reach=_nearest(membership.reach),
        )
        form.offer_limits(membership.space.introductions_per_day)
        return form

    def answers(self) -> dict[ConsentKind, Answer]:
        """Give what was said, with the sentences that stood beside it."""
        return {
            kind: Answer(is_given=bool(self[name].data), wording=str(WORDINGS[kind]))
            for kind, name in FIELDS.items()
        }

    @property
    def nearness(self) -> float:
        """Give whom one likes to meet, from 0 (near one's own field) to 1 (far from it)."""
        return float(self.reach.data)

    @property
    def introductions_per_day(self) -> int | None:
        """Give one's own limit; None for that of the space."""
        return None if self.limit.data == AS_THE_SPACE else int(self.limit.data)
