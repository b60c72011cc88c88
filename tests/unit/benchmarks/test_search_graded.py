"""The graded queries: enough of them, each judged, by ids of the right kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.evaluation import judged, read_qrels, read_queries
from search.tables import SERVICES

ROOT = Path(__file__).parents[3] / "benchmarks" / "search_graded"


def test_there_are_enough_queries_of_every_kind() -> None:
    queries, many = 0, 0
    for service in SERVICES:
        asked = read_queries(ROOT / service / "queries.jsonl")
        qrels = read_qrels(ROOT / service / "qrels.tsv")
        assert set(judged(asked, qrels)) == set(asked) == set(qrels)
        assert {grade for grades in qrels.values() for grade in grades.values()} <= {1, 2}
        queries += len(asked)
        many += sum(len(grades) >= 5 for grades in qrels.values())
    assert queries >= 100
    assert many >= 40


@pytest.mark.parametrize("service", SERVICES)
def test_ids_are_of_the_kind_that_the_service_has(service: str) -> None:
    ids = {item for grades in read_qrels(ROOT / service / "qrels.tsv").values() for item in grades}
    if service == "gmail":
        assert all(item.startswith("<") and item.endswith(">") for item in ids)
    elif service == "gcal":
        assert all(item.endswith("@calendar.example") for item in ids)
    else:
        assert not any("/" in item for item in ids)
