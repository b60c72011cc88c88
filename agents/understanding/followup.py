"""Questions that only mean something after the turn before: "and the week after?", "open the
second one", "move it to 3 pm". A follow-up inherits what it does not say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from dateutil.relativedelta import relativedelta

from agents.query import (
    READ_OPERATIONS,
    WRITE_OPERATIONS,
    EarlierTurn,
    Intent,
    TimeRange,
)
from agents.understanding import (
    addressed,
    amending,
    authors,
    choosing,
    corrections,
    leaning,
    listed,
    neighbours,
    pointing,
    pronouns,
    shapes,
    taking_up,
)
from agents.understanding.decision import services_to_look_in
from agents.understanding.lexicon import SERVICE_WORDS
from agents.understanding.wording import request, words_of
from agents.words import content_words

CONFIDENCE = 0.8  # of what is inherited

_CONTINUES: Final = re.compile(
    r"^(?:and|or|what about|how about|what if|also|only|just|same (?:for|with)|now|und|et|y|ve|but"
    r"|then|ok|okay|was ist mit|et pour|qué tal)\b"
)
# "And when is it coming?" asks something else of the same.
_ASKS_ANEW: Final = re.compile(
    r"^(?:(?:and|or|but|so|then|ok|okay|now|also)\b[, ]*)*(?:who|whose|when|where|why|which"
    r"|how(?! about)|what(?! about| if|\W*$)|does|did|do|is|are|was|were|has|have|had|can|could"
    r"|will|would|should|am)\b(?:'\w+)? \w"
)
_ANOTHER_MAIL: Final = re.compile(r"\b(?:to|(?:e-?)?mails?|messages?|ones?|same|reply|answer)\b")
_WHAT_IF: Final = re.compile(r"^(?:and |but )?what if \w")
_SAME_FOR: Final = re.compile(
    r"^(?:and|or|what about|how about|same (?:for|with)|the same (?:for|with)|und|et|y|ve)\b"
)
# "And Ana's?": the same thing, of somebody else.
_POSSESSIVE: Final = re.compile(r"^(?:and |what about |how about )?[^\W\d_]+'s?[?.! ]*$")
_SHIFT: Final = re.compile(
    r"\b(?:(?P<unit>day|week|weekend|month|quarter|year) (?P<after>after|before|following|prior"
    r"|earlier|later)|(?P<way>following|previous|preceding) (?P<named>day|week|weekend|month"
    r"|quarter"
    r"|year))\b"
)
_BACK: Final = frozenset({"before", "prior", "earlier", "previous", "preceding"})
_STEPS: Final = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "year": relativedelta(years=1),
}
_KINDS: Final = frozenset({"person", "needs_reply"})  # of questions that are whole in few words
# "Not that one, the one from Monday".
_NOT_THAT: Final = re.compile(
    r"^(?:no|nope|sorry|hm+|um+)?[, ]*(?:(?:i )?(?:mean|meant) "
    r"|(?:not|wrong) (?:that|this|the|it)"
    r"(?: (?:one|mail|e-?mail|file|event|meeting|message))?[,;.:– -]+"
    r"(?:i (?:mean|meant) )?(?:but )?)"
    r"(?:the|that) (?:one|ones|mail|e-?mail|file|event|meeting|message|other one)\b"
)
# "Sorry, not the van, the boat".
_NOT_BUT: Final = re.compile(
    r"^(?:(?:no|nope|sorry|oops|hm+|um+|i meant?)\b[,. ]*)*not (?:the |my |our |that )?"
    r"(?P<old>[\w'-]+(?: [\w'-]+)?)[,;:.– -]+(?:but |i meant? )?(?:the |my |our )"
    r"(?P<new>[\w' -]+?)(?: one)?[.!? ]*$",
    re.IGNORECASE,
)
_WHICH_PERSON: Final = re.compile(
    r"^(?:(?:no|nope|sorry|oops|hm+|i meant?|not (?:her|him|that one))\b[,;. ]*)*(?:the|that)"
    r" (?:other )?(?:one (?:from|at|of|with|in) (?:the |my |our )?)?"
    r"(?P<which>[\w'-]+(?: [\w'-]+)??)(?: one)?[.!? ]*$",
    re.IGNORECASE,
)
_OF_VALUES: Final = frozenset({"amount", "when", "where", "who"})
_FRAGMENT_SAYS: Final = frozenset(
    {"people", "addresses", "direction", "topic", "references", "file_types", "labels", "flags"}
    | {"other"}
)


def continued(own: Intent, text: str, earlier: tuple[EarlierTurn, ...], now: datetime) -> Intent:
    """The intent of `text` (understood alone as `own`) after the `earlier` turns."""
    if not earlier:
        return own
    if own.operation in WRITE_OPERATIONS and "newsletters" in own.entities.get("flags", ()):
        return own  # a whole wish, though no topic is left of it
    before = leaning.as_asked(earlier[-1])
    if taken_up := _taken_up(own, text, before, earlier):
        return taken_up
    low = " ".join(text.lower().split())
    wish = request(text)
    own = addressed.named(pronouns.then(own, low, before.intent), wish, earlier)
    own = addressed.among_shown(own, wish, before)
    back = listed.turns_back(wish, earlier)
    pointed = pointing.pointed_at(own, wish, earlier[-back] if back > 1 else before)
    if pointed is not None and back > 1:
        pointed = replace(pointed, entities={**pointed.entities, "turns_back": back})
    pointed = _by_so_much(pointed, text)
    reads = own.operation in READ_OPERATIONS or own.operation == "unsupported"
    asks = reads and pointing.asks(wish)
    if reads and (source := authors.of_it(text, before)):
        return leaning.of_source(own, source, before)
    if asks and (those := pointing.asked_of(wish, earlier)):
        return leaning.of_those(own, those, before)
    if pointed and not (asks and leaning.may_be_told(pointed)):
        return pointed
    if _is_fragment(own, low, wish) and not _answers_another(own, low, before.intent):
        same = _inherited(own, low, wish, _continued_one(own, earlier), now)
        return leaning.leant_perhaps(own, same, earlier) if own.entities.get("topic") else same
    return _leant(own, text, earlier)


def _by_so_much(pointed: Intent | None, text: str) -> Intent | None:
    """ "Make it an hour later" counts from the time that what was shown has, not from now."""
    shift = amending.shift_in(text)
    if pointed is None or pointed.operation != "update_event" or not shift:
        return pointed
    entities = {**pointed.entities, "shift_minutes": shift}
    return replace(pointed, time_range=None, entities=entities)


def _taken_up(
    own: Intent, text: str, before: EarlierTurn, earlier: tuple[EarlierTurn, ...]
) -> Intent | None:
    """The wish before again: with what was asked back, with something else in it, or in full."""
    if answer := choosing.chosen(own, text, before) or corrections.corrected(own, text, before):
        return answer
    if instead := _corrected_topic(text, before.intent) or _other_person(text, before.intent):
        return instead
    if booked := taking_up.booked(text, before.intent):
        return booked
    if spared := taking_up.but_not(text, before.intent):
        return spared
    if all_of_them := taking_up.them_too(own, text, before.intent):
        return all_of_them
    if another := listed.again(text, earlier) or neighbours.beside(text, before):
        return another
    low = " ".join(text.lower().split())
    if _NOT_THAT.match(low):
        return _another(own, before.intent)
    if pronouns.wants_more(low) and before.intent.operation in READ_OPERATIONS:
        return pronouns.again(before.intent)
    return None


def _leant(own: Intent, text: str, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """What a question means that speaks of the turn before, or may be answered from it."""
    before = leaning.as_asked(earlier[-1])
    if clashes_with_it(own, text):
        return _clashes_of_it(own, before)
    low = " ".join(text.lower().split())
    asked = pronouns.about_them(own, low, request(text), before.intent)
    return leaning.leant(own, asked, text, earlier)


def _continued_one(own: Intent, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """The question that a fragment continues: of "and Saturday?" the last one that was of a
    time, where others leant on that."""
    before = leaning.as_asked(earlier[-1]).intent
    if own.time_range is None or {"topic", "people"} & own.entities.keys():
        return before
    for turn in reversed(earlier):
        if turn.intent.time_range is not None:
            return leaning.as_asked(turn).intent
        if "shown" not in turn.intent.entities:
            break
    return before


def clashes_with_it(own: Intent, text: str) -> bool:
    """Whether it is asked what clashes with something that is not named."""
    is_open = own.time_range is None and not {"topic", "occasions", "anchor"} & own.entities.keys()
    return own.entities.get("shape") == "conflicts" and is_open and pointing.points_back(text)


def _clashes_of_it(own: Intent, before: EarlierTurn) -> Intent:
    """ "Does that clash with anything": the event that was shown, or what else was."""
    events = [one for one in before.citations if one.service == "gcal"]
    shown = (events or list(before.citations))[:1]
    if not shown:
        return own
    entities = {**own.entities, "occasions": [shown[0].title.partition(":")[0]]}
    return replace(own, entities=entities, confidence=CONFIDENCE)


def _corrected_topic(text: str, before: Intent) -> Intent | None:
    """ "Not the van, the boat": the question before, of the other thing."""
    found = _NOT_BUT.match(text)
    topic = str(before.entities.get("topic") or "")
    if not found or before.operation not in READ_OPERATIONS or not topic:
        return None
    old = content_words(found["old"])
    kept = [word for word in topic.split() if not content_words(word) & old]
    if len(kept) == len(topic.split()):
        return None
    entities = {k: v for k, v in before.entities.items() if k not in ("ordinal", "contacts")}
    rest = () if entities.get("shape") in _OF_VALUES else kept  # "the van bill": the boat
    entities["topic"] = " ".join((found["new"].strip(" .!?"), *rest))
    return replace(before, entities=entities, confidence=CONFIDENCE, clarification=None)


def _other_person(text: str, before: Intent) -> Intent | None:
    """ "The school one": of several people of one name, after one of them was taken."""
    found = _WHICH_PERSON.match(text)
    if not found or not before.entities.get("assumption") or not _is_one_of(found, text, before):
        return None
    gone = ("contacts", "assumption", "ordinal")
    kept = {key: value for key, value in before.entities.items() if key not in gone}
    entities = {**kept, "which": found["which"].strip()}
    return replace(before, entities=entities, confidence=CONFIDENCE, clarification=None)


def _is_one_of(found: re.Match[str], text: str, before: Intent) -> bool:
    """Whether one of those people is meant: "the gas bill?" asks for something else."""
    if re.search(r"\b(?:ones?|other)\b", text.lower()):
        return True
    people = (one for those in (before.entities.get("contacts") or {}).values() for one in those)
    theirs = {word.low for one in people for word in words_of(f"{one['name']} {one['address']}")}
    return "?" not in text and any(word.low in theirs for word in words_of(found["which"]))


def _another(own: Intent, before: Intent) -> Intent:
    """The wish before, of the thing that the text describes instead."""
    said = {k: v for k, v in own.entities.items() if k in _FRAGMENT_SAYS}
    entities = {k: v for k, v in before.entities.items() if k not in ("ordinal", "latest")}
    if "people" in said:
        _drop(entities, "people", "addresses", "contacts", "assumption")
    return replace(
        before,
        entities={**entities, **said},
        time_range=own.time_range or before.time_range,
        confidence=CONFIDENCE,
        clarification=None,
    )


def _is_fragment(own: Intent, low: str, wish: str) -> bool:
    """Whether the text continues the question before it."""
    words = words_of(low)
    if _SHIFT.search(low) and len(words) <= 8:
        return True
    if _ASKS_ANEW.match(low) or _WHAT_IF.match(low):
        return False
    if _CONTINUES.match(low):
        if own.operation in WRITE_OPERATIONS and pointing.operations_for(wish):
            return False  # "and decline the party"
        return len(words) <= 12 and not _asks_in_full(wish, own)
    if _replaced_person(own, low):
        return True
    says = {"people", "addresses", "flags", "file_types"} & set(own.entities)
    bare = not own.entities.get("topic") and (own.time_range or says or _only_service(words))
    return bool(bare) and len(words) <= 5 and not _asks_in_full(wish, own)


def _answers_another(own: Intent, low: str, before: Intent) -> bool:
    """Whether a few more words after a reply would choose another mail to answer, and with it
    somebody else to write to, though they name no mail: "what about the van?" asks."""
    is_told = before.operation == "reply_email" and not _ANOTHER_MAIL.search(low)
    return is_told and bool({"topic", "people", "addresses"} & own.entities.keys())


def _replaced_person(own: Intent, low: str) -> bool:
    """ "What about Ana?", "the same for Ana": a capitalised word alone."""
    topic = str(own.entities.get("topic") or "")
    named = bool(topic) and all(word[0].isupper() for word in topic.split())
    return named and bool(_SAME_FOR.match(low))


def _asks_in_full(wish: str, own: Intent) -> bool:
    if own.entities.get("shape") in _KINDS:
        return True
    starts = re.match(
        r"(?:what's|what is|what do|what did|who|when|where|how many|how much|which|find|show"
        r"|search"
        r"|list|send|e-?mail|reply|forward|draft|write|schedule|create|add|cancel|delete|move|share"
        r"|am i|do i|did|is there|are there|summari[sz]e|remind|put|set|book|open|read|archive)\b",
        wish,
    )
    return bool(starts) and len(words_of(wish)) > 2 and bool(
        own.entities.get("topic") or own.entities.get("people") or own.time_range
        or own.operation not in ("search", "read")
    )  # fmt: skip


def _only_service(words: list[Any]) -> bool:
    named = frozenset().union(*SERVICE_WORDS.values())
    return any(word.low in named for word in words)


def _inherited(own: Intent, low: str, wish: str, before: Intent, now: datetime) -> Intent:
    """The earlier intent with what the fragment says instead."""
    services = services_to_look_in(wish) or before.services
    entities = {k: v for k, v in before.entities.items() if k not in ("ordinal", "message")}
    if "ordinal" in before.entities and before.operation in WRITE_OPERATIONS:
        entities["ordinal"] = 1  # what that turn was about, which its answer cites first
    said = {k: v for k, v in pointing.said_here(own.entities).items() if k in _FRAGMENT_SAYS}
    said.setdefault("flags", list(shapes.flags_of(wish)))
    said = {key: value for key, value in said.items() if value}
    if before.entities.get("people") and _replaced_person(own, low):
        said["people"] = [said.pop("topic")]
    elif _POSSESSIVE.match(low) and before.entities.get("topic"):
        said["topic"] = f"{said.get('topic', '')} {before.entities['topic']}".strip()
    if "people" in said or "addresses" in said:
        said.setdefault("direction", entities.get("direction"))
        _drop(entities, "people", "addresses", "direction")
    elif "topic" in said:
        _drop(entities, "ordinal", "references", "people", "addresses", "direction")
    if "topic" in said and before.operation == "create_event":
        _drop(entities, "title")  # "and a drink with Bo at six" is another event
    if services != before.services:
        _drop(entities, "shape", "direction", "flags", "labels", "file_types")
        if "gdrive" in services:
            _drop(entities, "people", "addresses")
    entities.update(said)
    return replace(
        before,
        services=services,
        entities={key: value for key, value in entities.items() if value},
        time_range=_time_of(own, before, low, now),
        confidence=CONFIDENCE,
        clarification=None,
    )


def _time_of(own: Intent, before: Intent, low: str, now: datetime) -> TimeRange | None:
    """The time that the fragment says, an hour alone on the day before; else the one before."""
    if shift := _SHIFT.search(low):
        return shifted(before.time_range, shift, now)
    if own.time_range and own.entities.get("same_day") and before.time_range:
        return amending.on_day_of(own.time_range, before.time_range.start)
    return own.time_range or before.time_range


def _drop(entities: dict[str, Any], *keys: str) -> None:
    for key in keys:
        entities.pop(key, None)


def shifted(base: TimeRange | None, shift: re.Match[str], now: datetime) -> TimeRange:
    """The interval a unit later or earlier, in wall-clock time: what was a Tuesday stays one.

    "The day after" a week is the one day that follows it.
    """
    unit = (shift.group("unit") or shift.group("named")).replace("weekend", "week")
    back = (shift.group("after") or shift.group("way")) in _BACK
    step = _STEPS[unit]
    if base is None or base.start is None or base.end is None:
        base = _current(unit, now, step)
    start, end = base.start or now, base.end or now
    if unit == "day" and end - start > timedelta(days=1):
        return TimeRange(start - step, start) if back else TimeRange(end, end + step)
    return TimeRange(start - step, end - step) if back else TimeRange(start + step, end + step)


def _current(unit: str, now: datetime, step: relativedelta) -> TimeRange:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit == "week":
        midnight -= timedelta(days=midnight.weekday())
    elif unit != "day":
        midnight = midnight.replace(day=1)
    return TimeRange(midnight, midnight + step)
