"""Texts to vectors: what every embedding provider offers, and the one this process uses."""

from __future__ import annotations

import asyncio
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import numpy as np
from django.conf import settings
from django.utils.module_loading import import_string
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

PROVIDERS = {
    "local": "search.embeddings.local.shared",
    "openai": "search.embeddings.openai.from_settings",
}
# Each says whether a model of this id is one of its own, and makes it.
BY_ID = ("search.embeddings.local.with_id", "search.embeddings.openai.with_id")
QUERY_CACHE_SIZE = 512
QUERY_THREADS = 2


class EmbeddingError(Exception):
    """No vectors. `retry_after` is the number of seconds after which the same call may work;
    with `give_up` it never will (a bad key, an unknown model, a text it cannot take)."""

    def __init__(
        self, message: str, *, retry_after: float | None = None, give_up: bool = False
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.give_up = give_up


class Embedder(Protocol):
    """A model that turns texts into vectors. Vectors of different `model_id` are never
    comparable: store the id beside every vector."""

    @property
    def model_id(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order: float32 of shape `(len(texts), dimensions)`, each of length 1.

        Blocks (inference or network); safe to call from several threads. Raises
        `EmbeddingError`.
        """
        ...


_lock = threading.Lock()
_chosen: dict[str, Embedder] = {}
_cache: OrderedDict[tuple[str, str], Vectors] = OrderedDict()


def _new_pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=QUERY_THREADS, thread_name_prefix="embed-query")


_pool = _new_pool()


def _after_fork() -> None:
    """A child has neither the threads of the pool nor whoever held the lock."""
    global _lock, _pool
    _lock = threading.Lock()
    _pool = _new_pool()


os.register_at_fork(after_in_child=_after_fork)


def embedder() -> Embedder:
    """The embedder of this process, chosen by `EMBEDDING_PROVIDER` (`local` by default)."""
    provider = getattr(settings, "EMBEDDING_PROVIDER", None) or "local"
    with _lock:
        if provider not in _chosen:
            if provider not in PROVIDERS:
                known = ", ".join(PROVIDERS)
                raise EmbeddingError(
                    f"EMBEDDING_PROVIDER is {provider!r}; it can be: {known}", give_up=True
                )
            make: Callable[[], Embedder] = import_string(PROVIDERS[provider])
            _chosen[provider] = make()
        return _chosen[provider]


def embedder_of(model_id: str) -> Embedder:
    """The embedder with this id: the one of this process, or one that was before it. Raises
    EmbeddingError, with `give_up` where no provider offers it any more."""
    present = embedder()
    if present.model_id == model_id:
        return present
    with _lock:
        if model_id not in _chosen:
            makers = (import_string(path) for path in BY_ID)
            found: Embedder | None = next(filter(None, (make(model_id) for make in makers)), None)
            if found is None:
                raise EmbeddingError(f"no provider offers the model {model_id}", give_up=True)
            _chosen[model_id] = found
        return _chosen[model_id]


def forget() -> None:
    """Drops the chosen embedder and the remembered query vectors (after a change of settings)."""
    with _lock:
        _chosen.clear()
        _cache.clear()


def query_vector(text: str, *, model: Embedder | None = None) -> Vectors:
    """The vector of one short text, shape `(dimensions,)`, read-only, remembered for the last
    few hundred texts. Blocks; raises `EmbeddingError`."""
    chosen = model or embedder()
    key = (chosen.model_id, text)
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    vector = _embedded(text, chosen)
    with _lock:
        _cache[key] = vector
        while len(_cache) > QUERY_CACHE_SIZE:
            _cache.popitem(last=False)
    return vector


async def embed_query(text: str, *, model: Embedder | None = None) -> Vectors:
    """The vector of one short text, read-only, made in a thread: the event loop goes on meanwhile.
    Nothing is remembered here. Raises EmbeddingError."""
    return await asyncio.get_running_loop().run_in_executor(_pool, _embedded, text, model)


def _embedded(text: str, model: Embedder | None) -> Vectors:
    vector: Vectors = (model or embedder()).embed([text])[0]
    vector.setflags(write=False)
    return vector
