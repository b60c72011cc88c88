"""`make run`: everything in the foreground until Ctrl-C."""

import asyncio
import os
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping

from orchestrator.embedded import stack
from orchestrator.embedded.data_dir import CHECKOUT, DataDir, open_data_dir
from orchestrator.embedded.errors import EmbeddedError, Locked
from orchestrator.embedded.ports import LOOPBACK, is_free
from orchestrator.embedded.preparation import Stopped, announce, prepare
from orchestrator.embedded.processes import end_leftovers
from orchestrator.embedded.supervisor import Supervisor

READY_SECONDS = 120
WATCH_SECONDS = 2.0
MESSAGE_BYTES = 65_536
QUEUES = "celery,priority,gmail,gcal,gdrive"


def run(environ: Mapping[str, str] = os.environ) -> int:
    """Bring everything up, stay until told to stop; the exit code. Raises EmbeddedError."""
    if environ.get("ENVIRONMENT", "local") != "local":
        raise EmbeddedError("make run is for ENVIRONMENT=local; see docs/operations.md")
    port = web_port(environ)
    data_dir = open_data_dir(environ)
    try:
        with data_dir.locked("run.lock", seconds=0.5):
            return _run_alone(data_dir, dict(environ), port)
    except Locked as error:
        raise EmbeddedError(
            f"make run already runs with DATA_DIR {data_dir.root}: use it, stop it, "
            "or choose another DATA_DIR"
        ) from error


def _run_alone(data_dir: DataDir, environ: dict[str, str], port: int) -> int:
    left = end_leftovers(data_dir.root / "children.json")
    if left:
        print(f"ended what an earlier run left: {', '.join(left)}")
    if not is_free(port):
        raise EmbeddedError(
            f"port {port} is used by another program: "
            f"stop it, or choose another port with make run PORT={port + 1}"
        )
    return asyncio.run(_run(data_dir, environ, port))


def web_port(environ: Mapping[str, str]) -> int:
    """PORT, or 8000. Raises EmbeddedError when it is no port."""
    value = environ.get("PORT") or str(stack.DEFAULT_PORT)
    if not (value.isascii() and value.isdigit() and 0 < int(value) < 65_535):
        raise EmbeddedError(f"PORT is {value!r}: it is a number from 1 to 65534")
    return int(value)


async def _run(data_dir: DataDir, environ: dict[str, str], port: int) -> int:
    began = time.monotonic()
    environ |= {"DATA_DIR": str(data_dir.root), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    supervisor = Supervisor(
        folder=CHECKOUT, environ=environ, record=data_dir.root / "children.json"
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, supervisor.ask_to_stop)
    started: tuple[str, ...] | None = None
    try:
        # Blocking, and in this thread: what is tied to us is tied to the thread that starts it.
        running = stack.up(environ, for_a_run=True)
        started = running.started
        people = await prepare(supervisor, running)
        await _start(supervisor, port)
        await _until_ready(supervisor, port)
        announce(supervisor, running, people, seconds=time.monotonic() - began)
        await _until_the_end(supervisor, running)
    except Stopped:
        pass
    finally:
        supervisor.say("stopping")
        await supervisor.stop_all()
        # Whatever happened: also servers of a start that failed half-way.
        stopped = stack.down_after_run(environ, started=started)
        supervisor.say(f"stopped{''.join(', ' + name for name in stopped)}")
    return 0


async def _start(supervisor: Supervisor, port: int) -> None:
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "orchestrator"]
    web = [sys.executable, "-m", "daphne", "-b", LOOPBACK, "-p", str(port)]
    web += ["--websocket-max-message-size", str(MESSAGE_BYTES)]
    worker = [*celery, "worker", "-P", "threads", "-c", "4", "-Q", QUEUES, "-l", "INFO"]
    beat = [*celery, "beat", "-l", "INFO", "--pidfile=", "-S"]
    await supervisor.start("web", [*web, "orchestrator.asgi:application"])
    await supervisor.start("worker", [*worker, "--without-gossip", "--without-mingle"])
    await supervisor.start("beat", [*beat, "django_celery_beat.schedulers:DatabaseScheduler"])


async def _until_ready(supervisor: Supervisor, port: int) -> None:
    ready = asyncio.create_task(_ready(f"http://{LOOPBACK}:{port}/ready"))
    ended = asyncio.create_task(supervisor.wait_for_end_of_one())
    await asyncio.wait((ready, ended), return_when=asyncio.FIRST_COMPLETED)
    for task in (ready, ended):
        task.cancel()
    if ended.done() and not ended.cancelled():
        _raise_end(ended.result())
    if detail := ready.result():
        raise EmbeddedError(f"not ready within {READY_SECONDS} s: {detail}")


async def _ready(url: str) -> str:
    """ "" once /ready answers 200; after READY_SECONDS, its last answer."""
    deadline = time.monotonic() + READY_SECONDS
    answer = "no answer"
    while time.monotonic() < deadline:
        status, answer = await asyncio.to_thread(_get, url)
        if status == 200:
            return ""
        await asyncio.sleep(0.1)
    return answer


def _get(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:  # noqa: S310 - our own, loopback
            return response.status, ""
    except urllib.error.HTTPError as error:
        return error.code, error.read(2000).decode("utf-8", "replace")
    except OSError as error:
        return 0, str(error)


async def _until_the_end(supervisor: Supervisor, running: stack.Stack) -> None:
    """Return when asked to stop. Raises EmbeddedError when a process or a server ends by itself."""
    ended = asyncio.create_task(supervisor.wait_for_end_of_one())
    while not (await asyncio.wait((ended,), timeout=WATCH_SECONDS))[0]:
        if gone := stack.gone(running):
            ended.cancel()
            raise EmbeddedError(f"{gone} is gone; make run starts it again")
    _raise_end(ended.result())


def _raise_end(what: str | None) -> None:
    if what is None:
        raise Stopped
    raise EmbeddedError(f"{what}, see above")
