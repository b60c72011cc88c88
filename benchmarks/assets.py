"""What a browser loads of ours: all scripts and style sheets, as they are and compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.figures import Report

STATIC = Path(__file__).resolve().parent.parent / "static"


def measure(report: Report) -> None:
    """The bytes of every file, each compressed by itself as a server would."""
    for kind in ("js", "css"):
        contents = [file.read_bytes() for file in sorted(STATIC.rglob(f"*.{kind}"))]
        note = f"{len(contents)} files"
        raw, small = sum(map(len, contents)), sum(len(gzip.compress(c, 6)) for c in contents)
        report.add(f"assets.{kind}", raw / 1024, "KiB", "cold", "", note)
        report.add(f"assets.{kind}.gzip", small / 1024, "KiB", "cold", "", note)
