"""What the simulator was told survives its end, however it ends."""

import os
import signal
import urllib.error
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from accounts.google.simulator.errors import StoreError
from accounts.google.simulator.store import COMPACT_ABOVE, Blobs, Store
from tests.google_simulator import (
    access_token,
    address_of,
    control,
    google_client,
    running_simulator,
    start_simulator,
)

EMAIL = "ann@example.org"


def test_a_kill_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    process = start_simulator(tmp_path)
    url = address_of(process)
    token = access_token(url, EMAIL)
    drive = google_client(url, "drive", token)
    made = [drive.files().create(body={"name": f"f{n}"}).execute()["id"] for n in range(20)]
    before = control(url, "GET", f"state?email={EMAIL}")
    os.kill(process.pid, signal.SIGKILL)
    process.wait(timeout=20)
    assert process.stdout is not None
    process.stdout.close()
    with running_simulator(tmp_path) as url:
        assert control(url, "GET", f"state?email={EMAIL}") == before
        drive = google_client(url, "drive", token)
        listed = drive.files().list(fields="files(id)").execute()["files"]
        assert {f["id"] for f in listed} == set(made)
        page = drive.changes().list(pageToken="1001").execute()
        assert len(page["changes"]) == 20


def test_tokens_are_kept_as_hashes_only(tmp_path: Path) -> None:
    with running_simulator(tmp_path) as url:
        tokens = control(url, "POST", "token", {"email": EMAIL})
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert tokens["access_token"].encode() not in kept
    assert tokens["refresh_token"].encode() not in kept
    assert (tmp_path.stat().st_mode & 0o777) == 0o700


def write(store: Store, **values: Any) -> None:
    with store.transaction():
        for key, value in values.items():
            store.put("things", key, {"value": value})


def reopened(path: Path) -> dict[str, Any]:
    store = Store(path)
    held = {key: record["value"] for key, record in store.all("things").items()}
    store.close()
    return held


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


def test_a_torn_transaction_is_dropped_whole(path: Path) -> None:
    store = Store(path)
    write(store, a=1)
    good = path.stat().st_size
    write(store, b=2, c=3)
    store.close()
    whole = path.read_bytes()
    for end in range(good, len(whole)):
        path.write_bytes(whole[:end])
        assert reopened(path) == {"a": 1}
        assert path.read_bytes() == whole[:good]
    path.write_bytes(whole)
    assert reopened(path) == {"a": 1, "b": 2, "c": 3}


def test_writing_goes_on_after_a_torn_line(path: Path) -> None:
    store = Store(path)
    write(store, a=1)
    store.close()
    with open(path, "ab") as journal:
        journal.write(b'["things", "b", {"val')
    store = Store(path)
    write(store, c="é\n")
    store.close()
    assert reopened(path) == {"a": 1, "c": "é\n"}


def test_damage_in_the_middle_is_told_and_nothing_is_cut_off(path: Path) -> None:
    store = Store(path)
    write(store, a=1)
    write(store, b=2)
    store.close()
    broken = path.read_bytes().replace(b'{"value": 1}', b'{"value": 1')
    path.write_bytes(broken)
    with pytest.raises(StoreError, match="damaged"):
        Store(path)
    assert path.read_bytes() == broken


def test_a_transaction_that_fails_changes_nothing(path: Path) -> None:
    store = Store(path)
    write(store, a=1, b=2)

    def fail() -> None:
        with store.transaction():
            store.put("things", "a", {"value": 9})
            store.remove("things", "b")
            store.put("things", "c", {"value": 3})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert {k: v["value"] for k, v in store.all("things").items()} == {"a": 1, "b": 2}
    store.close()
    assert reopened(path) == {"a": 1, "b": 2}


def test_a_change_outside_a_transaction_is_a_mistake(path: Path) -> None:
    store = Store(path)
    with pytest.raises(StoreError):
        store.put("things", "a", {})
    store.close()


def test_the_journal_is_compacted_when_it_starts(path: Path) -> None:
    store = Store(path)
    for n in range(COMPACT_ABOVE + 10):
        with store.transaction():
            store.put("things", "a", {"value": n})
    store.close()
    long = path.stat().st_size
    assert reopened(path) == {"a": COMPACT_ABOVE + 9}
    assert path.stat().st_size < long / 100
    assert reopened(path) == {"a": COMPACT_ABOVE + 9}


def test_ids_are_not_used_again_after_a_reset(path: Path) -> None:
    store = Store(path)
    with store.transaction():
        first = store.next_number("n")
        store.put("things", "a", {"value": 1})
    store.clear()
    with store.transaction():
        assert store.next_number("n") > first
    assert store.all("things") == {}
    store.close()


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    name = blobs.put(b"x")
    assert blobs.put(b"x") == name
    assert blobs.get(name) == b"x"
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) == 1
    with pytest.raises(StoreError):
        blobs.get("0" * 64)


def test_a_reset_needs_an_account(tmp_path: Path) -> None:
    with running_simulator(tmp_path) as url, pytest.raises(urllib.error.HTTPError) as error:
        control(url, "POST", "reset?email=nobody@example.net")
    with error.value:
        assert error.value.code == 404


def test_calls_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    with running_simulator(tmp_path) as url:
        token = access_token(url, EMAIL)
        clients = [google_client(url, "drive", token) for _ in range(6)]

        def work(client: Any) -> list[str]:
            made = [client.files().create(body={"name": "x"}).execute()["id"] for _ in range(15)]
            client.files().list(pageSize=1000).execute()
            client.files().update(fileId=made[0], body={"name": "y"}).execute()
            return made

        with ThreadPoolExecutor(len(clients)) as pool:
            made = {file_id for ids in pool.map(work, clients) for file_id in ids}
        state = control(url, "GET", f"state?email={EMAIL}")
        assert {f["id"] for f in state["files"]} == made
        assert len(made) == 90
        changes = clients[0].changes().list(pageToken="1001", pageSize=1000).execute()
        assert len(changes["changes"]) == 90
    with running_simulator(tmp_path) as url:
        assert control(url, "GET", f"state?email={EMAIL}") == state
