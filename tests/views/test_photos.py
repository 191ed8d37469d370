"""Pictures over the wire: sent, shown, kept privately, removed."""

import base64
import io
from datetime import UTC, datetime

from PIL import Image
from sqlalchemy import select

from models import Profile, Reply
from tests.factories import a_member, a_member_of, a_space, an_introduction
from tests.pictures import JPEG


def send(browser, data, name="me.jpg", content_type="image/jpeg"):
    browser.get("/profile/photo")
    return browser.post(
        "/profile/photo",
        data={"csrf_token": browser.token, "photo": (io.BytesIO(data), name, content_type)},
        content_type="multipart/form-data",
    )


def stem_of(session, member):
    stem = session.scalar(select(Profile.photo).where(Profile.member_id == member.id))
    session.commit()  # nothing may be held while the pages write
    return stem


def files(settings):
    return sorted(file.name for file in settings.photos.glob("*"))


def test_a_picture_is_sent_shown_replaced_and_removed(session, sign_in, settings):
    member = a_member("Ana")
    browser = sign_in(member)

    assert send(browser, JPEG, name="../../evil.php").location == "/profile#main"
    first = stem_of(session, member)
    assert f"/photos/{first}-256.webp" in browser.get("/profile").text
    send(browser, JPEG)
    second = stem_of(session, member)
    assert (files(settings), first == second) == (
        [f"{second}-256.webp", f"{second}-64.webp"],
        False,
    )
    assert browser.submit("/profile/photo/remove").location == "/profile#main"
    assert (stem_of(session, member), files(settings)) == (None, [])


def test_a_picture_is_kept_by_its_viewer_alone(session, sign_in):
    member, stranger = a_member("Ana"), a_member("Bo")
    browser = sign_in(member)
    send(browser, JPEG)
    path = f"/photos/{stem_of(session, member)}-64.webp"

    shown = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": shown.headers["ETag"]})
    refused = sign_in(stranger).get(path, headers={"If-None-Match": shown.headers["ETag"]})
    missing = sign_in(stranger).get(f"/photos/{'a' * 32}-64.webp")

    assert (shown.status_code, shown.content_type) == (200, "image/webp")
    assert shown.headers["Cache-Control"] == "private, max-age=3600"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" in shown.headers["Vary"]
    assert (again.status_code, again.data) == (304, b"")
    assert refused.status_code == missing.status_code == 404
    assert refused.headers.get("ETag") is None


def test_what_is_no_picture_is_refused_in_the_form(session, sign_in, settings):
    member = a_member("Ana")
    browser = sign_in(member)

    for data in (b"", b"<svg onload=alert(1)>", b"\x00\x00\x00\x18ftypheic", JPEG[:200]):
        page = send(browser, data)
        assert page.status_code == 400
        assert 'class="error"' in page.text
    assert (stem_of(session, member), files(settings)) == (None, [])


def test_more_than_eight_megabytes_are_not_even_read(session, sign_in, settings):
    member = a_member("Ana")

    page = sign_in(member).post(
        "/profile/photo",
        data=b"\xff\xd8" + b"\x00" * (8 * 1024 * 1024),
        content_type="multipart/form-data; boundary=between",
    )

    assert page.status_code == 413
    assert "Up to 8 MB" in page.text
    assert files(settings) == []


def test_odd_names_are_not_found(sign_in):
    browser = sign_in(a_member())

    for name in ("%00-64", "..%2f-64", "a-b-64", "a-65", "-64"):
        assert browser.get(f"/photos/{name}.webp").status_code == 404


def test_a_contact_carries_the_face(session, sign_in):
    space, now = a_space(), datetime.now(UTC)
    member, reader = a_member_of(space, "Ana"), a_member_of(space, "Bo")
    yes = {"first_reply": Reply.YES, "second_reply": Reply.YES}
    an_introduction(member, reader, space, now=now, **yes)
    send(sign_in(member), JPEG)

    card = sign_in(reader).get(f"/people/{member.id}/contact.vcf").text.replace("\r\n ", "")

    line = next(line for line in card.split("\r\n") if line.startswith("PHOTO"))
    start, _colon, encoded = line.partition(":")
    with Image.open(io.BytesIO(base64.b64decode(encoded))) as face:
        assert (start, face.format, face.size) == ("PHOTO;ENCODING=b;TYPE=JPEG", "JPEG", (256, 256))
