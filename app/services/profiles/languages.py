"""Languages that people speak: which can be chosen, and their names in the reader's own."""

from functools import cache

from babel import Locale, UnknownLocaleError

AT_MOST = 6
_WIDELY_SPOKEN = (
    "af am ar as ase ast ay az be bg bm bn bo br bs ca ceb ckb co cs cy da de dv dz ee el en eo es "
    "et eu fa ff fi fil fj fo fr fy ga gd gl gn gsw gu ha haw he hi hmn hr ht hu hy id ig is it "
    "ja jv ka kab kk kl km kn ko ku ky la lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nb nds ne "
    "nl nn ny oc om or pa pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr st su "
    "sv sw ta te tg th ti tk tn to tr ts tt tw ug uk ur uz vi wo xh yi yo yue zh zu"
)
CODES = tuple(_WIDELY_SPOKEN.split())
"""BCP 47 codes of languages that people use with each other today."""


@cache
def names(locale: str) -> dict[str, str]:
    """Name every language that can be chosen, in the reader's own language and its order."""
    known = {code: name_of(code, locale) for code in CODES}
    return dict(sorted(known.items(), key=lambda item: item[1].casefold()))


@cache
def name_of(code: str, locale: str) -> str:
    """Name one language in the reader's own, with its region; the code itself when unknown."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(locale)
    except (UnknownLocaleError, ValueError):
        # Some languages have a name but no customs of writing dates: American Sign Language.
        name = Locale.parse(locale).languages.get(code)
    return _capital(name) if name else code


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
