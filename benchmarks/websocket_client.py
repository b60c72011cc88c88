"""A WebSocket client of a few lines (RFC 6455), so that measuring costs next to nothing."""

from __future__ import annotations

import asyncio
import base64
import json
import os
from typing import Any
from urllib.parse import urlsplit

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


class Closed(Exception):
    """The server ended the connection; `code` says why."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    def send(self, **message: Any) -> None:
        self._frame(TEXT, json.dumps(message).encode())

    async def receive(self) -> dict[str, Any]:
        """The next message. Raises Closed."""
        while True:
            try:
                kind, payload = await self._next()
            except (asyncio.IncompleteReadError, ConnectionError) as error:
                raise Closed(1006) from error
            if kind == TEXT:
                return dict(json.loads(payload))
            if kind == CLOSE:
                raise Closed(int.from_bytes(payload[:2], "big"))
            if kind == PING:
                self._frame(PONG, payload)

    async def close(self) -> None:
        self.writer.close()
        await asyncio.gather(self.writer.wait_closed(), return_exceptions=True)

    async def _next(self) -> tuple[int, bytes]:
        first, size = await self.reader.readexactly(2)
        if size > 125:
            size = int.from_bytes(await self.reader.readexactly(2 if size == 126 else 8), "big")
        return first & 15, await self.reader.readexactly(size)

    def _frame(self, kind: int, payload: bytes) -> None:
        mask, size = os.urandom(4), len(payload)
        head = bytes([0x80 | kind, 0x80 | min(size, 126)])
        if size > 125:
            head += size.to_bytes(2, "big")
        masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
        self.writer.write(head + mask + masked)


async def connect(url: str, token: str) -> Connection:
    """A socket of the product at `url`, as the owner of `token`."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    key = base64.b64encode(os.urandom(16)).decode()
    lines = (
        "GET /ws/chat/ HTTP/1.1",
        f"Host: {parts.netloc}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {key}",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Protocol: bearer.{token}",
    )
    writer.write("\r\n".join((*lines, "", "")).encode())
    answer = await reader.readuntil(b"\r\n\r\n")
    if not answer.startswith(b"HTTP/1.1 101"):
        raise ConnectionError(answer.partition(b"\r\n")[0].decode())
    return Connection(reader, writer)
