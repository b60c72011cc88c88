"""The order of understanding: what is wanted, when, about whom and what, after which turn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from agents.query import Intent, Operation, Query, TimeRange
from agents.understanding import (
    abutting,
    amending,
    anchors,
    another,
    asked_sentence,
    attending,
    besides,
    clarify,
    comparing,
    covering,
    dates,
    decision,
    described,
    embedded_questions,
    entities,
    exclusions,
    filing,
    folders,
    followup,
    glossary,
    halves,
    instead,
    inviting,
    mailing,
    marking,
    moves,
    particular,
    pointing,
    questions,
    referred,
    relative,
    repeating,
    retimed,
    shifts,
    spelling,
    timing,
    wishes,
    wording,
    writing,
    zones,
)
from agents.understanding.claims import Claims

LONGEST: Final = 300  # characters of a question whose every word is understood
REMEMBERED: Final = 64  # texts: each is put plainly for every step that looks for it
_PUT_ON_A_DAY: Final = frozenset({"create_event", "update_event"})
_OF_ONE_EVENT: Final = frozenset({"update_event", "delete_event", "respond_event"})
_OF_A_TIME: Final = frozenset({"find_time", "search"})
_OF_A_CHANGE: Final = frozenset({"same_day", "either_half", "near_day"})
_OF_THE_SAME_DAY: Final = frozenset({"extend", "shorten", "lengthen", "prolong"})
_READS: Final = frozenset({"search", "read", "summarize"})
_OF_ANSWERS: Final = frozenset({"replied", "needs_reply"})  # of one thing, in any words
_OF_ITSELF: Final = frozenset({"folder", "compare", "cover"})  # needs nothing of the turn before
_READERS: Final = (folders.read, comparing.read, covering.read)  # of questions of one kind
_LOOKS_BACK: Final = re.compile(
    r"\b(?:did|was|were|had|have (?:i|we)(?! got)|happened|ago|so far)\b"
)

_NOW: Final = re.compile(
    r"(?:as of |by |until |till |just |right )?now|at the moment|currently", re.IGNORECASE
)


def read(query: Query) -> Intent:
    """The intent of a question. Raises `EmbeddingError` where the model cannot be loaded."""
    intent = _called_as_said(_sparing(query) or _read(query), query)
    aside = asked_sentence.left_aside(wording.cleaned(query.text))
    entities_ = {key: value for key, value in intent.entities.items() if key != "left_aside"}
    entities_ |= {"left_aside": aside} if aside else {}
    return intent if entities_ == intent.entities else replace(intent, entities=entities_)


def _called_as_said(intent: Intent, query: Query) -> Intent:
    """A new event is called by the person's own words, in whatever language."""
    title = str(intent.entities.get("title") or "")
    if not title or intent.operation != "create_event" or title in query.text:
        return intent
    own = glossary.own_words(query.text, title)
    if own.lower() in ("", title.lower()):
        return intent
    return replace(intent, entities={**intent.entities, "title": own[:1].upper() + own[1:]})


def _sparing(query: Query) -> Intent | None:
    """The intent of a wish that leaves something or somebody out, if it does."""
    if wishes.is_a_question(query.text):
        return None
    spared = exclusions.exclusion_in(query.text)
    if spared is not None:
        rest = _read(replace(query, text=spared.rest))
        if rest.operation in exclusions.TAKES_AWAY:
            return pointing.sparing(rest, spared.what, query.earlier)
    whom = exclusions.without_whom(query.text)
    if whom is None:
        return None
    reaching = _read(replace(query, text=whom))
    return reaching if reaching.operation in exclusions.NAMES_PEOPLE else None


def _read(query: Query) -> Intent:
    text = plainly(_in_full(query))
    if not wording.words_of(text):
        return Intent((), "unsupported", clarification=clarify.NOTHING_ASKED)
    beyond = clarify.beyond(wording.request(text)) or instead.offered(query.text)
    if beyond:
        return Intent((), "unsupported", clarification=beyond)
    if guests := attending.asked_of(text, query.earlier):
        return guests
    alone = _alone(text, query)
    intent = alone
    points = bool(pointing.asked_of(wording.request(text), query.earlier))
    is_whole = timing.is_complete(alone) or alone.entities.get("shape") in _OF_ITSELF
    if points or followup.clashes_with_it(alone, text) or not is_whole:
        intent = followup.continued(alone, text, query.earlier, query.now)
    inherits = intent is not alone
    if _moves_what_was_shown(intent, alone, query) and halves.is_open(text):
        intent = replace(intent, entities={**intent.entities, "either_half": True})
    if intent.operation != "update_event" and not _OF_A_CHANGE.isdisjoint(intent.entities):
        kept = {key: v for key, v in intent.entities.items() if key not in _OF_A_CHANGE}
        intent = replace(intent, entities=kept)
    intent = relative.called_after_it(intent, text, query.earlier)
    question = clarify.question_back(
        intent, points_back=not inherits and pointing.points_back(text)
    )
    return replace(intent, clarification=question)


def _in_full(query: Query) -> str:
    """The text with what it says of a time only together with the turn before."""
    said = relative.in_full(query.text, query.earlier, query.time_zone)
    said = retimed.in_full(said, query.earlier, query.time_zone)
    said = referred.in_full(said, query.earlier)
    said = another.in_full(said, query.earlier, query.now, query.time_zone)
    return amending.in_full(said, query.earlier)


def _moves_what_was_shown(intent: Intent, alone: Intent, query: Query) -> bool:
    """Whether only what was shown makes a change of the time that is said: "make it 7"."""
    is_new = intent.operation == "update_event" and alone.operation != "update_event"
    shown = query.earlier and query.earlier[-1].intent.operation not in amending.OPERATIONS
    return is_new and bool(shown) and intent.time_range is not None


@lru_cache(maxsize=REMEMBERED)
def plainly(text: str) -> str:
    """The question in English everyday words, spelled right; names and topics as they were."""
    cleaned = asked_sentence.asked_sentence(wording.cleaned(text))
    english = glossary.in_english(cleaned)
    spelled = spelling.corrected(cleaned) if english == cleaned else english
    return wishes.plainly(embedded_questions.directly(spelled))


def _of_one_kind(text: str, operation: Operation, query: Query) -> Intent | None:
    """The intent of a question whose wording alone tells its kind: of mails, of a time, of what is
    in a folder."""
    if operation == "unsupported" and particular.is_of_the_world(text):
        return None
    whole = None
    if len(text) <= LONGEST:
        reads = (read(text, operation) for read in _READERS)
        whole = next((intent for intent in reads if intent), None)
        whole = whole or mailing.mailed(text, operation, query)
    return whole or timing.timed(text, operation, query)


def _alone(text: str, query: Query) -> Intent:
    """What the text means on its own."""
    beside = besides.find_beside(text) or abutting.find_abutting(text)
    if beside is not None:
        rest = wishes.plainly(beside.rest)
        decided = decision.decide(rest)
        if decided.operation in _PUT_ON_A_DAY:
            made = _understood(rest, decided, query)
            day = {"event": beside.event, "days": beside.days}
            day |= {"edge": beside.edge} if beside.edge else {}
            return replace(made, entities={**made.entities, "beside": day})
    if (again := _coming_again(text, query)) is not None:
        return again
    question = questions.question_of(wording.request(text))
    decided = decision.decide(text)
    if decided.operation in _OF_A_TIME and (elsewhere := zones.asked_in(text)):
        zone, text = elsewhere
        query = replace(query, time_zone=zone)
    whole = _of_one_kind(text, decided.operation, query)
    if whole is not None:
        return whole
    anchor = None
    is_plain = question is not None and question.shape in _OF_ANSWERS
    may_be_read = decided.operation == "unsupported" and described.find_described(text)
    if (decided.operation in _READS and not is_plain) or may_be_read:
        clashes = question is not None and question.shape == "conflicts"
        anchor = anchors.find_anchor(
            text, now=query.now, time_zone=query.time_zone, clashes=clashes
        )
    if anchor is None:
        return _understood(text, decided, query)
    if not clashes:
        decided = decision.decide(anchor.main)
    if decided.operation not in _READS:
        return _understood(text, decision.decide(text), query)
    intent = _understood(anchor.main, decided, query)
    entities_ = {**intent.entities, "anchor": anchor.entity}
    held_against = tuple(anchor.entity.get("services") or ()) if clashes else ()
    read = tuple(s for s in held_against if s == "gdrive" and s not in intent.services)
    return replace(intent, services=(*intent.services, *read), entities=entities_)


def _coming_again(text: str, query: Query) -> Intent | None:
    """A new event that comes again, or None: what is asked of such events is asked of a time."""
    repeated = repeating.find_repeated(text, now=query.now, time_zone=query.time_zone)
    if repeated is None or wishes.is_a_question(text):
        return None
    rest = wishes.plainly(repeated.rest)
    decided = decision.decide(rest)
    if decided.operation != "create_event":
        return None
    made = _understood(rest, decided, query)
    return replace(made, entities={**made.entities, "repeats": repeated.words})


def _understood(text: str, decided: decision.Decision, query: Query) -> Intent:
    claims = Claims(text)
    written = entities.find_words_to_write(claims, decided) or entities.find_phrases(
        claims, decided
    )
    changes = decided.operation == "update_event"
    guests = (inviting.find_guests(claims) or writing.new_place_of(claims)) if changes else {}
    days = shifts.days_of(claims) if changes else 0
    zone, said = _clock_of(claims, decided, query)
    when = dates.find_time(
        claims.unclaimed(), now=query.now, time_zone=zone, ahead=_ahead(text, decided)
    )
    when = replace(when, spans=(*when.spans, *said)) if said else when
    if _is_only_now(text, when.spans, decided):
        when = replace(when, range=None, minutes=None)
    source = None
    if changes:
        when, source = moves.find_move(claims.unclaimed(), when, now=query.now, time_zone=zone)
    moved_from = source.range if source else None
    found = _without_the_verb(entities.find_entities(claims, decided, when), text) | guests
    found |= _of_any_day(found, decided, source if changes else when)
    if decided.operation == "create_event" and when.range and halves.is_open(text):
        title = str(found.get("title") or found.get("topic") or "")
        when = replace(when, range=halves.at_its_meal(when.range, title))
    names_it = guests or found.get("verb") in _OF_THE_SAME_DAY
    if names_it and moved_from is None:  # the day tells which event it is
        when, moved_from = replace(when, range=None), when.range
    if moved_from is not None:
        found["from_time"] = moved_from.as_json()
    if changes and when.range is not None:
        found["either_half"] = halves.is_open(text)
        found["near_day"] = moved_from is None and amending.is_bare_weekday(text)
    if shift := days or _shift(text, decided, when.minutes):
        found["shift_minutes"] = shift
    if "phrases" in written:
        words = (found.get("topic", ""), *written["phrases"])
        found["topic"] = " ".join(word for word in words if word)
    found |= {key: value for key, value in written.items() if value}
    if decided.operation == "label_email":
        found = marking.settled(found, wording.request(text))
    return Intent(
        services=filing.services_of(found, decided.services),
        operation=decided.operation,
        entities=found,
        time_range=None if _is_deadline(found, when.range) else when.range,
        confidence=decided.confidence,
    )


def _of_any_day(
    found: Mapping[str, Any], decided: decision.Decision, told: dates.FoundTime | None
) -> dict[str, Any]:
    """ "My three o'clock", which may be tomorrow's, is the next one that begins then."""
    is_one = decided.operation in _OF_ONE_EVENT and not found.get("topic")
    return {"any_day": True} if is_one and told is not None and told.clock_only else {}


def _without_the_verb(found: dict[str, Any], text: str) -> dict[str, Any]:
    """Without a topic that is nothing but the command itself: "bin it"."""
    topic = str(found.get("topic") or "").lower()
    if not topic or wording.request(text).split()[:2] not in ([topic, "it"], [topic, "that"]):
        return found
    return {key: value for key, value in found.items() if key != "topic"}


def _shift(text: str, decided: decision.Decision, minutes: int | None) -> int:
    return shifts.shift_of(text, minutes) if decided.operation == "update_event" else 0


def _clock_of(
    claims: Claims, decided: decision.Decision, query: Query
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The time zone of what is put on a day, and where the text says it, claimed: the person's,
    unless they say whose clock it is."""
    said = zones.zone_in(claims.text) if decided.operation in _PUT_ON_A_DAY else None
    if said is None or not claims.free(*said.span):
        return query.time_zone, ()
    claims.claim(*said.span)
    return said.name, (said.span,)


def _is_deadline(found: Mapping[str, Any], time_range: TimeRange | None) -> bool:
    """Whether "until Monday" says by when mails must be dealt with, and not of when they are."""
    pressing = found.get("shape") == "needs_reply" or "important" in found.get("flags", ())
    return pressing and time_range is not None and time_range.start is None


def _is_only_now(text: str, spans: tuple[tuple[int, int], ...], decided: decision.Decision) -> bool:
    """Whether "now" is all that is said of the time, in a question that is not about the calendar:
    what is owed now was written long ago."""
    if decided.operation not in _READS or not spans or decided.services[:1] == ("gcal",):
        return False
    return all(_NOW.fullmatch(text[start:end].strip()) for start, end in spans)


def _ahead(text: str, decided: decision.Decision) -> bool:
    """Whether a "Friday" is the coming one: ahead in the calendar, back in mail and files."""
    if decided.operation in _READS:
        if _LOOKS_BACK.search(text.lower()):
            return False
        return not decided.services or "gcal" in decided.services
    return decided.operation not in ("label_email", "archive_email", "trash_email", "reply_email")
