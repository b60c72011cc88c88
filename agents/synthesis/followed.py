"""A question that leans on the turn before, answered from what was shown there, if that tells.

What was shown, with the threads of its mails, is weighed sentence by sentence against what the
search for the same found (`agents.synthesis.weighing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from agents.matching import text_of
from agents.query import Item, Step, StepResult
from agents.synthesis import answered, aspects, doubts, events, statements, values
from agents.synthesis.choosing import QUOTE, Statement
from agents.synthesis.lines import is_own, said_text
from agents.synthesis.material import Material
from agents.synthesis.relevance import closeness
from agents.synthesis.sentences import passage_from, sentences
from agents.synthesis.sources import Sources
from agents.synthesis.weighing import (
    GUESTS,
    Told,
    lacks_a_number,
    plain,
    value_of,
    weighed,
)
from agents.words import content_words, plain_coverage

AMONG = 6  # of what was found
SHORT = 240  # characters of what is quoted whole
TELLS = 0.75  # what weighs less does not tell what is asked
STRONG = 1.2  # ... tells it whatever came last
SAYS = 0.25  # ... by its own words
NEAR = 0.3  # ... is not even near to it
FOUND_TELLS = 0.8  # ... of what a search found, which has a form of its own
OF_IT = 0.5  # of the words of the conversation, in what is about the same
ALL = 0.99  # of the asked words
# What asks, and is not asked for.
_ASKING = content_words(
    "doing going much many long often far time day date else after before too start begin finish"
    " end place happen cost price"
)
# "What did I answer?" is told by what the person wrote.
_OF_MY_WORDS = re.compile(
    r"\bdid (?:i|we) (?:say|answer|reply|respond|write|tell|suggest|offer|propose|ask|promise)\b"
    r"|\b(?:my|our) (?:answer|reply|response)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:was|were|did)\b", re.IGNORECASE)
_IN_THE_END = re.compile(
    r"\b(?:in the end|finally|eventually|after all|at last|so far|how did (?:it|that|this|things)"
    r" (?:end|go|turn out))\b|\byet\W*$",
    re.IGNORECASE,
)
_NO_SENTENCE = frozenset({"replied", "needs_reply", "promised", "awaiting", "contact", "person"})


def told(material: Material) -> str:
    """The answer from what was shown; "" where that does not tell what is asked."""
    leaning: Mapping[str, Any] = material.intent.entities.get("shown") or {}
    shown = [item for result in material.shown for item in result.items]
    if material.shape == "replied" and leaning.get("sure"):
        return _replied(shown, material)
    if not leaning or not shown or material.shape in _NO_SENTENCE:
        return ""
    if own := _own_words(shown, material):
        return own
    found = _found(shown, material)
    asked_first = _first_clause(material)
    if leaning.get("each"):
        return _of_each(shown, leaning, asked_first)
    alone = _only_of(shown, asked_first.query.text)
    best = weighed(shown, [] if alone else found, asked_first)[0]
    if not leaning.get("sure"):
        return _said(best, material) if _holds_all(best, material) else ""
    last = _last(shown, material) if best.worth < STRONG else None
    if last is not None:
        return _said(last, material)
    if alone or _tells(best):
        rest = _also(shown, found, best, material)
        return "\n\n".join((_hedged(best, alone, material), *rest))
    return ""


def _replied(shown: Sequence[Item], material: Material) -> str:
    """Yes, and how, where the thread of the mail that was shown first has its answer."""
    mails = [item for item in shown if item.service == "gmail"]
    thread = mails[0].details.get("thread_id") if mails else None
    items = tuple(mail for mail in mails if mail.details.get("thread_id") == thread)
    kept = ("shape", "direction")
    entities = {name: v for name, v in material.intent.entities.items() if name in kept}
    looked = StepResult(Step("c1", "gmail", "search"), "ok", items=items)
    of_thread = replace(
        material,
        intent=replace(material.intent, services=("gmail",), entities=entities),
        results=(looked,),
        beyond=(),
        sources=Sources(),
    )
    if not items or not answered.replied(of_thread).startswith("Yes"):
        return ""
    return answered.replied(replace(of_thread, sources=material.sources))


def _own_words(shown: Sequence[Item], material: Material) -> str:
    """What the person wrote among what was shown; the last of the first thread, where no more is
    asked than that."""
    if not _OF_MY_WORDS.search(material.query.text):
        return ""
    mails = [item for item in shown if item.service == "gmail"]
    threads = [mail.details.get("thread_id") for mail in mails]
    own = [mail for mail in mails if is_own(mail) and mail.when is not None]
    own.sort(key=lambda mail: mail.when or material.query.now, reverse=True)
    own.sort(key=lambda mail: threads.index(mail.details.get("thread_id")))
    return _said(weighed(own, [], material)[0], material) if own else ""


def _found(shown: Sequence[Item], material: Material) -> list[Item]:
    """The best of what was found, and not shown."""
    known = {item.id for item in shown}
    near = sorted(material.every_match(), key=closeness, reverse=True)
    return [match.item for match in near if match.item.id not in known][:AMONG]


def _hedged(best: Told, alone: bool, material: Material) -> str:
    """What was shown, as no more than the nearest where its words say little of the question."""
    said = _said(best, material)
    is_said = alone or best.says >= SAYS or best.item.service == "gcal"
    is_said = is_said and not lacks_a_number(material.query.text, best.sentence)
    return said if is_said else f"{doubts.UNSURE}\n\n{said}"


def strays(material: Material) -> bool:
    """Whether the answer leads with something else than what was shown, that has little of what
    the conversation is about."""
    leaning: Mapping[str, Any] = material.intent.entities.get("shown") or {}
    spoken = content_words(str(leaning.get("spoken") or ""))
    shown = {(item.service, item.id) for result in material.shown for item in result.items}
    if not leaning.get("sure") or not spoken or not material.sources.items:
        return False
    lead = material.sources.items[0]
    is_shown = (lead.service, lead.id) in shown
    is_of_it = plain_coverage(spoken, f"{lead.title}\n{text_of(lead)}") >= OF_IT
    return not (is_shown or is_of_it or material.shape in _NO_SENTENCE)


def nearest(material: Material) -> str:
    """What comes nearest in what was shown, where nothing tells what is asked."""
    shown = [item for result in material.shown for item in result.items]
    leaning: Mapping[str, Any] = material.intent.entities.get("shown") or {}
    if not shown or not leaning.get("sure"):
        return ""
    best = weighed(shown, _found(shown, material), material)[0]
    if best.worth < NEAR and not strays(material):
        return ""
    material.sources.items.clear()  # what it stands instead of is not cited
    return f"{doubts.UNSURE}\n\n{_said(best, material)}"


def _of_each(shown: Sequence[Item], leaning: Mapping[str, Any], material: Material) -> str:
    """What each of those says that were pointed at, without the rest of their threads."""
    meant = [item for item in shown if [item.service, item.id] in leaning["items"]]
    told = [_said(weighed([item], [], material)[0], material) for item in meant]
    return "\n\n".join(told)


def _first_clause(material: Material) -> Material:
    """The question as far as the first of several things that it asks."""
    clauses = aspects.aspects(material.query.text)
    if len(clauses) < 2:
        return material
    return replace(material, query=replace(material.query, text=clauses[0][1]))


def _also(
    shown: Sequence[Item], found: Sequence[Item], first: Told, material: Material
) -> list[str]:
    """What else is asked, where the first answer is of another item: "and which bus?"."""
    told = []
    for _, clause in aspects.aspects(material.query.text)[1:]:
        part = replace(material, query=replace(material.query, text=clause))
        best = weighed(shown, found, part)[0]
        if best.item.id != first.item.id and _tells(best):
            told.append(_said(best, part))
    return told


def _tells(best: Told) -> bool:
    return best.worth >= (TELLS if best.is_shown else FOUND_TELLS)


def _asks_nothing_else(question: str) -> bool:
    """Whether all that is asked is what was shown: "what was it about", "how much was that"."""
    return not content_words(plain(question)) - _ASKING


def _only_of(shown: Sequence[Item], question: str) -> bool:
    """Whether what was shown has all that is asked for in so few words."""
    aspect = aspects.aspect_of(question)
    if aspect is not None and aspect.value is values.WHEN and _PAST.search(question):
        return not content_words(plain(question)) - _ASKING  # when it was written
    parts = ((item, part) for item in shown for part in (item.title, *sentences(said_text(item))))
    return _asks_nothing_else(question) and (
        aspect is None or any(value_of(item, part, aspect, question) > 0 for item, part in parts)
    )


def _last(shown: Sequence[Item], material: Material) -> Told | None:
    """ "Did they give in, in the end?": what was written last in what was shown."""
    if not _IN_THE_END.search(material.query.text):
        return None
    mails = [item for item in shown if item.service == "gmail" and item.when is not None]
    theirs = [mail for mail in mails if not is_own(mail)] or mails
    last = max(theirs, key=lambda mail: mail.when or material.query.now, default=None)
    parts = sentences(said_text(last)) if last is not None else []
    return Told(last, parts, 0, True, TELLS) if last is not None and parts else None


def _holds_all(best: Told, material: Material) -> bool:
    """Whether what says most was shown, and holds all that is asked for."""
    wanted = frozenset(s for s in content_words(material.query.text) if s not in _ASKING)
    return best.is_shown and bool(wanted) and plain_coverage(wanted, text_of(best.item)) >= ALL


def _said(best: Told, material: Material) -> str:
    if best.item.service == "gcal":
        return _of_event(best.item, best.sentence, material)
    aspect = aspects.aspect_of(material.query.text)
    show: Callable[[str], str] = str
    if aspect and aspect.is_plain:
        show = partial(values.bold, pattern=aspect.value)
    is_short = sum(map(len, best.parts)) <= SHORT
    passage = passage_from(best.parts, 0 if is_short else best.at, QUOTE)
    statement = Statement(best.item, passage, best.sentence, best.worth)
    return statements.said(statement, material, show=show)


def _of_event(event: Item, said: str, material: Material) -> str:
    aspect = aspects.aspect_of(material.query.text)
    value = aspect.value if aspect else None
    if value is values.WHEN:
        return events.when_sentence(event, material)
    if value is aspects.SPAN:
        return events.length_sentence(event, material)
    if value is aspects.PLACE and said in (event.title, str(event.details.get("location"))):
        return events.where_sentence(event, material)
    if event.details.get("attendees") and GUESTS.search(material.query.text):
        return events.who_sentence(event, material)
    return events.sentence(event, material)
