"""What the commands that sync have in common: bars, the printed result, the exit code."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import UUID

from tqdm import tqdm

from accounts.command_line import ExitCode, PersonCommand, stop
from search.tables import SERVICES, Service
from sync.errors import NoExport, SyncError
from sync.foreground import Outcome, sync_now
from sync.runner import Progress


class Bars:
    """A progress bar a service, on standard error."""

    def __init__(self) -> None:
        self._bars: dict[Service, tqdm[Any]] = {}

    def show(self, progress: Progress) -> None:
        bar = self._bars.get(progress.service)
        if bar is None:
            self.close()
            bar = tqdm(desc=f"{progress.service:6}", unit=" rows", file=sys.stderr, mininterval=0.5)
            self._bars[progress.service] = bar
        if progress.total is not None:
            bar.total = progress.total
        bar.update(progress.done - bar.n)

    def close(self) -> None:
        for bar in self._bars.values():
            bar.refresh()
            bar.close()
        self._bars.clear()


class SyncCommand(PersonCommand):
    """A command that syncs and prints what it did."""

    def sync(
        self, user_id: UUID, services: tuple[Service, ...] = SERVICES, *, full: bool = False
    ) -> Outcome:
        bars = Bars()
        try:
            return sync_now(
                user_id=user_id,
                services=services,
                full=full,
                now=datetime.now(UTC),
                on_progress=bars.show,
                say=self.progress,
            )
        finally:
            bars.close()

    def finish(self, outcome: Outcome, result: dict[str, Any]) -> None:
        """Print the result; end with code 3 when some services failed, 4 when Google could not be
        reached at all, 1 when all failed otherwise."""
        self.stdout.write(json.dumps(result, ensure_ascii=False))
        failures = outcome.failures
        if not failures:
            return
        message = "; ".join(f"{service}: {error}" for service, error in failures.items())
        if set(outcome.reports) - set(failures):
            stop(message, ExitCode.PARTIAL)
        unreachable = all(error.unreachable for error in failures.values())
        stop(message, ExitCode.UNREACHABLE if unreachable else ExitCode.FAILED)


def refuse(error: SyncError) -> NoReturn:
    """End the command with the code that fits the error."""
    if isinstance(error, NoExport):
        stop(str(error), ExitCode.BAD_USAGE)
    stop(str(error), ExitCode.UNREACHABLE if error.unreachable else ExitCode.FAILED)
