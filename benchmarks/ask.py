"""Time of a warm answer without a model, and of its stages, over questions that never repeat."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from benchmarks.figures import Report, median, percentile

STAGES = ("intent", "plan", "execute", "synthesize", "first_token")
GOALS = {"total": "p50 < 300", "intent": "<= 15", "plan": "<= 2", "first_token": "<= 80"}
PEOPLE = ("Sarah", "the landlord", "the dentist", "school", "the airline", "the gym", "my manager")
TOPICS = ("the budget", "the offsite", "the invoice", "the proposal", "the delivery", "the talk")
WARM_UP = 8


def questions() -> list[str]:
    """Sixty questions of every kind, each one once."""
    said = [f"What did {person} say about {topic}?" for person in PEOPLE for topic in TOPICS]
    days = ("today", "tomorrow", "next Monday", "next Tuesday", "next Friday", "this weekend")
    agenda = [f"What's on my calendar {day}?" for day in days]
    files = [f"Find the file about {topic} and who it is shared with" for topic in TOPICS]
    wide = [f"When is {topic} due and where?" for topic in TOPICS]
    return [*said, *agenda, *files, *wide]


def measure(report: Report, *, email: str) -> None:
    """Asks every question once, after others have warmed model, pool and caches."""
    messages = asyncio.run(_ask_all(email))
    for stage in ("total", *STAGES):
        values = [m["timings_ms"][stage] for m in messages if stage in m["timings_ms"]]
        name = f"ask.{stage}"
        report.add(f"{name}.p50", median(values), "ms", "warm", GOALS.get(stage, ""))
        report.add(f"{name}.p95", percentile(values, 0.95), "ms", "warm")
    over = [m["timings_ms"]["execute"] - _slowest(m) for m in messages if m["steps"]]
    note = "of executing, over the slowest step, or chain of steps that wait for one another"
    report.add("ask.overhead.p50", median(over), "ms", "warm", "<= 5", note)
    report.add("ask.overhead.p95", percentile(over, 0.95), "ms", "warm")
    walls = [m["wall_ms"] for m in messages]
    report.add("ask.wall.p50", median(walls), "ms", "warm", "", "with storing the turn")


def _slowest(message: dict[str, Any]) -> float:
    """Milliseconds of the slowest step, with the steps that it had to wait for."""
    waits_for = {step["id"]: step["depends_on"] for step in message["plan"]["steps"]}
    ends: dict[str, float] = {}
    for step in message["steps"]:  # in a topological order
        ready = max((ends.get(needed, 0.0) for needed in waits_for[step["id"]]), default=0.0)
        ends[step["id"]] = ready + (step["ms"] or 0.0)
    return max(ends.values())


async def _ask_all(email: str) -> list[dict[str, Any]]:
    from django.utils import timezone

    from accounts.models import User
    from accounts.tenancy import close_pool
    from conversations.turns import finished_message, start_turn

    user = await User.objects.aget(email=email)
    messages = []
    try:
        for text in questions():
            began = time.perf_counter()
            turn = await start_turn(
                user_id=user.id, query=text, conversation_id=None, request_id=None
            )
            message = await finished_message(turn, now=timezone.now())
            message["wall_ms"] = (time.perf_counter() - began) * 1000
            messages.append(message)
    finally:
        await close_pool()
    return messages[WARM_UP:]
