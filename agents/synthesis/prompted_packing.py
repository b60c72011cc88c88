"""What a model gets to read: the best passages first, whole threads where they matter, and no
more than its budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from agents.llm.base import estimated_tokens
from agents.query import SERVICES, Item, Service
from agents.scheduling import bounds
from agents.synthesis import wording
from agents.synthesis.extractive import extractive_answer
from agents.synthesis.lines import event_times, shared
from agents.synthesis.material import Material
from agents.words import coverage

BUDGET = 6_000  # tokens of all sources together
EACH = 400
OPENED = 2_500  # of what the person asked to be opened or summed up
EXTRACTED = 500  # of the extracted answer
FRAME = 40  # of a source's own tags and numbers
PER_SERVICE = 8
EVENTS = 40
_OPENED = frozenset({"read", "thread"})
_MARK = re.compile(r"\[(\d{1,3})\]")
Key = tuple[str, str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Packed:
    """Sources by their numbers, as the model sees them, and their text, with what the rules made
    of them. `left_out` is how many found no room."""

    numbered: Mapping[int, Item]
    text: str
    left_out: int = 0


def pack(material: Material) -> Packed:
    """The sources of a question within the budget: what was opened, what the extracted answer
    cites, then the best of each service in turn. Mails of one thread stand together, oldest first;
    where they have no room, the newest keep theirs.

    The extracted answer goes with them: a model cannot count what it is not shown, nor should it
    work out free times and clashes that are known."""
    opened = _opened(material)
    computed = Material(
        material.query,
        material.intent,
        material.results,
        beyond=material.beyond,
        shown=material.shown,
    )
    extracted = "" if opened else extractive_answer(computed)
    left, left_out = BUDGET - min(EXTRACTED, estimated_tokens(extracted)), 0
    sources: dict[Key, tuple[Item, str]] = {}
    for group in _groups(_ranked(material, computed.sources.items)):
        taken: list[tuple[Item, str]] = []
        for item in reversed(group):
            limit = OPENED if _key(item) in opened else EACH
            text = _source(item, material, min(limit, left))
            cost = estimated_tokens(text) + FRAME
            if cost > left:
                left_out += 1
                continue
            left -= cost
            taken.append((item, text))
        sources |= {_key(item): (item, text) for item, text in reversed(taken)}
    numbered = dict(enumerate(sources.values(), 1))
    text = "\n".join(
        f'<source n="{n}" service="{item.service}">\n{text}\n</source>'
        for n, (item, text) in numbered.items()
    )
    if extracted:
        numbers = {key: n for n, key in enumerate(sources, 1)}
        cited = {n: numbers.get(_key(item)) for n, item in enumerate(computed.sources.items, 1)}
        known = data(passage(_renumbered(extracted, cited), frozenset(), EXTRACTED))
        text = f"<computed>\n{known}\n</computed>\n{text}"
    return Packed({n: item for n, (item, _) in numbered.items()}, text, left_out)


def _renumbered(text: str, numbers: Mapping[int, int | None]) -> str:
    """The extracted answer with the numbers that the model sees its sources by."""

    def number(mark: re.Match[str]) -> str:
        n = numbers.get(int(mark[1]))
        return f"[{n}]" if n else ""

    return _MARK.sub(number, text)


def _opened(material: Material) -> frozenset[Key]:
    opened = (r for r in material.results if r.step.operation in _OPENED)
    return frozenset(_key(item) for result in opened for item in result.items)


def _ranked(material: Material, cited: Sequence[Item]) -> Iterator[Item]:
    """What was opened, what the turn before showed to a question that leans on it, then the best of
    all services, the second best, and so on; what the extracted answer cites is the best of its
    service."""
    whole = [i for r in material.results if r.step.operation in _OPENED for i in r.items]
    shown = [i for r in material.shown for i in r.items]
    best = [
        (
            *(item for item in cited if item.service == service),
            *material.selected(service, _limit(service, material)).items,
        )
        for service in SERVICES
    ]
    unique: dict[Key, Item] = {}
    for item in chain(whole, shown, *zip_longest(*best)):
        if item is not None:
            unique.setdefault(_key(item), item)
    yield from unique.values()


def _limit(service: Service, material: Material) -> int:
    return EVENTS if service == "gcal" and not material.wanted else PER_SERVICE


def _groups(items: Iterable[Item]) -> list[list[Item]]:
    """The items in their order, mails of one thread together in the order of time."""
    groups: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        thread = item.details.get("thread_id") if item.service == "gmail" else None
        groups.setdefault((item.service, str(thread or item.id)), []).append(item)
    return [sorted(group, key=lambda i: (i.when is not None, i.when)) for group in groups.values()]


def _source(item: Item, material: Material, tokens: int) -> str:
    facts = data(_facts(item, material))
    text = data(passage(item.text, material.wanted, tokens - estimated_tokens(facts)))
    return f"{facts}\n{text}" if text else facts


def _facts(item: Item, material: Material) -> str:
    query = material.query
    if item.service == "gcal":
        when = f"{wording.day(bounds(item)[0], query)}, {event_times(item, query)}"
        return f"{item.title}\nWhen: {when}\nWhere: {item.details.get('location') or ''}"
    when = wording.day_and_clock(item.when, query) if item.when else ""
    if item.service == "gdrive":
        path = item.details.get("path") or ""
        return f"{item.title}\nPath: {path}\nChanged: {when}\n{shared(item)}"
    name, address = item.details.get("sender_name"), item.details.get("sender_email")
    return f"{item.title}\nFrom: {name} ({address})\nReceived: {when}"


def passage(text: str, wanted: frozenset[str], tokens: int) -> str:
    """At most so many tokens of a text: all of it, or the lines around the one that holds most of
    the wanted words, with `…` where something is left out."""
    whole = estimated_tokens(text)
    if whole <= tokens:
        return text
    if tokens <= 0:
        return ""
    room = max(1, len(text) * tokens // whole - 6)
    lines = text.splitlines(keepends=True)
    covers = [coverage(wanted, line) for line in lines]
    best = covers.index(max(covers))
    start = max(0, sum(len(line) for line in lines[:best]) - room // 4)
    start = min(start, len(text) - room)
    cut = text[start : start + room]
    return f"{'…' if start else ''}{cut}{'…' if start + room < len(text) else ''}"


def _key(item: Item) -> Key:
    return item.service, item.id, item.key


def data(text: str) -> str:
    """Text that was read cannot close its source and open another."""
    return text.replace("<", "‹").replace(">", "›")
