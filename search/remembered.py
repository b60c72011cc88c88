"""What searches need again soon: vectors of questions, and results.

Two levels, this process and Redis. A key always holds the person's id, and the question only as
a digest: nothing is ever shared between people. Losing any of it costs only time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.conf import settings
from prometheus_client import Counter

from orchestrator.resilience.cache import TextCache
from search.embeddings.base import Vectors

Rows = list[dict[str, Any]]

LARGEST: Final = 500_000  # characters; what is larger is not worth carrying around
LOOK_UPS: Final = Counter(
    "orchestrator_search_cache_total",
    "Look-ups of what searches remember: found in this process, in Redis, or not.",
    ["cache", "outcome"],
)


@dataclass(slots=True)
class Remembered:
    """Texts for `seconds`, the last used of them in this process, at most `size` characters."""

    name: str
    seconds: int
    size: int
    _held: OrderedDict[str, tuple[float, str]] = field(default_factory=OrderedDict)
    _characters: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    async def get(self, *, person: UUID, parts: Sequence[str]) -> str | None:
        """The text that was put under the same person and parts, if it is still there."""
        key = self._key(person, parts)
        text, outcome = self._here(key), "process"
        if text is None:
            text, outcome = await _redis().get(key), "redis"
            if text is not None:
                self._keep(key, text)
        LOOK_UPS.labels(self.name, outcome if text is not None else "miss").inc()
        return text

    async def put(self, text: str, *, person: UUID, parts: Sequence[str]) -> None:
        if len(text) > LARGEST:
            return
        key = self._key(person, parts)
        self._keep(key, text)
        await _redis().put(key, text, seconds=self.seconds)

    def clear(self) -> None:
        """Forgets what this process holds."""
        with self._lock:
            self._held.clear()
            self._characters = 0

    def _key(self, person: UUID, parts: Sequence[str]) -> str:
        digest = hashlib.sha256(json.dumps([str(person), *parts]).encode()).hexdigest()
        return f"search:{self.name}:{person}:{digest}"

    def _here(self, key: str) -> str | None:
        with self._lock:
            until, text = self._held.get(key, (0.0, ""))
            if until < time.monotonic():
                self._drop(key)
                return None
            self._held.move_to_end(key)
            return text

    def _keep(self, key: str, text: str) -> None:
        """What comes from Redis may live on here for as long again; results are told apart by
        the version of the cache, vectors do not age."""
        with self._lock:
            self._drop(key)
            self._held[key] = (time.monotonic() + self.seconds, text)
            self._characters += len(text)
            while self._characters > self.size:
                self._drop(next(iter(self._held)))

    def _drop(self, key: str) -> None:
        held = self._held.pop(key, None)
        self._characters -= len(held[1]) if held else 0


VECTORS: Final = Remembered("vectors", seconds=3_600, size=8_000_000)
RESULTS: Final = Remembered("results", seconds=300, size=32_000_000)


async def vector(*, person: UUID, model: str, text: str) -> Vectors | None:
    """The vector of a question that this person asked within the hour."""
    found = await VECTORS.get(person=person, parts=(model, text))
    return None if found is None else np.frombuffer(base64.b64decode(found), dtype=np.float32)


async def keep_vector(found: Vectors, *, person: UUID, model: str, text: str) -> None:
    encoded = base64.b64encode(found.astype(np.float32).tobytes()).decode()
    await VECTORS.put(encoded, person=person, parts=(model, text))


async def rows(*, person: UUID, parts: Sequence[str]) -> Rows | None:
    """The rows of the same search within five minutes; `parts` tell the search, the version of
    the person's cache among them."""
    found = await RESULTS.get(person=person, parts=parts)
    if found is None:
        return None
    return [{k: _value(*pair) for k, pair in row.items()} for row in json.loads(found)]


async def keep_rows(
    found: Sequence[Mapping[str, Any]], *, person: UUID, parts: Sequence[str]
) -> None:
    plain = [{name: _plain(value) for name, value in row.items()} for row in found]
    await RESULTS.put(json.dumps(plain), person=person, parts=parts)


def forget() -> None:
    """Drops what this process remembers."""
    VECTORS.clear()
    RESULTS.clear()


def _plain(value: Any) -> tuple[str, Any]:
    """Only columns themselves are times or identifiers; what is nested in them came as JSON."""
    if isinstance(value, datetime):
        return "time", value.isoformat()
    if isinstance(value, UUID):
        return "uuid", str(value)
    return "", value


def _value(kind: str, value: Any) -> Any:
    if kind == "time":
        return datetime.fromisoformat(value)
    return UUID(value) if kind == "uuid" else value


def _redis() -> TextCache:
    default = settings.CACHES["default"]
    return TextCache(default["LOCATION"], prefix=str(default.get("KEY_PREFIX", "")))
