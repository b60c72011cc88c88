"""The product as its own processes on a database of the tests': simulator, data, web."""

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
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests import database
from tests.browser import mailboxes
from tests.browser.held_model import HeldModel, running_model
from tests.google_simulator import running_simulator

READY_SECONDS = 60.0
MAKE_PERSON = """
from accounts.models import User
User.objects.create_user({!r}, {!r})
User.objects.update(plan="enterprise")
"""


@dataclass(frozen=True)
class Product:
    """Where the product and its simulated Google answer, and the model that it asks."""

    url: str
    google: str
    model: HeldModel
    environ: Mapping[str, str]

    def make_person(self, email: str) -> None:
        """Somebody who can sign in, without data, on a plan that a quick hand does not use up."""
        words = MAKE_PERSON.format(email, mailboxes.PASSWORD)
        manage(["shell", "-c", words], self.environ)


@contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    """Everything, filled with the two mailboxes and a person without any."""
    with (
        running_simulator(folder / "google") as google,
        running_model() as model,
        database.fresh_database("browser") as name,
    ):
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        environ = _environ(name, google=google, url=url, model=model.url)
        _fill(folder, environ)
        with _web(port, environ):
            yield Product(url, google, model, environ)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environ(name: str, *, google: str, url: str, model: str) -> dict[str, str]:
    default = settings.DATABASES["default"]
    return os.environ | {
        "ENVIRONMENT": "local",
        "DATABASE_URL": (
            f"postgresql://{default['USER']}:{default['PASSWORD']}"
            f"@{default['HOST']}:{default['PORT']}/{name}"
        ),
        "GOOGLE_API_ROOT": google,
        "GOOGLE_OAUTH_ROOT": google,
        "OPENAI_BASE_URL": model,
        "PUBLIC_URL": url,
        "LOG_LEVEL": "WARNING",
    }


def _fill(folder: Path, environ: Mapping[str, str]) -> None:
    exports = {
        mailboxes.ADA: mailboxes.write_ada(folder / "ada"),
        mailboxes.GRACE: mailboxes.write_grace(folder / "grace"),
    }
    password = ["--password", mailboxes.PASSWORD]
    for email, path in exports.items():
        manage(["import_takeout", str(path), "--email", email, *password], environ)
    manage(["shell", "-c", MAKE_PERSON.format(mailboxes.NOBODY, mailboxes.PASSWORD)], environ)


def manage(arguments: list[str], environ: Mapping[str, str]) -> None:
    """A management command against the product's database."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(
        command, cwd=database.ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def _web(port: int, environ: Mapping[str, str]) -> Iterator[None]:
    command = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port)]
    command.append("orchestrator.asgi:application")
    process = subprocess.Popen(command, cwd=database.ROOT, env=dict(environ))
    try:
        _wait(f"http://127.0.0.1:{port}/health", process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the web process does not answer (exit code {process.poll()})")
