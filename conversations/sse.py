"""A turn's events as server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

from django.http import HttpRequest, StreamingHttpResponse

from conversations.stream import Published, TurnLog

CONTENT_TYPE = "text/event-stream"
KEEP_ALIVE_SECONDS = 15.0


def is_wanted(request: HttpRequest) -> bool:
    return CONTENT_TYPE in request.headers.get("Accept", "")


def last_event_id(request: HttpRequest) -> int:
    """The `seq` that the client has seen; 0 where it says none or nonsense."""
    text = request.headers.get("Last-Event-ID", "").strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def stream(events: TurnLog, *, after: int = 0) -> StreamingHttpResponse:
    """The response that follows a turn to its end."""
    response = StreamingHttpResponse(_chunks(events, after), content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


async def _chunks(events: TurnLog, after: int) -> AsyncGenerator[bytes, None]:
    """A comment now and then shows proxies that the stream lives."""
    async with aclosing(events.follow(after)) as followed:
        upcoming: asyncio.Task[Published] | None = None
        try:
            while True:
                upcoming = upcoming or asyncio.ensure_future(anext(followed))
                done, _ = await asyncio.wait([upcoming], timeout=KEEP_ALIVE_SECONDS)
                if not done:
                    yield b": still here\n\n"
                    continue
                event, upcoming = upcoming.result(), None
                yield f"id: {event.seq}\nevent: {event.type}\ndata: {event.text}\n\n".encode()
        except StopAsyncIteration:
            return
        finally:
            if upcoming is not None:
                upcoming.cancel()
                await asyncio.wait([upcoming])
