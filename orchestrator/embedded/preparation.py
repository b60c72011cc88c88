"""What stands between running servers and a ready product: migrations, demonstration data."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping

from orchestrator.embedded import stack
from orchestrator.embedded.data_dir import CHECKOUT, DataDir, open_data_dir
from orchestrator.embedded.database_state import (
    migrations_fingerprint,
    read_state,
    write_state,
)
from orchestrator.embedded.errors import EmbeddedError
from orchestrator.embedded.private_files import write_json_object
from orchestrator.embedded.supervisor import Supervisor

# (e-mail, whether staff)
PEOPLE = (
    ("demo@example.com", False),
    ("second@example.com", False),
    ("support@example.com", True),
)


class Stopped(Exception):
    """The person asked to stop before everything was up."""


async def prepare(supervisor: Supervisor, running: stack.Stack) -> bool:
    """Migrations and, on the first run, demonstration data; whether its people exist."""
    owner = owner_url(running)
    state = read_state(owner)
    if state.migrations != migrations_fingerprint():
        await _manage(supervisor, "migrate", "migrate", "--no-input", "-v", "1")
        write_state(owner, demonstration=state.demonstration)
    if state.demonstration or "simulator" not in running.ours:
        return state.demonstration
    supervisor.say("loading the demonstration data (first run only)")
    await _manage(supervisor, "demo", "demo_data", "--if-empty", data_dir=running.data_dir)
    write_state(owner, demonstration=True)
    return True


async def _manage(
    supervisor: Supervisor, name: str, *arguments: str, data_dir: DataDir | None = None
) -> None:
    secret = {"DEMO_PASSWORDS": json.dumps(demo_passwords(data_dir))} if data_dir else {}
    command = [sys.executable, "manage.py", *arguments]
    code = await supervisor.run(name, command, environ=secret)
    if code is None:
        raise Stopped
    if code != 0:
        raise EmbeddedError(f"manage.py {arguments[0]} failed with exit code {code}, see above")


def announce(supervisor: Supervisor, running: stack.Stack, people: bool, *, seconds: float) -> None:
    url = running.env["PUBLIC_URL"]
    passwords = demo_passwords(running.data_dir) if people else {}
    write_json_object(
        running.data_dir.run_file,
        {
            "url": url,
            "simulator_url": running.env.get("GOOGLE_API_ROOT", ""),
            "people": [
                {"email": email, "password": passwords[email], "staff": staff}
                for email, staff in PEOPLE
                if email in passwords
            ],
        },
    )
    lines = [f"Ready in {seconds:.1f} s: {url}"]
    lines += [f"  sign in as {email} with password {word}" for email, word in passwords.items()]
    lines += [f"  (kept in {running.data_dir.run_file}; Ctrl-C stops everything)"]
    supervisor.say("\n" + "\n".join(lines) + "\n")


def reset_demonstration(environ: Mapping[str, str] = os.environ) -> int:
    """Demonstration data as on the first day; the exit code. Raises EmbeddedError.

    Servers that do not run are started for as long as it takes.
    """
    running = stack.up(environ, for_a_run=not open_data_dir(environ).keep_up_file.exists())
    if "simulator" not in running.ours:
        raise EmbeddedError("demonstration data belong into the simulator, not into real accounts")
    command = [sys.executable, "manage.py"]
    values = {"DATA_DIR": str(running.data_dir.root)}
    values["DEMO_PASSWORDS"] = json.dumps(demo_passwords(running.data_dir))
    try:
        for arguments in (["migrate", "--no-input", "-v", "0"], ["demo_data"]):
            done = subprocess.run(
                [*command, *arguments], cwd=CHECKOUT, env={**environ, **values}, check=False
            )
            if done.returncode != 0:
                raise EmbeddedError(f"manage.py {arguments[0]} failed, see above")
        write_state(owner_url(running), demonstration=True)
    finally:
        if running.started:
            stack.down_after_run(environ, started=running.started)
    return 0


def migrate_if_behind(running: stack.Stack, environ: Mapping[str, str] = os.environ) -> bool:
    """Applies the migrations that the database lacks; whether there were any. Raises
    EmbeddedError. What Django says goes to standard error."""
    state = read_state(owner_url(running))
    if state.migrations == migrations_fingerprint():
        return False
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--no-input", "-v", "0"],
        cwd=CHECKOUT,
        env={**environ, "DATA_DIR": str(running.data_dir.root)},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode != 0:
        raise EmbeddedError("manage.py migrate failed, see above")
    write_state(owner_url(running), demonstration=state.demonstration)
    return True


def owner_url(running: stack.Stack) -> str:
    """The database as its owner, where the environment says who that is."""
    return running.env.get("DATABASE_OWNER_URL") or running.env["DATABASE_URL"]


def demo_passwords(data_dir: DataDir) -> dict[str, str]:
    """The demonstration people's passwords, generated on the first run and then kept."""
    return {email: data_dir.password(email, size=9) for email, _ in PEOPLE}
