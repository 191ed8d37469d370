"""What people type, made fit to keep: cleaned, bounded, and never trusted."""

import re
import unicodedata
from urllib.parse import urlsplit

from app.services.errors import Refused

LONGEST = 5000
"""Text beyond this is refused by every rule, and sorting its accents could take for ever."""
LINK_LENGTH = 300

# Signs that turn the direction of what follows, so that a name could rewrite the page around
# it, and signs that show nothing but make two equal words differ. The joiners that Persian,
# Hindi and emoji need stay, and so do the two marks that only order punctuation.
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_UNSEEN = (0x00AD, 0x034F, 0x180E, 0x200B, *range(0x2060, 0x2065), *range(0x206A, 0x2070), 0xFEFF)
# To Unicode these are letters of Korean and vowels of Khmer; a name of them would show nothing.
_FILLERS = (0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
_SPACES = (0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029)
_DROPPED: dict[int, str | None] = dict.fromkeys((*_TURNING, *_UNSEEN, *_FILLERS, *_CONTROLS))
_ON_ONE_LINE = _DROPPED | dict.fromkeys(_SPACES, " ")
_ON_MANY_LINES = _ON_ONE_LINE | dict.fromkeys((0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
# More accents than any script stacks would reach into the lines above and below.
_STACKED = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")
# Letters that carry their stroke or tail within themselves, as they are typed without one.
_TYPED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "\u0131": "i",
    }
)
_BETWEEN = re.compile("[,;\n\u060c\u3001\uff0c]")
"""Our comma and those of Arabic, Japanese and Chinese; a semicolon or a new line do, too."""


def one_line(text: str | None) -> str:
    """Clean a name, a headline, a tag: one line, single spaces, nothing invisible."""
    return " ".join(_cleaned(text or "", _ON_ONE_LINE).split())


def paragraphs(text: str | None) -> str:
    """Clean a longer text and keep its lines, with at most one empty line between two."""
    plain = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [" ".join(line.split()) for line in _cleaned(plain, _ON_MANY_LINES).split("\n")]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).strip()


def _cleaned(text: str, table: dict[int, str | None]) -> str:
    plain = text.translate(table)
    if len(plain) > LONGEST:
        return plain
    return _STACKED.sub(r"\1", unicodedata.normalize("NFC", plain))


def fitting(text: str, *, most: int) -> str:
    """Refuse a text that is longer than what can be kept."""
    if len(text) > most:
        msg = f"That is too long; {most} characters are the most."
        raise Refused(msg)
    return text


def is_readable(text: str) -> bool:
    """Whether there is a letter or a digit in it that somebody could read out."""
    return any(sign.isalnum() for sign in text)


def readable_line(text: str | None, *, most: int, otherwise: Refused | type[Refused]) -> str:
    """Clean a line that has to say something; refuse in these words one that says nothing."""
    line = one_line(text)
    if not is_readable(line):
        raise otherwise
    return fitting(line, most=most)


def folded(text: str) -> str:
    """Fold a text for finding and sorting: "Øyvind" and "oyvind" are the same.

    >>> folded("Łukasz Großmann, ÉLAN")
    'lukasz grossmann, elan'
    """
    small = text.casefold()
    if small.isascii():
        return small
    apart = unicodedata.normalize("NFKD", small.translate(_TYPED))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def listed(text: str | None, *, most: int, longest: int) -> list[str]:
    """Split what was typed with commas between into its parts, each once, as typed first.

    Refuses more than `most` of them, and one that has more than `longest` characters.
    """
    parts: dict[str, str] = {}
    for part in _BETWEEN.split(fitting(text or "", most=LONGEST)):
        line = fitting(one_line(part), most=longest)
        if line:
            parts.setdefault(line.casefold(), line)
    if len(parts) > most:
        msg = f"That is too many; {most} are the most."
        raise Refused(msg)
    return list(parts.values())


def web_address(text: str) -> str:
    """Give the http or https address that somebody typed; refuse every other kind.

    A bare "example.org/me" is understood. Addresses with a name and password in
    front are refused: they are made to look like another site.
    """
    typed = one_line(text)
    address = typed if ":" in typed.split("/")[0] else f"https://{typed.lstrip('/')}"
    if len(address) > LINK_LENGTH:
        msg = f"That address is too long; {LINK_LENGTH} characters are the most."
        raise Refused(msg)
    if not _is_web_address(address):
        msg = "That is not the address of a web page, such as https://example.org."
        raise Refused(msg)
    return address


def _is_web_address(address: str) -> bool:
    if not address.isprintable() or any(sign in address for sign in ' \\"<>'):
        return False
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it raises when it is no port
    except ValueError:
        return False
    is_plain = parts.scheme in {"http", "https"} and "@" not in parts.netloc
    return is_plain and "." in (parts.hostname or "").strip(".")


def host_of(address: str) -> str:
    """Name the site behind an address, as a reader should see it before going there."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
