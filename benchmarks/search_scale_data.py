"""Mailboxes of any size for measurements: real texts, real embeddings slightly moved.

One mailbox is indexed as the product does it; the others are drawn from it in the database: the
same texts under other ids and days, and vectors near those of the original, so that people share
clusters as colleagues do. Long vectors are the short ones turned into more dimensions by a fixed
random matrix, with noise in all of them: nearness is real, the numbers are not of a real model.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from accounts.tenancy import tenant
from benchmarks.mailbox import mail_of, scratch_person
from search.embeddings.local import MODEL_ID, shared
from search.indexing import PreparedPage, write
from search.records import EmailRecord
from search.rows import Row, row_of

Floats = NDArray[np.float32]

SHORT, LONG = 384, 1536
LONG_MODEL = "turned-1536"
MODELS = {SHORT: MODEL_ID, LONG: LONG_MODEL}
NOISE = 0.3  # length of what is added to a vector of length 1: cosine about 0.96
PAGE = 100
NEWEST = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    user_id: uuid.UUID
    connection_id: uuid.UUID
    mails: int


@dataclass(frozen=True)
class Original:
    """The mailbox that is indexed as the product does it, in the order of its mails: ids, and
    where the passages of each begin in `vectors`."""

    person: Person
    ids: list[uuid.UUID]
    first: NDArray[np.int64]
    vectors: Floats
    spans: NDArray[np.int32]
    seconds: float


def person(number: int, mails: int) -> Person:
    user_id, connection_id = scratch_person(f"scale-{number}@benchmark.invalid")
    return Person(user_id, connection_id, mails)


def records(corpus: Path | None, number: int) -> list[EmailRecord]:
    """The first mails of EVAL_DATA's mailbox, or invented ones."""
    if corpus is not None and corpus.exists():
        with corpus.open(encoding="utf-8") as lines:
            return [mail_of(json.loads(line)) for line in islice(lines, number)]
    return list(_invented(number))


def index_original(found: list[EmailRecord], owner: Person) -> Original:
    """Indexes the mails through the product; `seconds` are without embedding."""
    began = perf_counter()
    rows = [row_of(record, keep_body=False) for record in found]
    seconds = perf_counter() - began
    vectors = shared().embed([text for row in rows for text in row.texts])
    counts = [len(row.texts) for row in rows]
    first = np.concatenate([[0], np.cumsum(counts)])
    ids: list[uuid.UUID] = []
    for start in range(0, len(rows), PAGE):
        page = _page(owner, rows[start : start + PAGE], vectors, first[start:])
        began = perf_counter()
        with tenant(owner.user_id):
            ids += write(page).ids
        seconds += perf_counter() - began
    spans = np.array([span for row in rows for span in row.spans], dtype=np.int32)
    return Original(owner, ids, first, vectors, spans, seconds)


def _page(
    owner: Person, rows: list[Row], vectors: Floats, first: NDArray[np.int64]
) -> PreparedPage:
    return PreparedPage(
        user_id=owner.user_id,
        connection_id=owner.connection_id,
        service="gmail",
        now=NEWEST,
        model=MODEL_ID,
        rows=tuple(rows),
        text_hashes={row.key: row.text_hash(MODEL_ID) for row in rows},
        vectors={
            MODEL_ID: {row.key: vectors[first[n] : first[n + 1]] for n, row in enumerate(rows)}
        },
    )


def draw(original: Original, owner: Person, *, dimensions: int, seed: int) -> int:
    """Fills the owner's mailbox from the original. Returns how many passages that is."""
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(original.ids), owner.mails)
    chance = random.Random(seed)
    # In order, as uuidv7 makes them: what is read together lies together.
    ids = sorted(uuid.UUID(int=chance.getrandbits(128)) for _ in drawn)
    _copy_mails(original, owner, ids, [original.ids[j] for j in drawn])
    counts = (original.first[1:] - original.first[:-1])[drawn]
    rows = np.concatenate([np.arange(original.first[j], original.first[j + 1]) for j in drawn])
    item = np.repeat(np.arange(len(drawn)), counts)
    position = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    for start in range(0, len(rows), 20_000):
        part = slice(start, start + 20_000)
        vectors = moved(original.vectors[rows[part]], dimensions, rng)
        items = [ids[n].bytes for n in item[part]]
        spans = original.spans[rows[part]]
        _copy_passages(owner, MODELS[dimensions], items, position[part], spans, vectors)
    _searched_by(owner, MODELS[dimensions])
    return len(rows)


def moved(vectors: Floats, dimensions: int, rng: np.random.Generator) -> Floats:
    """Vectors near these, of length 1, in so many dimensions."""
    turned = turn(vectors, dimensions)
    noise = rng.standard_normal(turned.shape, dtype=np.float32) * (NOISE / dimensions**0.5)
    return _unit(turned + noise)


def turn(vectors: Floats, dimensions: int) -> Floats:
    if dimensions == vectors.shape[1]:
        return vectors
    matrix = np.random.default_rng(7).standard_normal((vectors.shape[1], dimensions))
    return _unit(vectors @ matrix.astype(np.float32))


def _unit(vectors: Floats) -> Floats:
    unit: Floats = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _copy_mails(
    original: Original, owner: Person, ids: list[uuid.UUID], sources: list[uuid.UUID]
) -> None:
    """In one session through a temporary table, since nobody sees two people's rows at once."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS drawn_from")
        with tenant(original.person.user_id):
            cursor.execute("CREATE TEMP TABLE drawn_from AS SELECT * FROM search_email")
        cursor.execute(
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
            "WHERE table_name = 'search_email' AND table_schema = 'public' AND column_name <> "
            "ALL(ARRAY['user_id', 'id', 'connection_id', 'google_id', 'lexemes', 'received_at'])"
        )
        others = cursor.fetchone()[0]
        with tenant(owner.user_id):
            cursor.execute(
                "INSERT INTO search_email (user_id, id, connection_id, google_id, received_at, "  # noqa: S608
                f"lexemes, {others}) SELECT %s, drawn.id, %s, 'm' || drawn.number, "
                "%s::timestamptz - drawn.number * interval '3 hours', "
                "ts_delete(lexemes, 'u:' || %s) || array_to_tsvector(ARRAY['u:' || %s]), "
                f"{others} FROM unnest(%s::uuid[], %s::uuid[]) WITH ORDINALITY "
                "AS drawn (id, source, number) JOIN drawn_from ON drawn_from.id = drawn.source",
                [
                    owner.user_id,
                    owner.connection_id,
                    NEWEST,
                    str(original.person.user_id),
                    str(owner.user_id),
                    ids,
                    sources,
                ],
            )


def _copy_passages(
    owner: Person,
    model: str,
    items: list[bytes],
    positions: NDArray[np.int64],
    spans: NDArray[np.int32],
    vectors: Floats,
) -> None:
    """By PostgreSQL's binary COPY into a temporary table: rows of one size, made at once."""
    length = vectors.shape[1]
    row = np.dtype(
        [
            ("fields", ">i2"), ("l1", ">i4"), ("item", "V16"), ("l2", ">i4"), ("position", ">i4"),
            ("l3", ">i4"), ("starts", ">i4"), ("l4", ">i4"), ("ends", ">i4"),
            ("l5", ">i4"), ("dimensions", ">i2"), ("unused", ">i2"), ("vector", ">f2", (length,)),
        ]
    )  # fmt: skip
    rows = np.zeros(len(items), dtype=row)
    rows["fields"], rows["l1"], rows["l2"], rows["l3"], rows["l4"] = 5, 16, 4, 4, 4
    rows["item"] = np.frombuffer(b"".join(items), dtype="V16")
    rows["position"], rows["starts"], rows["ends"] = positions, spans[:, 0], spans[:, 1]
    rows["l5"], rows["dimensions"], rows["vector"] = 4 + 2 * length, length, vectors
    with tenant(owner.user_id), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE passages_in (item_id uuid, position int, starts int, ends int, "
            "embedding halfvec) ON COMMIT DROP"
        )
        with cursor.copy("COPY passages_in FROM STDIN (FORMAT BINARY)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8) + rows.tobytes() + b"\xff\xff")
        cursor.execute(
            "INSERT INTO search_emailpassage (user_id, model, item_id, position, starts, ends, "
            "embedding, bits) SELECT %s, %s, passages_in.*, CASE WHEN vector_dims(embedding) >= "
            "1024 THEN binary_quantize(embedding)::varbit END FROM passages_in",
            [owner.user_id, model],
        )


def _searched_by(owner: Person, model: str) -> None:
    with tenant(owner.user_id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_cachestate (user_id, model, version) VALUES (%s, %s, 1) "
            "ON CONFLICT (user_id) DO UPDATE SET model = EXCLUDED.model",
            [owner.user_id, model],
        )


def _invented(number: int) -> Iterator[EmailRecord]:
    """Mails of made-up words, the common ones often (Zipf)."""
    rng = random.Random(3)
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "u")]
    lexicon = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(20_000)]
    weights = [1 / (n + 3) for n in range(len(lexicon))]

    def text(words: int) -> str:
        return " ".join(rng.choices(lexicon, weights, k=words))

    for n in range(number):
        fields: dict[str, Any] = {"thread_id": f"t{n // 3}", "rfc822_message_id": f"<{n}@scale>"}
        yield EmailRecord(
            google_id=f"m{n}",
            subject=text(5),
            sender_name=text(2).title(),
            sender_email=f"{text(1)}@benchmark.invalid",
            reply_to="",
            recipients=(),
            received_at=NEWEST - timedelta(hours=n),
            labels=("INBOX",),
            text=text(rng.randint(20, 500)),
            **fields,
        )
