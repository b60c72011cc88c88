"""How near a question is to the project's own example questions (`exemplars.jsonl`)."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from agents.query import Operation, Service
from search.embeddings import local
from search.embeddings.base import query_vector

log = logging.getLogger(__name__)

FILE = Path(__file__).parent / "exemplars.jsonl"
NEIGHBOURS = 24
TEMPERATURE = 0.08  # a neighbour that is 0.08 of cosine nearer counts e times as much


@dataclass(frozen=True, slots=True)
class Exemplar:
    text: str
    operation: Operation
    services: tuple[Service, ...]
    about_booking: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What exemplars of one meaning have in common."""

    operation: Operation
    services: tuple[Service, ...]
    about_booking: bool


@dataclass(frozen=True, slots=True)
class Nearness:
    """`shares` of the neighbours' weight by kind (they sum to 1) and the `best` cosine."""

    shares: dict[Kind, float]
    best: float


def nearest(text: str) -> Nearness:
    """The kinds of the exemplars nearest to the text. Raises `EmbeddingError`."""
    kinds, vectors = _index()
    cosines = vectors @ query_vector(text, model=local.shared())
    near = np.argsort(-cosines)[:NEIGHBOURS]
    weights = np.exp(cosines[near] / TEMPERATURE)
    weights /= weights.sum()
    shares: dict[Kind, float] = {}
    for index, weight in zip(near, weights, strict=True):
        shares[kinds[index]] = shares.get(kinds[index], 0.0) + float(weight)
    return Nearness(shares, float(cosines[near[0]]))


@functools.cache
def exemplars() -> tuple[Exemplar, ...]:
    """All exemplars, as the file holds them."""
    with FILE.open(encoding="utf-8") as lines:
        return tuple(_exemplar(json.loads(line)) for line in lines)


def _exemplar(row: dict[str, object]) -> Exemplar:
    services = tuple(cast(list[Service], row["services"]))
    return Exemplar(
        str(row["text"]),
        cast(Operation, row["operation"]),
        services,
        bool(row.get("about_booking")),
    )


@functools.cache
def _index() -> tuple[tuple[Kind, ...], NDArray[np.float32]]:
    """The intent always uses the local model, whichever one the search uses."""
    rows = exemplars()
    kinds = tuple(Kind(row.operation, row.services, row.about_booking) for row in rows)
    return kinds, _vectors([row.text for row in rows])


def _vectors(texts: list[str]) -> NDArray[np.float32]:
    """The texts' vectors: embedded once for each state of the file, kept below DATA_DIR."""
    model = local.shared()
    digest = hashlib.sha256("\n".join([model.model_id, *texts]).encode()).hexdigest()[:16]
    kept = Path(settings.DATA_DIR) / "cache" / f"exemplars-{digest}.npy"
    try:
        vectors: NDArray[np.float32] = np.load(kept, allow_pickle=False)
        if vectors.shape == (len(texts), model.dimensions):
            return vectors
    except (OSError, ValueError):
        pass  # not kept yet, or damaged: embedded anew
    vectors = model.embed(texts)
    _keep(kept, vectors)
    return vectors


def _keep(file: Path, vectors: NDArray[np.float32]) -> None:
    part = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            np.save(out, vectors, allow_pickle=False)
        part.replace(file)
    except OSError as error:
        log.warning("the exemplars' vectors cannot be kept in %s: %s", file.parent, error)
