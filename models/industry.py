"""The industries a member can choose: the sections of ISIC Rev. 5, split where coworkers differ.

A code is the section's letter, followed by a word where the section is split: "N-law". So a
choice can always be counted under its section, and two members in one section are near each
other even when their choices differ.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Industry:
    """One choice in the list: its code, its plain name and its section's letter."""

    code: str
    name: str
    group: str


SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "A": "Farming, forestry & fishing",
        "B": "Mining & quarrying",
        "C": "Making things",
        "D": "Energy",
        "E": "Water, waste & recycling",
        "F": "Building & construction",
        "G": "Trade & retail",
        "H": "Transport & logistics",
        "I": "Food service & places to stay",
        "J": "Publishing, broadcasting & content",
        "K": "Software, telecoms & information",
        "L": "Finance & insurance",
        "M": "Property",
        "N": "Professional & scientific services",
        "O": "Business support",
        "P": "Public sector",
        "Q": "Education & training",
        "R": "Health & care",
        "S": "Arts, sports & recreation",
        "T": "Associations, repair & personal services",
        "U": "Private households",
        "V": "International organisations",
    }
)

# What a spreadsheet may call an industry, beside its code and its name; one row for each choice.
_CHOICES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("A", SECTIONS["A"], ("agriculture", "farming", "forestry", "fishing", "horticulture")),
    ("B", SECTIONS["B"], ("mining", "quarrying", "oil and gas")),
    (
        "C-food",
        "Food & drink making",
        ("food", "food production", "beverages", "brewing", "bakery"),
    ),
    (
        "C-clothes",
        "Clothing & textiles",
        ("fashion", "textiles", "clothing", "apparel", "footwear"),
    ),
    (
        "C-crafts",
        "Furniture, ceramics & crafts",
        ("furniture", "ceramics", "crafts", "woodworking", "jewellery", "jewelry"),
    ),
    (
        "C-devices",
        "Devices & machines",
        ("hardware", "electronics", "machinery", "robotics", "medical devices"),
    ),
    ("C-other", "Other manufacturing", ("manufacturing", "production", "printing", "packaging")),
    ("D", SECTIONS["D"], ("electricity", "renewables", "renewable energy", "solar", "wind")),
    ("E", SECTIONS["E"], ("recycling", "waste", "water", "circular economy")),
    ("F", SECTIONS["F"], ("construction", "building", "carpentry", "trades")),
    (
        "G-shops",
        "Shops & online retail",
        ("retail", "e-commerce", "ecommerce", "online shop", "shop"),
    ),
    ("G-trade", "Wholesale & import", ("wholesale", "import", "export", "trade", "distribution")),
    ("H", SECTIONS["H"], ("transport", "logistics", "shipping", "mobility", "delivery")),
    (
        "I-food",
        "Restaurants & catering",
        ("restaurants", "catering", "hospitality", "cafe", "café", "gastronomy"),
    ),
    ("I-stay", "Hotels & places to stay", ("hotels", "accommodation", "holiday homes")),
    (
        "J-publishing",
        "Publishing & journalism",
        ("publishing", "journalism", "media", "writing", "editing", "books"),
    ),
    (
        "J-film",
        "Film, video & sound",
        ("film", "video", "audio", "podcasts", "music", "broadcasting"),
    ),
    ("J-games", "Games", ("video games", "game development", "gaming")),
    (
        "K-software",
        "Software",
        (
            "it",
            "tech",
            "technology",
            "software development",
            "web development",
            "saas",
            "programming",
        ),
    ),
    ("K-consulting", "IT consulting", ("it consultancy", "it security", "cybersecurity", "devops")),
    (
        "K-data",
        "Data & AI",
        ("data", "ai", "artificial intelligence", "machine learning", "analytics", "data science"),
    ),
    ("K-telecom", "Telecoms & hosting", ("telecommunications", "telecom", "hosting", "cloud")),
    ("L-finance", "Banking & investment", ("finance", "banking", "fintech", "investment", "vc")),
    ("L-insurance", "Insurance & pensions", ("insurance", "insurtech", "pensions")),
    ("M", SECTIONS["M"], ("real estate", "housing", "property management", "proptech")),
    ("N-law", "Law", ("legal", "legal services", "lawyer", "attorney", "patents")),
    (
        "N-accounting",
        "Accounting & tax",
        ("accounting", "bookkeeping", "tax", "audit", "auditing", "payroll"),
    ),
    (
        "N-management",
        "Management consulting",
        ("consulting", "consultancy", "business consulting", "strategy", "coaching"),
    ),
    (
        "N-architecture",
        "Architecture & engineering",
        ("architecture", "engineering", "landscape architecture", "urban planning"),
    ),
    (
        "N-research",
        "Research & development",
        ("research", "science", "r&d", "biotech", "biotechnology", "life sciences"),
    ),
    (
        "N-advertising",
        "Advertising & PR",
        ("advertising", "marketing", "pr", "public relations", "seo"),
    ),
    ("N-market", "Market research", ("user research", "opinion polls", "surveys")),
    (
        "N-design",
        "Design",
        (
            "graphic design",
            "product design",
            "ux",
            "ui",
            "ux design",
            "branding",
            "interior design",
        ),
    ),
    ("N-photo", "Photography", ("photo", "photographer")),
    (
        "N-translation",
        "Translation",
        ("translating", "interpreting", "localisation", "localization"),
    ),
    ("O-hiring", "Recruitment", ("recruiting", "hr", "human resources", "staffing", "hiring")),
    ("O-travel", "Travel & tours", ("travel", "tourism", "tours", "travel agency")),
    ("O-events", "Events & conferences", ("events", "conferences", "event management")),
    (
        "O-office",
        "Office & facility services",
        ("virtual assistance", "administration", "facility management", "cleaning", "coworking"),
    ),
    ("P", SECTIONS["P"], ("government", "public administration", "municipality", "public")),
    ("Q", SECTIONS["Q"], ("education", "training", "teaching", "edtech", "school", "university")),
    ("R-health", "Health", ("healthcare", "health care", "medicine", "therapy", "medtech")),
    ("R-care", "Care & social work", ("social work", "care", "childcare", "elderly care")),
    (
        "S-arts",
        "Arts & culture",
        ("arts", "art", "culture", "theatre", "museums", "performing arts"),
    ),
    ("S-sports", "Sports & recreation", ("sports", "sport", "fitness", "recreation", "yoga")),
    (
        "T-associations",
        "Associations & charities",
        ("charity", "ngo", "non-profit", "nonprofit", "association", "foundation"),
    ),
    ("T-services", "Repair & personal services", ("repair", "hairdressing", "beauty", "wellness")),
    ("U", SECTIONS["U"], ("households",)),
    ("V", SECTIONS["V"], ("united nations", "embassy", "diplomacy", "international organisation")),
)

INDUSTRIES: Mapping[str, Industry] = MappingProxyType(
    {code: Industry(code, name, group=code[0]) for code, name, _synonyms in _CHOICES}
)


def _folded(text: str) -> str:
    """Reduce a label to what matters when people type it: words, small, "and" for "&"."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("&", " and ")))


def _labels() -> dict[str, str]:
    """Collect everything an industry may be called; a code or a name outranks any synonym."""
    labels = {_folded(synonym): code for code, _name, said in _CHOICES for synonym in said}
    labels |= {_folded(name): code for code, name, _said in _CHOICES}
    return labels | {_folded(code): code for code, _name, _said in _CHOICES}


_CODE_OF = MappingProxyType(_labels())


def industry_named(text: str) -> Industry | None:
    """Find the industry meant by what somebody typed or a file contains, None when unknown.

    Codes, names and common synonyms are understood, in capitals or not.
    """
    code = _CODE_OF.get(_folded(text))
    return INDUSTRIES[code] if code is not None else None
