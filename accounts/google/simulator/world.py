"""Everything that the simulator knows: accounts, tokens, faults, the log and the clock."""

import fcntl
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote, unquote

from accounts.google.simulator.errors import StoreError, invalid
from accounts.google.simulator.faults import Faults
from accounts.google.simulator.requestlog import RequestLog
from accounts.google.simulator.signing import Signer
from accounts.google.simulator.store import Blobs, Store
from accounts.google.simulator.tokens import Tokens


class World:
    """One data directory, opened. Two processes must not open the same one."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            (root / "accounts").mkdir(parents=True, exist_ok=True)
            (root / "uploads").mkdir(exist_ok=True)
            os.chmod(root, 0o700)
            self._claim = open(root / "lock", "w")  # noqa: SIM115  (held as long as we live)
            fcntl.flock(self._claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.identity = Store(root / "identity.jsonl")
        except BlockingIOError as error:
            raise StoreError(f"another simulator already runs on {root}") from error
        except OSError as error:
            raise StoreError(f"cannot use the data directory {root}: {error}") from error
        self.blobs = Blobs(root / "blobs")
        self.tokens = Tokens(self.identity)
        self.signer = Signer(root / "signing-key.pem")
        self.faults = Faults()
        self.log = RequestLog()
        self._offset = timedelta()
        self._lock = threading.Lock()
        self._accounts = {
            unquote(path.stem): Store(path) for path in sorted((root / "accounts").glob("*.jsonl"))
        }

    def now(self) -> datetime:
        """The present, in UTC, moved by what ``advance`` was told."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        self._offset += timedelta(seconds=seconds)

    def emails(self) -> list[str]:
        with self._lock:
            return sorted(self._accounts)

    def find(self, email: str) -> Store | None:
        with self._lock:
            return self._accounts.get(email.strip().lower())

    def account(self, email: str) -> Store:
        """The account of ``email``, made when there is none. Raises ApiError 400."""
        email = normal_email(email)
        with self._lock:
            if email not in self._accounts:
                path = self.root / "accounts" / (quote(email, safe="@+") + ".jsonl")
                self._accounts[email] = Store(path)
            return self._accounts[email]

    def flush_disk(self) -> None:
        """Make many blobs durable at once, before a journal names them."""
        os.sync()

    def close(self) -> None:
        for store in (self.identity, *self._accounts.values()):
            with store.lock:
                store.close()
        self._claim.close()


def normal_email(email: str) -> str:
    """The address in lower case; raises ApiError 400 when it is none."""
    email = email.strip().lower()
    local, at, domain = email.rpartition("@")
    if not at or not local or not domain or len(email) > 180 or any(c.isspace() for c in email):
        raise invalid(f"Not an e-mail address: {email!r}", parameter="email")
    return email
