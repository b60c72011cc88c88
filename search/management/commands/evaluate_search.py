"""`manage.py evaluate_search`: how good search is, by judgements in BEIR's files."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from accounts.command_line import ExitCode, PersonCommand, person_of, stop
from accounts.models import User
from accounts.tenancy import close_pool
from search.embeddings.base import EmbeddingError, embed_query
from search.evaluation import BadJudgements, Quality, evaluate, read_qrels, read_queries
from search.hits import Mode
from search.hybrid import MODES, SearchUnavailable
from search.tables import SERVICES


class Command(PersonCommand):
    help = "Measures search on judged queries, in each mode."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--service", required=True, choices=SERVICES)
        parser.add_argument("--queries", required=True, type=Path, help="BEIR's queries.jsonl")
        parser.add_argument("--qrels", required=True, type=Path, help="BEIR's qrels, tab-separated")
        parser.add_argument("--k", type=int, default=10)
        parser.add_argument("--json", action="store_true", help="print the whole object")

    def handle(self, *args: Any, **options: Any) -> None:
        person = person_of(options["email"])
        if options["k"] < 1:
            stop("--k must be at least 1", ExitCode.BAD_USAGE)
        try:
            found = asyncio.run(self._evaluate(person, options))
        except BadJudgements as error:
            stop(str(error), ExitCode.BAD_USAGE)
        except SearchUnavailable as error:
            stop(f"{error}. Start it with: make services", ExitCode.UNREACHABLE)
        except EmbeddingError as error:
            stop(str(error), ExitCode.FAILED if error.give_up else ExitCode.UNREACHABLE)
        as_json = {mode: quality.as_json() for mode, quality in found.items()}
        self.stdout.write(
            json.dumps(as_json, indent=2) if options["json"] else as_table(found, k=options["k"])
        )

    async def _evaluate(self, person: User, options: dict[str, Any]) -> Mapping[Mode, Quality]:
        queries, qrels = read_queries(options["queries"]), read_qrels(options["qrels"])
        found: dict[Mode, Quality] = {}
        try:
            await embed_query("warm")  # the times are of searches, not of loading the model
            for mode in MODES:
                self.progress(f"{mode}: {len(queries)} queries")
                found[mode] = await evaluate(
                    user_id=person.pk,
                    service=options["service"],
                    queries=queries,
                    qrels=qrels,
                    mode=mode,
                    k=options["k"],
                )
        finally:
            await close_pool()
        return found


def as_table(found: Mapping[Mode, Quality], *, k: int) -> str:
    """One line a mode."""
    lines = [f"{'mode':<8} nDCG@{k:<3} P@5    S@5    R@{k:<4} MRR     p50 ms  p95 ms  queries"]
    lines += [
        f"{mode:<8} {q.ndcg:<8.3f} {q.precision_at_5:<6.3f} {q.success_at_5:<6.3f} "
        f"{q.recall:<6.3f} {q.mrr:<7.3f} {q.p50_ms:<7.1f} {q.p95_ms:<7.1f} {q.queries}"
        for mode, q in found.items()
    ]
    return "\n".join(lines)
