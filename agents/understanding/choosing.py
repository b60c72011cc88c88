"""The short answer to a question that was put back: "Berg", "the first", "the packing list".

The wish before is taken up again with what was missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from agents import phrasebook
from agents.query import WRITE_OPERATIONS, Citation, EarlierTurn, Intent
from agents.understanding import clarify
from search.text import fold

CONFIDENCE: Final = 0.9
MOST_WORDS: Final = 8
# As `contacts` asks: "Which Ana do you mean: Ana Aaker (a@x.example) or Ana Brandt (b@y.example)?"
_WHO: Final = re.compile(
    r"^(?:Which (?P<name>.+?) do you mean: |You have not written to (?P<name2>.+?) before\. Which"
    r" address do you mean: )(?P<options>.+)\?$",
    re.DOTALL,
)
_OPTION: Final = re.compile(r"(?:^|, | or )(?P<name>[^,()]+?) \((?P<address>[^()\s]+@[^()\s]+)\)")
# As `synthesis.written` asks.
_WHICH_ITEM: Final = re.compile(r"Which (?:file|mail|event) do you mean\?|Which one is it\?")
# As `synthesis.cautions` asks.
_WHICH_ADDRESS: Final = re.compile(
    r"I did not find an e-mail address for .+ in your mail\. Which address"
)
_PLACES: Final = {
    "first": 0, "1st": 0, "1": 0, "one": 0, "former": 0, "top": 0, "second": 1, "2nd": 1, "2": 1,
    "two": 1, "latter": -1, "third": 2, "3rd": 2, "3": 2, "fourth": 3, "4": 3, "last": -1,
}  # fmt: skip
_PLACE: Final = re.compile(
    r"^(?:(?:no|um|oh|yes)[,.]? |(?:the|number|option|i meant?) |no(?=\d))*"
    rf"(?P<place>{'|'.join(sorted(_PLACES, key=len, reverse=True))})"
    r"(?: (?:one|of them|of those|please|person|file|mail|event|address|option))*[.! ]*$"
)
_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset(
    {"the", "one", "from", "at", "a", "an", "i", "mean", "meant", "it", "is", "s", "please", "to"}
    | {"no", "yes", "her", "him", "that", "my", "with", "of", "in", "who", "works", "and", "file"}
    | {"mail", "event", "address", "about", "for", "not", "hers", "his"}
)
_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_SAYS_WHAT: Final = ("topic", "people", "addresses", "references", "file_types", "title")


def chosen(own: Intent, text: str, before: EarlierTurn) -> Intent | None:
    """The wish of the turn before with what the text (alone: `own`) answers; `None` where it
    answers nothing that was asked."""
    if before.intent.operation not in WRITE_OPERATIONS or len(text.split()) > MOST_WORDS:
        return None
    asked = phrasebook.questions_in_english(before.answer.strip())
    if found := _WHO.match(asked):
        return _person(text, before.intent, found)
    if _WHICH_ITEM.search(asked) and before.citations:
        return _item(text, before)
    if _WHICH_ADDRESS.search(asked) and own.entities.get("addresses"):
        return _addressed(own, before.intent, asked)
    if asked in clarify.ASKED and own.operation not in WRITE_OPERATIONS:
        said = {key: own.entities[key] for key in _SAYS_WHAT if key in own.entities}
        if said and asked == clarify.MAKES and own.time_range is None:
            what = _ARTICLE.sub("", text.strip(" .!"))
            said.setdefault("title", f"{what[:1].upper()}{what[1:]}")
        return _again(before.intent, said, own) if said or own.time_range else None
    return None


def _person(text: str, wish: Intent, asked: re.Match[str]) -> Intent | None:
    options = [(m["name"], m["address"]) for m in _OPTION.finditer(asked["options"])]
    number = _choice(text, [f"{name} {address}" for name, address in options])
    if number is None:
        return None
    name = asked["name"] or asked["name2"]
    chosen_ = {**(wish.entities.get("chosen") or {}), name: options[number][1]}
    return _again(wish, {"chosen": chosen_})


def _addressed(own: Intent, wish: Intent, asked: str) -> Intent:
    """The address in the place of the name of which none was known."""
    unknown = re.findall(r"\*\*(.+?)\*\*", asked[asked.rindex("I did not find an e-mail") :])
    people = [name for name in wish.entities.get("people", ()) if name not in unknown]
    addresses = [*wish.entities.get("addresses", ()), *own.entities["addresses"]]
    return _again(wish, {"people": people, "addresses": addresses})


def _item(text: str, before: EarlierTurn) -> Intent | None:
    cited: Sequence[Citation] = before.citations
    number = _choice(text, [one.title for one in cited])
    return None if number is None else _again(before.intent, {"ordinal": cited[number].n})


def _choice(text: str, options: Sequence[str]) -> int | None:
    """Which of the options the text names: by its place, or by words that only one of them has."""
    low = " ".join(text.lower().split())
    place = _PLACE.match(low)
    if place:
        number = _PLACES[place["place"]]
        number += len(options) if number < 0 else 0
        return number if number < len(options) else None
    if len(options) == 1 and re.match(r"(?:yes|yep|yeah|ja|oui|sí|evet)\b", low):
        return 0
    said = set(_WORD.findall(fold(low))) - _SMALL
    held = [len(said & set(_WORD.findall(fold(option)))) for option in options]
    best = max(held, default=0)
    return held.index(best) if best and held.count(best) == 1 else None


def _again(wish: Intent, said: dict[str, Any], own: Intent | None = None) -> Intent:
    return replace(
        wish,
        entities={**wish.entities, **said},
        time_range=wish.time_range or (own.time_range if own else None),
        confidence=CONFIDENCE,
        clarification=None,
    )
