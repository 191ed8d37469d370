"""Forms about the people of a space."""

from types import MappingProxyType

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired

from app.forms.moments import DayField
from app.forms.rules import obeys
from app.services import addresses, texts
from app.services.errors import Refused
from app.services.members.members_queries import State
from models import Role

ROLE_WORDS = MappingProxyType(
    {Role.MEMBER: _("Member"), Role.GUEST: _("Guest"), Role.HOST: _("Host")}
)
STATE_WORDS = MappingProxyType(
    {
        State.NOT_INVITED: _("Not invited"),
        State.INVITED: _("Invited"),
        State.EXPIRED: _("Link expired"),
        State.JOINED: _("Joined"),
        State.DISABLED: _("Sign-in off"),
        State.LEFT: _("Left"),
    }
)
STATE_KINDS = MappingProxyType(
    {
        State.NOT_INVITED: "warn",
        State.INVITED: "",
        State.EXPIRED: "warn",
        State.JOINED: "good",
        State.DISABLED: "bad",
        State.LEFT: "",
    }
)
_ROLES = [SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()]


class NameForm(FlaskForm):
    """What somebody is called, and where their invitation goes."""

    name = StringField(
        _("Name"), filters=[texts.one_line], validators=[DataRequired(_("Please type a name."))]
    )
    email = EmailField(
        _("E-mail"),
        filters=[texts.one_line],
        validators=[
            DataRequired(_("Please type an e-mail address.")),
            obeys(addresses.email_of),
        ],
    )


class PersonForm(NameForm):
    """Somebody new on the list."""

    role = SelectField(_("Role"), choices=_ROLES, default=Role.MEMBER.value)


class RoleForm(FlaskForm):
    """What somebody is in the space."""

    role = SelectField(_("Role"), choices=_ROLES)

    def chosen(self) -> Role:
        """Give the role that was sent; refuse what is none."""
        if not self.validate():
            raise Refused
        return Role(self.role.data)


class LastDayForm(FlaskForm):
    """The day after which a membership has ended."""

    last_day = DayField(
        _("Last day"), validators=[DataRequired(_("Please choose a day, such as 2027-01-31."))]
    )
