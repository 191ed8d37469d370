"""How a person is shown in small: a name with a picture, or initials on a quiet tint."""

from dataclasses import dataclass
from functools import lru_cache

TINTS = 12
PHOTO_URL = "/photos/{stem}-{size}.webp"
"""Where `photos.show` answers; written out, because a page shows hundreds. A test compares."""


@dataclass(frozen=True, slots=True)
class Face:
    """A name, its initials and the address of its picture, if there is one."""

    id: int
    name: str
    initials: str
    tint: int
    photo_url: str | None
    """The small picture; `photo_url(stem, 256)` gives the large one."""


def photo_url(stem: str | None, size: int = 64) -> str | None:
    """Give the address of a picture, 64 or 256 pixels wide; None where there is none."""
    return PHOTO_URL.format(stem=stem, size=size) if stem else None


@lru_cache(maxsize=8192)
def initials(name: str) -> str:
    """Give the first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalpha()] or name.split() or ["?"]
    ends = (words[0], words[-1]) if len(words) > 1 else (words[0],)
    return "".join([word[0] for word in ends]).upper()


def face(member_id: int, name: str, photo: str | None) -> Face:
    """Make the face of a member; the tint stays the same for the same person."""
    return Face(member_id, name, initials(name), member_id % TINTS, photo_url(photo))
