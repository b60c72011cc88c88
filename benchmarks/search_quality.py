"""Search quality on a real mailbox: `EVAL_DATA=... python -m benchmarks.search_quality`.

Loads `mailbox_ir_2009` into the cache of a scratch person straight through indexing (again:
only what changed), then measures each mode with the product's own search. Needs the services.
"""

from __future__ import annotations

import asyncio
import os
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
    from accounts.tenancy import close_pool
    from search.evaluation import evaluate, read_qrels, read_queries
    from search.hybrid import MODES
    from search.management.commands.evaluate_search import as_table

    queries, qrels = read_queries(data / "queries.jsonl"), read_qrels(data / "qrels" / "test.tsv")
    try:
        found = {
            mode: await evaluate(
                user_id=user_id, service="gmail", queries=queries, qrels=qrels, mode=mode
            )
            for mode in MODES
        }
    finally:
        await close_pool()
    sys.stdout.write(as_table(found, k=10) + "\n")


if __name__ == "__main__":
    sys.exit(main())
