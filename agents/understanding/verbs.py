"""Everyday English verbs: which word of a clause is its verb, and what that is in the infinitive.

Only the verbs that questions about mail, appointments and papers live on. A word that is more often
a noun ("the plan", "a meeting") is none here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from agents.lemmas import lemma

_LISTED: Final = """
accept agree announce answer apply approve arrange arrive ask attend begin belong book borrow
break bring build buy call cancel catch change charge check choose claim clash close collect come
comment complain confirm contain cost cover cut deal decide decline deliver depart die discuss do
draw drive earn eat enclose end expect expire explain fall feel find finish fit fix fly follow
forget forward get give go grow happen have hear help hold include insist install intend invite
join keep know land lead leak leave lend let like live look lose make manage matter mean meet
mention miss move need object offer open order organise organize overlap owe own park pay pick
plan prefer prepare present promise propose put quote raise reach read receive recommend refund
refuse remember remind renew rent repair replace reply report request require reschedule reserve
respond return ring run say scan schedule see seem sell send serve set share show sign sit sleep
speak spend stand start stay stop submit suggest swim take talk teach tell thank think travel try
turn understand use visit wait wake walk want warn watch wear weigh win wish work worry write
"""
_VERBS: Final = frozenset(_LISTED.split())
# Forms that the table of lemmas leaves out, since they are oftener another word.
_OTHERS: Final = {
    "did": "do", "does": "do", "done": "do", "goes": "go", "had": "have", "has": "have",
    "left": "leave", "saw": "see", "encloses": "enclose", "reschedules": "reschedule",
}  # fmt: skip
_THIRD: Final = frozenset({"has", "does", "goes"})


class Verb(NamedTuple):
    """`form`: "" of the infinitive, "s" of he and she, "past" of the past and the participle."""

    base: str
    form: str


@lru_cache(maxsize=2048)
def verb_of(word: str) -> Verb | None:
    """The verb whose form a lower-cased word is; `None` of any other word, and of one that ends in
    "ing"."""
    base = _OTHERS.get(word) or lemma(word)
    if base not in _VERBS or (word.endswith("ing") and word != base):
        return None
    if word == base:
        return Verb(base, "")
    is_third = word in _THIRD or word in (f"{base}s", f"{base}es", f"{base[:-1]}ies")
    return Verb(base, "s" if is_third else "past")
