"""A question that leans on the turn before: "which room?", "who found it", "and when's it coming".

What was just shown is the first place to look. Where none of it tells, the question is asked of
everything, with the words that the conversation is about; a question that names a thing of its own
is asked as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from agents.query import READ_OPERATIONS, SERVICES, Citation, EarlierTurn, Intent
from agents.understanding import outside, shapes, spelling, wording
from agents.understanding.decision import services_to_look_in
from agents.words import content_words, counts, weight

CONFIDENCE: Final = 0.8
MOST_WORDS: Final = 22  # of a question that leans
MOST_SHOWN: Final = 10
MOST_NAMED: Final = 2  # in an answer
MOST_SPOKEN: Final = 8  # words that the conversation is about
TURNS: Final = 3  # whose answers may be meant, while each leans on the one before
THINGS: Final = 3  # that a question names which stands by itself
A_THING: Final = 0.5  # what a word counts that names one

_OF_ITS_OWN: Final = frozenset(
    {"agenda", "conflicts", "count", "digest", "drafts", "free", "guests", "row", "shared_with"}
    | {"beside", "beside_day", "window", "load", "trip", "last_with", "thread", "each", "next"}
)
_GOES_ON: Final = re.compile(r"^(?:and|but|so|then|ok|okay|or|und|et|y|ve|aber|mais|pero|peki)\b")
_A_QUESTION: Final = re.compile(
    r"\?\W*$|^(?:(?:and|or|but|so|then|ok|okay|now|also)\b[, ]*)*"
    r"(?:(?:for|at|in|on|by|from|to|with|until|till|since|of|about) )?"
    r"(?:who|whom|whose|what|when|where|which|why|how|is|are|am|was|were|does|do|did|has|have|had|can|could|will|would|should|the"
    r"|any|anything|remind me|tell me)\b|^(?:and |but |so )*(?:is|are|was|were|do|does|did|has|have"
    r"|can|could|will|wo|would|should)n?'?t\b"
)
_SOMEBODY: Final = re.compile(r"\b(?:he|she|him|her|his|hers)\b")
_QUOTED: Final = re.compile(r"“([^”]+)”")
_NAME: Final = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+")
_NUMBER: Final = re.compile(r"\d")
# Words for something that was said before. "That" before a noun names the noun.
_POINTS: Final = re.compile(
    r"\b(?:it|its|it's|he|she|him|her|his|hers|they|them|their|theirs|there|then|both|either"
    r"|neither|the same|ones?|(?:that|this|those|these)(?:'s)?(?=\W*$|[,;]"
    r"|\W+(?:is|was|are|were|one|ones|for|in|on|at|and|or|to|with|by|then|too|as|again|when|if"
    r"|what|who|how|all|still|yet|now|cost|come|go|get|take|mean|happen|start|end|work|include)\b)"
    r"|er|sie|ihn|ihm|dort|dazu|davon|daran|ça|elle|lui|eso|ella|onu|ona|orada)\b"
)


def leant(own: Intent, asked: Intent, text: str, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """`asked`, which is what `own` means after the turns before, with what was shown to look at
    first; as it is where it does not lean on them."""
    shown = _shown(earlier)
    low = " ".join(text.lower().split())
    if not shown or not _may_lean(own, asked, low):
        return asked
    spoken = _spoken(earlier[-1], low, is_of_another=bool(own.entities.get("people")))
    topic = str(own.entities.get("topic") or "")
    refused = own.operation == "unsupported"
    if refused and outside.OUTSIDE.search(low):  # the weather, the news
        return asked
    is_new = asked is own and bool(topic) and earlier[-1].intent.entities.get("shape") == "person"
    is_sure = refused or (_is_sure(own, low, topic) and not is_new)
    entities = {**asked.entities, "shown": _entity(shown, topic, spoken, is_sure=is_sure)}
    of_people = asked.entities.get("people") or earlier[-1].intent.entities.get("people")
    is_put_together = asked is not own and asked.entities.get("topic") and of_people
    if not is_sure or is_put_together:
        return replace(asked, entities=entities)
    return _joined(asked, {**entities, "topic": topic}, wording.request(text), spoken)


def as_asked(turn: EarlierTurn) -> EarlierTurn:
    """A turn without what it leant on, which no other inherits."""
    entities = turn.intent.entities
    kept = {key: v for key, v in entities.items() if key not in ("shown", "turns_back")}
    return replace(turn, intent=replace(turn.intent, entities=kept))


def may_be_told(pointed: Intent) -> bool:
    """Whether what is pointed at is read to answer a question, and not shown as such."""
    return pointed.operation == "read" and pointed.entities.get("shape") != "shared_with"


def leant_perhaps(own: Intent, same: Intent, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """ "And the bill?" may be that of what was shown, or else the `same` of another thing."""
    shown = _shown(earlier)
    if not shown or same.operation != "search" or same.entities.get("shape") in _OF_ITS_OWN:
        return same
    topic = str(own.entities.get("topic") or "")
    entity = _entity(shown, topic, _spoken(earlier[-1], "", is_of_another=False), is_sure=False)
    return replace(same, entities={**same.entities, "shown": entity})


def of_those(own: Intent, those: Sequence[Citation], before: EarlierTurn) -> Intent:
    """The question `own` of each thing that it points at: "and the first one, what is it?"."""
    first = those[0]
    kept = {k: v for k, v in own.entities.items() if k not in ("verb", "latest", "flags")}
    if kept.get("guest") and first.service == "gcal":
        entities = {**kept, "occasions": [first.title], "event_id": first.id}
        return replace(own, entities=entities, clarification=None)
    topic = str(own.entities.get("topic") or "")
    spoken = _spoken(before, "", is_of_another=False)
    shown = {**_entity(those, topic, spoken, is_sure=True), "each": True}
    return replace(
        own,
        services=tuple(dict.fromkeys(one.service for one in those)),
        operation="search",
        entities={**kept, "shown": shown, "topic": topic or first.title},
        confidence=CONFIDENCE,
        clarification=None,
    )


def of_source(own: Intent, source: Citation, before: EarlierTurn) -> Intent:
    """The mail that was shown, told once more with who wrote it and when; a file as it is kept."""
    if source.service != "gdrive":
        return of_those(replace(own, entities={}), [source], before)
    entities = {"ordinal": source.n, "shape": "shared_with"}
    return replace(
        own,
        services=("gdrive",),
        operation="read",
        entities=entities,
        confidence=CONFIDENCE,
        clarification=None,
    )


def _entity(shown: Iterable[Citation], topic: str, spoken: str, *, is_sure: bool) -> dict[str, Any]:
    items = [[one.service, one.id] for one in shown]
    return {"items": items, "topic": topic, "spoken": spoken, "sure": is_sure}


def _may_lean(own: Intent, asked: Intent, low: str) -> bool:
    """Whether it is a question that what was shown could answer."""
    reads = asked.operation == "search" and own.operation in READ_OPERATIONS
    refused = own.operation == "unsupported" and bool(_A_QUESTION.search(low))
    if not (reads or refused) or asked.clarification or asked.entities.get("shape") in _OF_ITS_OWN:
        return False
    if {"phrases", "references", "labels", "anchor", "ordinal"} & own.entities.keys():
        return False
    if own.services == ("gcal",) and own.time_range and not own.entities.get("topic"):
        return False  # "did I have anything else on the sixth?"
    return len(low.split()) <= MOST_WORDS


def _is_sure(own: Intent, low: str, topic: str) -> bool:
    """Whether the wording alone tells that it leans, and does not name enough to stand alone."""
    things = [stem for stem in content_words(topic) if counts(stem) >= A_THING]
    things += own.entities.get("people", ())
    if not things:
        return True
    return len(things) < THINGS and bool(_GOES_ON.match(low) or _POINTS.search(low))


def _shown(earlier: tuple[EarlierTurn, ...]) -> list[Citation]:
    """What the last answer cites, and those before it as far as each leans on the one before."""
    found: dict[tuple[str, str], Citation] = {}
    for turn in earlier[: -TURNS - 1 : -1]:
        for one in turn.citations:
            found.setdefault((one.service, one.id), one)
        if "shown" not in turn.intent.entities and turn.citations:
            break
    return list(found.values())[:MOST_SHOWN]


def _spoken(before: EarlierTurn, low: str, *, is_of_another: bool) -> str:
    """The words that the turn before is about, without those that are said again and, where
    somebody else is asked about, without its people; of an answer to a question of no topic, what
    it shows first."""
    told = before.intent.entities
    shown = told.get("shown")
    words = (
        _things(str(shown.get("topic") or "")) if shown else str(told.get("topic") or "").split()
    )
    words += [] if is_of_another else [part for n in told.get("people", ()) for part in n.split()]
    words += str((shown or {}).get("spoken") or "").split()
    if not words and before.citations:
        words = [word for word in before.citations[0].title.split() if not _NUMBER.search(word)]
    if _SOMEBODY.search(low) and not told.get("people"):
        words = _named_in(before.answer) or words
    new = [word for word in dict.fromkeys(words) if word.lower() not in low.split()]
    sides = [w for w in new if all(weight(stem) < 1 for stem in content_words(w))]
    return " ".join([word for word in new if word not in sides or sides == new][:MOST_SPOKEN])


def _things(topic: str) -> list[str]:
    """The words that name something: of a question that leant, few do."""
    return [w for w in topic.split() if any(counts(stem) >= A_THING for stem in content_words(w))]


def _named_in(answer: str) -> list[str]:
    """The names within the sentences that the answer quotes first: who "she" may be."""
    quoted = " … ".join(_QUOTED.findall(answer)[:2])  # a subject and what it says
    names = (found.group() for found in _NAME.finditer(quoted))
    return [one for one in dict.fromkeys(names) if not spelling.is_common(one.lower())][:MOST_NAMED]


def _joined(asked: Intent, entities: dict[str, Any], wish: str, spoken: str) -> Intent:
    """Asked of everything, with the words of the conversation."""
    words = f"{entities.get('topic') or ''} {spoken}".split()
    topic = " ".join(dict.fromkeys(words))
    refused = asked.operation not in READ_OPERATIONS
    shape = entities.get("shape") or shapes.shape_of(wish, "search", SERVICES)
    everywhere = () if entities.get("people") else SERVICES
    return replace(
        asked,
        services=services_to_look_in(wish) or everywhere or asked.services or SERVICES,
        operation="search" if refused else asked.operation,
        entities={**entities, **{k: v for k, v in (("topic", topic), ("shape", shape)) if v}},
        confidence=max(asked.confidence, CONFIDENCE),
        clarification=None,
    )
