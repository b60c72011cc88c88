"""Embeddings over the OpenAI protocol, against a server on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from search.embeddings import base
from search.embeddings.base import EmbeddingError

DIMENSIONS = 4


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[dict[str, Any]] = []
        self.status = 200
        self.headers_to_send: dict[str, str] = {}
        self.body: bytes | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.requests.append(asked)
        rows = [
            {"object": "embedding", "index": n, "embedding": [float(len(text)), 3.0, 0.0, 0.0]}
            for n, text in enumerate(asked["input"])
        ]
        answer = {"object": "list", "model": asked["model"], "data": rows[::-1], "usage": {}}
        body = self.server.body or json.dumps(answer).encode()
        self.send_response(self.server.status)
        for name, value in self.server.headers_to_send.items():
            self.send_header(name, value)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    running = Server()
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    settings.EMBEDDING_PROVIDER = "openai"
    settings.EMBEDDING_BASE_URL = running.url
    settings.EMBEDDING_MODEL = "some-model"
    settings.EMBEDDING_DIMENSIONS = DIMENSIONS
    settings.OPENAI_API_KEY = ""
    base.forget()
    yield running
    base.forget()
    running.shutdown()
    thread.join()
    running.server_close()


def test_vectors_come_in_the_order_of_the_texts_with_length_one(server: Server) -> None:
    vectors = base.embedder().embed(["four", "seven77", ""])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors[0] == pytest.approx([0.8, 0.6, 0, 0])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)
    assert server.requests[0]["model"] == "some-model"
    assert server.requests[0]["dimensions"] == DIMENSIONS
    assert base.embedder().model_id == f"some-model-{DIMENSIONS}"


def test_a_request_holds_at_most_2048_texts(server: Server) -> None:
    vectors = base.embedder().embed([f"text {n}" for n in range(2_100)])
    assert len(vectors) == 2_100
    assert [len(request["input"]) for request in server.requests] == [2_048, 52]


def test_a_rate_limit_says_when_to_try_again(server: Server) -> None:
    server.status, server.headers_to_send = 429, {"retry-after": "17"}
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.retry_after == 17
    assert not caught.value.give_up


def test_a_failing_server_may_be_tried_again(server: Server) -> None:
    server.status = 503
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.retry_after


def test_a_refused_key_is_final(server: Server) -> None:
    server.status = 401
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.give_up


def test_vectors_of_another_size_are_refused(server: Server, settings: Any) -> None:
    settings.EMBEDDING_DIMENSIONS = 8
    base.forget()
    with pytest.raises(EmbeddingError, match="EMBEDDING_DIMENSIONS"):
        base.embedder().embed(["text"])


def test_a_server_that_is_away_may_be_tried_again(server: Server, settings: Any) -> None:
    settings.EMBEDDING_BASE_URL = "http://127.0.0.1:9/v1"
    base.forget()
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.retry_after


def test_an_unknown_provider_is_named(settings: Any) -> None:
    settings.EMBEDDING_PROVIDER = "astrology"
    base.forget()
    with pytest.raises(EmbeddingError, match="astrology") as caught:
        base.embedder()
    assert caught.value.give_up


def test_openai_without_key_or_server_is_refused(settings: Any) -> None:
    settings.EMBEDDING_PROVIDER = "openai"
    settings.EMBEDDING_BASE_URL = settings.OPENAI_BASE_URL = settings.OPENAI_API_KEY = ""
    base.forget()
    with pytest.raises(EmbeddingError, match="OPENAI_API_KEY"):
        base.embedder()


def test_the_local_model_is_the_default(settings: Any) -> None:
    settings.EMBEDDING_PROVIDER = ""
    base.forget()
    assert base.embedder().dimensions == 384
