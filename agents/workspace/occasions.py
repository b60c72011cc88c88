"""Events that a question names in its own words, looked up together: of two that are named, those
of one day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from agents import journeys
from agents.matching import text_of
from agents.query import Item, TimeRange
from agents.scheduling import bounds, days
from agents.understanding.occasions import CUSTOMS
from agents.words import content_words, coverage, words_of
from agents.workspace.base import Call, Context
from agents.workspace.looking import searching

LIMIT = 20
CANDIDATES = 4
TWO = 2  # the person and somebody else
HELD = 0.5  # of the words, by weight, for an event to be the one that is named
HELD_AND_NEAR = 0.3
WITHOUT_NAME = 0.4  # where none of the names is there, but most of the thing
NEAR = 0.4  # cosine, with some of the words
MEANS_IT = 0.5  # cosine, without any of them
MEANS_IT_THAT_DAY = 0.36  # among the few events of a day or two
FEW_DAYS = timedelta(days=2)
SOME = 0.25  # of the words, of one event among the few of a day
OUTSTANDING, APART = 0.25, 0.08  # cosines
PLACE = 0.5  # what a place of that name adds
THERE = 0.8  # what it adds that a journey goes where the question says
BESIDE = 0.5  # what it takes that something only goes with the thing
_BESIDE = re.compile(
    r"\b(?:bus|minibus|train|drive|taxi|flight|prep|handover|travel)", re.IGNORECASE
)
_search = searching("gcal")


@dataclass(frozen=True, slots=True)
class Named:
    """The event that some words name, or None."""

    words: str
    event: Item | None


async def named(
    phrases: Sequence[str],
    window: TimeRange,
    call: Call,
    context: Context,
    *,
    with_guests: bool = False,
) -> tuple[Named, ...]:
    """The event that each of at most two phrases names: in the window or, where none is, from now
    on; of two the ones that lie on one day, if there are such. `with_guests`: rather one that
    other people are invited to."""
    found = [await _candidates(words, window, call, context) for words in phrases]
    if with_guests:
        found = [sorted(one, key=lambda e: len(e.details.get("attendees") or ()) < TWO)
                 for one in found]  # fmt: skip
    if len(phrases) < 2:
        return tuple(
            Named(words, next(iter(events), None))
            for words, events in zip(phrases, found, strict=True)
        )
    pair = await _of_one_day(phrases, found, call, context)
    return tuple(Named(words, event) for words, event in zip(phrases, pair, strict=True))


async def _of_one_day(
    phrases: Sequence[str], found: Sequence[Sequence[Item]], call: Call, context: Context
) -> tuple[Item | None, Item | None]:
    zone = ZoneInfo(context.query.time_zone)
    for here, there in ((0, 1), (1, 0)):
        for event in found[here][:CANDIDATES]:
            day = day_of(event, zone)
            others = await _inside(phrases[there], day, call, context, beside=event)
            other = next((o for o in others if o.id != event.id), None)
            if other is not None:
                return (event, other) if here == 0 else (other, event)
    first = next(iter(found[0]), None)
    return first, next((e for e in found[1] if first is None or e.id != first.id), None)


def day_of(event: Item, zone: ZoneInfo) -> TimeRange:
    """The local day or days of an event."""
    first, last = days(event, zone)
    return TimeRange(
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )


async def _candidates(
    words: str, window: TimeRange, call: Call, context: Context
) -> Sequence[Item]:
    inside = await _inside(words, window, call, context)
    if words.lower() in CUSTOMS:  # lunch is an event only where one of that day is called so
        return [e for e in inside if coverage(content_words(words), e.title) >= 1]
    is_known = inside or (window.end is None and window.start is None)
    if is_known or call.arguments.get("latest"):  # what is over is not still to come
        return inside
    return await _inside(words, TimeRange(context.query.now, None), call, context)


async def _inside(
    words: str,
    window: TimeRange,
    call: Call,
    context: Context,
    *,
    beside: Item | None = None,
) -> Sequence[Item]:
    """The events of the window that the words name, best first; the sooner of those alike. Of
    those `beside` one that is known, which the words name most nearly will do."""
    arguments = {"query": words, "limit": LIMIT, "after": window.start, "before": window.end}
    given = {name: value for name, value in arguments.items() if value is not None}
    found = await _search(Call(replace(call.step, arguments=given), given), context)
    few = bool(window.start and window.end and window.end - window.start <= FEW_DAYS)
    fits = [
        (worth + (THERE if _is_way(event, found.items, context.query.text) else 0.0), event)
        for event in found.items
        if (worth := _worth(event, words, few))
    ]
    if few and beside is not None and not fits and words.lower() not in CUSTOMS:
        return _nearest([e for e in found.items if e.id != beside.id], words)
    ranked = sorted(fits, key=lambda one: (-round(one[0], 2), bounds(one[1])[0]))
    return [event for _, event in ranked]


def _is_way(event: Item, events: Sequence[Item], question: str) -> bool:
    """Whether it is the journey there that is asked for, or the one back."""
    return journeys.goes_there(event, question) or journeys.returns(event, events, question)


def _nearest(events: Sequence[Item], words: str) -> Sequence[Item]:
    """Of the few events of a day the only one that holds any of the words (of several the one that
    means far more of them), or the one that means far more of them than the rest."""
    wanted = content_words(words)
    holding = [e for e in events if coverage(wanted, text_of(e)) >= SOME]
    if len(holding) == 1:
        return holding
    ranked = sorted(holding or events, key=_similarity, reverse=True)
    near = [_similarity(event) for event in ranked[:2]]
    enough = bool(near) and (bool(holding) or near[0] >= OUTSTANDING)
    if enough and all(near[0] >= other + APART for other in near[1:]):
        return ranked[:1]
    return ()


def _similarity(event: Item) -> float:
    return float(event.details.get("similarity") or 0.0)


def _worth(event: Item, words: str, few: bool) -> float:
    """How well an event fits its name in the question; 0 where it does not. Where it holds none
    of the words that are written with a capital, it must hold most of the rest."""
    wanted = content_words(words)
    names = content_words(" ".join(word for word in words.split() if word[:1].isupper()))
    text = text_of(event)
    near = float(event.details.get("similarity") or 0.0)
    held = max(coverage(wanted, text), _joined(words, event.title))
    enough = MEANS_IT_THAT_DAY if few else MEANS_IT
    if names and not coverage(names, text):
        return held if held >= WITHOUT_NAME else 0.0
    if not (held >= HELD or (held >= HELD_AND_NEAR and near >= NEAR) or near >= enough):
        return 0.0
    worth = 2 * max(coverage(wanted, event.title), _joined(words, event.title)) + held + near
    worth += PLACE * coverage(wanted, str(event.details.get("location") or ""))
    return worth - (BESIDE if _is_beside(event.title, words) else 0.0)


def _is_beside(title: str, words: str) -> bool:
    """Whether the title says what is done for the thing, or on the way to it: "bus to the fair"."""
    said = "|".join(re.escape(word) for word in words.split())
    return bool(re.search(rf"\b(?:to|for|from|before|after|about|prep) (?:the |our )?(?:{said})\b",
                          title, re.IGNORECASE)) and not _BESIDE.search(words)  # fmt: skip


def _joined(words: str, title: str) -> float:
    """1 where the words make one word of the title: "hair cut", "stand up"."""
    whole = "".join(words_of(words))
    return 1.0 if len(whole) > 4 and whole in "".join(words_of(title)) else 0.0
