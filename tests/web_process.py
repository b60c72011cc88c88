"""The web process as `make run` starts it, on the tests' database: to be killed or told to go."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 60.0
END_SECONDS = 20.0


@dataclass
class WebProcess:
    """One at a time on one port, so that a client finds the next one where the last one was."""

    port: int
    environ: Mapping[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1"]
        command += ["-p", str(self.port), "orchestrator.asgi:application"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=dict(self.environ))
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/health", timeout=5).close()
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"the web process does not answer ({self.process.poll()})")

    def kill(self) -> None:
        """As a crash ends it: nothing of it gets a word in."""
        self.process.kill()
        self.process.wait(END_SECONDS)

    def is_refusing(self) -> bool:
        """Whether nobody can connect, within a few seconds."""
        deadline = time.monotonic() + 5.0
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1.0).close()
            except ConnectionRefusedError:
                return True
            time.sleep(0.02)
        return False


@contextmanager
def running_web(**environ: str) -> Iterator[WebProcess]:
    """A started web process whose environment is the tests' and `environ`."""
    database = connections["default"].settings_dict
    url = (
        f"postgresql://{database['USER']}:{database['PASSWORD']}"
        f"@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    values = {"DATABASE_URL": url, "REDIS_URL": settings.ENV.redis_channels_url}
    values |= {"ENVIRONMENT": "local", "LOG_LEVEL": "ERROR"}
    web = WebProcess(_free_port(), {**os.environ, **values, **environ})
    web.start()
    try:
        yield web
    finally:
        if web.process.poll() is None:
            web.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
