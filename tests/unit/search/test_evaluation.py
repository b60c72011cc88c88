"""Measures against judgements, and the two commands of search."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from prometheus_client import REGISTRY

from search.evaluation import (
    BadJudgements,
    Score,
    measures,
    quality_of,
    read_qrels,
    read_queries,
)
from search.hybrid import search
from tests.factories import Person
from tests.factories_search import event, file, index, mail, run

db = pytest.mark.django_db(transaction=True)


def test_measures_of_a_ranking_are_those_computed_by_hand() -> None:
    ndcg, precision, recall, mrr = measures(["x", "a", "b"], {"a": 2, "b": 1, "c": 1}, k=3)
    gained = 2 / math.log2(3) + 1 / math.log2(4)
    ideal = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg == pytest.approx(gained / ideal)
    assert precision == pytest.approx(2 / 5)
    assert recall == pytest.approx(2 / 3)
    assert mrr == pytest.approx(1 / 2)


def test_precision_is_also_told_of_those_queries_that_can_fill_five_places() -> None:
    scores = {
        "few": Score(*measures(["a"], {"a": 1}, k=10), 1.0),
        "many": Score(*measures(list("abcx"), dict.fromkeys("abcde", 1), k=10), 2.0),
        "missed": Score(*measures(["x"], {"a": 1}, k=10), 3.0),
    }
    qrels = {"few": {"a": 1}, "many": dict.fromkeys("abcde", 1), "missed": {"a": 1}}
    quality = quality_of(scores, qrels)
    assert quality.precision_at_5 == pytest.approx((0.2 + 0.6 + 0) / 3)
    assert quality.precision_at_5_of_many == pytest.approx(0.6)
    assert quality.queries_of_many == 1
    assert quality.success_at_5 == pytest.approx(2 / 3)


def test_a_perfect_ranking_scores_one_and_an_empty_one_nothing() -> None:
    assert measures(["a", "b"], {"a": 1, "b": 1, "c": 0}, k=10)[0] == 1.0
    assert measures([], {"a": 1}, k=10) == (0.0, 0.0, 0.0, 0.0)


def test_judgements_may_have_a_head_line(tmp_path: Path) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text("query-id\tcorpus-id\tscore\nq1\t<m1@mail.example>\t2\n")
    assert read_qrels(path) == {"q1": {"<m1@mail.example>": 2}}
    path.write_text("q1\td1\t1\n")
    assert read_qrels(path) == {"q1": {"d1": 1}}


@pytest.mark.parametrize("content", ["q1 d1 1", "q1\td1\thigh", "q1\td1"])
def test_a_bad_line_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad"
    path.write_text(f"query-id\tcorpus-id\tscore\n{content}\n")
    with pytest.raises(BadJudgements, match="line 2"):
        read_qrels(path)
    with pytest.raises(BadJudgements, match="line 1"):
        read_queries(path)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(BadJudgements, match="cannot be read"):
        read_queries(tmp_path / "none")


def command(capsys: Any, *arguments: str) -> Any:
    call_command(*arguments, "--json")
    return json.loads(capsys.readouterr().out)


@db
def test_the_search_command_prints_what_the_contract_says(person: Person, capsys: Any) -> None:
    index(person, [mail("m1", "Rowing club", "The boats are repaired.")])
    index(person, [event("e1", "Rowing regatta")])
    index(person, [file("f1", "Sport/Rowing plan.v2.txt", "rowing")])
    email = ("--email", "ada@example.org")
    keys = {
        "gmail": {"rfc822_message_id": "<m1@mail.example>"},
        "gcal": {"ical_uid": "e1@calendar.example"},
        "gdrive": {"path": "Sport/Rowing plan.v2.txt", "stem": "Rowing plan.v2"},
    }
    for service, expected in keys.items():
        found = command(capsys, "search", "rowing", *email, "--service", service)
        assert found["took_ms"] > 0
        [result] = found["results"]
        assert {"id", "score", "title", "url", "snippet"} <= set(result)
        assert {key: result[key] for key in expected} == expected


@db
def test_the_search_command_takes_filters(person: Person, capsys: Any) -> None:
    index(person, [mail("m1", "Rowing"), mail("m2", "Rowing", sender_name="Kai Storm")])
    base = ("search", "rowing", "--email", "ada@example.org", "--service", "gmail")
    by_kai = command(capsys, *base, "--sender", "kai", "--mode", "lexical")
    assert [result["id"] for result in by_kai["results"]] == ["m2"]
    assert len(command(capsys, *base, "--limit", "1")["results"]) == 1
    assert command(capsys, *base, "--after", "2026-03-10")["results"] == []
    whole = command(capsys, *base, "--after", "2026-03-09", "--before", "2026-03-10T00:00:00Z")
    assert len(whole["results"]) == 2


@db
@pytest.mark.parametrize(
    "wrong",
    [
        ("--email", "nobody@example.org", "--service", "gmail"),
        ("--email", "ada@example.org", "--service", "gmail", "--after", "soon"),
        ("--email", "ada@example.org", "--service", "gmail", "--limit", "0"),
    ],
)
def test_wrong_usage_of_the_search_command_ends_with_code_2(
    person: Person, wrong: tuple[str, ...]
) -> None:
    with pytest.raises(CommandError) as stopped:
        call_command("search", "rowing", *wrong)
    assert stopped.value.returncode == 2


@db
def test_each_mode_is_evaluated(person: Person, capsys: Any, tmp_path: Path) -> None:
    index(
        person,
        [
            mail("m1", "Rowing club", "The boats are repaired."),
            mail("m2", "Dinner", "Soup and salad."),
        ],
    )
    queries, qrels = tmp_path / "queries.jsonl", tmp_path / "qrels.tsv"
    queries.write_text(
        '{"_id": "q1", "text": "rowing boats"}\n{"_id": "q2", "text": "not judged"}\n'
    )
    qrels.write_text("query-id\tcorpus-id\tscore\nq1\t<m1@mail.example>\t1\n")
    files = ("--queries", str(queries), "--qrels", str(qrels))
    base = ("evaluate_search", "--email", "ada@example.org", "--service", "gmail")
    found = command(capsys, *base, *files)
    assert set(found) == {"hybrid", "lexical", "vector"}
    for quality in found.values():
        assert (quality["ndcg"], quality["recall"], quality["mrr"]) == (1.0, 1.0, 1.0)
        assert quality["precision_at_5"] == 0.2
        assert quality["success_at_5"] == 1.0
        assert (quality["precision_at_5_of_many"], quality["queries_of_many"]) == (None, 0)
        assert quality["queries"] == 1
        assert 0 < quality["p50_ms"] <= quality["p95_ms"]
    qrels.write_text("other\t<m1@mail.example>\t1\n")
    with pytest.raises(CommandError, match="belong together") as stopped:
        call_command(*base, *files)
    assert stopped.value.returncode == 2


@db
def test_a_search_that_is_measured_neither_uses_nor_keeps_an_earlier_one(person: Person) -> None:
    index(person, [mail("m1", "Rowing club")])

    def found() -> int:
        asking = search(user_id=person.id, service="gmail", query="rowing", remember=False)
        return len(run(asking).results)

    def looked_up() -> float:
        metrics = REGISTRY.collect()
        samples = [sample for metric in metrics for sample in metric.samples]
        return sum(s.value for s in samples if s.name == "orchestrator_search_cache_total")

    before = looked_up()
    assert (found(), found()) == (1, 1)
    assert looked_up() == before
    run(search(user_id=person.id, service="gmail", query="rowing"))
    assert looked_up() > before


def test_the_embedding_model_is_named_without_loading_it() -> None:
    from django.apps import apps

    assert apps.get_app_config("search").describe_embeddings()  # type: ignore[attr-defined]
