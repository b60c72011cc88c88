"""Embeddings over the OpenAI protocol, against a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from search.embeddings import base
from search.embeddings.base import EmbeddingError
from tests.embedding_server import EmbeddingServer, running_embedder

DIMENSIONS = 4


@pytest.fixture
def server(settings: Any) -> Iterator[EmbeddingServer]:
    with running_embedder(lambda text, _: [float(len(text)), 3.0, 0.0, 0.0]) as running:
        settings.EMBEDDING_PROVIDER = "openai"
        settings.EMBEDDING_BASE_URL = running.url
        settings.EMBEDDING_MODEL = "some-model"
        settings.EMBEDDING_DIMENSIONS = DIMENSIONS
        settings.OPENAI_API_KEY = ""
        base.forget()
        yield running
        base.forget()


def test_vectors_come_in_the_order_of_the_texts_with_length_one(server: EmbeddingServer) -> None:
    vectors = base.embedder().embed(["four", "seven77", ""])
    assert vectors.shape == (3, DIMENSIONS)
    assert vectors[0] == pytest.approx([0.8, 0.6, 0, 0])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0)
    assert server.requests[0]["model"] == "some-model"
    assert server.requests[0]["dimensions"] == DIMENSIONS
    assert base.embedder().model_id == f"some-model-{DIMENSIONS}"


def test_a_request_holds_at_most_2048_texts(server: EmbeddingServer) -> None:
    vectors = base.embedder().embed([f"text {n}" for n in range(2_100)])
    assert len(vectors) == 2_100
    assert [len(request["input"]) for request in server.requests] == [2_048, 52]


def test_a_rate_limit_says_when_to_try_again(server: EmbeddingServer) -> None:
    server.status, server.headers_to_send = 429, {"retry-after": "17"}
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.retry_after == 17
    assert not caught.value.give_up


def test_a_failing_server_may_be_tried_again(server: EmbeddingServer) -> None:
    server.status = 503
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.retry_after


def test_a_refused_key_is_final(server: EmbeddingServer) -> None:
    server.status = 401
    with pytest.raises(EmbeddingError) as caught:
        base.embedder().embed(["text"])
    assert caught.value.give_up


def test_vectors_of_another_size_are_refused(server: EmbeddingServer, settings: Any) -> None:
    settings.EMBEDDING_DIMENSIONS = 8
    base.forget()
    with pytest.raises(EmbeddingError, match="EMBEDDING_DIMENSIONS"):
        base.embedder().embed(["text"])


def test_a_server_that_is_away_may_be_tried_again(server: EmbeddingServer, settings: Any) -> None:
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
