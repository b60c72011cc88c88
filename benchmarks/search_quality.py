"""Search quality on a real mailbox and on abstracts:
`EVAL_DATA=... python -m benchmarks.search_quality [mailbox_ir_2009] [scifact_train]`.

Loads each set into the cache of a scratch person straight through indexing (again: only what
changed), then measures each mode with the product's own search, and BM25 beside it where `bm25s`
and `PyStemmer` are installed. Needs the services.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import django

SETS = {
    "mailbox_ir_2009": "mailbox@benchmark.invalid",
    "scifact_train": "abstracts@benchmark.invalid",
}


def main() -> int:
    root = os.environ.get("EVAL_DATA")
    if not root:
        sys.stderr.write("search_quality: EVAL_DATA is not set, nothing measured\n")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from django.utils import timezone

    from benchmarks.mailbox import load, scratch_person

    for name in sys.argv[1:] or SETS:
        data = Path(root) / name
        user_id, connection_id = scratch_person(SETS[name])
        started = time.perf_counter()
        report = load(
            data / "corpus.jsonl", user_id=user_id, connection_id=connection_id, now=timezone.now()
        )
        seconds = time.perf_counter() - started
        written = report.new + report.changed
        sys.stdout.write(
            f"{name}: {written} of {written + report.unchanged} written in {seconds:.1f} s, "
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

    qrels = read_qrels(next((data / "qrels").glob("*.tsv")))
    asked = judged(read_queries(data / "queries.jsonl"), qrels)
    try:
        found: dict[str, dict[str, float]] = {
            mode: {
                key: score.ndcg
                for key, score in (
                    await scores_of(
                        user_id=user_id, service="gmail", queries=asked, qrels=qrels, mode=mode
                    )
                ).items()
            }
            for mode in MODES
        }
    finally:
        await close_pool()
    _report(found | _bm25(data, asked, qrels))


def _bm25(
    data: Path, queries: Mapping[str, str], qrels: Mapping[str, Mapping[str, int]]
) -> dict[str, dict[str, float]]:
    """nDCG@10 of BM25 (Lucene's, k1 0.9, b 0.4, Snowball stems, stop words) on the same texts."""
    from search.evaluation import measures

    try:
        bm25s, stemmers = import_module("bm25s"), import_module("Stemmer")
    except ImportError:
        sys.stdout.write("bm25s and PyStemmer are not installed: no BM25 beside it\n")
        return {}
    with (data / "corpus.jsonl").open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    options: dict[str, Any] = {
        "stopwords": "en",
        "stemmer": stemmers.Stemmer("english"),
        "show_progress": False,
    }
    texts = [f"{document.get('title', '')}\n{document['text']}" for document in documents]
    index = bm25s.BM25(method="lucene", k1=0.9, b=0.4)
    index.index(bm25s.tokenize(texts, **options), show_progress=False)
    asked = bm25s.tokenize(list(queries.values()), **options)
    places, weights = index.retrieve(asked, k=10, show_progress=False)
    return {
        "bm25": {
            key: measures(
                [documents[n]["_id"] for n, weight in zip(row, scores, strict=True) if weight > 0],
                qrels[key],
                k=10,
            )[0]
            for key, row, scores in zip(queries, places, weights, strict=True)
        }
    }


def _report(found: Mapping[str, Mapping[str, float]]) -> None:
    for half, parity in (("even (tuned)", 0), ("odd (reported)", 1)):
        ndcg = {
            mode: [score for key, score in scores.items() if _number(key) % 2 == parity]
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
