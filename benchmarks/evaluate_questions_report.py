"""Totals of a run over the own suite, as a table and in `results/own_suite.json`."""

from __future__ import annotations

import collections
import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.figures import median, percentile

RESULTS = Path(__file__).parent / "results" / "own_suite.json"


@dataclass(frozen=True)
class Outcome:
    """One turn: the words said, the parts expected, what of them failed, milliseconds."""

    words: str
    parts: tuple[str, ...]
    wrong: Mapping[str, str]
    ms: float


@dataclass(frozen=True)
class Asked:
    """One question with all its turns; `turns` counts those that were to be asked."""

    id: str
    kind: str
    outcomes: tuple[Outcome, ...]
    turns: int

    @property
    def right(self) -> bool:
        return len(self.outcomes) == self.turns and not any(o.wrong for o in self.outcomes)


def totals(asked: Sequence[Asked], *, skipped: int) -> dict[str, Any]:
    """Right questions overall and by kind, right turns by part, and times of answers."""
    by_kind: dict[str, list[bool]] = collections.defaultdict(list)
    by_part: dict[str, list[bool]] = collections.defaultdict(list)
    for one in asked:
        by_kind[one.kind].append(one.right)
        for outcome in one.outcomes:
            for part in outcome.parts:
                by_part[part].append(part not in outcome.wrong and "answer" not in outcome.wrong)
    times = [outcome.ms for one in asked for outcome in one.outcomes]
    return {
        "right": sum(one.right for one in asked),
        "questions": len(asked),
        "share": round(sum(one.right for one in asked) / len(asked), 4),
        "turns": len(times),
        "skipped": skipped,
        "kinds": {kind: [sum(each), len(each)] for kind, each in sorted(by_kind.items())},
        "parts": {part: [sum(each), len(each)] for part, each in by_part.items()},
        "p50_ms": round(median(times), 1),
        "p95_ms": round(percentile(times, 0.95), 1),
    }


def table(asked: Sequence[Asked], *, skipped: int) -> str:
    found = totals(asked, skipped=skipped)
    lines = [f"{found['right']} of {found['questions']} right ({found['share']:.1%})"]
    if skipped:
        lines[0] += f", {skipped} left out: they need data made for another day"
    lines += [_line(name, each) for name, each in found["parts"].items()]
    lines += ["", *(_line(name, each) for name, each in found["kinds"].items())]
    lines.append(f"\np50 {found['p50_ms']} ms, p95 {found['p95_ms']} ms, {found['turns']} turns")
    return "\n".join(lines)


def record(suite: str, asked: Sequence[Asked], *, skipped: int) -> None:
    """Keeps the first run of each suite and puts this one beside it."""
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    run = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _commit(),
        **totals(asked, skipped=skipped),
    }
    runs = kept.setdefault(suite, {})
    runs.setdefault("first_run", run)
    runs["latest"] = run
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n")


def _line(name: str, each: Sequence[int]) -> str:
    return f"  {name:<16}{each[0]:>4} of {each[1]}"


def _commit() -> str:
    """The commit of the checkout, empty outside of one."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=RESULTS.parent, check=False)
    return run.stdout.strip()
