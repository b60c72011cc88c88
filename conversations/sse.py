"""A turn's events as server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from conversations.problems import too_many_streams
from conversations.stream import Published, TurnLog

CONTENT_TYPE = "text/event-stream"
KEEP_ALIVE_SECONDS = 15.0
# A server keeps what a client does not read: at most this many turns of one person.
STREAMS_A_PERSON = 20

_streams: Counter[UUID] = Counter()


def is_wanted(request: HttpRequest) -> bool:
    return CONTENT_TYPE in request.headers.get("Accept", "")


def last_event_id(request: HttpRequest) -> int:
    """The `seq` that the client has seen; 0 where it says none or nonsense."""
    text = request.headers.get("Last-Event-ID", "").strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def stream(events: TurnLog, *, after: int = 0) -> HttpResponseBase:
    """The response that follows a turn to its end; 204, which ends an EventSource, for a client
    that has seen the end. Raises Problem (429) for a person with too many streams."""
    if after and events.is_closed and after >= events.last_seq:
        return HttpResponse(status=204)
    if _streams[events.user_id] >= STREAMS_A_PERSON:
        raise too_many_streams()
    response = StreamingHttpResponse(_chunks(events, after), content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-cache"
    response["X-Accel-Buffering"] = "no"
    return response


async def _chunks(events: TurnLog, after: int) -> AsyncGenerator[bytes, None]:
    """A comment now and then shows proxies that the stream lives."""
    _streams[events.user_id] += 1
    try:
        async with aclosing(_followed(events, after)) as chunks:
            async for chunk in chunks:
                yield chunk
    finally:
        _streams[events.user_id] -= 1
        if not _streams[events.user_id]:
            del _streams[events.user_id]


async def _followed(events: TurnLog, after: int) -> AsyncGenerator[bytes, None]:
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
