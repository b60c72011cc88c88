"""The servers come back after everything that happens to programs on a person's machine."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from orchestrator.embedded import stack
from orchestrator.embedded.data_dir import CHECKOUT, DataDir
from orchestrator.embedded.postgres_home import open_home
from orchestrator.embedded.postgres_processes import postmaster_pid
from orchestrator.embedded.server_user import server_user
from tests.unit.orchestrator.embedded_servers import (
    answer,
    environ,
    own_data_dir,
    redis,
    run,
    up,
)

# As an ordinary user although we are root: everything is imported before the switch, since that
# user may not be able to read the interpreter's own files.
AS_ANOTHER_USER = """
import encodings.idna, os, pwd, sys
from orchestrator.embedded.__main__ import main
entry = pwd.getpwnam("nobody")
os.setgroups([]); os.setgid(entry.pw_gid); os.setuid(entry.pw_uid)
os.environ["HOME"] = "/"
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def used() -> Iterator[DataDir]:
    """Servers that hold something."""
    with own_data_dir() as data_dir:
        env = up(data_dir).env
        run(env["DATABASE_OWNER_URL"], "CREATE TABLE kept (a int)", "INSERT INTO kept VALUES (7)")
        with closing(redis(env["REDIS_URL"])) as client:
            client.set("kept", "seven")
            client.save()
        yield data_dir


def held(data_dir: DataDir) -> tuple[object, object]:
    env = up(data_dir).env
    with closing(redis(env["REDIS_URL"])) as client:
        return answer(env["DATABASE_OWNER_URL"], "SELECT a FROM kept"), client.get("kept")


def kill_all(data_dir: DataDir) -> None:
    """kill -9 of both servers and of everything that they started."""
    pids = [int((data_dir.root / "valkey" / "valkey.pid").read_text())]
    postmaster = postmaster_pid(open_home(data_dir).data)
    assert postmaster is not None
    for pid in (*pids, postmaster):
        os.kill(pid, signal.SIGKILL)


def test_down_stops_both_keeps_the_data_and_is_content_with_nothing_to_stop(used: DataDir) -> None:
    ports = used.ports_file.read_text()
    up(used)
    assert stack.down(environ(used)) == ("valkey", "postgres")
    assert stack.down(environ(used)) == ()
    assert not any(stack.status(environ(used)).values())
    assert held(used) == (7, "seven")
    assert used.ports_file.read_text() == ports


def test_killed_servers_come_back_with_their_data_on_their_ports(used: DataDir) -> None:
    up(used)
    ports = used.ports_file.read_text()
    kill_all(used)
    assert held(used) == (7, "seven")
    assert used.ports_file.read_text() == ports


def test_a_pid_file_that_names_another_program_is_not_believed(used: DataDir) -> None:
    up(used)
    pid_file = open_home(used).data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    kill_all(used)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        (used.root / "valkey" / "valkey.pid").write_text(f"{stranger.pid}\n")
        assert held(used)[0] == 7
        assert stranger.poll() is None
        stranger.kill()


def test_a_port_that_somebody_took_is_chosen_again_and_remembered(used: DataDir) -> None:
    stack.down(environ(used))
    before = used.remembered_port("postgres")
    with socket.create_server(("127.0.0.1", before or 0)):
        assert held(used) == (7, "seven")
    port = used.remembered_port("postgres")
    assert port != before
    assert f":{port}/" in up(used).env["DATABASE_URL"]


def test_a_dump_that_valkey_cannot_read_is_set_aside(used: DataDir) -> None:
    stack.down(environ(used))
    dump = used.root / "valkey" / "dump.rdb"
    dump.write_bytes(b"no dump at all")
    with closing(redis(up(used).env["REDIS_URL"])) as client:
        assert client.get("kept") is None
        client.set("kept", "seven")
        client.save()
    assert dump.with_name("dump.rdb.broken").read_bytes() == b"no dump at all"


def test_an_initdb_that_was_killed_is_done_again() -> None:
    with own_data_dir() as data_dir:
        half = data_dir.root / "postgres" / "data.new"
        half.mkdir(parents=True)
        (half / "PG_VERSION").write_text("18\n")
        data_dir.root.chmod(0o711)
        # At the same time, since whoever calls twice must find one server.
        with ThreadPoolExecutor() as pool:
            stacks = list(pool.map(lambda _: up(data_dir), range(2)))
        assert sorted(len(one.started) for one in stacks) == [0, 2]
        assert stacks[0].env == stacks[1].env
        assert answer(stacks[0].env["DATABASE_URL"], "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's database runs as another user")
def test_as_root_a_closed_folder_above_is_no_obstacle_and_keeps_its_mode() -> None:
    closed = Path(tempfile.mkdtemp(prefix="closed-"))
    data_dir = DataDir(closed / "data")
    home = None
    try:
        assert answer(up(data_dir).env["DATABASE_URL"], "SELECT 1") == 1
        home = open_home(data_dir).folder
        assert closed.stat().st_mode & 0o777 == 0o700
        assert closed not in home.parents
    finally:
        stack.down(environ(data_dir))
        shutil.rmtree(closed)
        if home is not None:
            shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's database runs as another user")
def test_a_program_that_the_database_s_user_cannot_reach_is_told_as_a_shell_tells_it() -> None:
    closed = Path(tempfile.mkdtemp(prefix="closed-"))
    try:
        program = shutil.copy("/bin/true", closed)
        assert server_user().run([program], seconds=10) == 126
        closed.chmod(0o711)
        assert server_user().run([program], seconds=10) == 0
    finally:
        shutil.rmtree(closed)


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user already")
def test_an_ordinary_user_can_run_the_servers() -> None:
    uid = pwd.getpwnam("nobody").pw_uid
    readable = ["/bin/sh", "-c", 'test -r "$1"', "sh", str(CHECKOUT / "deploy" / "bootstrap.sql")]
    if subprocess.run(readable, user=uid, check=False).returncode != 0:
        pytest.skip(f"NOT TESTED: user nobody cannot read {CHECKOUT}")
    folder = Path(tempfile.mkdtemp(prefix="ordinary-"))
    os.chown(folder, uid, -1)
    env = {**os.environ, "DATA_DIR": str(folder / "data")}
    for name in ("DATABASE_URL", "REDIS_URL"):
        env.pop(name, None)
    command = [sys.executable, "-c", AS_ANOTHER_USER]
    try:
        started = subprocess.run(
            [*command, "up", "--no-simulator", "--no-migrations"],
            env=env,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
        )
        assert started.returncode == 0, started.stderr
        owners = {path.stat().st_uid for path in (folder / "data").iterdir()}
        assert owners == {uid}
    finally:
        stopped = subprocess.run(
            [*command, "down"], env=env, cwd=CHECKOUT, capture_output=True, text=True
        )
        shutil.rmtree(folder)
    assert "postgres" in stopped.stderr, stopped.stderr
