"""A stand-in for a server that embeds, over the OpenAI protocol: vectors of hashed words."""

from __future__ import annotations

import json
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

VectorOf = Callable[[str, int], list[float]]


def hashed_words(text: str, dimensions: int) -> list[float]:
    """Texts that share words are near each other."""
    vector = [0.001] * dimensions
    for word in text.lower().split():
        vector[zlib.crc32(word.strip(".,:!?").encode()) % dimensions] += 1.0
    return vector


class EmbeddingServer(ThreadingHTTPServer):
    """`requests` are those it got; with `fails_after` it answers so many and no more."""

    daemon_threads = True

    def __init__(self, vector_of: VectorOf = hashed_words) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.vector_of = vector_of
        self.requests: list[dict[str, Any]] = []
        self.fails_after: int | None = None
        self.status = 200
        self.headers_to_send: dict[str, str] = {}
        self.body: bytes | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def texts(self) -> list[str]:
        return [text for request in self.requests for text in request["input"]]


@contextmanager
def running_embedder(vector_of: VectorOf = hashed_words) -> Iterator[EmbeddingServer]:
    server = EmbeddingServer(vector_of)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: EmbeddingServer

    def do_POST(self) -> None:
        server = self.server
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        server.requests.append(asked)
        is_over = server.fails_after is not None and len(server.requests) > server.fails_after
        rows = [
            {
                "object": "embedding",
                "index": n,
                "embedding": server.vector_of(text, asked["dimensions"]),
            }
            for n, text in enumerate(asked["input"])
        ]
        answer = {"object": "list", "model": asked["model"], "data": rows[::-1], "usage": {}}
        body = server.body or json.dumps(answer).encode()
        self.send_response(500 if is_over else server.status)
        for name, value in server.headers_to_send.items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass
