"""The answer of a model, from numbered sources."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping

from agents.llm.base import ChatModel, Message, ModelError, Request, prompt
from agents.query import SERVICES, Item
from agents.scheduling import bounds
from agents.synthesis import wording
from agents.synthesis.checks import StreamGuard
from agents.synthesis.lines import event_times, shared
from agents.synthesis.material import Material

BUDGET = 24_000  # characters of all sources, about 6,000 tokens
EACH = 1_500
OPENED = 8_000
PER_SERVICE = 8
EVENTS = 40
MAX_TOKENS = 700
_OPENED = frozenset({"read", "thread"})


def numbered_items(material: Material) -> Mapping[int, Item]:
    """The items that the model sees, by their numbers: what was opened first, then the best."""
    opened = [i for r in material.results if r.step.operation in _OPENED for i in r.items]
    limits = {"gcal": EVENTS if not material.wanted else PER_SERVICE}
    selected = [
        item
        for service in SERVICES
        for item in material.selected(service, limits.get(service, PER_SERVICE)).items
    ]
    unique: dict[tuple[str, str, tuple[str, str]], Item] = {}
    for item in (*opened, *selected):
        unique.setdefault((item.service, item.id, item.key), item)
    return dict(enumerate(unique.values(), 1))


async def prompted_answer(
    material: Material, llm: ChatModel, numbered: Mapping[int, Item]
) -> AsyncIterator[str]:
    """The pieces of a model's answer that passed the checks. Raises ModelError; `malformed` when
    nothing is left of what it said."""
    guard = StreamGuard(numbered, material.sources)
    has_said = False
    async for piece in llm.stream(_request(material, numbered)):
        text = guard.feed(piece)
        if text and (has_said or text.strip()):
            has_said = True
            yield text
    text = guard.rest()
    if text:
        has_said = has_said or bool(text.strip())
        yield text
    if not has_said:
        raise ModelError("malformed", "the model said nothing that a source or a record holds")


def _request(material: Material, numbered: Mapping[int, Item]) -> Request:
    query = material.query
    return Request(
        tuple(messages(material, numbered)),
        MAX_TOKENS,
        user_id=query.user_id if query.turn_id else None,
        turn_id=query.turn_id,
    )


def messages(material: Material, numbered: Mapping[int, Item]) -> list[Message]:
    """The system's prompt, and one message with the question and its sources as data."""
    query = material.query
    parts = [
        f"Question: {query.text}",
        f"Now: {query.now.astimezone(wording.zone_of(query)).isoformat(timespec='minutes')} "
        f"({query.time_zone})",
        *_earlier(material),
        f"Searched: {', '.join(material.searched()) or 'nothing'}",
        *_actions(material),
        _sources(material, numbered),
    ]
    return [Message("system", prompt("synthesize")), Message("user", "\n\n".join(parts))]


def _earlier(material: Material) -> list[str]:
    turns = material.query.earlier[-2:]
    return [f"Earlier question: {turn.query}" for turn in turns]


def _actions(material: Material) -> list[str]:
    said = []
    for result in material.results:
        if result.action is not None:
            kept = {k: result.action["arguments"].get(k) for k in ("to", "subject")}
            said.append(
                f"Action proposed, not done, waits for approval: {result.step.operation} "
                f"{json.dumps(kept, ensure_ascii=False)}"
            )
        elif result.error and result.error["code"] == "action_unavailable":
            said.append(f"Action that is not available yet, not done: {result.step.operation}")
    return said


def _sources(material: Material, numbered: Mapping[int, Item]) -> str:
    left = BUDGET
    packed = []
    opened = {i.id for r in material.results if r.step.operation in _OPENED for i in r.items}
    for n, item in numbered.items():
        text = item.text[: min(left, OPENED if item.id in opened else EACH)]
        left -= len(text)
        packed.append(
            f'<source n="{n}" service="{item.service}">\n{_fact(item, material)}\n{_data(text)}\n'
            "</source>"
        )
    return "\n".join(packed) or "<source>nothing was found</source>"


def _fact(item: Item, material: Material) -> str:
    query = material.query
    if item.service == "gcal":
        when = f"{wording.day(bounds(item)[0], query)}, {event_times(item, query)}"
        return _data(f"{item.title}\nWhen: {when}\nWhere: {item.details.get('location') or ''}")
    when = wording.day_and_clock(item.when, query) if item.when else ""
    if item.service == "gdrive":
        path = item.details.get("path") or ""
        return _data(f"{item.title}\nPath: {path}\nChanged: {when}\n{shared(item)}")
    name, address = item.details.get("sender_name"), item.details.get("sender_email")
    return _data(f"{item.title}\nFrom: {name} ({address})\nReceived: {when}")


def _data(text: str) -> str:
    """Text that was read cannot close its source and open another."""
    return text.replace("<", "‹").replace(">", "›")
