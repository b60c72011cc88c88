"""What an answer costs on its way: many streams, many questions at a time, SSE, plain HTTP.

Run by `make bench` beside the running product. The pipeline is simulated (`simulated_app`), so
each figure has a floor: what the pipeline alone takes. Every question is new.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import django

from benchmarks.figures import Report, median, percentile
from benchmarks.http_client import HttpConnection
from benchmarks.web_server import WebServer, running_web
from benchmarks.websocket_client import Connection, connect

PEOPLE = 5
STREAMS, RATE, EVENTS = 75, 200, 600
QUESTION_SOCKETS, QUESTION_SECONDS = 100, 2.0
OFFERED = (20, 100, 400)
SSE_STARTS = 50
FLOOR_MS = 165.0
HTTP_CONNECTIONS, HTTP_SECONDS, HTTP_ROUNDS = 8, 1.0, 3
_numbers = count()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from benchmarks.people import people, tokens

    report, signed_in = Report(), tokens(people(PEOPLE))
    with running_web() as web:
        costs = asyncio.run(_measure(report, web, signed_in))
    with running_web(BENCH_HUB_ONLY="1") as web:
        alone = asyncio.run(_streams(web, signed_in))
    note = f"CPU of the web process, with Redis by without: {costs:.0f} and {alone.cpu_us:.0f} us"
    report.add("transport.cpu", costs / alone.cpu_us, "x", "warm", "<= 1.5", f"{note} an event")
    report.append_to(Path(os.environ["FIGURES"]))


async def _measure(report: Report, web: WebServer, tokens: Sequence[str]) -> float:
    await _measure_http(report, web, tokens[0])
    await _measure_sse(report, web, tokens)
    for rate in OFFERED:
        await _measure_questions(report, web, tokens, rate)
    streamed = await _streams(web, tokens)
    streamed.report_to(report)
    return streamed.cpu_us


@dataclass(frozen=True)
class Streamed:
    """What many simultaneous streams gave: seconds of each, milliseconds of each event."""

    totals: list[float]
    lags: list[float]
    delivered: float
    gaps: int
    cpu_us: float

    def report_to(self, report: Report) -> None:
        note = f"{STREAMS} streams of {RATE} events/s, {EVENTS} events each"
        report.add("streams.delivered", self.delivered, "share", "warm", "1", note)
        report.add("streams.gaps", self.gaps, "", "warm", "0", "missing or doubled numbers")
        report.add("streams.lag.p50", median(self.lags), "ms", "warm", "", "coalesced for 25 ms")
        report.add("streams.lag.p95", percentile(self.lags, 0.95), "ms", "warm")
        ratio = percentile(self.totals, 0.95) / (EVENTS / RATE)
        report.add("streams.total.ratio", ratio, "x", "warm", "<= 1.2", "p95 by the ideal")


async def _streams(web: WebServer, tokens: Sequence[str]) -> Streamed:
    sockets = [await connect(web.url, tokens[n % len(tokens)]) for n in range(STREAMS)]
    await asyncio.gather(*(_streamed(socket, 40) for socket in sockets))  # warm
    before = web.cpu_seconds()
    results = await asyncio.gather(*(_streamed(socket, EVENTS) for socket in sockets))
    cpu = web.cpu_seconds() - before
    await asyncio.gather(*(socket.close() for socket in sockets))
    lags = [lag for _, lags, _ in results for lag in lags]
    return Streamed(
        totals=[total for total, _, _ in results],
        lags=lags,
        delivered=len(lags) / (STREAMS * EVENTS),
        gaps=sum(gaps for _, _, gaps in results),
        cpu_us=cpu / (STREAMS * EVENTS) * 1e6,
    )


async def _streamed(socket: Connection, events: int) -> tuple[float, list[float], int]:
    """Seconds until the end, the lag of each event in ms, and the numbers out of order."""
    lags: list[float] = []
    last = gaps = 0
    began = time.monotonic()
    socket.send(type="ask", query=f"stream {events} {next(_numbers)}")
    while True:
        event = await socket.receive()
        now = time.monotonic()
        gaps += event["seq"] != last + 1
        last = event["seq"]
        if event["type"] == "token":
            lags += [(now - float(stamp)) * 1000 for stamp in event["text"].split()]
        elif event["type"] == "turn.finished":
            return now - began, lags, gaps
        if last % 50 == 0:
            socket.send(type="ack", turn_id=event["turn_id"], seq=last)


async def _measure_questions(
    report: Report, web: WebServer, tokens: Sequence[str], rate: int
) -> None:
    """Questions at a fixed rate over a hundred sockets, each stored, run and answered."""
    sockets = [await connect(web.url, tokens[n % len(tokens)]) for n in range(QUESTION_SOCKETS)]
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for socket in sockets:
        free.put_nowait(socket)
    cpu, began, waits = web.cpu_seconds(), time.monotonic(), list[float]()

    async def one(due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        socket = await free.get()
        await _quick(socket)
        waits.append((time.monotonic() - due) * 1000)
        free.put_nowait(socket)

    number = int(rate * QUESTION_SECONDS)
    await asyncio.gather(*(one(began + n / rate) for n in range(number)))
    seconds, cpu = time.monotonic() - began, web.cpu_seconds() - cpu
    await asyncio.gather(*(socket.close() for socket in sockets))
    name = f"questions.{rate}"
    note = f"offered {rate}/s for {QUESTION_SECONDS:g} s, from when each was due; floor 165 ms"
    report.add(f"{name}.answered", number / seconds, "1/s", "warm", "", note)
    report.add(f"{name}.cpu", cpu / number * 1000, "ms", "warm", "", "of the web process, each")
    report.add(f"{name}.p50", median(waits), "ms", "warm")
    ratio = percentile(waits, 0.95) / FLOOR_MS
    report.add(f"{name}.p95.ratio", ratio, "x", "warm", "<= 1.2" if rate == OFFERED[-1] else "")


async def _quick(socket: Connection) -> None:
    socket.send(type="ask", query=f"quick {next(_numbers)}")
    while (event := await socket.receive())["type"] != "turn.finished":
        if event["type"] == "error":
            raise SystemExit(event["error"]["message"])


async def _measure_sse(report: Report, web: WebServer, tokens: Sequence[str]) -> None:
    """Streams over HTTP that begin at the same moment, on connections that are open."""
    opened = [HttpConnection(web.url, tokens[n % len(tokens)]) for n in range(SSE_STARTS)]
    await asyncio.gather(*(_sse(client) for client in opened[:5]))  # warm
    await asyncio.gather(*(client.open() for client in opened))
    waits = await asyncio.gather(*(_sse(client) for client in opened))
    await asyncio.gather(*(client.close() for client in opened))
    note = f"{SSE_STARTS} at once, p95 until the end, by the floor of 165 ms"
    ratio = percentile(waits, 0.95) / FLOOR_MS
    report.add("sse.starts.ratio", ratio, "x", "warm", "<= 1.5", note)


async def _sse(client: HttpConnection) -> float:
    began = time.monotonic()
    body = {"query": f"quick {next(_numbers)}"}
    answer = await client.post("/api/v1/query", body, Accept="text/event-stream")
    if b"event: turn.finished" not in answer:
        raise SystemExit("an SSE stream did not end with its answer")
    return (time.monotonic() - began) * 1000


async def _measure_http(report: Report, web: WebServer, token: str) -> None:
    """The same view through the product's middleware and without any, in turns."""
    asked = HttpConnection(web.url, token)
    body = {"query": f"quick {next(_numbers)}"}
    turn_id = json.loads(await asked.post("/api/v1/query", body))["turn_id"]
    await asked.close()
    for name, path in (("health", "/health"), ("task", f"/api/v1/tasks/{turn_id}")):
        whole, bare = list[float](), list[float]()
        for _ in range(HTTP_ROUNDS):
            whole.append(await _milliseconds(web, token, path))
            bare.append(await _milliseconds(web, token, f"/bare{path}"))
        note = "CPU of the web process for a request"
        report.add(f"http.{name}.cpu", median(whole), "ms", "warm", "", note)
        note = (
            f"what a core can answer, by the same without middleware: {1000 / median(bare):.0f}/s"
        )
        report.add(f"http.{name}.ratio", median(bare) / median(whole), "x", "warm", ">= 0.6", note)


async def _milliseconds(web: WebServer, token: str, path: str) -> float:
    """CPU for a request: on a machine with other work, steadier than requests a second."""
    until, before = time.monotonic() + HTTP_SECONDS, web.cpu_seconds()

    async def ask() -> int:
        client, done = HttpConnection(web.url, token), 0
        while time.monotonic() < until:
            await client.get(path)
            done += 1
        await client.close()
        return done

    done = sum(await asyncio.gather(*(ask() for _ in range(HTTP_CONNECTIONS))))
    return (web.cpu_seconds() - before) / done * 1000


if __name__ == "__main__":
    main()
