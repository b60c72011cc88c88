"""Where everything of one checkout's running product lives."""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from orchestrator.embedded.errors import EmbeddedError, Locked
from orchestrator.embedded.private_files import (
    create_private,
    read_json_object,
    write_json_object,
)

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK_SECONDS = 300


@dataclass(frozen=True)
class DataDir:
    """The directory `DATA_DIR` and the names of what is in it."""

    root: Path

    @property
    def env_file(self) -> Path:
        return self.root / "env"

    @property
    def run_file(self) -> Path:
        return self.root / "run.json"

    @property
    def ports_file(self) -> Path:
        return self.root / "ports.json"

    @property
    def keep_up_file(self) -> Path:
        """Exists while the servers were asked for by themselves, not only as part of a run."""
        return self.root / "keep-up"

    def password(self, name: str, *, size: int = 24) -> str:
        """The password of that name, made of `size` random bytes when it is first asked for."""
        folder = self.root / "passwords"
        folder.mkdir(mode=0o700, exist_ok=True)
        return create_private(folder / name, secrets.token_urlsafe(size)).strip()

    def remembered_port(self, name: str) -> int | None:
        port = read_json_object(self.ports_file).get(name)
        return port if isinstance(port, int) else None

    def remember_port(self, name: str, port: int) -> None:
        ports = read_json_object(self.ports_file)
        if ports.get(name) != port:
            write_json_object(self.ports_file, ports | {name: port})

    @contextmanager
    def locked(self, name: str = "lock", *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        """Hold the lock file `name`; whoever asks at the same time waits up to `seconds`.

        Raises Locked when it stays taken. The kernel frees it with its holder.
        """
        path = self.root / name
        with path.open("a+") as file:
            _take(file.fileno(), path, seconds)
            yield


def data_dir_path(environ: Mapping[str, str]) -> Path:
    """`DATA_DIR`, relative to the working directory; `.data` in the checkout when not set."""
    given = environ.get("DATA_DIR", "").strip()
    return Path(given).expanduser().absolute() if given else CHECKOUT / ".data"


def open_data_dir(environ: Mapping[str, str]) -> DataDir:
    """Make sure that DATA_DIR exists and can be written. Raises EmbeddedError."""
    root = data_dir_path(environ)
    try:
        # As root the database runs as another user, who must be able to pass through.
        root.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
        (root / "lock").open("a").close()
    except OSError as error:
        raise EmbeddedError(
            f"DATA_DIR {root} cannot be written ({error.strerror}): "
            "make it writable or choose another with DATA_DIR=/some/path"
        ) from error
    return DataDir(root)


def _take(descriptor: int, path: Path, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Locked(f"{path} is held by another process that is running") from None
            time.sleep(0.05)
        else:
            return
