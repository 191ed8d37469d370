"""Languages by their names in the reader's own."""

import pytest

from app.services.profiles import languages


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [
        ("de", "en", "German"),
        ("de", "de", "Deutsch"),
        ("pt-BR", "en", "Portuguese (Brazil)"),
        ("ar", "ar", "العربية"),
        ("ase", "en", "American Sign Language"),
        ("xx", "en", "xx"),
        ("", "en", ""),
        ("no such code!", "en", "no such code!"),
    ],
)
def test_a_language_is_named_in_the_readers_own(code, locale, name):
    assert languages.name_of(code, locale) == name


def test_every_language_that_can_be_chosen_has_a_name_and_a_place():
    names = languages.names("en")

    assert len(names) == len(languages.CODES) == len(set(languages.CODES))
    assert [code for code, name in names.items() if code == name] == []
    assert list(names.values()) == sorted(names.values(), key=str.casefold)
    assert max(len(code) for code in names) <= 12
