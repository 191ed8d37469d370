"""Names for a wall: short, and never to be mistaken."""

from app.services.short_names import for_a_wall, short_names


def test_names_are_as_short_as_the_room_allows():
    names = {
        1: "Ana Sousa",
        2: "Bo Chen",
        3: "Bo van den Dahl",
        4: "bo Dorn",
        5: "Cher",
        6: "محمد علي",
    }
    names |= {9: "Cy Ask Eld", 10: "Cy Bo Eld"}
    names |= {7: "Prof. Dr. Eva Roth", 8: "Dr."}
    names |= {11: "🌱 Ada 🦄", 12: "Flo 🌱", 13: "Flo Ek", 14: "🦄"}

    assert list(short_names(names).values()) == [
        "Ana",
        "Bo C.",
        "Bo Dahl",
        "bo Dorn",
        "Cher",
        "محمد",
        "Cy Ask Eld",
        "Cy Bo Eld",
        "Eva",
        "Dr.",
        "Ada",
        "Flo 🌱",
        "Flo E.",
        "🦄",
    ]


def test_long_words_end_early_on_a_wall_unless_two_would_be_alike():
    names = {
        1: "Bartholomaeussohn",
        2: "Wolfeschlegelsteinhausen",
        3: "Wolfeschlegelsteinberg",
        4: "Bo",
    }

    assert for_a_wall(names) == names | {1: "Bartholomaeusso…"}
    assert for_a_wall({1: "Marie-Wilhelmina-Charlotte A."}) == {1: "Marie-Wilhelmina-Charlotte A."}
