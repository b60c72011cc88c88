"""The further words of names that were typed in small letters: "mails from ana lind and bo".

Of the words alone nothing tells that they are no topic; whom the person knows does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from agents.query import Intent
from search.acquaintances import Acquaintance
from search.text import fold

SHORTEST: Final = 2  # letters
_WORD: Final = re.compile(r"[^\W_]+")
_JOINED: Final = re.compile(r"(?:,|\b(?:and|or)|&) ([^\W\d_]+)")


def with_surnames(intent: Intent, known: Sequence[Acquaintance]) -> Intent:
    """The intent with each name of one word made whole by a word of the topic, where somebody is
    called by both; the topic without it."""
    topic = str(intent.entities.get("topic") or "")
    people = list(intent.entities.get("people", ()))
    if not topic:
        return intent
    words = topic.split()
    for at, name in enumerate(people):
        surname = _surname(name, words, known) if " " not in name else None
        if surname:
            words.remove(surname)
            people[at] = f"{name} {surname}"
    if people == list(intent.entities.get("people", ())):
        return intent
    return replace(intent, entities={**intent.entities, "people": people, "topic": " ".join(words)})


def joined_to_names(intent: Intent, text: str) -> tuple[str, ...]:
    """The words of the topic that are said after "and" or "or": who else may be meant."""
    topic = set(str(intent.entities.get("topic") or "").lower().split())
    said = _JOINED.findall(text.lower()) if intent.entities.get("people") else []
    return tuple(word for word in said if word in topic and len(word) >= SHORTEST)


def with_others(intent: Intent, others: Sequence[str], known: Sequence[Acquaintance]) -> Intent:
    """The intent with those of the words that are somebody's first name as people too."""
    names = {fold(person.name).split()[0] for person in known if person.name.strip()}
    also = [word for word in others if fold(word) in names]
    if not also:
        return intent
    topic = [w for w in str(intent.entities["topic"]).split() if w.lower() not in also]
    people = [*intent.entities.get("people", ()), *also]
    return replace(intent, entities={**intent.entities, "people": people, "topic": " ".join(topic)})


def _surname(name: str, words: Sequence[str], known: Sequence[Acquaintance]) -> str | None:
    names = [set(_WORD.findall(fold(person.name))) for person in known]
    for word in words:
        both = {fold(name), fold(word)}
        if len(word) >= SHORTEST and len(both) > 1 and any(both <= theirs for theirs in names):
            return word
    return None
