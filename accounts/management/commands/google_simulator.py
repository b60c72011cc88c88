"""``manage.py google_simulator``: the simulated Google Workspace alone."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Becomes the simulator, which is a program of its own; exits with its exit code."""

    help = "Run the simulated Google Workspace on a loopback port."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
        parser.add_argument(
            "--takeout",
            action="append",
            default=[],
            metavar="EMAIL=PATH",
            help="load a Takeout export into that account first",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        data = Path(os.environ.get("DATA_DIR", ".data")).resolve() / "google"
        command = [sys.executable, "-m", "accounts.google.simulator"]
        command += ["--port", str(options["port"]), "--data", str(data)]
        for pair in options["takeout"]:
            email, separator, path = pair.partition("=")
            command += ["--takeout", f"{email}{separator}{Path(path).resolve() if path else ''}"]
        os.chdir(Path(__file__).resolve().parents[3])
        self.stdout.flush()
        os.execv(sys.executable, command)  # noqa: S606  (our own program, fixed arguments)
