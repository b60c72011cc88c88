"""Search against graded queries over the demonstration data:
`python -m benchmarks.evaluate_search_graded [--service gmail] [--failures]`.

The queries and judgements are in `search_graded/`, whose README says how they came about. Each is
searched once in each mode, straight through the product's own search.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import django

QUERIES = Path(__file__).parent / "search_graded"
EMAIL = "demo@example.com"
GOALS = "goals: P@5 where at least five are relevant > 0.8, S@5 >= 0.95"


def main() -> int:
    options = _options()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from accounts.models import User
    from search.tables import SERVICES

    person = User.objects.get(email=EMAIL)
    services = (options.service,) if options.service else SERVICES
    asyncio.run(_measure(person.pk, services, failures=options.failures))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--service", choices=("gmail", "gcal", "gdrive"))
    parser.add_argument("--failures", action="store_true", help="what hybrid search misses")
    return parser.parse_args()


async def _measure(user_id: UUID, services: tuple[Any, ...], *, failures: bool) -> None:
    from accounts.tenancy import close_pool
    from search.embeddings.base import embed_query
    from search.evaluation import Score, judged, read_qrels, read_queries, scores_of
    from search.hybrid import MODES

    found: dict[str, dict[str, Score]] = {mode: {} for mode in MODES}
    qrels: dict[str, dict[str, int]] = {}
    print(f"{'service':8} {'mode':8} nDCG@10  P@5 of many  S@5    R@10   MRR    p50 ms  queries")
    try:
        await embed_query("warm")  # the times are of searches, not of loading the model
        for service in services:
            queries = read_queries(QUERIES / service / "queries.jsonl")
            grades = read_qrels(QUERIES / service / "qrels.tsv")
            qrels |= grades
            asked = judged(queries, grades)
            for mode in MODES:
                scores = await scores_of(
                    user_id=user_id, service=service, queries=asked, qrels=grades, mode=mode
                )
                found[mode] |= scores
                print(_line(service, mode, scores, grades))
            if failures:
                _print_failures(asked, {number: found["hybrid"][number] for number in asked})
    finally:
        await close_pool()
    for name, every in found.items():
        print(_line("all", name, every, qrels))
    print(GOALS)


def _line(service: str, mode: str, scores: Mapping[str, Any], qrels: Mapping[str, Any]) -> str:
    from search.evaluation import quality_of

    q = quality_of(scores, qrels)
    many = f"{q.precision_at_5_of_many or 0:.3f} ({q.queries_of_many})"
    return (
        f"{service:8} {mode:8} {q.ndcg:<8.3f} {many:12} {q.success_at_5:<6.3f} {q.recall:<6.3f} "
        f"{q.mrr:<6.3f} {q.p50_ms:<7.1f} {q.queries}"
    )


def _print_failures(asked: Mapping[str, str], scores: Mapping[str, Any]) -> None:
    """The queries that hybrid search serves worst, worst first."""
    for number, score in sorted(scores.items(), key=lambda item: item[1].ndcg):
        if score.ndcg < 0.7:
            print(
                f"  {number} nDCG {score.ndcg:.2f} P@5 {score.precision_at_5:.1f} {asked[number]}"
            )


if __name__ == "__main__":
    raise SystemExit(main())
