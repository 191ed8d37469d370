import pytest

from app.services.addresses import BadAddress, email_of, likely_meant


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ana@Example.ORG ", "ana@example.org"),
        ("ana+desk@example.org", "ana+desk@example.org"),
        ("jürgen@groß-brot.de", "jürgen@groß-brot.de"),
    ],
)
def test_an_address_is_kept_in_one_form(typed, kept):
    assert email_of(typed) == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("  ", "An e-mail address is missing."),
        ("ana.example.org", "“ana.example.org” has no @."),
        ("ana@bo@example.org", "“ana@bo@example.org” has more than one @."),
        ("ana silva@example.org", "“ana silva@example.org” has a space in it."),
        ("ana@example,org", "“ana@example,org” has a comma where a dot may be meant."),
        ("@example.org", "“@example.org” has nothing before the @."),
        ("ana@example..org", "“ana@example..org” has a dot too many."),
        ("ana@example", "“ana@example” lacks the end of its domain, such as .com."),
        ("a<b@example.org", "“a<b@example.org” is not an e-mail address."),
        (f"{'a' * 300}@example.org", f"“{'a' * 80}” is longer than any e-mail address."),
    ],
)
def test_a_slip_is_named(typed, words):
    with pytest.raises(BadAddress) as refusal:
        email_of(typed)

    assert refusal.value.message == words


@pytest.mark.parametrize(
    ("email", "meant"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@hotmial.com", "ana@hotmail.com"),
        ("ana@gmail.com", None),
        ("ana@mail.com", None),
        ("ana@example.org", None),
    ],
)
def test_a_near_miss_of_a_well_known_provider_is_pointed_at(email, meant):
    assert likely_meant(email) == meant
