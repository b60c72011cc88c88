"""Figures of a benchmark run: collected, printed as a table, written as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Figure:
    """One measured number. `state` is cold or warm; `goal` is what an issue asked for; `load` is
    the load average of the machine over the last minute."""

    name: str
    value: float
    unit: str
    state: str
    goal: str = ""
    note: str = ""
    load: float = field(default_factory=lambda: round(os.getloadavg()[0], 1))


@dataclass
class Report:
    figures: list[Figure] = field(default_factory=list)

    def add(
        self, name: str, value: float, unit: str, state: str, goal: str = "", note: str = ""
    ) -> None:
        self.figures.append(Figure(name, round(value, 3), unit, state, goal, note))

    def read(self, file: Path) -> None:
        """Adds the figures that another process left in `file`."""
        self.figures += [Figure(**figure) for figure in json.loads(file.read_text())]

    def append_to(self, file: Path) -> None:
        """Leaves the figures in `file` for `read`, after those that others left."""
        earlier = json.loads(file.read_text()) if file.exists() else []
        file.write_text(json.dumps(earlier + [asdict(figure) for figure in self.figures]))

    def write(self) -> None:
        RESULTS.parent.mkdir(exist_ok=True)
        machine = {
            "cores": os.cpu_count(),
            "system": platform.platform(),
            "python": platform.python_version(),
        }
        document = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine,
            "figures": [asdict(figure) for figure in self.figures],
        }
        RESULTS.write_text(json.dumps(document, indent=2) + "\n")

    def table(self) -> str:
        rows = [("figure", "value", "unit", "state", "load", "goal")]
        rows += [
            (f.name, f"{f.value:g}", f.unit, f.state, f"{f.load:g}", f.goal) for f in self.figures
        ]
        widths = [max(len(row[i]) for row in rows) for i in range(6)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        )


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of `values` lie, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
