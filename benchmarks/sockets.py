"""The chat's socket: what it adds to the pipeline, what it costs to keep, and what a client that
never reads can do. Run by `make bench` against the running product."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
import psutil

from benchmarks.figures import Report, median, percentile
from benchmarks.websocket_client import Closed, Connection, connect

EMAIL = "demo@example.com"
IDLE = 1_000
SOCKETS_A_PERSON = 20
WARM_UP = 8
DEAF = 15
# Slowly enough not to be taken for a flood; together more than a socket may have unread.
REPLAYS, PAUSE = 60, 0.095
LONG = "What's on my calendar this month?"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from accounts.models import User
    from benchmarks.people import people, tokens

    data_dir = Path(os.environ["DATA_DIR"])
    url = json.loads((data_dir / "run.json").read_text())["url"]
    demo = User.objects.get(email=EMAIL)
    User.objects.filter(id=demo.id).update(plan="enterprise")
    report = Report()
    idle = tokens(people(IDLE // SOCKETS_A_PERSON))
    asyncio.run(_measure(report, url, tokens([demo])[0], idle, _web(data_dir)))
    report.append_to(Path(os.environ["FIGURES"]))


async def _measure(
    report: Report, url: str, token: str, tokens: Sequence[str], web: psutil.Process
) -> None:
    await _measure_answers(report, url, token)
    idle = await _measure_idle(report, url, tokens, web)
    # Beside open ones, so that it cannot have what closed ones gave back.
    await _measure_deaf(report, url, token, web)
    await asyncio.gather(*(socket.close() for socket in idle))


async def _measure_answers(report: Report, url: str, token: str) -> None:
    """Each question once, one after the other, over one socket."""
    from benchmarks.ask import questions

    socket = await connect(url, token)
    asked = [await _ask(socket, text) for text in questions()]
    await socket.close()
    for name in ("first_token", "total"):
        walls, ratios = [], []
        for waited, message in asked[WARM_UP:]:
            if name in waited and name in message["timings_ms"]:
                walls.append(waited[name])
                ratios.append(waited[name] / message["timings_ms"][name])
        label = "whole" if name == "total" else name
        report.add(f"socket.{label}.p50", median(walls), "ms", "warm")
        report.add(f"socket.{label}.p95", percentile(walls, 0.95), "ms", "warm")
        note = "through the socket, by the pipeline's own time of the same question"
        report.add(f"socket.{label}.ratio", median(ratios), "x", "warm", "", note)


async def _ask(socket: Connection, text: str) -> tuple[dict[str, float], dict[str, Any]]:
    """Milliseconds until the first token and the end, and the finished object."""
    began = time.perf_counter()
    waited: dict[str, float] = {}
    socket.send(type="ask", query=text)
    while True:
        event = await socket.receive()
        now = (time.perf_counter() - began) * 1000
        if event["type"] == "token":
            waited.setdefault("first_token", now)
        elif event["type"] == "turn.finished":
            return {**waited, "total": now}, event["message"]
        elif event["type"] == "error":
            raise SystemExit(f"{text!r}: {event['error']['message']}")


async def _measure_idle(
    report: Report, url: str, tokens: Sequence[str], web: psutil.Process
) -> list[Connection]:
    """Open sockets that say nothing: memory of the web process for each."""
    sockets = [await _greeted(url, token) for token in tokens]  # what the first ones load
    before, began = _private(web), time.perf_counter()
    for _ in range(1, SOCKETS_A_PERSON):
        sockets += await asyncio.gather(*(_greeted(url, token) for token in tokens))
    seconds, grown, opened = time.perf_counter() - began, _private(web) - before, len(sockets)
    added = opened - len(tokens)
    note = f"private memory, {opened:,} sockets open"
    report.add("socket.idle", grown / added / 1024, "KiB", "warm", "<= 40", note)
    report.add("socket.open", seconds / added * 1000, "ms", "warm", "", "signed in by token")
    return sockets


async def _greeted(url: str, token: str) -> Connection:
    socket = await connect(url, token)
    socket.send(type="ping")
    await socket.receive()
    return socket


async def _measure_deaf(report: Report, url: str, token: str, web: psutil.Process) -> None:
    """Clients that ask for an answer again and again and never read."""
    before = _private(web)
    sockets = [await connect(url, token) for _ in range(DEAF)]
    asked = [await _ask(socket, LONG) for socket in sockets]
    for _ in range(REPLAYS):
        for socket, (_, message) in zip(sockets, asked, strict=True):
            socket.send(type="resume", turn_id=message["turn_id"], after=0)
        await asyncio.sleep(PAUSE)
    grown = _private(web) - before
    report.add("socket.deaf", grown / DEAF / 1024, "KiB", "warm", "<= 1500", "never reads")
    beside = await connect(url, token)
    waited, message = await _ask(beside, "Which trips are planned for the summer?")
    report.add("socket.beside_deaf", waited["total"] / message["timings_ms"]["total"], "x", "warm")
    await beside.close()
    ends = await asyncio.gather(*(_is_ended(socket) for socket in sockets))
    report.add("socket.deaf_closed", sum(ends) / DEAF, "share", "warm")


async def _is_ended(socket: Connection) -> bool:
    """Whether the server ended the connection, or does within 15 s."""
    await asyncio.sleep(15)
    try:
        while True:
            await asyncio.wait_for(socket.receive(), 1)
    except Closed:
        return True
    except TimeoutError:
        return False
    finally:
        await socket.close()


def _web(data_dir: Path) -> psutil.Process:
    """The web process, and not one that starts it."""
    found = [
        process
        for process in psutil.process_iter(["cmdline"])
        if "daphne" in (process.info["cmdline"] or [])
        and process.environ().get("DATA_DIR") == str(data_dir)
    ]
    if not found:
        raise SystemExit("the web process was not found")
    return max(found, key=_private)


def _private(process: psutil.Process) -> int:
    return int(process.memory_full_info().uss)


if __name__ == "__main__":
    main()
