"""Which passwords are good enough, and how they are kept."""

import pytest
from argon2 import PasswordHasher

from app.services.accounts import passwords
from app.services.errors import Conflict
from models import Member, SignIn
from tests.factories import a_member
from tests.signing_in import a_sign_in

SMALL = 64


@pytest.mark.parametrize(
    "password",
    [
        "purple lamp walks slowly",
        "kitchen-7-window",
        "grünes Rad am Fluss",
        "日本語のパスワードだよ",
        "gx7!kQ2p",
        "my dog ate 3 shoes",
        "        seven spaces before",
        "many more words than anybody would ever want to type; " * 4,
        "Robert'); DROP TABLE member;--",
    ],
)
def test_any_characters_make_a_good_password(password):
    passwords.require_good(password)


@pytest.mark.parametrize("password", ["", "seven77", "é" * 7, "e\u0301" * 7])
def test_fewer_than_eight_characters_are_refused(password):
    with pytest.raises(passwords.TooShort):
        passwords.require_good(password)


def test_sixty_four_characters_are_taken_and_pages_of_text_are_not():
    passwords.require_good("correct horse battery staple " * 3)

    with pytest.raises(passwords.TooLong):
        passwords.require_good("ab cd ef " * 30)


COMMON = """
    password 12345678 123456789 1234567890 qwertyuiop P@ssw0rd! Passw0rd1 sunshine1 iloveyou2
    football99 baseball! superman1 trustno1 1qaz2wsx 1q2w3e4r q1w2e3r4 11111111 abcd1234 aaaaaaaa
    87654321 password123 qwerty123 charlie1 88888888 abcdefgh letmein1 welcome1 passwords monkey123
    dragon12 asdfghjkl 123qweasd qwer1234 1234qwer zaq12wsx 12341234 abc12345 a1b2c3d4 987654321
    Summer2024! Winter2023 Admin123! michelle jennifer corvette 1password 123password q1w2e3r4t5
    changeme1 coworking1 11223344 12121212 147258369 159753159 asdf1234 1a2b3c4d 00000000 19851985
    789456123 qazwsxedc abcd123456 password. starwars77 samsung1 whatever1 12344321 Pa$$w0rd
"""


@pytest.mark.parametrize("password", COMMON.split())
def test_what_everybody_tries_first_is_refused(password):
    with pytest.raises(passwords.TooCommon):
        passwords.require_good(password)


@pytest.mark.parametrize(
    "password", ["Ana.Silva1", "silva2020!", "ana@example.org", "HarbourLoft1"]
)
def test_what_can_be_guessed_about_the_person_is_refused(password):
    with pytest.raises(passwords.TooCommon):
        passwords.require_good(password, about=("Ana Silva", "ana@example.org", "Harbour Loft"))


def test_both_spellings_of_an_accent_are_one_password():
    kept = passwords.hashed("caf\u00e9 am Fluss", memory_kib=SMALL)

    assert passwords.is_right("cafe\u0301 am Fluss", kept, memory_kib=SMALL)


def test_a_kept_password_is_argon2id_with_the_memory_that_was_chosen():
    kept = passwords.hashed("purple lamp walks", memory_kib=SMALL)

    assert kept.startswith("$argon2id$v=19$m=64,t=3,p=4$")
    assert passwords.is_right("purple lamp walks", kept, memory_kib=SMALL)
    assert not passwords.is_right("purple lamp walk", kept, memory_kib=SMALL)


@pytest.mark.parametrize("kept", [None, "", "no hash at all"])
def test_without_a_kept_password_none_is_right(kept):
    assert not passwords.is_right("the password of nobody", kept, memory_kib=SMALL)


def test_somebody_unknown_costs_as_many_hashes_as_somebody_known(monkeypatch):
    hashes = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda *given: (hashes.append(given[1][:30]), verify(*given))[1]
    )
    kept = passwords.hashed("purple lamp walks", memory_kib=SMALL)

    passwords.is_right("wrong one", kept, memory_kib=SMALL)
    passwords.is_right("wrong one", None, memory_kib=SMALL)
    right = passwords.is_right("purple lamp walks", None, somebodys=kept, memory_kib=SMALL * 2)

    assert hashes == ["$argon2id$v=19$m=64,t=3,p=4$" + kept[28:30], hashes[1], hashes[0]]
    assert hashes[1].startswith("$argon2id$v=19$m=64,t=3,p=4$")
    assert not right


def test_other_parameters_make_a_kept_password_outdated():
    kept = passwords.hashed("purple lamp walks", memory_kib=SMALL)

    assert not passwords.is_outdated(kept, memory_kib=SMALL)
    assert passwords.is_outdated(kept, memory_kib=SMALL * 2)


def test_a_change_signs_every_device_out(session, now):
    member, other = a_member(password_hash="old"), a_member(password_hash="old")
    a_sign_in(member, now=now)
    a_sign_in(member, now=now)
    kept = a_sign_in(other, now=now)

    passwords.change(session, member.id, old="old", new="new")

    assert session.scalars(SignIn.__table__.select().with_only_columns(SignIn.id)).all() == [
        kept.id
    ]
    session.expire_all()
    assert session.get(Member, member.id).password_hash == "new"


def test_of_two_changes_at_once_the_slower_one_is_told(session, now):
    member = a_member(password_hash="changed meanwhile")

    with pytest.raises(Conflict):
        passwords.change(session, member.id, old="old", new="new")


def test_a_new_hash_of_the_same_password_yields_to_a_change(session):
    member = a_member(password_hash="changed meanwhile")

    passwords.rehash(session, member.id, old="old", new="old, hashed anew")

    session.expire_all()
    assert session.get(Member, member.id).password_hash == "changed meanwhile"
