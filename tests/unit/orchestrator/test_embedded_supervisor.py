"""Children in the foreground: what they say, how they end."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from orchestrator.embedded.processes import Identity, end_leftovers, identity, write_identities
from orchestrator.embedded.supervisor import Supervisor

SLEEP = [sys.executable, "-S", "-c", "import time; print('up', flush=True); time.sleep(600)"]
STUBBORN = [
    *SLEEP[:3],
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('up', flush=True); time.sleep(600)",
]
LAUNCHER = """
import asyncio, os, sys
from pathlib import Path
from orchestrator.embedded.supervisor import Supervisor
async def main():
    supervisor = Supervisor(folder=Path("/"), environ=os.environ, record=Path(sys.argv[1]))
    await supervisor.start("web", [sys.executable, "-S", "-c", "import time; time.sleep(600)"])
    print("started", flush=True)
    await asyncio.sleep(600)
asyncio.run(main())
"""


def supervised(record: Path, use: Callable[[Supervisor], Awaitable[None]]) -> None:
    async def main() -> None:
        supervisor = Supervisor(
            folder=Path("/"), environ=os.environ, record=record, stop_seconds=0.5
        )
        try:
            await use(supervisor)
        finally:
            await supervisor.stop_all()

    asyncio.run(main())


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "children.json"


def pids(record: Path) -> list[int]:
    return [known["pid"] for known in json.loads(record.read_text()).values()]


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_lines_of_both_outputs_carry_the_name_and_a_progress_bar_its_last_state(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = "echo one; echo two >&2; printf '10%%\\r50%%\\r100%%\\nlast'; exit 3"

    async def use(supervisor: Supervisor) -> None:
        assert await supervisor.run("task", ["sh", "-c", script]) == 3

    supervised(record, use)
    expected = ["task     | one", "task     | two", "task     | 100%", "task     | last"]
    assert capsys.readouterr().out.splitlines() == expected


def test_one_that_ends_by_itself_is_named_with_its_exit_code(record: Path) -> None:
    async def use(supervisor: Supervisor) -> None:
        await supervisor.start("steady", SLEEP)
        await supervisor.start("worker", ["sh", "-c", "exit 7"])
        assert await supervisor.wait_for_end_of_one() == "worker ended with exit code 7"

    supervised(record, use)
    assert not record.exists()


def test_all_are_stopped_also_the_stubborn_and_their_children(
    record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[int] = []
    said: list[str] = []

    async def use(supervisor: Supervisor) -> None:
        await supervisor.start("steady", SLEEP)
        await supervisor.start("stubborn", STUBBORN)
        await supervisor.start("parent", ["sh", "-c", "sleep 600 & echo up $!; wait"])
        seen.extend(pids(record))
        while "".join(said).count("| up") < 3:
            await asyncio.sleep(0.01)
            said.append(capsys.readouterr().out)

    supervised(record, use)
    text = "".join(said) + capsys.readouterr().out
    (grandchild,) = re.findall(r"up (\d+)", text)
    for pid in [*seen, int(grandchild)]:
        wait_until(lambda pid=pid: is_gone(pid))  # type: ignore[misc]
    assert "stubborn takes too long to stop and is killed" in text


def test_asking_to_stop_ends_a_task_that_runs(record: Path) -> None:
    async def use(supervisor: Supervisor) -> None:
        asyncio.get_running_loop().call_later(0.1, supervisor.ask_to_stop)
        assert await supervisor.run("task", SLEEP) is None

    supervised(record, use)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_children_of_a_killed_launcher_end(record: Path) -> None:
    command = [sys.executable, "-c", LAUNCHER, str(record)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as launcher:
        assert launcher.stdout is not None
        assert launcher.stdout.readline() == "started\n"
        (child,) = pids(record)
        launcher.send_signal(signal.SIGKILL)
    wait_until(lambda: is_gone(child))


def is_gone(pid: int) -> bool:
    """Also where nobody has collected it yet."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_what_a_killed_run_left_is_ended_and_nothing_else(record: Path) -> None:
    with subprocess.Popen(["sleep", "600"]) as left, subprocess.Popen(["sleep", "600"]) as other:
        known = identity(other.pid)
        assert known is not None
        reused: Identity = {"pid": other.pid, "created": known["created"] - 60}
        write_identities(record, {"worker": identity(left.pid), "web": reused})
        assert end_leftovers(record) == ["worker"]
        assert left.wait(20) != 0
        assert other.poll() is None
        other.kill()
    assert end_leftovers(record) == []
