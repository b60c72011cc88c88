"""Drive API v3: about, files and changes."""

import hashlib
import mimetypes
import re
from typing import Any

from accounts.google.simulator import cabinet, content, drive_permissions, drive_query, mime
from accounts.google.simulator.call import Call, Handler, Reply
from accounts.google.simulator.errors import ApiError, invalid, not_found
from accounts.google.simulator.paging import paginate
from accounts.google.simulator.store import Json

SHORT = ("kind", "id", "name", "mimeType")
WRITABLE = (
    "name",
    "description",
    "mimeType",
    "starred",
    "trashed",
    "properties",
    "appProperties",
    "modifiedTime",
    "createdTime",
)
EXPORT_LIMIT = 10 * 1024 * 1024
SORTS = {
    "createdTime",
    "folder",
    "modifiedByMeTime",
    "modifiedTime",
    "name",
    "name_natural",
    "quotaBytesUsed",
    "recency",
    "sharedWithMeTime",
    "starred",
    "viewedByMeTime",
}


def about(call: Call) -> Json:
    used = sum(int(r["file"].get("size", 0)) for r in call.account.all("files").values())
    return {
        "kind": "drive#about",
        "user": cabinet.owner(call.email) | {"me": True},
        "storageQuota": {
            "limit": str(15 * 2**30),
            "usage": str(used),
            "usageInDrive": str(used),
            "usageInDriveTrash": "0",
        },
        "exportFormats": {native: list(to) for native, to in content.EXPORTS.items()},
        "maxUploadSize": str(5 * 2**40),
        "canCreateDrives": False,
        "appInstalled": True,
    }


def list_files(call: Call) -> Json:
    test = drive_query.parse(call.params["q"] or "", email=call.email)
    records = [r for r in call.account.all("files").values() if test(r)]
    for key, descending in reversed(_order(call.params["orderBy"])):
        records.sort(key=lambda r, key=key: _rank(r, key), reverse=descending)  # type: ignore[misc]
    size = call.params["pageSize"] or 100
    page, token = paginate(
        records, token=call.params["pageToken"], size=size, identity=lambda r: str(r["file"]["id"])
    )
    answer: Json = {
        "kind": "drive#fileList",
        "incompleteSearch": False,
        "files": [_shown(call, r) for r in page],
    }
    return answer | ({"nextPageToken": token} if token else {})


def get_file(call: Call) -> Reply | Json:
    record = cabinet.find(call.account, call.email, call.path["fileId"])
    if call.alt == "media":
        return _download(call, record)
    return _shown(call, record)


def export_file(call: Call) -> Reply:
    record = cabinet.find(call.account, call.email, call.path["fileId"])
    file = record["file"]
    if file["mimeType"] not in content.EXPORTS:
        raise ApiError(403, "fileNotExportable", "Export only supports Docs Editors files.")
    data = call.world.blobs.get(record["blob"]) if record["blob"] else b""
    wanted = call.params["mimeType"]
    exported = content.export(data, file["name"], file["mimeType"], wanted)
    if exported is None:
        raise invalid(
            "The requested conversion is not supported.", parameter="convertTo", reason="badRequest"
        )
    if len(exported) > EXPORT_LIMIT:
        raise ApiError(403, "exportSizeLimitExceeded", "This file is too large to be exported.")
    return Reply(body=exported, headers={"Content-Type": wanted})


def create_file(call: Call) -> Json:
    file_id = call.body.get("id") or cabinet.new_id()
    if call.account.get("files", file_id):
        raise ApiError(409, "fileIdInUse", "A file already exists with the provided ID.")
    now = cabinet.stamp(call.now)
    parents = call.body.get("parents") or [cabinet.root_id(call.email)]
    parents = [cabinet.find(call.account, call.email, p)["file"]["id"] for p in parents]
    file: Json = {
        "kind": "drive#file",
        "id": file_id,
        "name": "Untitled",
        "parents": parents,
        "mimeType": "application/octet-stream",
        "createdTime": now,
        "modifiedTime": now,
    }
    record = {
        "file": file | _given(call),
        "blob": None,
        "words": "",
        "permissions": [cabinet.permission(role="owner", kind="user", address=call.email)],
    }
    record = _with_media(call, record)
    return _shown(call, cabinet.save(call.account, record, now=call.now, touched=False))


def update_file(call: Call) -> Json:
    record = _mine(call)
    file = record["file"] | _given(call)
    added = _ids(call.params["addParents"])
    for parent in added:
        cabinet.find(call.account, call.email, parent)
    gone = _ids(call.params["removeParents"])
    file["parents"] = [p for p in file.get("parents", []) if p not in gone] + [
        cabinet.root_id(call.email) if p == "root" else p for p in added
    ]
    record = _with_media(call, record | {"file": file})
    touched = "modifiedTime" not in call.body and bool(call.media or call.body)
    return _shown(call, cabinet.save(call.account, record, now=call.now, touched=touched))


def delete_file(call: Call) -> None:
    cabinet.delete(call.account, _mine(call), now=call.now)


def generate_ids(call: Call) -> Json:
    return {
        "kind": "drive#generatedIds",
        "space": "drive",
        "ids": [cabinet.new_id() for _ in range(call.params["count"])],
    }


def start_page_token(call: Call) -> Json:
    token = str(call.account.current_number(cabinet.COUNTER) + 1)
    return {"kind": "drive#startPageToken", "startPageToken": token}


def list_changes(call: Call) -> Json:
    """Changes from the token on, only the last one of each file."""
    text, account = call.params["pageToken"], call.account
    newest = account.current_number(cabinet.COUNTER)
    floor = int((account.get("floors", "gdrive") or {"value": 0})["value"])
    if not text.isdigit() or not floor <= int(text) <= newest + 1:
        raise invalid("Invalid Value", parameter="pageToken")
    last = {
        line["file"]: line for line in account.all("changes").values() if line["n"] >= int(text)
    }
    lines = sorted(last.values(), key=lambda line: int(line["n"]))
    page = lines[: call.params["pageSize"]]
    answer: Json = {"kind": "drive#changeList", "changes": [_change(call, line) for line in page]}
    if len(page) < len(lines):
        return answer | {"nextPageToken": str(lines[len(page)]["n"])}
    return answer | {"newStartPageToken": str(newest + 1)}


def _change(call: Call, line: Json) -> Json:
    change: Json = {
        "kind": "drive#change",
        "changeType": "file",
        "type": "file",
        "time": line["at"],
        "removed": line["removed"],
        "fileId": line["file"],
    }
    record = call.account.get("files", line["file"])
    return change | ({"file": _shown(call, record)} if record else {})


def _shown(call: Call, record: Json) -> Json:
    """The file; without a fields mask Drive answers only four fields."""
    whole = cabinet.view(record, call.email)
    return whole if call.fields else {key: whole[key] for key in SHORT}


def _download(call: Call, record: Json) -> Reply:
    file = record["file"]
    if file["mimeType"].startswith(cabinet.NATIVE):
        raise ApiError(
            403,
            "fileNotDownloadable",
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            location="alt",
        )
    data = call.world.blobs.get(record["blob"]) if record["blob"] else b""
    headers = {"Content-Type": file["mimeType"], "Accept-Ranges": "bytes"}
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", call.headers.get("Range", ""))
    if match is None or not (match[1] or match[2]):
        return Reply(body=data, headers=headers)
    start = int(match[1]) if match[1] else max(0, len(data) - int(match[2]))
    end = min(int(match[2]), len(data) - 1) if match[1] and match[2] else len(data) - 1
    if start >= len(data) or end < start:
        raise ApiError(
            416,
            "requestedRangeNotSatisfiable",
            "Request range not satisfiable",
            headers={"Content-Range": f"bytes */{len(data)}"},
        )
    headers["Content-Range"] = f"bytes {start}-{end}/{len(data)}"
    return Reply(206, body=data[start : end + 1], headers=headers)


def _given(call: Call) -> Json:
    return {key: call.body[key] for key in WRITABLE if call.body.get(key) is not None}


def _with_media(call: Call, record: Json) -> Json:
    """The record with the uploaded bytes, if any."""
    if call.media is None:
        return record
    data, file = call.media.data, record["file"]
    kind = call.body.get("mimeType") or call.media.content_type.partition(";")[0].strip()
    if kind == "application/octet-stream":
        kind = mimetypes.guess_type(file["name"])[0] or kind
    native = kind in content.EXPORTS
    file = file | {"mimeType": kind} | ({} if native else measures(data, file["name"]))
    words = mime.words(content.text(data, file["name"]))
    return record | {"file": file, "blob": call.world.blobs.put(data), "words": words}


def measures(data: bytes, name: str) -> Json:
    """What Drive tells of a file with binary content."""
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    extension = name.rpartition(".")[2] if "." in name else ""
    return {
        "size": str(len(data)),
        "quotaBytesUsed": str(len(data)),
        "md5Checksum": digest,
        "sha256Checksum": hashlib.sha256(data).hexdigest(),
        "originalFilename": name,
        "fileExtension": extension,
        "fullFileExtension": extension,
        "headRevisionId": digest[:28],
    }


def _mine(call: Call) -> Json:
    """A file that may be changed. Raises ApiError 404, or 403 for My Drive itself."""
    record = cabinet.find(call.account, call.email, call.path["fileId"])
    if record["file"]["id"] == cabinet.root_id(call.email):
        raise ApiError(
            403,
            "insufficientFilePermissions",
            "The user does not have sufficient permissions for this file.",
        )
    return record


def _order(text: str | None) -> list[tuple[str, bool]]:
    found = []
    for item in filter(None, (text or "folder,modifiedTime desc,name").split(",")):
        key, _, direction = item.strip().partition(" ")
        if key not in SORTS or direction not in ("", "desc"):
            raise invalid("Invalid Value", parameter="orderBy")
        found.append((key, direction == "desc"))
    return found


def _rank(record: Json, key: str) -> Any:
    file = record["file"]
    if key == "folder":
        return file["mimeType"] != cabinet.FOLDER
    if key in ("name", "name_natural"):
        parts = re.split(r"(\d+)", file["name"].casefold())
        return [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts if p]
    if key == "quotaBytesUsed":
        return int(file.get("size", 0))
    if key == "starred":
        return not file.get("starred", False)
    held = "modifiedTime" if key in ("recency", "modifiedByMeTime") else key
    return file.get(held) or ""


def _ids(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def get_drive(call: Call) -> Json:
    raise not_found(f"Shared drive not found: {call.path['driveId']}")


METHODS: dict[str, Handler] = {
    "drive.about.get": about,
    "drive.files.list": list_files,
    "drive.files.get": get_file,
    "drive.files.export": export_file,
    "drive.files.create": create_file,
    "drive.files.update": update_file,
    "drive.files.delete": delete_file,
    "drive.files.generateIds": generate_ids,
    "drive.changes.getStartPageToken": start_page_token,
    "drive.changes.list": list_changes,
    "drive.drives.list": lambda call: {"kind": "drive#driveList", "drives": []},
    "drive.drives.get": get_drive,
    **drive_permissions.METHODS,
}
