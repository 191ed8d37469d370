"""Rooms of people to match: one in natural words, and any that Hypothesis draws."""

from hypothesis import strategies as st

from matching import History, Person, Want, pair


def person(name, industry, offers=(), asks=(), **more):
    return Person(
        id=name,
        industry=industry,
        offers=tuple(Want(words=words) for words in offers),
        asks=tuple(Want(words=words) for words in asks),
        **more,
    )


def a_studio():
    """Thirteen people as they write about themselves; some hardly at all."""
    return [
        person(
            "ana",
            "C",
            offers=["Food labelling rules and how to pass an audit", "Small-batch recipe testing"],
            asks=["Someone to design packaging for our oat snacks", "A photographer for a shoot"],
            interests=("bouldering", "sourdough"),
            bio="Runs an oat snack company, launching in supermarkets",
            company="Oat & Co",
        ),
        person(
            "bo",
            "M",
            offers=[
                "Packaging design, from sketch to print-ready files",
                "Logo and brand identity",
            ],
            asks=["Advice on food labels for a client", "An accountant who knows freelancers"],
            interests=("bouldering", "film"),
            bio="Graphic designer working on packaging for small brands",
        ),
        person(
            "cy",
            "K",
            offers=["Bookkeeping and tax returns for freelancers", "Cash flow planning"],
            asks=["A new website for my practice"],
            interests=("chess", "film"),
            bio="Accountant for the self-employed",
            company="Ledger Lane",
        ),
        person(
            "dee",
            "J",
            offers=["Building websites and web shops", "Code review in Python and Django"],
            asks=["Help with my tax return", "Beta testers for a booking app"],
            interests=("chess", "sourdough"),
            bio="Web developer building a booking app for yoga studios",
        ),
        person(
            "eli",
            "P",
            offers=["Teaching German to adults"],
            asks=["Somebody to film short lessons"],
            interests=("film",),
            bio="Language teacher going online",
        ),
        person(
            "fay",
            "R",
            offers=["Shooting and editing short videos", "Product photography"],
            asks=["German conversation practice", "Clients in the food business"],
            interests=("bouldering",),
            bio="Videographer and photographer",
        ),
        person("gus", "F", asks=["Site photos of a timber house"], bio="Architect, timber houses"),
        person(
            "hal", "Q", offers=["Physiotherapy for people who sit all day"], interests=("chess",)
        ),
        person("ida", "J", interests=("bouldering", "chess")),
        person("jo", "N", offers=["Event planning"], asks=["A venue for eighty people"]),
        person("kim", "", bio="New here"),
        person(
            "lu",
            "M",
            offers=["Packaging design, from sketch to print-ready files"],
            asks=["More clients"],
            company="Boxwork",
        ),
        person(
            "mo",
            "K",
            offers=["Grant applications for social enterprises"],
            asks=["Feedback on my pitch deck", "A mentor who has raised money before"],
            company="Ledger Lane Ltd.",
        ),
    ]


WORDS = st.sampled_from(
    ["logo design", "design a logo", "tax advice", "tea", "film", "naïve ☕", ""]
)
TAGS = st.lists(st.sampled_from(["ux", "tax", "film"]), max_size=2).map(tuple)
WANTS = st.lists(
    st.builds(Want, words=WORDS, skills=TAGS, kind=st.sampled_from(["", "mentor", "client"])),
    max_size=3,
).map(tuple)


@st.composite
def rooms(draw, most=7):
    """Some people, and what the space remembers of pairs, also with people who are absent."""
    names = [f"p{i}" for i in range(draw(st.integers(0, most)))]
    people = [
        draw(
            st.builds(
                Person,
                id=st.just(name),
                industry=st.sampled_from(["A", "B", "C", ""]),
                industry_group=st.sampled_from(["", "G"]),
                company=st.sampled_from(["", "Acme", "ACME Ltd", "Freelance", "Bolt"]),
                offers=WANTS,
                asks=WANTS,
                interests=TAGS,
                bio=WORDS,
                zone=st.sampled_from(["", "window"]),
                limit=st.integers(0, 3),
                left_out_days=st.integers(0, 3),
                is_newcomer=st.booleans(),
                competitors=st.sampled_from([(), ("Bolt",)]),
                reach=st.sampled_from([0.0, 0.5, 1.0]),
            )
        )
        for name in names
    ]
    everybody = [*names, "absent", "gone"]
    pairs = st.lists(st.sampled_from(everybody), min_size=2, max_size=2, unique=True).map(
        lambda both: pair(*both)
    )
    days = st.integers(0, 120)
    history = History(
        met=draw(st.dictionaries(pairs, days, max_size=5)),
        proposed=draw(st.dictionaries(pairs, days, max_size=5)),
        refused=draw(st.frozensets(pairs, max_size=3)),
        blocked=draw(st.frozensets(pairs, max_size=3)),
    )
    return people, history
