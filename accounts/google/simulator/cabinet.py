"""Drive's records: files, folders, permissions and the log of changes."""

import base64
import hashlib
import secrets
from datetime import UTC, datetime
from typing import Any

from accounts.google.simulator.errors import ApiError
from accounts.google.simulator.store import Json, Store

COUNTER = "gdrive"
FOLDER = "application/vnd.google-apps.folder"
NATIVE = "application/vnd.google-apps."
WRITERS = {"owner", "organizer", "fileOrganizer", "writer"}
EDITORS = {
    NATIVE + "document": "document",
    NATIVE + "spreadsheet": "spreadsheets",
    NATIVE + "presentation": "presentation",
}


def file_id(seed: str) -> str:
    """33 characters that always follow from ``seed``, as Drive's ids look."""
    digest = hashlib.sha256(seed.encode()).digest()
    return "1" + base64.urlsafe_b64encode(digest).decode().rstrip("=")[:32]


def new_id() -> str:
    return file_id(secrets.token_hex(32))


def root_id(email: str) -> str:
    return "0A" + file_id(f"root\n{email}")[1:18]


def root(email: str) -> Json:
    """The record of My Drive."""
    return {
        "file": {
            "kind": "drive#file",
            "id": root_id(email),
            "name": "My Drive",
            "mimeType": FOLDER,
            "createdTime": "2020-01-01T00:00:00.000Z",
            "modifiedTime": "2020-01-01T00:00:00.000Z",
            "version": "1",
            "trashed": False,
            "owners": [owner(email)],
            "ownedByMe": True,
            "webViewLink": f"https://drive.google.com/drive/folders/{root_id(email)}",
        },
        "permissions": [permission(role="owner", kind="user", address=email)],
        "words": "",
        "blob": None,
    }


def find(account: Store, email: str, wanted: str) -> Json:
    """The record of a file, a folder or ``root``. Raises ApiError 404."""
    if wanted in ("root", root_id(email)):
        return root(email)
    record = account.get("files", wanted)
    if record is None:
        raise ApiError(404, "notFound", f"File not found: {wanted}.", location="fileId")
    return record


def save(account: Store, record: Json, *, now: datetime, touched: bool = True) -> Json:
    """Store a file with a higher version and log the change; ``touched`` sets modifiedTime."""
    file = record["file"] | {"version": str(int(record["file"].get("version", 0)) + 1)}
    if touched:
        file["modifiedTime"] = stamp(now)
    number = account.next_number(COUNTER)
    stored = record | {"file": file}
    account.put("files", file["id"], stored)
    _log(account, number, file["id"], removed=False, now=now)
    return stored


def delete(account: Store, record: Json, *, now: datetime) -> None:
    """Delete for good, a folder with all that is in it."""
    own_id = record["file"]["id"]
    for child in list(account.all("files").values()):
        if own_id in child["file"].get("parents", []):
            delete(account, child, now=now)
    account.remove("files", own_id)
    _log(account, account.next_number(COUNTER), own_id, removed=True, now=now)


def permission(*, role: str, kind: str, address: str = "", name: str = "") -> Json:
    """A permission; its id follows from whom it is for."""
    seed = f"{kind}\n{address.lower()}"
    number = int(hashlib.sha256(seed.encode()).hexdigest()[:16], 16)
    held: Json = {
        "kind": "drive#permission",
        "id": "anyoneWithLink" if kind == "anyone" else f"{number:020d}",
        "type": kind,
        "role": role,
    }
    if kind in ("user", "group"):
        held |= {
            "emailAddress": address,
            "displayName": name or address.partition("@")[0],
            "deleted": False,
            "pendingOwner": False,
        }
    if kind == "domain":
        held |= {"domain": address, "displayName": name or address, "allowFileDiscovery": False}
    if kind == "anyone":
        held |= {"allowFileDiscovery": False}
    return held


def owner(email: str, name: str = "") -> Json:
    number = permission(role="owner", kind="user", address=email)["id"]
    return {
        "kind": "drive#user",
        "displayName": name or email.partition("@")[0],
        "emailAddress": email,
        "permissionId": number,
    }


def view(record: Json, email: str) -> Json:
    """The whole file resource as the account sees it."""
    file, held = record["file"], record["permissions"]
    owners = [owner(p["emailAddress"], p["displayName"]) for p in held if p["role"] == "owner"] or [
        owner(email)
    ]
    mine = any(o["emailAddress"].lower() == email for o in owners)
    # Writers may share, as `writersCanShare` says; who may share sees with whom it is shared.
    edits = mine or any(
        p["role"] in WRITERS and p.get("emailAddress", "").lower() == email for p in held
    )
    shown: Json = file | {
        "owners": [o | {"me": o["emailAddress"].lower() == email} for o in owners],
        "ownedByMe": mine,
        "shared": len(held) > 1,
        "permissionIds": [p["id"] for p in held],
        "starred": file.get("starred", False),
        "trashed": file.get("trashed", False),
        "explicitlyTrashed": file.get("trashed", False),
        "spaces": ["drive"],
        "webViewLink": link(file),
        "viewedByMe": True,
        "writersCanShare": True,
        "capabilities": {"canEdit": edits, "canShare": edits, "canDownload": True},
        "lastModifyingUser": owners[0] | {"me": mine},
    }
    if edits:
        shown["permissions"] = held
    if not mine:
        shown["sharedWithMeTime"] = file["createdTime"]
    return shown


def link(file: Json) -> str:
    if file["mimeType"] == FOLDER:
        return f"https://drive.google.com/drive/folders/{file['id']}"
    if file["mimeType"] in EDITORS:
        return f"https://docs.google.com/{EDITORS[file['mimeType']]}/d/{file['id']}/edit"
    return f"https://drive.google.com/file/d/{file['id']}/view?usp=drivesdk"


def stamp(value: datetime) -> str:
    value = value.astimezone(UTC)
    return f"{value:%Y-%m-%dT%H:%M:%S}.{value.microsecond // 1000:03d}Z"


def _log(account: Store, number: int, changed: str, **details: Any) -> None:
    at = stamp(details["now"])
    account.put(
        "changes",
        str(number),
        {"n": number, "file": changed, "at": at, "removed": details["removed"]},
    )
