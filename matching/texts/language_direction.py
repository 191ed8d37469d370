"""Which language a text is in, which says nothing of what it is about."""

from collections.abc import Callable, Sequence

import numpy as np

from matching.texts.text import Floats

# The same in English and in other languages, of many matters, so that what all have in common is
# that they are not English. To the model, which has seen little else, this is a subject.
_SAID = (
    (
        "i am looking for somebody who repairs bicycles",
        "ich suche jemanden, der fahrräder repariert",
        "je cherche quelqu'un qui répare des vélos",
        "busco a alguien que repare bicicletas",
    ),
    (
        "we need a person who writes texts for our website",
        "wir brauchen eine person, die texte für unsere webseite schreibt",
        "nous avons besoin d'une personne qui écrive les textes de notre site",
        "necesitamos una persona que escriba textos para nuestra página",
    ),
    (
        "who can explain to me how insurance works?",
        "wer kann mir erklären, wie versicherungen funktionieren?",
        "qui peut m'expliquer comment marchent les assurances ?",
        "¿quién me explica cómo funcionan los seguros?",
    ),
    (
        "how do i find a flat?",
        "wie finde ich eine wohnung?",
        "comment trouver un appartement ?",
        "¿cómo encuentro un piso?",
    ),
    (
        "bread and cakes for your party",
        "brot und kuchen für ihre feier",
        "pain et gâteaux pour votre fête",
        "pan y pasteles para su fiesta",
    ),
    (
        "help with the tax return",
        "hilfe bei der steuererklärung",
        "aide pour la déclaration d'impôts",
        "ayuda con la declaración de la renta",
    ),
    (
        "our company wants to grow",
        "unsere firma will wachsen",
        "notre entreprise veut grandir",
        "nuestra empresa quiere crecer",
    ),
    (
        "my computer is broken",
        "mein rechner ist kaputt",
        "mon ordinateur est en panne",
        "mi ordenador está roto",
    ),
    (
        "music lessons for children",
        "musikunterricht für kinder",
        "cours de musique pour enfants",
        "clases de música para niños",
    ),
    (
        "gardening and plants",
        "gartenbau und pflanzen",
        "jardinage et plantes",
        "jardinería y plantas",
    ),
    (
        "development of programs",
        "entwicklung von programmen",
        "développement de logiciels",
        "desarrollo de programas",
    ),
    (
        "training for managers",
        "schulungen für führungskräfte",
        "formation des cadres",
        "formación de directivos",
    ),
    ("planning of kitchens", "küchenplanung", "conception de cuisines", "diseño de cocinas"),
    ("advice on energy", "energieberatung", "conseil en énergie", "asesoramiento energético"),
    ("law of tenancy", "mietrecht", "droit du bail", "derecho de arrendamiento"),
    ("photography", "fotografie", "photographie", "fotografía"),
    ("health", "gesundheit", "santé", "salud"),
    ("sales", "vertrieb", "vente", "ventas"),
)


def language_direction(read: Callable[[Sequence[str]], Floats]) -> Floats:
    """Find out how vectors of what is said in other languages differ from those in English.

    Parameters
    ----------
    read : callable
        Turns texts into unit vectors.

    Returns
    -------
    direction : ndarray of shape (d,), dtype=float32
        The direction of the mean difference; of length 1.
    """
    english, *others = (read(texts) for texts in zip(*_SAID, strict=True))
    apart = np.mean([other - english for other in others], axis=(0, 1))
    return np.asarray(apart / np.linalg.norm(apart), dtype=np.float32)
