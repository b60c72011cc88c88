"""Organisations and relatives by what they are to the person: "the bank", "our landlord", "mum".

Nobody's mail is signed "landlord"; the names that such organisations bear, and the word itself in
their signatures, tell who is meant.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from agents import things
from agents.understanding.relatives import RELATIVES

SHORTEST: Final = 4  # letters of a name that may stand within a longer one
# The word as a person says it, and what stands in the names of such organisations.
_TABLE: Final = """
airline: airline airlines airways air aviation
bank: bank banking savings
bookshop bookstore: books bookshop bookstore
builder builders: builders construction bau
courier: courier parcel parcels delivery express logistics spedition
dentist dental: dental dentist dentistry orthodontics zahnarzt
doctor doctors gp surgery: surgery medical practice doctors health praxis
electricity energy: energy electric electricity power utilities
grocer grocers greengrocer supermarket: grocers grocer greengrocer grocery supermarket foods
gym: gym fitness climbing sports
hospital clinic: hospital clinic nhs infirmary klinik krankenhaus hastane
hotel: hotel inn hostel
insurer insurance insurers: insurance assurance insurer mutual versicherung
landlord landlady letting lettings agent: lettings letting landlord estates property rentals
  housing realty hausverwaltung
library: library bibliothek
lawyer lawyers solicitor solicitors: solicitors solicitor law legal lawyers attorneys
museum: museum gallery
nursery kindergarten: nursery kindergarten kita creche
pharmacy chemist: pharmacy chemist apotheke
railway rail train: rail railway railways trains bahn
restaurant: restaurant bistro kitchen
school: school primary academy college grammar schule okul ecole
council: council borough city
tax: tax revenue hmrc finanzamt
theatre theater: theatre theater
university uni: university universität college
vet vets: vet vets veterinary tierarzt
"""
_COMPANY: Final = (
    r"(?: (?:company|firm|people|lot|agency|agents?|provider|office|board|folks|supplier))?"
)


def _rows() -> dict[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.replace("\n  ", " ").strip().splitlines():
        said, names = line.split(": ")
        rows |= dict.fromkeys(said.split(), tuple(names.split()))
    return rows


ROLES: Final = _rows()
_WORDS: Final = "|".join(sorted((*ROLES, *RELATIVES), key=len, reverse=True))
ROLE: Final = rf"(?:{_WORDS}){_COMPANY}(?![- ]in[- ]law)"
THE_ROLE: Final = rf"(?:(?:the|my|our|his|her|their) (?:kids'? |children's |\w+'s )?)?{ROLE}"
_ROLE: Final = re.compile(rf"^{THE_ROLE}$", re.IGNORECASE)
_WORD: Final = re.compile(rf"\b({_WORDS})\b", re.IGNORECASE)


def is_role(name: str) -> bool:
    """Whether a name as said is what somebody is, and not how they are called."""
    return bool(_ROLE.match(name.strip()))


def word_of(name: str) -> str:
    """The role in a name as said: "bank" of "the bank"."""
    found = _WORD.search(name)
    return found.group().lower() if found else ""


@cache
def names_of(role: str) -> tuple[str, ...]:
    """Words that stand in the names of such organisations, in English and other languages."""
    names = [*ROLES.get(role, ()), role]
    for language in things.LANGUAGES:
        known = things.in_english(language)
        names += [word for word, english in known.items() if english == role and " " not in word]
    return tuple(dict.fromkeys(names))
