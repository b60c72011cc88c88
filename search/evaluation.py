"""How good search is: rankings against relevance judgements in BEIR's files.

Measures as trec_eval's: nDCG with linear gain, precision at 5, recall and reciprocal rank at k.
"""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from search.embeddings.base import forget
from search.hits import Hit, Mode
from search.hybrid import search
from search.tables import SearchError, Service

Qrels = Mapping[str, Mapping[str, int]]


class BadJudgements(SearchError):
    """A file of queries or judgements cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over the judged queries; times are of whole searches, in which no query repeats.
    `success_at_5` is the share with anything relevant among the first five,
    `precision_at_5_of_many` the precision of those `queries_of_many` to which at least five items
    are relevant (of the others five cannot be right); `None` without such queries."""

    ndcg: float
    precision_at_5: float
    recall: float
    mrr: float
    p50_ms: float
    p95_ms: float
    queries: int
    success_at_5: float
    precision_at_5_of_many: float | None
    queries_of_many: int

    def as_json(self) -> dict[str, Any]:
        return {
            name: value if value is None else round(value, 4)
            for name, value in asdict(self).items()
        }


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one query, in the order of `measures`."""

    ndcg: float
    precision_at_5: float
    recall: float
    reciprocal_rank: float
    took_ms: float


def read_queries(path: Path) -> dict[str, str]:
    """Texts by id, from lines of `{"_id", "text"}`. Raises BadJudgements."""
    found = {}
    for number, line in _lines(path):
        try:
            query = json.loads(line)
            found[str(query["_id"])] = str(query["text"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadJudgements(
                f'{path}, line {number}: no object with "_id" and "text"'
            ) from error
    return found


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades by query and document, from tab-separated `query-id corpus-id score`, with or
    without that head line. Raises BadJudgements."""
    found: dict[str, dict[str, int]] = {}
    for number, line in _lines(path):
        parts = line.rstrip("\n").split("\t")
        if number == 1 and parts[0] == "query-id":
            continue
        try:
            query, document, grade = parts
            found.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise BadJudgements(
                f"{path}, line {number}: not query-id, corpus-id and a whole number, by tabs"
            ) from error
    return found


async def evaluate(
    *,
    user_id: UUID,
    service: Service,
    queries: Mapping[str, str],
    qrels: Qrels,
    mode: Mode,
    k: int = 10,
) -> Quality:
    """Searches every judged query once. Raises BadJudgements where nothing is judged."""
    asked = judged(queries, qrels)
    if not asked:
        raise BadJudgements("no query has a relevant document: do the two files belong together?")
    scores = await scores_of(
        user_id=user_id, service=service, queries=asked, qrels=qrels, mode=mode, k=k
    )
    return quality_of(scores, qrels)


def quality_of(scores: Mapping[str, Score], qrels: Qrels) -> Quality:
    """The means of at least one query's measures."""
    times = sorted(score.took_ms for score in scores.values())
    many = [
        score.precision_at_5
        for number, score in scores.items()
        if sum(grade > 0 for grade in qrels[number].values()) >= 5
    ]
    return Quality(
        ndcg=statistics.fmean(score.ndcg for score in scores.values()),
        precision_at_5=statistics.fmean(score.precision_at_5 for score in scores.values()),
        recall=statistics.fmean(score.recall for score in scores.values()),
        mrr=statistics.fmean(score.reciprocal_rank for score in scores.values()),
        p50_ms=_at(times, 0.5),
        p95_ms=_at(times, 0.95),
        queries=len(scores),
        success_at_5=statistics.fmean(score.precision_at_5 > 0 for score in scores.values()),
        precision_at_5_of_many=statistics.fmean(many) if many else None,
        queries_of_many=len(many),
    )


def judged(queries: Mapping[str, str], qrels: Qrels) -> dict[str, str]:
    """The queries to which something is relevant."""
    return {
        number: text
        for number, text in queries.items()
        if any(grade > 0 for grade in qrels.get(number, {}).values())
    }


async def scores_of(
    *,
    user_id: UUID,
    service: Service,
    queries: Mapping[str, str],
    qrels: Qrels,
    mode: Mode,
    k: int = 10,
) -> dict[str, Score]:
    """The measures of each query, searched once; every one of them is judged."""
    forget()
    found = {}
    for number, text in queries.items():
        results = await search(
            user_id=user_id,
            service=service,
            query=text,
            mode=mode,
            limit=2 * max(k, 5),
            remember=False,
        )
        ranking = list(dict.fromkeys(document_id(hit) for hit in results.results))
        found[number] = Score(*measures(ranking, qrels[number], k=k), results.took_ms)
    return found


def document_id(hit: Hit) -> str:
    """What judgements call an item: Message-ID, UID, or a file's name without its extension."""
    return str(hit.details["stem"]) if hit.service == "gdrive" else hit.key[1]


def measures(
    ranking: Sequence[str], grades: Mapping[str, int], *, k: int
) -> tuple[float, float, float, float]:
    """nDCG@k, precision at 5, recall@k and reciprocal rank of one ranking without repetitions."""
    gains = [max(0, grades.get(document, 0)) for document in ranking[:k]]
    relevant = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    first = next((place for place, gain in enumerate(gains, 1) if gain), None)
    return (
        _dcg(gains) / _dcg(relevant[:k]),
        sum(grades.get(document, 0) > 0 for document in ranking[:5]) / 5,
        sum(gain > 0 for gain in gains) / len(relevant),
        1 / first if first else 0.0,
    )


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadJudgements(f"{path} cannot be read: {error}") from error
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
