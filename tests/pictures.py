"""Pictures for tests: honest ones, and such as nobody should send."""

import io
import zlib

from PIL import Image

from app.services import photos

RED, BLUE = (200, 30, 30), (30, 30, 200)


def a_picture(size=(300, 200), colour=RED, kind="JPEG", **how):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind, **how)
    return file.getvalue()


def stored(tmp_path, data):
    return photos.store(tmp_path / "photos", io.BytesIO(data))


def drawn(tmp_path, stem, size=256):
    file = tmp_path / "photos" / f"{stem}-{size}.webp"
    return Image.open(io.BytesIO(file.read_bytes()))


def colour_at(picture, x, y):
    red, _green, blue = picture.convert("RGB").getpixel((x, y))
    return "red" if red > blue else "blue"


def a_png_of(width, height):
    """Write a PNG of any size in a few kilobytes: all its pixels are black."""
    header = width.to_bytes(4) + height.to_bytes(4) + b"\x01\x00\x00\x00\x00"
    squeezer = zlib.compressobj(9)
    row = b"\x00" * (1 + (width + 7) // 8)
    pixels = b"".join(squeezer.compress(row) for _ in range(height)) + squeezer.flush()
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    chunks = (
        len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def many_scans():
    """Take a JPEG in layers, and repeat the last of them a thousand times."""
    layered = a_picture((256, 256), progressive=True)
    last = layered.rindex(b"\xff\xda")
    return layered[:last] + layered[last:-2] * 1000 + layered[-2:]


JPEG = a_picture((400, 400))
