"""What the statements of a search read: one partition, and of it only one's own rows.

The other person's rows lie in the same partition, and hold the same words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper

from accounts.models import Connection, User
from accounts.schema import PARTITIONS
from accounts.tenancy import tenant
from search.embeddings.base import embedder
from search.filters import Filters, always, asked
from search.hits import Mode
from search.indexing import vector_text
from search.statements import browse_statement, search_statement
from search.tables import SERVICES, TABLES, Service
from tests import factories
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail

pytestmark = pytest.mark.django_db(transaction=True)

OWN, OTHERS = 3, 60
FILTERS = {
    "open": Filters(),
    "strict": Filters(participants=("ada",)),
    "lenient": Filters(participants=("ada",), strict=False),
    "phrases": Filters(phrases=("buried treasure",)),
}
RECORDS: dict[Service, Any] = {"gmail": mail, "gcal": event, "gdrive": file}


@pytest.fixture
def neighbours(transactional_db: None) -> tuple[Person, Person]:
    """Two people who share a partition of every table."""
    mine = factories.person("ada@example.org")
    theirs = _person("kai@example.org", _beside(mine.id))
    for owner, number in ((mine, OWN), (theirs, OTHERS)):
        for make in RECORDS.values():
            index(owner, [make(f"i{n}", f"Buried treasure {n}") for n in range(number)])
    return mine, theirs


def _beside(person: UUID) -> UUID:
    """An id of the same partition as `person`; one of PARTITIONS ids is."""
    same = (
        "SELECT bool_or(satisfies_hash_partition('search_email'::regclass, %(m)s, n, %(one)s)"
        " AND satisfies_hash_partition('search_email'::regclass, %(m)s, n, %(other)s))"
        " FROM generate_series(0, %(m)s - 1) AS n"
    )
    with connection.cursor() as cursor:
        for _ in range(100 * PARTITIONS):
            candidate = uuid4()
            cursor.execute(same, {"m": PARTITIONS, "one": person, "other": candidate})
            if cursor.fetchone() == (True,):
                return candidate
    raise AssertionError("no id of the same partition")


def _person(email: str, user_id: UUID) -> Person:
    user = User.objects.create_user(email, id=user_id, time_zone="Europe/Berlin", name=email)
    with tenant(user.id):
        return Person(user=user, connection=Connection.objects.create(user=user, email=email))


def statements(person: Person, service: Service) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every shape of statement that a search makes: its name, itself, its parameters."""
    model = embedder()
    vector = model.embed(["treasure"])[0]
    asking = {
        "user": person.id,
        "words": "buried treasure",
        "unfinished": True,
        "languages": ["english"],
        "model": model.model_id,
        "vector": vector_text(vector),
        "now": NOW,
        "limit": 10,
    }
    modes: tuple[Mode, ...] = ("hybrid", "lexical", "vector")
    for name, filters in FILTERS.items():
        for mode in modes:
            statement, params = search_statement(
                service, filters, mode, days=(70,), newest=True, dimensions=len(vector)
            )
            yield f"{name} {mode}", statement.as_string(None), params | asking
        conditions = [always(service, filters), asked(service, filters)]
        statement, params = browse_statement(service, conditions, "newest")
        yield f"{name} browse", statement.as_string(None), params | asking


@pytest.mark.parametrize("service", SERVICES)
def test_each_statement_plans_one_partition_and_names_the_person(
    neighbours: tuple[Person, Person], service: Service
) -> None:
    me = neighbours[0]
    for name, statement, params in statements(me, service):
        for parent in (TABLES[service].items, TABLES[service].passages):
            scans = [s for s in _scans(me, statement, params) if s["table"].startswith(parent)]
            exact = [s for s in scans if s["table"].removeprefix(parent).strip("_p").isdigit()]
            assert len({scan["table"] for scan in exact}) <= 1, (name, parent)
            assert all("user_id" in scan["conditions"] for scan in exact), (name, scans)


@pytest.mark.parametrize("service", SERVICES)
def test_no_statement_reads_rows_of_another(
    neighbours: tuple[Person, Person], service: Service
) -> None:
    for person, own in zip(neighbours, (OWN, OTHERS), strict=True):
        for name, statement, params in statements(person, service):
            read = _rows_read(person, statement, params)
            tables = {table for table, rows in read.items() if rows}
            assert 1 <= len(tables) <= 2, (name, read)  # of the items and of the passages
            if own == OWN:  # its few rows a few times over are fewer than the other's once
                assert max(read.values()) < OTHERS, (name, read)


def _scans(person: Person, statement: str, params: dict[str, Any]) -> Iterator[dict[str, str]]:
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # so few rows are else read as a whole
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", params)
        plan = cursor.fetchone()[0]
    plans = [(json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]]
    while plans:
        node = plans.pop()
        plans += node.get("Plans", [])
        if "Relation Name" in node:
            inner = [part.get("Index Cond", "") for part in node.get("Plans", [])]
            own = [node.get(key, "") for key in ("Index Cond", "Filter", "Recheck Cond")]
            yield {"table": node["Relation Name"], "conditions": " ".join([*own, *inner])}


def _rows_read(person: Person, statement: str, params: dict[str, Any]) -> dict[str, int]:
    """How many rows the statement took from each table of the search, those within functions
    too."""
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        before = _counters(cursor)
        cursor.execute(statement, params)
        assert cursor.fetchall(), "a statement that finds nothing shows nothing"
        after = _counters(cursor)
    return {table: n - before.get(table, 0) for table, n in after.items() if n != before.get(table)}


def _counters(cursor: CursorWrapper) -> dict[str, int]:
    cursor.execute(
        "SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0)"
        " FROM pg_stat_xact_user_tables WHERE relname ~ '^search_(email|event|file)'"
    )
    return dict(cursor.fetchall())
