"""Search quality on a real mailbox: `EVAL_DATA=... python -m benchmarks.search_quality`.

Loads `mailbox_ir_2009` into the cache of a scratch person straight through indexing (again:
only what changed), then measures each mode with the product's own search. Needs the services.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import time
from pathlib import Path
from uuid import UUID

import django

SCRATCH = "mailbox@benchmark.invalid"


def main() -> int:
    root = os.environ.get("EVAL_DATA")
    if not root:
        sys.stderr.write("search_quality: EVAL_DATA is not set, nothing measured\n")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from django.utils import timezone

    from benchmarks.mailbox import load, scratch_person

    data = Path(root) / "mailbox_ir_2009"
    user_id, connection_id = scratch_person(SCRATCH)
    started = time.perf_counter()
    report = load(
        data / "corpus.jsonl", user_id=user_id, connection_id=connection_id, now=timezone.now()
    )
    seconds = time.perf_counter() - started
    written = report.new + report.changed
    sys.stdout.write(
        f"indexing: {written} of {written + report.unchanged} mails written in {seconds:.1f} s, "
        f"{report.embedded} passages embedded in {report.embedding_seconds:.1f} s of it\n"
    )
    asyncio.run(_measure(data, user_id))
    return 0


async def _measure(data: Path, user_id: UUID) -> None:
    """Each mode on the queries of even number, on which the weights were chosen, and on those of
    odd number, which only ever report."""
    from accounts.tenancy import close_pool
    from search.evaluation import judged, read_qrels, read_queries, scores_of
    from search.hybrid import MODES

    queries, qrels = read_queries(data / "queries.jsonl"), read_qrels(data / "qrels" / "test.tsv")
    asked = judged(queries, qrels)
    try:
        found = {
            mode: await scores_of(
                user_id=user_id, service="gmail", queries=asked, qrels=qrels, mode=mode
            )
            for mode in MODES
        }
    finally:
        await close_pool()
    for half, parity in (("even (tuned)", 0), ("odd (reported)", 1)):
        ndcg = {
            mode: [score.ndcg for key, score in scores.items() if _number(key) % 2 == parity]
            for mode, scores in found.items()
        }
        sys.stdout.write(f"{half}, {len(ndcg['hybrid'])} queries\n")
        for mode, values in ndcg.items():
            sys.stdout.write(f"  {mode:8} nDCG@10 {statistics.fmean(values):.4f}")
            sys.stdout.write(_compared(ndcg["hybrid"], values) if mode != "hybrid" else "\n")


def _compared(hybrid: list[float], leg: list[float]) -> str:
    """What hybrid search gains over one list: paired bootstrap over the queries, 95 %."""
    gains = [ours - theirs for ours, theirs in zip(hybrid, leg, strict=True)]
    chance = random.Random(0)
    means = sorted(statistics.fmean(chance.choices(gains, k=len(gains))) for _ in range(5_000))
    low, high = means[125], means[-126]
    return f"  hybrid {statistics.fmean(gains):+.4f} (95 %: {low:+.4f} to {high:+.4f})\n"


def _number(key: str) -> int:
    return int("".join(filter(str.isdigit, key)))


if __name__ == "__main__":
    sys.exit(main())
