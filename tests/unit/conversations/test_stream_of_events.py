"""A turn's events in its process: numbered, merged, bounded, and read by many."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from uuid import uuid4

from conversations import stream
from conversations.stream import Published, Publisher, TurnLog
from conversations.write_behind import decode, encode


def _log() -> TurnLog:
    return TurnLog(user_id=uuid4(), turn_id=uuid4())


def _ignore(turn: TurnLog) -> None:
    return


def _token(text: str) -> dict[str, str]:
    return {"type": "token", "text": text}


def _bodies(events: list[Published]) -> list[dict[str, Any]]:
    return [json.loads(event.text) for event in events]


def test_the_first_token_goes_at_once_and_its_followers_together() -> None:
    async def write() -> list[dict[str, Any]]:
        turn = _log()
        publisher = Publisher(turn, _ignore)
        for text in ("The ", "lamp ", "is ", "lit."):
            publisher.publish(_token(text))
        publisher.publish({"type": "citations", "citations": []})
        publisher.publish(_token("Bye."))
        publisher.publish({"type": "turn.finished", "message": {}})
        return _bodies(turn.events_after(0))

    events = asyncio.run(write())
    assert [e.get("text", e["type"]) for e in events] == [
        "The ", "lamp is lit.", "citations", "Bye.", "turn.finished"
    ]  # fmt: skip
    assert [e["seq"] for e in events] == [1, 2, 3, 4, 5]


def test_tokens_that_nothing_follows_are_not_kept_back() -> None:
    async def write() -> str:
        turn = _log()
        publisher = Publisher(turn, _ignore)
        for text in ("a", "b", "c"):
            publisher.publish(_token(text))
        reader = turn.follow()
        return "".join([json.loads((await anext(reader)).text)["text"] for _ in range(2)])

    assert asyncio.run(write()) == "abc"


def test_readers_come_late_and_leave_early_and_miss_nothing() -> None:
    async def read(turn: TurnLog, after: int, most: int) -> list[int]:
        seen: list[int] = []
        reader = turn.follow(after)
        async for event in reader:
            seen.append(event.seq)
            if len(seen) == most:
                break
            await asyncio.sleep(0)
        await reader.aclose()
        return seen

    async def run() -> tuple[list[list[int]], int]:
        turn = _log()
        early = [asyncio.create_task(read(turn, n, 10 * (n + 1))) for n in range(5)]
        for n in range(99):
            turn.append({"type": "step.started", "step_id": f"s{n}"})
            if n % 7 == 0:
                await asyncio.sleep(0)
        turn.append({"type": "turn.finished", "message": {}})
        late = [await read(turn, 90, 1000), await read(turn, 100, 10)]
        return [*await asyncio.gather(*early), *late], turn.followers

    seen, followers = asyncio.run(run())
    for n in range(5):
        assert seen[n] == list(range(n + 1, n + 1 + 10 * (n + 1)))
    assert seen[5:] == [list(range(91, 101)), []]
    assert followers == 0


def test_nothing_comes_after_the_end() -> None:
    async def write() -> list[dict[str, Any]]:
        turn = _log()
        turn.append({"type": "error", "error": {}})
        turn.append(_token("late"))
        return _bodies(turn.events_after(0))

    assert [event["type"] for event in asyncio.run(write())] == ["error"]


def test_a_huge_answer_streams_in_part_and_ends_whole() -> None:
    async def write() -> tuple[int, list[Published]]:
        turn = _log()
        for _ in range(3000):
            turn.append(_token("x" * 1000))
        turn.append({"type": "turn.finished", "message": {}})
        return turn.size, turn.events_after(0)

    size, events = asyncio.run(write())
    assert size < stream.MAX_CHARACTERS + 2_000
    assert events[-1].type == "turn.finished"
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


def test_what_is_kept_elsewhere_is_the_same_whatever_the_text() -> None:
    async def write() -> list[Published]:
        turn = _log()
        for text in ("two\nlines", "\u2028 \u0000 \ud800", "Grüße, 東京, مرحبا", ""):
            turn.append(_token(text))
        return turn.events_after(0)

    events = asyncio.run(write())
    assert decode(encode(events).encode()) == events
    assert _bodies(events)[2]["text"] == "Grüße, 東京, مرحبا"
