"""Taking somebody along into the phone's address book, once both have agreed to meet."""

import base64

from app.services.profiles.portraits import Portrait

LINE_BYTES = 75
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def vcard(person: Portrait, *, note: str, jpeg: bytes | None) -> str:
    """Write a vCard 3.0, which every phone reads: name, work, links and face; no e-mail."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_escaped(person.name)}",
        f"N:;{_escaped(person.name)};;;",
        *_line("ORG", person.company),
        *_line("TITLE", person.headline),
        *(f"URL:{link.url}" for link in person.links),
        *_line("NOTE", note),
        *_picture(jpeg),
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _line(name: str, value: str) -> list[str]:
    return [f"{name}:{_escaped(value)}"] if value else []


def _picture(jpeg: bytes | None) -> list[str]:
    if jpeg is None:
        return []
    return [f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(jpeg).decode()}"]


def _escaped(value: str) -> str:
    # A line end of theirs would begin a line of ours.
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Break a long line where no letter is cut in two."""
    rows, row, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE_BYTES:
            rows.append(row)
            row, size = " ", 1
        row, size = row + sign, size + width
    return "\r\n".join([*rows, row])
