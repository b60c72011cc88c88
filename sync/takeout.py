"""Google Takeout exports as they lie on a disk: a directory or a zip, with or without `Takeout/`.

What is wanted of one: `Mail/*.mbox`, `Calendar/*.ics` and everything below `Drive/`.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from sync.errors import BadExport, NoExport

WANTED = {"Mail": ".mbox", "Calendar": ".ics", "Drive": ""}
LARGEST = 50 * 10**9
RATIO = 200  # a mailbox compresses to a tenth, not to a two-hundredth
SMALL = 100 * 10**6
HEAD = 1 << 20  # what is read of an mbox to see whether it is one
# zipfile raises the last one for an encrypted entry.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError)


@contextmanager
def as_zip(path: Path, *, name: str = "") -> Iterator[Path]:
    """The export as a zip file; of a directory a temporary one is made.

    `name` is what errors call it, where its path says nothing to whoever reads them. Raises
    NoExport and BadExport; the checks come before anything is read.
    """
    name = name or str(path)
    try:
        if path.is_dir():
            with tempfile.TemporaryDirectory() as folder:
                packed = Path(folder) / "takeout.zip"
                _pack(path, packed, name)
                yield packed
            return
        if not path.exists():
            raise NoExport(f"There is no {name}.")
        if not zipfile.is_zipfile(path):
            raise NoExport(f"{name} is neither a directory nor a zip file.")
        _check(path, name)
    except OSError as error:
        raise BadExport(f"{name} cannot be read: {error.strerror or error}") from error
    yield path


def _pack(path: Path, packed: Path, name: str) -> None:
    root = path / "Takeout" if (path / "Takeout").is_dir() else path
    files = sorted(_files(root))
    if not files:
        raise _no_export(name)
    for file in files:
        if file.name.lower().endswith(".mbox") and file.parent.name == "Mail":
            with file.open("rb") as content:
                _check_mbox(str(file), content.read(HEAD))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED, strict_timestamps=False) as archive:
        for file in files:
            archive.write(file, PurePosixPath("Takeout", file.relative_to(root).as_posix()))


def _files(root: Path) -> Iterator[Path]:
    """Links are passed over: they can lead anywhere."""
    for folder, suffix in WANTED.items():
        for file in (root / folder).rglob("*"):
            if file.is_file() and not file.is_symlink() and file.name.lower().endswith(suffix):
                yield file


def _check(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_entries(entries, packed=path.stat().st_size, name=name)
            for entry in entries:
                if _is_wanted(entry.filename) and entry.filename.lower().endswith(".mbox"):
                    with archive.open(entry) as content:
                        _check_mbox(entry.filename, content.read(HEAD))
    except DAMAGED as error:
        raise BadExport(f"{name} is a damaged zip file: {error}") from error


def _check_entries(entries: Sequence[zipfile.ZipInfo], *, packed: int, name: str) -> None:
    unsafe = next((e.filename for e in entries if not _is_inside(e.filename)), None)
    if unsafe is not None:
        raise BadExport(f"{name} holds {unsafe!r}, which would lie outside of the export.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST or unpacked > SMALL + RATIO * packed:
        raise BadExport(f"{name} would unpack to {unpacked:,} bytes: that is no export.")
    if not any(_is_wanted(entry.filename) for entry in entries):
        raise _no_export(name)


def _check_mbox(name: str, head: bytes) -> None:
    """Damage further on costs single mails; without a first "From " line there are none."""
    if head and not head.startswith(b"From ") and b"\nFrom " not in head:
        raise BadExport(
            f"{name} is no mbox: no line of it begins with 'From '. Export the mail again."
        )


def _is_inside(name: str) -> bool:
    place = PurePosixPath(name.replace("\\", "/"))
    return not place.is_absolute() and ".." not in place.parts and ":" not in place.parts[:1]


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    parts = parts[1:] if parts[:1] == ("Takeout",) else parts
    if len(parts) < 2 or name.endswith("/"):
        return False
    return parts[0] in WANTED and name.lower().endswith(WANTED[parts[0]])


def _no_export(name: str) -> NoExport:
    return NoExport(
        f"{name} is no Google Takeout export: it has no Mail/*.mbox, Calendar/*.ics or Drive/."
    )
