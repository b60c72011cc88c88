"""Everyday English verbs: which word of a clause is its verb, and what that is in the infinitive.

Only the verbs that questions about mail, appointments and papers live on. A word that is more often
a noun ("the plan", "a meeting") is none here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

_REGULAR: Final = """
accept agree announce answer apply approve arrange arrive ask attend belong book borrow call cancel
change charge check claim clash close collect comment complain confirm contain cover decide decline
deliver depart die discuss earn end enclose expect expire explain finish fit fix follow forward happen
help include insist install intend invite join land leak like live look manage matter mention
miss move need object offer open order organise organize overlap owe own park pick plan
prefer prepare present promise propose quote raise reach receive recommend refund refuse
remember remind renew rent repair replace reply report request require reschedule reserve respond
return scan schedule seem serve share sign start stay stop submit suggest talk thank travel
try turn use visit wait walk want warn watch wear weigh wish work worry
"""
_IRREGULAR: Final = """
begin began begun|break broke broken|bring brought brought|build built built|buy bought bought
|catch caught caught|choose chose chosen|come came come|cost cost cost|cut cut cut|deal dealt dealt
|do did done|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feel felt felt
|find found found|fly flew flown|forget forgot forgotten|get got got|give gave given|go went gone
|grow grew grown|have had had|hear heard heard|hold held held|keep kept kept|know knew known
|lead led led|leave left left|lend lent lent|let let let|lose lost lost|make made made
|mean meant meant|meet met met|pay paid paid|put put put|read read read|ring rang rung|run ran run|say said said
|see saw seen|sell sold sold|send sent sent|set set set|show showed shown|sit sat sat
|sleep slept slept|speak spoke spoken|spend spent spent|stand stood stood|swim swam swum
|take took taken|teach taught taught|tell told told|think thought thought|understand understood
understood|wake woke woken|win won won|write wrote written
"""


class Verb(NamedTuple):
    """`form`: "" of the infinitive, "s" of he and she, "past", "participle" where it is no past
    form too."""

    base: str
    form: str


def _third(base: str) -> str:
    if base in ("have", "do", "go"):
        return {"have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith(("s", "sh", "ch", "x")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _past(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    return (base + "ed", base + base[-1] + "ed")


@lru_cache(maxsize=1)
def _forms() -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for base in _REGULAR.split():
        found |= {base: Verb(base, ""), _third(base): Verb(base, "s")}
        found |= {past: Verb(base, "past") for past in _past(base)}
    for row in " ".join(_IRREGULAR.split()).split("|"):
        base, past, participle = row.split()
        found.setdefault(participle, Verb(base, "participle"))
        found[past] = Verb(base, "past")
        found |= {base: Verb(base, ""), _third(base): Verb(base, "s")}
    return found


def verb_of(word: str) -> Verb | None:
    """The verb whose form a lower-cased word is; `None` of any other word."""
    return _forms().get(word)
