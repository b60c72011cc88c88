"""The measurements that need the product's settings, in a process of their own."""

from __future__ import annotations

import os
from pathlib import Path

import django

from benchmarks.figures import Report


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    from benchmarks import ask, models

    report = Report()
    ask.measure(report, email="demo@example.com")
    models.measure(report, email="demo@example.com")
    report.append_to(Path(os.environ["FIGURES"]))


if __name__ == "__main__":
    main()
