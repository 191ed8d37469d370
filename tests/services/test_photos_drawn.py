"""Pictures of members: what is taken, what is refused, what is left of it."""

import io

import pytest
from PIL import Image, PngImagePlugin

from app.services import photos
from app.services.errors import Refused
from tests.pictures import (
    BLUE,
    JPEG,
    RED,
    a_picture,
    a_png_of,
    colour_at,
    drawn,
    many_scans,
    stored,
)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_square_in_both_sizes(tmp_path, kind):
    stem = stored(tmp_path, a_picture(kind=kind))

    assert sorted(file.name for file in (tmp_path / "photos").iterdir()) == [
        f"{stem}-256.webp",
        f"{stem}-64.webp",
    ]
    assert len(stem) == 32
    for size in (256, 64):
        picture = drawn(tmp_path, stem, size)
        assert (picture.format, picture.size) == ("WEBP", (size, size))


def test_where_and_when_it_was_taken_is_thrown_away(tmp_path):
    exif = Image.Exif()
    exif[0x010F] = "CANARY camera"
    exif.get_ifd(0x8825)[2] = (48.0, 8.0, 29.0)
    exif.get_ifd(0x8769)[0x9003] = "2026:01:01 CANARY"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "CANARY comment")
    icc = b"CANARY profile" * 10
    uploads = (
        a_picture(exif=exif, comment=b"CANARY", icc_profile=icc),
        a_picture(kind="PNG", exif=exif, pnginfo=text, icc_profile=icc),
        a_picture(kind="WEBP", exif=exif, icc_profile=icc, xmp=b"CANARY"),
    )

    for upload in uploads:
        assert b"CANARY" in upload
        stem = stored(tmp_path, upload)
        for size in photos.SIZES:
            kept = (tmp_path / "photos" / f"{stem}-{size}.webp").read_bytes()
            assert not any(mark in kept for mark in (b"CANARY", b"EXIF", b"ICCP", b"XMP "))
            assert not drawn(tmp_path, stem, size).getexif()


def test_a_picture_taken_sideways_stands_upright(tmp_path):
    sideways = Image.new("RGB", (200, 200), RED)
    sideways.paste(BLUE, (0, 0, 100, 200))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: what is at the left belongs at the top
    file = io.BytesIO()
    sideways.save(file, "JPEG", exif=exif)

    picture = drawn(tmp_path, stored(tmp_path, file.getvalue()))

    assert (colour_at(picture, 128, 30), colour_at(picture, 128, 220)) == ("blue", "red")


def test_what_is_see_through_becomes_white(tmp_path):
    file = io.BytesIO()
    Image.new("RGBA", (100, 100), (0, 0, 0, 0)).save(file, "PNG")

    picture = drawn(tmp_path, stored(tmp_path, file.getvalue()))

    assert min(picture.convert("RGB").getpixel((128, 128))) > 250


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "CMYK"])
def test_every_way_of_keeping_colours_is_read(tmp_path, mode):
    file = io.BytesIO()
    Image.new(mode, (100, 100)).save(file, "JPEG" if mode == "CMYK" else "PNG")

    assert drawn(tmp_path, stored(tmp_path, file.getvalue())).size == (256, 256)


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_an_animation_only_the_first_frame_is_kept(tmp_path, kind):
    frames = [Image.new("RGB", (64, 64), (n % 256, n // 256, 255 - n % 256)) for n in range(1500)]
    frames[0] = Image.new("RGB", (64, 64), RED)
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=1, method=0)

    picture = drawn(tmp_path, stored(tmp_path, file.getvalue()))

    assert (getattr(picture, "n_frames", 1), colour_at(picture, 128, 128)) == (1, "red")


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 100


ATTACKS = {
    "nothing at all": lambda: b"",
    "a script": lambda: SCRIPT,
    "a script with a picture's signature": lambda: b"\x89PNG\r\n\x1a\n" + SCRIPT,
    "a web page": lambda: b"GIF89a=1;<script>alert(1)</script>",
    "a gif": lambda: a_picture(kind="GIF"),
    "a bitmap": lambda: a_picture(kind="BMP"),
    "a tiff": lambda: a_picture(kind="TIFF"),
    "an icon": lambda: a_picture((64, 64), kind="ICO"),
    "a document": lambda: a_picture(kind="PDF"),
    "postscript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n",
    "half a picture": lambda: JPEG[: len(JPEG) // 2],
    "nine hundred million pixels": lambda: a_png_of(30_000, 30_000),
    "a hundred million pixels": lambda: a_png_of(10_000, 10_000),
    "thirty million pixels": lambda: a_png_of(6_000, 5_000),
    "a long thin line": lambda: a_png_of(60_000, 1),
    "a long ribbon, which is not shrunk": lambda: a_picture((500, 60_000)),
    "a speck": lambda: a_picture((63, 400)),
    "a picture with a thousand layers": many_scans,
    "a phone's own format": lambda: HEIC,
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_no_honest_picture_is_refused_and_leaves_nothing(tmp_path, attack):
    with pytest.raises(Refused):
        stored(tmp_path, ATTACKS[attack]())

    assert list(tmp_path.iterdir()) == []


def test_a_phones_own_format_is_refused_with_a_way_out(tmp_path):
    with pytest.raises(Refused, match="HEIC"):
        stored(tmp_path, HEIC)


@pytest.mark.parametrize("more", [SCRIPT, b"PK\x03\x04" + SCRIPT, b"<?php CANARY ?>"])
def test_what_hides_behind_or_inside_a_picture_is_gone(tmp_path, more):
    uploads = (JPEG + more, a_picture(comment=more), a_picture(kind="PNG") + more)

    for upload in uploads:
        stem = stored(tmp_path, upload)
        for size in photos.SIZES:
            kept = (tmp_path / "photos" / f"{stem}-{size}.webp").read_bytes()
            assert more not in kept
            assert b"script" not in kept


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_picture_is_refused_or_drawn_but_never_breaks_us(tmp_path, seed):
    broken = bytearray(a_picture(kind=photos.FORMATS[seed % 3], size=(80, 80)))
    for n in range(seed + 1):
        broken[(seed * 7919 + n * 104729) % len(broken)] ^= 1 << (n % 8)

    try:
        stem = stored(tmp_path, bytes(broken))
    except Refused:
        return

    assert drawn(tmp_path, stem).size == (256, 256)
