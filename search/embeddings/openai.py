"""Embeddings from OpenAI or any server that speaks its protocol (Ollama, vLLM, llama.cpp).

https://platform.openai.com/docs/api-reference/embeddings
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx2
import numpy as np
import openai
from django.conf import settings

from search.embeddings.base import EmbeddingError, Vectors

DEFAULT_MODEL = "text-embedding-3-small"
DEFAULT_DIMENSIONS = 1536
MAX_INPUTS = 2_048  # inputs of one request
MAX_CHARACTERS_A_REQUEST = 600_000  # a request holds at most 300,000 tokens; 2 characters a token
MAX_CHARACTERS = 16_000  # a text holds at most 8,192 tokens
TIMEOUT = 30.0
RETRY_AFTER = 5.0


@dataclass(frozen=True)
class OpenAIEmbedder:
    client: openai.OpenAI
    model: str
    dimensions: int

    @property
    def model_id(self) -> str:
        return f"{self.model}-{self.dimensions}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`. Rate limits, time-outs and server errors have `retry_after`."""
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for start, batch in _batches(texts):
            vectors[start : start + len(batch)] = self._request(batch)
        return vectors

    def _request(self, batch: list[str]) -> Vectors:
        try:
            response = self.client.embeddings.create(
                model=self.model,
                input=batch,
                dimensions=self.dimensions,
                encoding_format="float",
            )
            rows = sorted(response.data, key=lambda item: item.index)
            values = np.array([row.embedding for row in rows], dtype=np.float32)
        except (openai.OpenAIError, httpx2.HTTPError, ValueError, TypeError) as error:
            raise _wrapped(error) from error
        if values.shape != (len(batch), self.dimensions):
            raise EmbeddingError(
                f"{self.model} answered vectors of shape {values.shape}, "
                f"expected {(len(batch), self.dimensions)}; check EMBEDDING_DIMENSIONS",
                give_up=True,
            )
        lengths = np.linalg.norm(values, axis=1, keepdims=True)
        unit: Vectors = (values / np.maximum(lengths, 1e-12)).astype(np.float32)
        return unit


def from_settings() -> OpenAIEmbedder:
    """The embedder that the settings describe; raises `EmbeddingError` without a key or server."""
    return _embedder(
        getattr(settings, "EMBEDDING_MODEL", None) or DEFAULT_MODEL,
        int(getattr(settings, "EMBEDDING_DIMENSIONS", None) or DEFAULT_DIMENSIONS),
    )


def with_id(model_id: str) -> OpenAIEmbedder | None:
    """The embedder of that id at the server of the settings, which may offer another model than
    the one in use; None if it is not an id of this provider. Raises as `from_settings`."""
    model, _, dimensions = model_id.rpartition("-")
    return _embedder(model, int(dimensions)) if model and dimensions.isdecimal() else None


def _embedder(model: str, dimensions: int) -> OpenAIEmbedder:
    base_url = getattr(settings, "EMBEDDING_BASE_URL", None) or getattr(
        settings, "OPENAI_BASE_URL", None
    )
    key = getattr(settings, "OPENAI_API_KEY", None)
    if not key and not base_url:
        raise EmbeddingError(
            "EMBEDDING_PROVIDER=openai needs OPENAI_API_KEY or EMBEDDING_BASE_URL", give_up=True
        )
    return OpenAIEmbedder(
        # A server on one's own machine needs no key, but the client insists on one.
        client=openai.OpenAI(
            api_key=key or "none", base_url=base_url or None, timeout=TIMEOUT, max_retries=0
        ),
        model=model,
        dimensions=dimensions,
    )


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The texts in requests that the API takes, each with the index of its first text."""
    batch: list[str] = []
    size = start = 0
    for n, text in enumerate(texts):
        # An empty input is refused by the API.
        short = text[:MAX_CHARACTERS] or " "
        if batch and (len(batch) == MAX_INPUTS or size + len(short) > MAX_CHARACTERS_A_REQUEST):
            yield start, batch
            batch, size, start = [], 0, n
        batch.append(short)
        size += len(short)
    if batch:
        yield start, batch


def _wrapped(error: Exception) -> EmbeddingError:
    if isinstance(error, openai.APIStatusError):
        if error.status_code == 429 or error.status_code >= 500:
            return EmbeddingError(str(error), retry_after=_retry_after(error))
        return EmbeddingError(str(error), give_up=True)
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError):
        return EmbeddingError(
            f"The embedding server cannot be reached: {error}", retry_after=RETRY_AFTER
        )
    return EmbeddingError(f"The embedding server's answer makes no sense: {error}", give_up=True)


def _retry_after(error: openai.APIStatusError) -> float:
    try:
        return float(error.response.headers.get("retry-after", RETRY_AFTER))
    except ValueError:  # a date is allowed there too
        return RETRY_AFTER
