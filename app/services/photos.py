"""Pictures of members: decoded, cut square, written anew without a trace of where and when.

Nothing that was uploaded is ever kept or served: what a visitor gets are pixels
that we drew ourselves.
"""

import io
import secrets
import threading
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from PIL import Image, ImageOps
from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session

from app.services import directory
from app.services.errors import NotFound, Refused
from app.services.hosting import is_shown
from app.services.mixers import tables
from app.services.profiles import profiles
from models import Member, Membership, Profile, Space
from models.base import UtcDateTime
from models.local_day import local_day

SIZES = (256, 64)
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_UNPACKED = 24_000_000
"""Pixels that are unpacked at once."""
MOST_PIXELS = {"PNG": MOST_UNPACKED, "WEBP": MOST_UNPACKED}
MOST_PIXELS_OF_JPEG = 64_000_000
"""A JPEG is shrunk while it is read, unless one side is short; the others never are."""
MOST_SCANS = 64
"""Layers of a progressive JPEG; each costs a pass over all pixels, and ten are usual."""
LEAST_SIDE = 64
ORPHAN_AFTER = timedelta(hours=6)
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif", b"avif"}
_NOT_A_PICTURE = "That is not a picture we can read. A JPEG, PNG or WebP file works."
_HEIC = (
    "Phones keep pictures as HEIC, which browsers cannot show. Choose a JPEG, or take a "
    "screenshot of the picture and choose that."
)
_TOO_LARGE = "That picture has too many pixels. Choose a smaller copy of it."
_TOO_SMALL = f"That picture is too small: each side needs at least {LEAST_SIDE} pixels."
# Unpacking a picture takes much memory for a moment; one at a time bounds it.
_one_at_a_time = threading.Lock()


def store(folder: Path, upload: IO[bytes]) -> str:
    """Keep an uploaded picture in all sizes under a new random name; refuse what is none."""
    data = upload.read()
    with _one_at_a_time:
        square = _square(data, upload)
    stem = secrets.token_hex(16)
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        small = square.resize((size, size), Image.Resampling.LANCZOS)
        small.save(_file(folder, stem, size), "WEBP", quality=82, method=4)
    return stem


def replace(session: Session, *, by: int, stem: str | None) -> str | None:
    """Let the member's profile show this picture, or none; give the one that it showed before.

    The files of the old one are the caller's to remove, once this is committed.
    """
    profile = profiles.to_change(session, by)
    before, profile.photo = profile.photo, stem
    profile.touch()
    return before


def remove_files(folder: Path, stem: str | None) -> None:
    """Delete the files of a picture that no profile shows any more; missing ones are fine."""
    if stem is None:
        return
    for size in SIZES:
        with suppress(OSError):
            _file(folder, stem, size).unlink(missing_ok=True)


def orphans(session: Session, folder: Path, *, now: datetime) -> list[Path]:
    """Find files that no profile shows, left behind by a process that was killed.

    Fresh ones are left alone: the upload that wrote them may not have committed yet.
    """
    shown = set(session.scalars(select(Profile.photo).where(Profile.photo.is_not(None))))
    unknown = (f for f in folder.glob("*.webp") if f.name.partition("-")[0] not in shown)
    return sorted(file for file in unknown if _written_at(file) < now - ORPHAN_AFTER)


def picture(
    session: Session,
    folder: Path,
    stem: str,
    *,
    size: int,
    by: int,
    hosting: Collection[int],
    now: datetime,
) -> bytes:
    """Give a picture that this member may see; for all else there is none.

    One sees one's own, those of visible members, at a mixer those of one's own table, and as a
    host (`hosting`: the spaces) those of the space's people.
    """
    shown = select(Profile.member_id).where(Profile.photo == stem)
    # Asked about this one alone: all whom somebody may see are many to go through.
    visible = directory.visible_members(by, now=now).where(Member.id.in_(shown))
    today = local_day(Space.time_zone, literal(now, UtcDateTime()))
    of_the_space = (
        select(Membership.member_id)
        .join(Member, Member.id == Membership.member_id)
        .join(Space, Space.id == Membership.space_id)
        .where(Membership.space_id.in_(hosting), Membership.member_id.in_(shown), is_shown(today))
    )
    allowed = shown.where(
        or_(
            Profile.member_id == by,
            Profile.member_id.in_(visible),
            Profile.member_id.in_(of_the_space),
        ),
    )
    # Names are ours: letters and digits. Anything else is a guess at other files.
    if size not in SIZES or not (stem.isascii() and stem.isalnum()):
        raise NotFound
    is_allowed = session.execute(allowed).first() is not None
    if not is_allowed and not tables.sits_there(session, shown, by=by, now=now):
        raise NotFound
    return _read(folder, stem, size)


def as_jpeg(folder: Path, stem: str | None) -> bytes | None:
    """Give the large picture as a JPEG, for address books; None when there is none."""
    if stem is None:
        return None
    drawn = io.BytesIO()
    with suppress(NotFound), Image.open(io.BytesIO(_read(folder, stem, max(SIZES)))) as large:
        large.convert("RGB").save(drawn, "JPEG", quality=80)
    return drawn.getvalue() or None


def _read(folder: Path, stem: str, size: int) -> bytes:
    try:
        return _file(folder, stem, size).read_bytes()
    except FileNotFoundError as error:
        raise NotFound from error


def _written_at(file: Path) -> datetime:
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except FileNotFoundError:  # somebody else removed it just now
        return datetime.max.replace(tzinfo=UTC)


def _file(folder: Path, stem: str, size: int) -> Path:
    return folder / f"{stem}-{size}.webp"


def _square(data: bytes, upload: IO[bytes]) -> Image.Image:
    _check_bytes(data)
    upload.seek(0)
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            _check_size(picture)
            return _drawn_anew(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(_TOO_LARGE) from error
    except Refused:
        raise
    except Exception as error:  # broken files break the decoders in every way there is
        raise Refused(_NOT_A_PICTURE) from error


def _check_bytes(data: bytes) -> None:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise Refused(_HEIC)
    # In the pixels' code this pair of bytes cannot occur, so each one begins a layer.
    if data.count(b"\xff\xda") > MOST_SCANS and data.startswith(b"\xff\xd8"):
        raise Refused(_NOT_A_PICTURE)


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS.get(picture.format or "", MOST_PIXELS_OF_JPEG):
        raise Refused(_TOO_LARGE)
    if min(picture.size) < LEAST_SIDE:
        raise Refused(_TOO_SMALL)


def _drawn_anew(picture: Image.Image) -> Image.Image:
    """Give the first frame upright, square and on white, with nothing else of the file."""
    full = (max(SIZES), max(SIZES))
    picture.draft("RGB", (full[0] * 2, full[1] * 2))
    if picture.width * picture.height > MOST_UNPACKED:
        raise Refused(_TOO_LARGE)
    ImageOps.exif_transpose(picture, in_place=True)
    upright = picture.convert("RGBA")
    # Faces are above the middle of a tall picture.
    square = ImageOps.fit(upright, full, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    drawn = Image.new("RGB", square.size, "white")
    drawn.paste(square, mask=square.getchannel("A"))
    return drawn
