"""A day whose best pairs are known, in words of our own: each asks for what the other offers.

Every offer is a trade for a kind of customer ("bookkeeping for musicians"), and the ask for
it says both in other words ("somebody to do the accounts for a band"). It is hard on purpose:
dozens offer the same for others, or something else for the same. Decoys fit in one direction
only, or in both but with somebody of the same company or met before.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matching import History, Person, Want, pair, texts_of
from matching.texts.encoders import best_encoder

TRADES = (
    ("bookkeeping", "somebody to do the accounts"),
    ("logo design", "a new visual identity"),
    ("website programming", "a developer to build an online presence"),
    ("product photography", "good pictures to sell with"),
    ("video editing", "help to cut film footage"),
    ("grant applications", "finding public funding"),
    ("employment contracts", "legal advice on hiring staff"),
    ("translation into French", "a text in the language of Paris"),
    ("event planning", "organising a celebration"),
    ("bicycle deliveries", "a courier without a car"),
    ("data analysis", "making sense of spreadsheets"),
    ("interior design", "furnishing our rooms"),
    ("public speaking coaching", "losing stage fright"),
    ("social media campaigns", "more followers on Instagram"),
    ("negotiation training", "getting better deals"),
    ("sound recording", "a studio for audio takes"),
    ("energy audits", "lowering the heating bill"),
    ("recruiting", "finding people for open jobs"),
    ("copywriting", "words that sell"),
    ("insurance brokerage", "cover against damage"),
    ("furniture making", "a carpenter for tables and chairs"),
    ("software testing", "finding bugs before users do"),
    ("nutrition advice", "what to eat to stay healthy"),
    ("patent filing", "protecting an invention"),
    ("illustration", "drawings by hand"),
    ("cybersecurity checks", "protection from hackers"),
    ("fundraising pitches", "raising money from investors"),
    ("export paperwork", "customs forms for shipping abroad"),
    ("market research", "learning what buyers want"),
    ("workshop moderation", "a facilitator for our team day"),
)
CUSTOMERS = (
    ("musicians", "a band"),
    ("dental practices", "dentists"),
    ("restaurants", "a small bistro"),
    ("schools", "teachers and pupils"),
    ("architects", "a firm that draws buildings"),
    ("farmers", "an organic vegetable grower"),
    ("game studios", "makers of video games"),
    ("charities", "a non-profit"),
    ("yoga teachers", "a yoga studio"),
    ("breweries", "a craft beer maker"),
    ("law firms", "solicitors"),
    ("hotels", "a guest house"),
    ("bookshops", "sellers of books"),
    ("pharmacies", "a chemist's shop"),
    ("florists", "a flower shop"),
    ("taxi companies", "cab drivers"),
    ("theatres", "a stage company"),
    ("sports clubs", "a football team"),
    ("bakeries", "a bread maker"),
    ("museums", "an art gallery"),
    ("plumbers", "a pipe fitter"),
    ("kindergartens", "a nursery for toddlers"),
    ("airlines", "a carrier with planes"),
    ("butchers", "a meat seller"),
    ("car repair shops", "a garage for vehicles"),
    ("choirs", "a singing group"),
    ("hairdressers", "a barber"),
    ("vineyards", "a wine grower"),
    ("publishers", "a magazine"),
    ("estate agents", "sellers of houses"),
    ("shipyards", "a boat builder"),
    ("jewellers", "a goldsmith"),
    ("vets", "an animal doctor"),
    ("cinemas", "a movie house"),
    ("surf schools", "teachers of wave riding"),
    ("tailors", "a dressmaker"),
    ("physiotherapists", "a practice for back pain"),
    ("travel agencies", "a tour operator"),
    ("cheese dairies", "a maker of cheese"),
    ("piano teachers", "keyboard lessons"),
)


@dataclass(frozen=True, slots=True)
class PlantedDay:
    """A room and the pairs that are best in it."""

    people: list[Person]
    history: History
    best: set[tuple[str, str]]


def draw(count: int, *, limit: int, seed: int = 1, town: str = "") -> PlantedDay:
    """Draw a day with an even number of people, two of each of whom belong together.

    With a town all texts name it, and are others than those of any other town.
    """
    chance = np.random.default_rng(seed)
    skills = _skills(chance)
    offers: list[list[str]] = [[] for _ in range(count)]
    asks: list[list[str]] = [[] for _ in range(count)]

    def fit(asker: int, offerer: int) -> None:
        offer, ask = next(skills)
        offers[offerer].append(f"{offer} {town}")
        asks[asker].append(f"{ask} {town}")

    company = chance.integers(0, count, count)
    couples = chance.permutation(count).reshape(-1, 2)
    decoys = chance.integers(0, count, (count // 5, 2))
    decoys = decoys[decoys[:, 0] != decoys[:, 1]]
    met = {pair(_name(a), _name(b)): 90 for a, b in decoys[::2]}
    for a, b in decoys[1::2]:
        company[b] = company[a]
    for a, b in (*couples, *decoys):
        fit(a, b)
        fit(b, a)
    for person, other in enumerate(chance.integers(0, count, count)):
        fit(person, int(other))
    people = [
        Person(
            id=_name(i),
            industry=f"industry {chance.integers(20)}",
            company=f"company {company[i]}",
            offers=tuple(Want(words=words) for words in offers[i]),
            asks=tuple(Want(words=words) for words in asks[i]),
            limit=limit,
        )
        for i in range(count)
    ]
    best = {pair(_name(a), _name(b)) for a, b in couples if company[a] != company[b]}
    return PlantedDay(people, History(met=met), best - set(met))


def read(day: PlantedDay) -> None:
    """Read all texts of a day: their meaning, their letters, and how they are written short."""
    texts = sorted({text for person in day.people for text in texts_of(person)})
    best_encoder(texts).evidence(np.arange(1), np.arange(len(texts)))


def _name(number: int) -> str:
    return f"p{number:05}"


def _skills(chance: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Go through all trades for all customers, shuffled, and begin again."""
    every = [(trade, customer) for trade in TRADES for customer in CUSTOMERS]
    while True:
        for at in chance.permutation(len(every)):
            (offer, ask), (kind, who) = every[at]
            yield f"{offer} for {kind}", f"{ask} for {who}"
