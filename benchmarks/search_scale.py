"""Search at scale. All of it, on a machine that does nothing else:

    EVAL_DATA=... python -m benchmarks.search_scale --large 50000 --crowd 1000000

Run it against services with a data directory of their own (`DATA_DIR=... make services`): the
sizes by part are those of whole tables, and `VACUUM` is run as autovacuum would. Without EVAL_DATA
the texts are invented. What is loaded is removed at the end, which is measured too.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from uuid import UUID

    from benchmarks.figures import Report
    from benchmarks.search_scale_data import Floats, Original, Person

QUERIES = 60
LONGEST = 300  # characters of a question: EVAL_DATA has some that are whole mails
# The bare scan: the nearest items by the same vectors, in a transaction of the same kind.
SCAN = """
    SELECT item_id FROM search_emailpassage
    WHERE user_id = %(user)s AND model = %(model)s
    GROUP BY item_id
    ORDER BY min(CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END)
    LIMIT 10
"""
BARE = """
    SELECT item_id FROM search_emailpassage
    WHERE user_id = %(user)s AND model = %(model)s
    ORDER BY CASE WHEN model = %(model)s THEN embedding <#> %(vector)s::halfvec END
    LIMIT 10
"""
SIZES = """
    SELECT sum(pg_relation_size(leaf.inhrelid))::float8 AS rows,
           sum(pg_table_size(leaf.inhrelid) - pg_relation_size(leaf.inhrelid))::float8 AS toast
    FROM pg_inherits AS leaf WHERE leaf.inhparent = %s::regclass
"""
INDEXES = """
    SELECT parent.relname, sum(pg_relation_size(leaf.inhrelid))::float8
    FROM pg_index AS i JOIN pg_class AS parent ON parent.oid = i.indexrelid
    JOIN pg_inherits AS leaf ON leaf.inhparent = i.indexrelid
    WHERE i.indrelid = %s::regclass GROUP BY 1 ORDER BY 1
"""


def main() -> int:
    options = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from benchmarks.figures import Report
    from benchmarks.search_scale_data import LONG, index_original, person, records

    report = Report()
    root = os.environ.get("EVAL_DATA")
    corpus = Path(root) / "mailbox_ir_2009" / "corpus.jsonl" if root else None
    found = records(corpus, options.texts)
    original = index_original(found, person(0, len(found)))
    rate = len(found) / original.seconds
    report.add("scale.indexing", rate, "mails/s", "warm", "", "one process, without embedding")
    queries = _queries(root, [record.subject for record in found])
    people = [original.person]
    try:
        _short(report, options, original, queries, people)
        _sizes(report, sum(p.mails for p in people), "search_email", "search_emailpassage")
        if LONG in options.dimensions:
            _long(report, options, original, queries, people)
        _deletion(report, people[1])
    finally:
        _remove(people)
    print(report.table())
    if os.environ.get("FIGURES"):
        report.append_to(Path(os.environ["FIGURES"]))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--mails", type=int, default=5_000, help="of each of them")
    parser.add_argument("--large", type=int, default=50_000, help="mails of one more person")
    parser.add_argument("--few", type=int, default=50_000, help="mails of all, at first")
    parser.add_argument("--crowd", type=int, default=0, help="mails of all, in the end: 1000000")
    parser.add_argument("--texts", type=int, default=2_000, help="mails that all are drawn from")
    parser.add_argument("--long-people", type=int, default=5, help="of those with 1536 dimensions")
    parser.add_argument("--dimensions", type=int, nargs="*", default=[384, 1536])
    return parser.parse_args()


def _queries(root: str | None, subjects: Sequence[str]) -> list[str]:
    """Questions of EVAL_DATA, of even number, or words of subjects."""
    if root:
        from search.evaluation import read_queries

        found = read_queries(Path(root) / "mailbox_ir_2009" / "queries.jsonl")
        even = [text for _, text in sorted(found.items())][::2]
        plain = (" ".join(re.findall(r"\w+", text)) for text in even)
        return [text for text in plain if 0 < len(text) < LONGEST][:QUERIES]
    chosen = random.Random(5).sample(
        [s for s in subjects if s.strip()], k=min(QUERIES, len(subjects))
    )
    return [" ".join(subject.split()[:4]) for subject in chosen]


def _short(
    report: Report,
    options: argparse.Namespace,
    original: Original,
    queries: list[str],
    people: list[Person],
) -> None:
    """384 dimensions: one person among few mails, then among all; and the large mailbox."""
    vectors = _embed(queries)
    target = _load(original, options.mails, 384, people)
    while sum(p.mails for p in people) < min(options.few, options.people * options.mails):
        _load(original, options.mails, 384, people)
    _vacuum()
    few = _measure(report, f"384d.{options.mails}", target, queries, vectors, goal="<= 12")
    while len(people) - 1 < options.people:
        _load(original, options.mails, 384, people)
    large = _load(original, options.large, 384, people) if options.large else None
    while sum(p.mails for p in people) < options.crowd:
        _load(original, options.mails, 384, people)
    _vacuum()
    many = sum(p.mails for p in people)
    name = f"384d.{options.mails}.among_{many}"
    report.add(
        f"scale.{name}.to_few",
        _measure(report, name, target, queries, vectors) / few,
        "x",
        "warm",
        "<= 1.3",
    )
    if large:
        _measure(report, f"384d.{options.large}", large, queries, vectors, goal="<= 50")


def _long(
    report: Report,
    options: argparse.Namespace,
    original: Original,
    queries: list[str],
    people: list[Person],
) -> None:
    """1536 dimensions, with the recall of the scan by signs."""
    from benchmarks.search_scale_data import LONG, turn

    vectors = turn(_embed(queries), LONG)
    some = [_load(original, options.mails, LONG, people) for _ in range(options.long_people)]
    large = _load(original, options.large, LONG, people) if options.large else None
    _vacuum()
    for owner, goal in ((some[0], "<= 12"), (large, "<= 40")):
        if owner:
            _measure(report, f"1536d.{owner.mails}", owner, queries, vectors, goal=goal)
            recall = asyncio.run(_recall(owner, queries, vectors))
            report.add(f"scale.1536d.{owner.mails}.recall", recall, "@10", "warm", ">= 0.99")


def _load(original: Original, mails: int, dimensions: int, people: list[Person]) -> Person:
    from benchmarks.search_scale_data import draw, person

    owner = person(len(people), mails)
    people.append(owner)
    passages = draw(original, owner, dimensions=dimensions, seed=len(people))
    print(f"person {len(people) - 1}: {mails} mails, {passages} passages", file=sys.stderr)
    return owner


def _embed(queries: list[str]) -> Floats:
    from search.embeddings.local import shared

    return shared().embed(queries)


def _measure(
    report: Report,
    name: str,
    owner: Person,
    queries: list[str],
    vectors: Floats,
    *,
    goal: str = "",
) -> float:
    """Adds p50 and p95 of hybrid search and of the bare scan. Returns the p50."""
    from benchmarks.figures import median, percentile

    _forget_results(owner)
    hybrid, scan = asyncio.run(_times(owner, queries, vectors))
    note = f"{len(queries)} questions, each for the first time, their vectors known"
    report.add(f"scale.{name}.p50", median(hybrid), "ms", "warm", goal, note)
    report.add(f"scale.{name}.p95", percentile(hybrid, 0.95), "ms", "warm", "", note)
    report.add(f"scale.{name}.scan", median(scan), "ms", "warm", "", "exact vectors alone, p50")
    ratio = median(hybrid) / median(scan)
    report.add(f"scale.{name}.ratio", ratio, "x", "warm", "<= 2.5", "to the scan")
    return median(hybrid)


def _forget_results(owner: Person) -> None:
    from accounts.tenancy import tenant
    from search import state

    with tenant(owner.user_id):
        state.raise_version(owner.user_id)


async def _times(
    owner: Person, queries: list[str], vectors: Floats
) -> tuple[list[float], list[float]]:
    """Milliseconds of each hybrid search and of each bare scan, taken in turn, after a first
    round that warms the database's memory."""
    from accounts.tenancy import close_pool
    from search.hybrid import search

    hybrid: list[float] = []
    scan: list[float] = []
    try:
        await _know(owner, queries, vectors)
        for limit, is_counted in ((9, False), (10, True)):
            for query, vector in zip(queries, vectors, strict=True):
                options: dict[str, Any] = {"limit": limit}
                found = await search(user_id=owner.user_id, service="gmail", query=query, **options)
                began = perf_counter()
                await _nearest(owner, vector, BARE)
                if is_counted:
                    hybrid.append(found.took_ms)
                    scan.append((perf_counter() - began) * 1_000)
    finally:
        await close_pool()
    return hybrid, scan


async def _know(owner: Person, queries: list[str], vectors: Floats) -> None:
    """The questions' vectors are remembered, results are not."""
    from search import remembered, state
    from search.question import wording
    from search.text import clean

    remembered.forget()
    model = (await state.read(owner.user_id)).model
    for query, vector in zip(queries, vectors, strict=True):
        text = clean(wording(query, "gmail"))
        await remembered.keep_vector(vector, person=owner.user_id, model=model, text=text)


async def _nearest(owner: Person, vector: Floats, statement: str) -> list[UUID]:
    from accounts.tenancy import tenant_connection
    from search.indexing import vector_text
    from search.state import read

    params = {
        "user": owner.user_id,
        "model": (await read(owner.user_id)).model if statement == SCAN else _MODEL[len(vector)],
        "vector": vector_text(vector),
    }
    async with tenant_connection(owner.user_id) as conn:
        cursor = await conn.execute(statement, params, prepare=False)
        return [row["item_id"] for row in await cursor.fetchall()]


async def _recall(owner: Person, queries: list[str], vectors: Floats) -> float:
    """The share of the ten nearest mails that the vector list holds among its first ten."""
    from accounts.tenancy import close_pool
    from search.hybrid import search

    shares: list[float] = []
    try:
        await _know(owner, queries, vectors)
        for query, vector in zip(queries, vectors, strict=True):
            exact = set(await _nearest(owner, vector, SCAN))
            found = await search(
                user_id=owner.user_id, service="gmail", query=query, mode="vector", limit=10
            )
            shares.append(len(exact & {hit.item_id for hit in found.results}) / len(exact))
    finally:
        await close_pool()
    return sum(shares) / len(shares)


_MODEL = {384: "all-minilm-l6-v2-int8", 1536: "turned-1536"}


def _sizes(report: Report, mails: int, *tables: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(SIZES, [table])
            rows, toast = cursor.fetchone()
            report.add(f"scale.bytes.{table}.rows", rows / mails, "bytes a mail", "")
            report.add(f"scale.bytes.{table}.toast", toast / mails, "bytes a mail", "")
            cursor.execute(INDEXES, [table])
            for index, size in cursor.fetchall():
                report.add(f"scale.bytes.{index}", size / mails, "bytes a mail", "")


def _deletion(report: Report, owner: Person) -> None:
    from accounts.tenancy import tenant
    from search import indexing

    began = perf_counter()
    with tenant(owner.user_id):
        gone = indexing.remove(
            user_id=owner.user_id, connection_id=owner.connection_id, service="gmail", keep=()
        )
    seconds = perf_counter() - began
    report.add(f"scale.delete.{gone}", seconds, "s", "warm", "< 1", f"{_left(owner)} rows left")


def _left(owner: Person) -> int:
    """The person's rows in the tables of search, other than the state of their cache."""
    from django.db import connection

    from accounts.tenancy import tenant
    from search.tables import TABLES

    with tenant(owner.user_id), connection.cursor() as cursor:
        left = 0
        for table in TABLES.values():
            for name in (table.items, table.passages):
                cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608
                left += int(cursor.fetchone()[0])
    return left


def _vacuum() -> None:
    import psycopg
    from django.conf import settings

    owner = settings.DATABASE_OWNER
    if owner is None:
        raise SystemExit("DATABASE_OWNER_URL is needed for VACUUM")
    with psycopg.connect(
        host=owner["HOST"],
        port=owner["PORT"],
        user=owner["USER"],
        password=owner["PASSWORD"],
        dbname=owner["NAME"],
        autocommit=True,
    ) as conn:
        conn.execute("VACUUM (ANALYZE) search_email, search_emailpassage")


def _remove(people: Sequence[Person]) -> None:
    from django.contrib.auth import get_user_model

    for owner in people:
        get_user_model().objects.filter(pk=owner.user_id).delete()


if __name__ == "__main__":
    sys.exit(main())
