"""The rows of Alongside, one noun a file. Knows no web and no matching."""

from models.ask import Ask, AskKind
from models.attendance import Attendance
from models.attendee import Attendee, MixerRole, Rsvp
from models.base import Base
from models.block import Block
from models.choosing import Choosing
from models.consent import Consent, ConsentKind
from models.earlier_seat import EarlierSeat
from models.email_change import EmailChange
from models.encounter import Encounter, Via
from models.evening import Evening
from models.glad import Glad
from models.hello import Hello
from models.import_draft import ImportDraft
from models.interest import Interest
from models.introduction import Introduction, Reply
from models.invitation import Invitation
from models.language import SpokenLanguage
from models.lesson import Lesson
from models.letter import Letter, LetterKind
from models.link import Link
from models.meaning import Meaning
from models.member import Member
from models.membership import Membership, Role
from models.mixer import Audience, Mixer
from models.note import Note
from models.offer import Offer
from models.opening import OpeningHours
from models.profile import Profile, WayOfWorking
from models.recovery_code import RecoveryCode
from models.reset import PasswordReset
from models.round import Round, RoundState
from models.seat import Seat
from models.seating import Change, Seating
from models.seating_wish import SeatingWish, TableHost, WishKind
from models.second_factor import SecondFactor
from models.sign_in import SignIn
from models.skill import Skill
from models.space import Space
from models.trio import Trio
from models.visit import Visit, VisitSource
from models.zone import Zone

__all__ = [
    "Ask",
    "AskKind",
    "Attendance",
    "Attendee",
    "Audience",
    "Base",
    "Block",
    "Change",
    "Choosing",
    "Consent",
    "ConsentKind",
    "EarlierSeat",
    "EmailChange",
    "Encounter",
    "Evening",
    "Glad",
    "Hello",
    "ImportDraft",
    "Interest",
    "Introduction",
    "Invitation",
    "Lesson",
    "Letter",
    "LetterKind",
    "Link",
    "Meaning",
    "Member",
    "Membership",
    "Mixer",
    "MixerRole",
    "Note",
    "Offer",
    "OpeningHours",
    "PasswordReset",
    "Profile",
    "RecoveryCode",
    "Reply",
    "Role",
    "Round",
    "RoundState",
    "Rsvp",
    "Seat",
    "Seating",
    "SeatingWish",
    "SecondFactor",
    "SignIn",
    "Skill",
    "Space",
    "SpokenLanguage",
    "TableHost",
    "Trio",
    "Via",
    "Visit",
    "VisitSource",
    "WayOfWorking",
    "WishKind",
    "Zone",
]
