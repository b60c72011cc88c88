"""`make bench`: starts the product in a directory of its own, measures, writes the figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import Request, urlopen

from benchmarks import assets
from benchmarks.figures import RESULTS, Report
from benchmarks.stack import ROOT, memory_mb, running_stack

DEMO = "demo@example.com"


def main() -> None:
    report = Report()
    with tempfile.TemporaryDirectory(prefix="orchestrator-bench-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - the database server may be another user
        data_dir = Path(folder) / "data"
        with running_stack(data_dir) as seconds:
            note = "dependencies installed, data directory empty, demonstration data loaded"
            report.add("start.first", seconds, "s", "cold", "", note)
        with running_stack(data_dir) as seconds:
            report.add("start.second", seconds, "s", "warm", "< 10")
            _in_product(data_dir, "benchmarks.questions", folder)
            _ask_over_http(data_dir)
            sizes = memory_mb(data_dir)
            for name, size in sorted(sizes.items()):
                report.add(f"memory.{name}", size, "MB", "warm", "", "proportional set size")
            report.add("memory.all", sum(sizes.values()), "MB", "warm", "< 1200")
            _in_product(data_dir, "benchmarks.sockets", folder)
            _in_product(data_dir, "benchmarks.transport", folder)
            _in_product(data_dir, "benchmarks.import_takeout", folder)
        assets.measure(report)
        report.read(Path(folder) / "figures.json")
    report.write()
    print(report.table())
    print(f"\nwritten to {RESULTS.relative_to(ROOT)}", file=sys.stderr)


def _ask_over_http(data_dir: Path) -> None:
    """One question to the web process, so that its memory is that of one which has answered."""
    environ = {**os.environ, "DATA_DIR": str(data_dir)}
    command = [sys.executable, "manage.py", "token", "--email", DEMO]
    run = subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True)
    url = json.loads((data_dir / "run.json").read_text())["url"]
    request = Request(  # noqa: S310 - loopback
        f"{url}/api/v1/query",
        json.dumps({"query": "Which files did my manager share about the budget?"}).encode(),
        {"Authorization": f"Bearer {run.stdout.strip()}", "Content-Type": "application/json"},
    )
    with urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
        answer.read()


def _in_product(data_dir: Path, module: str, folder: str) -> None:
    """Runs a measuring module with the running product's environment."""
    environ = {**os.environ, "DATA_DIR": str(data_dir), "FIGURES": f"{folder}/figures.json"}
    subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=environ, check=True)


if __name__ == "__main__":
    main()
