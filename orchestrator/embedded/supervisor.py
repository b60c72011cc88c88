"""A few child processes in the foreground: their lines prefixed, all stopped together."""

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine, Mapping, Sequence
from pathlib import Path
from typing import Any

from orchestrator.embedded.processes import (
    STOP_SECONDS,
    Identity,
    die_with_parent,
    identity,
    write_identities,
)

CHUNK = 65_536
COLOURS = (36, 33, 32, 35, 34, 31)


class Supervisor:
    """Starts children, prints what they say, and stops them in reverse order.

    Each child has a process group of its own, so that Ctrl-C reaches only us.
    """

    def __init__(
        self,
        *,
        folder: Path,
        environ: Mapping[str, str],
        record: Path,
        stop_seconds: float = STOP_SECONDS,
    ) -> None:
        self.stop_asked = asyncio.Event()
        self._folder = folder
        self._environ = dict(environ)
        self._record = record
        self._stop_seconds = stop_seconds
        self._children: dict[str, asyncio.subprocess.Process] = {}
        self._identities: dict[str, Identity | None] = {}
        self._printers: list[asyncio.Task[None]] = []

    def ask_to_stop(self) -> None:
        """The first time: stop in order. The second time: kill."""
        if self.stop_asked.is_set():
            for child in self._children.values():
                _signal_group(child, signal.SIGKILL)
        self.stop_asked.set()

    async def start(
        self, name: str, command: Sequence[str], *, environ: Mapping[str, str] | None = None
    ) -> None:
        """Start a child whose lines are printed as `name | line`."""
        child = await asyncio.create_subprocess_exec(
            *command,
            cwd=self._folder,
            env=self._environ | dict(environ or {}),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=die_with_parent(),
        )
        self._children[name] = child
        self._identities[name] = identity(child.pid)
        write_identities(self._record, self._identities)
        colour = COLOURS[len(self._printers) % len(COLOURS)]
        assert child.stdout is not None  # noqa: S101 - it is a pipe, see above
        self._printers.append(asyncio.create_task(self._print(name, colour, child.stdout)))

    async def run(
        self, name: str, command: Sequence[str], *, environ: Mapping[str, str] | None = None
    ) -> int | None:
        """Run a child to its end; its exit code, or None when a stop was asked for first."""
        await self.start(name, command, environ=environ)
        await self._first_of(self._children[name].wait(), self.stop_asked.wait())
        if self.stop_asked.is_set():
            return None
        code = self._children.pop(name).returncode
        await self._printers[-1]
        return code

    async def wait_for_end_of_one(self) -> str | None:
        """Wait until a child ends by itself; its name and exit code, or None when stopped."""
        await self._first_of(
            *(child.wait() for child in self._children.values()), self.stop_asked.wait()
        )
        if self.stop_asked.is_set():
            return None
        ended = ((n, c.returncode) for n, c in self._children.items() if c.returncode is not None)
        name, code = next(ended)
        return f"{name} ended with exit code {code}"

    async def stop_all(self) -> None:
        """Stop the children, the last started first; whoever takes too long is killed."""
        for name, child in reversed(self._children.items()):
            if child.returncode is None:
                _signal_group(child, signal.SIGTERM)
                try:
                    await asyncio.wait_for(child.wait(), self._stop_seconds)
                except TimeoutError:
                    self.say(f"{name} takes too long to stop and is killed")
            # Also where the child is gone: it may have left children of its own.
            _signal_group(child, signal.SIGKILL)
            await child.wait()
        await asyncio.gather(*self._printers)
        self._children.clear()
        self._record.unlink(missing_ok=True)

    def say(self, line: str) -> None:
        """Print a line. Nobody reading any more is a reason to stop, not to fail."""
        try:
            print(line, flush=True)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            self.stop_asked.set()

    async def _print(self, name: str, colour: int, stream: asyncio.StreamReader) -> None:
        prefix = f"{name:<9}|"
        if sys.stdout.isatty():
            prefix = f"\033[{colour}m{prefix}\033[0m"
        rest = b""
        while chunk := await stream.read(CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self.say(f"{prefix} {_text(line)}")
        if rest:
            self.say(f"{prefix} {_text(rest)}")

    @staticmethod
    async def _first_of(*waits: Coroutine[Any, Any, object]) -> None:
        tasks = [asyncio.ensure_future(wait) for wait in waits]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()


def _text(line: bytes) -> str:
    # A progress bar redraws its line; what counts is how it looks in the end.
    return line.rstrip(b"\r").rsplit(b"\r", 1)[-1].decode("utf-8", "replace")


def _signal_group(child: asyncio.subprocess.Process, number: int) -> None:
    try:
        os.killpg(child.pid, number)
    except (ProcessLookupError, PermissionError):
        return
