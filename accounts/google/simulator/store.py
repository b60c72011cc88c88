"""An account's state: in memory, with an append-only journal and content-addressed blobs.

A transaction is written as one JSON line per change, then a ``commit`` line, then one fsync.
What follows the last commit (a process killed while writing) is dropped on load.
"""

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, cast

from accounts.google.simulator.errors import StoreError

Json = dict[str, Any]
Change = tuple[str, str, Json | None]
T = TypeVar("T")

COMMIT = '"commit"\n'
COMPACT_ABOVE = 2_000


class Store:
    """Named collections of JSON records, each change durable once its transaction has ended.

    Records are never changed in place: ``put`` a new one. Not to be used without ``lock``.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self._collections: dict[str, dict[str, Json]] = {}
        self._pending: list[tuple[Change, Json | None]] = []
        self._depth = 0
        self._derived: dict[str, Any] = {}
        self._load()
        self._journal = open(path, "a", encoding="utf-8")  # noqa: SIM115  (open as long as we live)

    def get(self, collection: str, key: str) -> Json | None:
        return self._collections.get(collection, {}).get(key)

    def all(self, collection: str) -> dict[str, Json]:
        """The collection itself, oldest first; to read, not to change."""
        return self._collections.get(collection, {})

    def collections(self, prefix: str) -> list[str]:
        return [
            name
            for name, records in self._collections.items()
            if name.startswith(prefix) and records
        ]

    def put(self, collection: str, key: str, value: Json) -> None:
        self._change(collection, key, value)

    def remove(self, collection: str, key: str) -> None:
        if self.get(collection, key) is not None:
            self._change(collection, key, None)

    def derived(self, name: str, make: Callable[[], T]) -> T:
        """A value computed from the records, kept until the next change."""
        if name not in self._derived:
            self._derived[name] = make()
        return cast(T, self._derived[name])

    def next_number(self, counter: str) -> int:
        """The next of an ever rising series of integers, durable with the transaction."""
        value = int((self.get("counters", counter) or {"value": 1000})["value"]) + 1
        self.put("counters", counter, {"value": value})
        return value

    def current_number(self, counter: str) -> int:
        return int((self.get("counters", counter) or {"value": 1000})["value"])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are written together, or none at all when it raises."""
        with self.lock:
            self._depth += 1
            try:
                yield
            except BaseException:  # raised again, whatever it is
                if self._depth == 1:
                    self._undo()
                raise
            else:
                if self._depth == 1:
                    self._commit()
            finally:
                self._depth -= 1

    def clear(self) -> None:
        """Forget everything but the counters, so that ids are never used twice."""
        with self.transaction():
            for collection in list(self._collections):
                if collection != "counters":
                    for key in list(self._collections[collection]):
                        self._change(collection, key, None)

    def close(self) -> None:
        self._journal.close()

    def _change(self, collection: str, key: str, value: Json | None) -> None:
        if not self._depth:
            raise StoreError("a change outside a transaction")
        before = self._apply(collection, key, value)
        self._pending.append(((collection, key, value), before))
        self._derived.clear()

    def _apply(self, collection: str, key: str, value: Json | None) -> Json | None:
        records = self._collections.setdefault(collection, {})
        before = records.get(key)
        if value is None:
            records.pop(key, None)
        else:
            records[key] = value
        return before

    def _undo(self) -> None:
        for (collection, key, _), before in reversed(self._pending):
            self._apply(collection, key, before)
        self._pending.clear()
        self._derived.clear()

    def _commit(self) -> None:
        if not self._pending:
            return
        try:
            for change, _ in self._pending:
                self._journal.write(json.dumps(change, ensure_ascii=False) + "\n")
            self._journal.write(COMMIT)
            self._journal.flush()
            os.fsync(self._journal.fileno())
        except OSError as error:
            self._undo()
            raise StoreError(f"cannot write {self.path}: {error}") from error
        self._pending.clear()

    def _load(self) -> None:
        if not self.path.exists():
            return
        good, changes = 0, 0
        waiting: list[Change] = []
        with open(self.path, "rb") as journal:
            for line in journal:
                if line.decode("utf-8", "replace") == COMMIT:
                    for change in waiting:
                        self._apply(*change)
                    changes += len(waiting)
                    waiting = []
                    good = journal.tell()
                    continue
                try:
                    waiting.append(json.loads(line))
                except ValueError:
                    break
        self._drop_tail(good)
        if changes > COMPACT_ABOVE and changes > 2 * self._size():
            self._compact()

    def _drop_tail(self, good: int) -> None:
        torn = self.path.stat().st_size - good
        if not torn:
            return
        with open(self.path, "rb") as journal:
            journal.seek(good)
            if COMMIT.encode() in journal.read():
                raise StoreError(f"{self.path} is damaged at byte {good}: move it away to go on")
        os.truncate(self.path, good)

    def _size(self) -> int:
        return sum(len(records) for records in self._collections.values())

    def _compact(self) -> None:
        fresh = self.path.with_suffix(".new")
        with open(fresh, "w", encoding="utf-8") as out:
            for collection, records in self._collections.items():
                for key, value in records.items():
                    out.write(json.dumps((collection, key, value), ensure_ascii=False) + "\n")
            out.write(COMMIT)
            out.flush()
            os.fsync(out.fileno())
        os.replace(fresh, self.path)


class Blobs:
    """Bytes on disk, named by their SHA-256: the same bytes are kept once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes, *, durable: bool = True) -> str:
        """Keep ``data``; returns its name. Many at once are flushed by the caller, if not here."""
        name = hashlib.sha256(data).hexdigest()
        path = self._path(name)
        if path.exists():
            return name
        fresh = path.with_name(f"{name}.{os.getpid()}.{threading.get_ident()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with open(fresh, "wb") as out:
                out.write(data)
                if durable:
                    out.flush()
                    os.fsync(out.fileno())
            os.replace(fresh, path)
        except OSError as error:
            raise StoreError(f"cannot write below {self.root}: {error}") from error
        return name

    def get(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except OSError as error:
            raise StoreError(f"blob {name} cannot be read: {error}") from error

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name
