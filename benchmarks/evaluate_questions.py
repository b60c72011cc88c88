"""Our own suite of questions over the demonstration data, without a model:
`python -m benchmarks.evaluate_questions --suite NAME [--only ID] [--failures]`.

The suite is in `own_suite/`, whose README says what an expectation means. Every question is
asked as `manage.py ask --json` asks, in this process, in a conversation of its own, at ten in the
morning of the day for which the demonstration data was made. A question is right when all
expectations of all its turns hold. Of the held-out questions only totals are printed, unless
`--reveal` is given.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import django

from benchmarks.evaluate_questions_report import Asked, Outcome, record, table

SUITES = Path(__file__).parent / "own_suite"
EMAIL = "demo@example.com"
MODEL_KEYS = ("OPENAI_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL")


def main() -> int:
    options = _options()
    for name in MODEL_KEYS:
        os.environ.pop(name, None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from agents import intent

    intent.warm()
    questions = list(_questions(options.suite, options.only))
    if not questions:
        print(f"no question {options.only!r} in {options.suite}", file=sys.stderr)
        return 2
    asked, skipped = asyncio.run(_ask_all(questions))
    if options.suite.startswith("development") or options.reveal:
        _print_failures(asked, every=not options.failures)
    print(table(asked, skipped=skipped))
    if not options.only:
        record(options.suite, asked, skipped=skipped)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--suite", choices=_suites(), default="development")
    parser.add_argument("--only", help="the beginning of the ids to ask")
    parser.add_argument("--failures", action="store_true", help="only lines of what failed")
    parser.add_argument("--reveal", action="store_true", help="show held-out questions too")
    return parser.parse_args()


def _suites() -> list[str]:
    return sorted(path.stem for path in SUITES.glob("*.jsonl"))


def _questions(suite: str, only: str | None) -> Iterator[dict[str, Any]]:
    with (SUITES / f"{suite}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            question = json.loads(line)
            if not only or question["id"].startswith(only):
                yield question


async def _ask_all(questions: Sequence[Mapping[str, Any]]) -> tuple[list[Asked], int]:
    """The outcomes, and how many questions were left out because they need another day."""
    from django.conf import settings
    from django.core.cache import cache

    from accounts.tenancy import close_pool
    from benchmarks.evaluate_questions_account import load

    account = load(settings.GOOGLE_API_ROOT, EMAIL)
    await cache.aclear()  # what an earlier run understood is not measured again
    fitting = [question for question in questions if _fits(question, account.today)]
    try:
        asked = [await _ask(question, account) for question in fitting]
    finally:
        await close_pool()
    return asked, len(questions) - len(fitting)


def _fits(question: Mapping[str, Any], today: date) -> bool:
    """Whether the data was made for such a day as the question needs."""
    weekday, day = f"{today:%a}".casefold(), today.isoformat()
    return bool(
        question.get("weekday", weekday) == weekday and question.get("reference", day) == day
    )


async def _ask(question: Mapping[str, Any], account: Any) -> Asked:
    from accounts.models import User
    from accounts.problems import Problem
    from benchmarks.evaluate_questions_checks import failures, parts_of

    user = await User.objects.aget(email=EMAIL)
    conversation: UUID | None = None
    outcomes = []
    for turn in question["turns"]:
        words = _words(turn["ask"], account.today)
        parts = tuple(parts_of(turn["expect"]))
        try:
            message = await _answer(user.id, words, conversation, account.now)
        except Problem as problem:
            outcomes.append(Outcome(words, parts, {"answer": problem.title}, 0.0))
            break
        conversation = UUID(message["conversation_id"])
        wrong = failures(turn["expect"], message, account)
        outcomes.append(Outcome(words, parts, wrong, message["timings_ms"]["total"]))
    return Asked(question["id"], question["kind"], tuple(outcomes), len(question["turns"]))


async def _answer(
    user_id: Any, words: str, conversation: UUID | None, now: Any
) -> Mapping[str, Any]:
    from agents.events import TurnFinished
    from conversations.turns import run_turn, start_turn

    turn = await start_turn(
        user_id=user_id, query=words, conversation_id=conversation, request_id=None
    )
    message: Mapping[str, Any] = {}
    async for event in run_turn(turn, now=now):
        if isinstance(event, TurnFinished):
            message = event.message
    return message


def _words(text: str, today: date) -> str:
    """The question with its days written out, as in the demonstration's texts."""
    from accounts.google.simulator.demonstration.when import Words

    return Words({}, today).fill(text)


def _print_failures(asked: Sequence[Asked], *, every: bool) -> None:
    for one in asked:
        if one.right and every:
            print(f"ok    {one.id}")
        for number, outcome in enumerate(one.outcomes, 1):
            for part, what in outcome.wrong.items():
                turn = f" turn {number}" if one.turns > 1 else ""
                print(f"wrong {one.id}{turn} {part}: {what}")


if __name__ == "__main__":
    raise SystemExit(main())
