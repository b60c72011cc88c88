"""What is in a Takeout export, a directory or a .zip, without trusting any name or size in it."""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from accounts.google.simulator.errors import TakeoutError

LARGEST_TOTAL = 50 * 2**30
MOST_ENTRIES = 1_000_000
SUSPECT_SIZE = 5 * 2**20
SUSPECT_RATIO = 150
EXPECTED = "expected Mail/*.mbox, Calendar/*.ics or Drive/ (inside Takeout/ or not)"


@dataclass(frozen=True)
class Entry:
    """One file of the export; ``path`` is below the export's root and uses slashes."""

    path: str
    size: int
    modified: datetime
    open: Callable[[], IO[bytes]]

    def parts(self) -> tuple[str, ...]:
        return PurePosixPath(self.path).parts


@dataclass(frozen=True)
class Export:
    """The three services' files, sorted by path."""

    mail: list[Entry]
    calendar: list[Entry]
    drive: list[Entry]


@contextmanager
def open_export(path: Path) -> Iterator[Export]:
    """The export at ``path``. Raises TakeoutError when it is none, or is unsafe."""
    try:
        if path.is_dir():
            yield _sorted(list(_walk(path)), path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield _sorted(_members(archive), path)
        elif path.exists():
            raise TakeoutError(f"{path.name} is neither a directory nor a .zip file: {EXPECTED}")
        else:
            raise TakeoutError(f"{path} does not exist")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise TakeoutError(f"{path.name} is a damaged .zip file: {error}") from error
    except OSError as error:
        raise TakeoutError(f"{path} cannot be read: {error}") from error


def _sorted(entries: list[Entry], path: Path) -> Export:
    def below(folder: str, ending: str = "") -> list[Entry]:
        return sorted(
            (e for e in entries
             if len(e.parts()) > 1 and e.parts()[0].lower() == folder
             and e.path.lower().endswith(ending)),
            key=lambda e: e.path,
        )  # fmt: skip

    export = Export(below("mail", ".mbox"), below("calendar", ".ics"), below("drive"))
    if not (export.mail or export.calendar or export.drive):
        raise TakeoutError(f"{path.name} is no Google Takeout export: {EXPECTED}")
    return export


def _walk(root: Path) -> Iterator[Entry]:
    for folder, folders, names in os.walk(root):
        for name in [*folders, *names]:
            if (Path(folder) / name).is_symlink():
                raise TakeoutError(f"{name!r} is a symbolic link; a Takeout export has none")
        for name in names:
            path = Path(folder) / name
            info = path.stat()
            yield Entry(
                path=_below_takeout(path.relative_to(root).as_posix()),
                size=info.st_size,
                modified=datetime.fromtimestamp(info.st_mtime, UTC),
                open=partial(_open, path),
            )


def _open(path: Path) -> IO[bytes]:
    return open(path, "rb")


def _members(archive: zipfile.ZipFile) -> list[Entry]:
    members = archive.infolist()
    if len(members) > MOST_ENTRIES:
        raise TakeoutError(f"the .zip file has {len(members)} entries: too many")
    for member in members:
        _check(member)
    total = sum(member.file_size for member in members)
    if total > LARGEST_TOTAL:
        raise TakeoutError(f"the .zip file would unpack to {total >> 30} GB: refused as a bomb")
    return [
        Entry(
            path=_below_takeout(member.filename),
            size=member.file_size,
            modified=_date(member),
            open=partial(archive.open, member),
        )
        for member in members
        if not member.is_dir()
    ]


def _check(member: zipfile.ZipInfo) -> None:
    """Raise TakeoutError for names that leave the export, links, secrets and bombs."""
    name = member.orig_filename
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or name.startswith(("/", "\\")) or "\0" in name or name[1:2] == ":":
        raise TakeoutError(f"the .zip file has an unsafe name: {name!r}")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise TakeoutError(f"the .zip file has a symbolic link: {name!r}")
    if member.flag_bits & 1:
        raise TakeoutError("the .zip file is encrypted; unpack it first and give the directory")
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > SUSPECT_SIZE and ratio > SUSPECT_RATIO:
        raise TakeoutError(f"{name!r} unpacks to {ratio:.0f} times its size: refused as a bomb")


def _below_takeout(path: str) -> str:
    first, _, rest = path.partition("/")
    return rest if first.lower() == "takeout" and rest else path


def _date(member: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*member.date_time, tzinfo=UTC)
    except ValueError:
        return datetime(1980, 1, 1, tzinfo=UTC)
