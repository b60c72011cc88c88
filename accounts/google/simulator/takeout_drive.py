"""Files of a Takeout export: read first, applied to Drive afterwards."""

import hashlib
import json
import mimetypes
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from accounts.google.simulator import cabinet, content, mime
from accounts.google.simulator.archive import Entry
from accounts.google.simulator.drive import measures
from accounts.google.simulator.store import Blobs, Json, Store

LARGEST = 512 * 2**20
SIDECAR = "-info.json"
MODIFIED = ("last_modified", "content_last_modified", "last_modified_by_any_user", "modified")
CREATED = ("created", "created_time")
ROLES = {"owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"}
KINDS = {"user", "group", "domain", "anyone"}
NOT_GUESSED = {
    ".docx": content.DOCX, ".xlsx": content.XLSX, ".pptx": content.PPTX,
    ".md": "text/markdown", ".csv": "text/csv", ".ics": "text/calendar",
}  # fmt: skip


@dataclass
class Batch:
    """What was read, and what could not be; records of files that changed, and of all folders."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    files: list[Json] = field(default_factory=list)
    folders: dict[str, Json] = field(default_factory=dict)


def read(entries: list[Entry], *, email: str, account: Store, blobs: Blobs) -> Batch:
    """Read files and their ``<name>-info.json``; the bytes go to ``blobs`` at once."""
    batch = Batch()
    by_path = {PurePosixPath(*entry.parts()[1:]): entry for entry in entries}
    sidecars = _sidecars(by_path)
    for path, entry in by_path.items():
        if path in sidecars.values():
            continue
        batch.read += 1
        if entry.size > LARGEST:
            batch.skipped[f"file larger than {LARGEST >> 20} MB"] += 1
            continue
        sidecar = sidecars.get(path)
        details = _details(by_path[sidecar], batch) if sidecar else {}
        with entry.open() as stream:
            data = stream.read()
        record = _file(path, data, details, entry.modified, email)
        old = account.get("files", record["file"]["id"])
        if old is None or old.get("source") != record["source"]:
            name = path.name
            words = mime.words(content.text(data, name))
            batch.files.append(record | {"blob": blobs.put(data, durable=False), "words": words})
        _folders(path, record["file"]["modifiedTime"], batch, sidecars, by_path, email)
    return batch


def apply(batch: Batch, account: Store, *, now: datetime) -> tuple[int, int]:
    """Bring Drive to what was read, inside a transaction; how many files are new and changed."""
    new = changed = 0
    for record in batch.folders.values():
        if account.get("files", record["file"]["id"]) is None:
            cabinet.save(account, record, now=now, touched=False)
    for record in batch.files:
        old = account.get("files", record["file"]["id"])
        if old:
            version = old["file"]["version"]
            record = record | {"file": record["file"] | {"version": version}}
        cabinet.save(account, record, now=now, touched=False)
        new, changed = (new, changed + 1) if old else (new + 1, changed)
    return new, changed


def _sidecars(by_path: dict[PurePosixPath, Entry]) -> dict[PurePosixPath, PurePosixPath]:
    """Path of a file (or folder) to that of its sidecar: ``a.txt-info.json``, ``a-info.json``."""
    folders = {parent for path in by_path for parent in path.parents}
    by_stem = {path.with_suffix(""): path for path in by_path if not _is_sidecar(path)}
    found = {}
    for path in by_path:
        if not _is_sidecar(path):
            continue
        target = path.with_name(path.name.removesuffix(SIDECAR))
        if target in by_path or target in folders:
            found[target] = path
        elif target in by_stem:
            found[by_stem[target]] = path
    return found


def _is_sidecar(path: PurePosixPath) -> bool:
    return path.name.endswith(SIDECAR) and path.name != SIDECAR


def _details(entry: Entry, batch: Batch) -> Json:
    with entry.open() as stream:
        try:
            details = json.load(stream)
        except ValueError:
            details = None
    if not isinstance(details, dict):
        batch.skipped["sidecar that is not JSON (its file was read without it)"] += 1
        return {}
    return details


def _file(path: PurePosixPath, data: bytes, details: Json, at: datetime, email: str) -> Json:
    name = str(details.get("title") or path.name)
    kind = str(details.get("mime_type") or _guess(path))
    file = _base(path, name, kind, details, at, email)
    if kind not in content.EXPORTS:
        file |= measures(data, name)
    permissions = _permissions(details, email)
    # without a sidecar the time is only that of the archive, which says nothing about the file
    told = file if _time(details, MODIFIED) else file | {"modifiedTime": "", "createdTime": ""}
    seen = json.dumps([told, permissions], sort_keys=True).encode() + data
    return {"file": file, "permissions": permissions, "source": hashlib.sha256(seen).hexdigest()}


def _base(
    path: PurePosixPath, name: str, kind: str, details: Json, at: datetime, email: str
) -> Json:
    modified = _time(details, MODIFIED) or at
    created = _time(details, CREATED) or modified
    parent = path.parent
    parent_id = cabinet.root_id(email) if parent == PurePosixPath() else _id(parent, email)
    file: Json = {
        "kind": "drive#file", "id": _id(path, email), "name": name, "mimeType": kind,
        "parents": [parent_id], "createdTime": cabinet.stamp(created),
        "modifiedTime": cabinet.stamp(modified), "starred": bool(details.get("starred")),
    }  # fmt: skip
    if details.get("description"):
        file["description"] = str(details["description"])
    return file


def _folders(
    path: PurePosixPath, modified: str, batch: Batch,
    sidecars: dict[PurePosixPath, PurePosixPath], by_path: dict[PurePosixPath, Entry], email: str,
) -> None:  # fmt: skip
    for folder in path.parents:
        if folder == PurePosixPath() or str(folder) in batch.folders:
            continue
        sidecar = sidecars.get(folder)
        details = _details(by_path[sidecar], batch) if sidecar else {}
        at = datetime.fromisoformat(modified)
        name = str(details.get("title") or folder.name)
        file = _base(folder, name, cabinet.FOLDER, details, at, email)
        batch.folders[str(folder)] = {
            "file": file, "permissions": _permissions(details, email), "blob": None, "words": "",
        }  # fmt: skip


def _id(path: PurePosixPath, email: str) -> str:
    return cabinet.file_id(f"{email}\n{path}")


def _permissions(details: Json, email: str) -> list[Json]:
    """The sidecar's permissions, the owner's first; the account's own when it names no owner."""
    given = details.get("permissions")
    held = [_permission(item) for item in given] if isinstance(given, list) else []
    found = {p["id"]: p for p in held if p}
    if not any(p["role"] == "owner" for p in found.values()):
        mine = cabinet.permission(role="owner", kind="user", address=email)
        found[mine["id"]] = mine
    return sorted(found.values(), key=lambda p: (p["role"] != "owner", p["id"]))


def _permission(item: Any) -> Json | None:
    if not isinstance(item, dict):
        return None
    role, kind = str(item.get("role", "reader")), str(item.get("type", "user"))
    address = str(item.get("emailAddress") or item.get("domain") or "")
    if role not in ROLES or kind not in KINDS or (kind != "anyone" and not address):
        return None
    return cabinet.permission(
        role=role, kind=kind, address=address, name=str(item.get("name") or "")
    )


def _time(details: Json, keys: tuple[str, ...]) -> datetime | None:
    for key in keys:
        try:
            value = datetime.fromisoformat(str(details[key]))
        except (KeyError, ValueError):
            continue
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return None


def _guess(path: PurePosixPath) -> str:
    suffix = path.suffix.lower()
    return (
        NOT_GUESSED.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    )
