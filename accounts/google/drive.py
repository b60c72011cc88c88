"""Google Drive: files, their folders and their content (developers.google.com/drive/api/v3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.google.client import GoogleAccount

PAGE = 200
LARGEST = 10_000_000
FOLDER = "application/vnd.google-apps.folder"
SHORTCUT = "application/vnd.google-apps.shortcut"
GOOGLE_TYPES = "application/vnd.google-apps."
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
# What Google's own kinds are read as; csv would give the first sheet only.
EXPORTS = {
    f"{GOOGLE_TYPES}document": "text/plain",
    f"{GOOGLE_TYPES}presentation": "text/plain",
    f"{GOOGLE_TYPES}spreadsheet": f"{_OPEN_XML}spreadsheetml.sheet",
}
FIELDS = (
    "id,name,mimeType,parents,webViewLink,size,version,createdTime,modifiedTime,trashed,driveId,"
    "shortcutDetails,owners(displayName,emailAddress),"
    "permissions(id,type,role,emailAddress,domain,displayName,deleted)"
)


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may do what. `type` is user, group, domain or anyone; `email` is the domain's name for a
    domain and "" for anyone."""

    id: str
    type: str
    role: str
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class DriveFile:
    """A file, folder or shortcut. `size` in bytes is None for Google's own kinds; `target_id` is
    what a shortcut points at."""

    id: str
    name: str
    mime_type: str
    parent_id: str
    drive_id: str
    web_link: str
    size: int | None
    version: int
    created_at: datetime | None
    modified_at: datetime | None
    owners: tuple[tuple[str, str], ...]
    permissions: tuple[Permission, ...]
    target_id: str
    is_trashed: bool


def list_files(account: GoogleAccount) -> Iterator[list[DriveFile]]:
    """Everything that the person sees and that is not in the bin, folders and shortcuts too.

    Raises GoogleError.
    """
    files = account.service("drive").files()
    request = files.list(
        q="trashed = false",
        pageSize=PAGE,
        fields=f"nextPageToken,files({FIELDS})",
        spaces="drive",
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
    )
    while request is not None:
        answer = account.read(request)
        yield [_file(item) for item in answer.get("files", ())]
        request = files.list_next(request, answer)


def starred_ids(account: GoogleAccount) -> tuple[str, ...]:
    """The ids of what the person has starred, changed last first; at most PAGE of them.

    Raises GoogleError.
    """
    request = (
        account.service("drive")
        .files()
        .list(
            q="starred = true and trashed = false",
            pageSize=PAGE,
            fields="files(id)",
            spaces="drive",
            orderBy="modifiedTime desc",
            supportsAllDrives=True,
            includeItemsFromAllDrives=True,
        )
    )
    return tuple(str(item["id"]) for item in account.read(request).get("files", ()))


def get_file(account: GoogleAccount, file_id: str) -> DriveFile:
    """One file. Raises GoogleError (NotFound)."""
    files = account.service("drive").files()
    return _file(account.read(files.get(fileId=file_id, fields=FIELDS, supportsAllDrives=True)))


def get_root_id(account: GoogleAccount) -> str:
    """The id of "My Drive". Raises GoogleError."""
    files = account.service("drive").files()
    return str(account.read(files.get(fileId="root", fields="id"))["id"])


def get_start_page_token(account: GoogleAccount) -> str:
    """Where the list of changes is now. Raises GoogleError."""
    changes = account.service("drive").changes()
    answer = account.read(changes.getStartPageToken(supportsAllDrives=True))
    return str(answer["startPageToken"])


def download(account: GoogleAccount, file: DriveFile) -> bytes:
    """The bytes of an uploaded file. Raises GoogleError."""
    files = account.service("drive").files()
    content = account.read(files.get_media(fileId=file.id, supportsAllDrives=True))
    return bytes(content)


def export(account: GoogleAccount, file: DriveFile) -> tuple[bytes, str]:
    """One of Google's own documents as bytes, and their media type.

    Raises GoogleError: Refused above 10 MB.
    """
    media_type = EXPORTS[file.mime_type]
    files = account.service("drive").files()
    content = account.read(files.export_media(fileId=file.id, mimeType=media_type))
    return bytes(content), media_type


def create_permission(
    account: GoogleAccount, file_id: str, *, email: str, role: str, notify: bool
) -> str:
    """Shares a file with one person; the permission's id. With `notify` they get a mail.

    Raises GoogleError; after Unavailable nobody knows whether it is shared.
    """
    permissions = account.service("drive").permissions()
    request = permissions.create(
        fileId=file_id,
        body={"type": "user", "role": role, "emailAddress": email},
        sendNotificationEmail=notify,
        supportsAllDrives=True,
        fields="id",
    )
    return str(account.write(request)["id"])


def update_permission(
    account: GoogleAccount, file_id: str, permission_id: str, *, role: str
) -> None:
    """Gives somebody who has access another role. Raises GoogleError."""
    permissions = account.service("drive").permissions()
    account.write(
        permissions.update(
            fileId=file_id, permissionId=permission_id, body={"role": role}, supportsAllDrives=True
        )
    )


def delete_permission(account: GoogleAccount, file_id: str, permission_id: str) -> None:
    """Ends somebody's access. Raises GoogleError (NotFound)."""
    permissions = account.service("drive").permissions()
    account.write(
        permissions.delete(fileId=file_id, permissionId=permission_id, supportsAllDrives=True)
    )


def folder_paths(folders: Mapping[str, DriveFile]) -> dict[str, str]:
    """The path of each folder ("Projects/Offsite") from its parents' names.

    A folder whose parent is not visible stands at the top, as does "My Drive" itself.
    """
    return {folder_id: _path(folder_id, folders) for folder_id in folders}


def _path(folder_id: str, folders: Mapping[str, DriveFile]) -> str:
    names: list[str] = []
    seen: set[str] = set()
    while folder_id in folders and folder_id not in seen:
        seen.add(folder_id)
        names.append(folders[folder_id].name)
        folder_id = folders[folder_id].parent_id
    return "/".join(reversed(names))


def _file(item: Mapping[str, Any]) -> DriveFile:
    return DriveFile(
        id=str(item["id"]),
        name=str(item.get("name", "")),
        mime_type=str(item.get("mimeType", "")),
        parent_id=str((item.get("parents") or [""])[0]),
        drive_id=str(item.get("driveId", "")),
        web_link=str(item.get("webViewLink", "")),
        size=int(item["size"]) if item.get("size") else None,
        version=int(item.get("version", 0)),
        created_at=_moment(item.get("createdTime")),
        modified_at=_moment(item.get("modifiedTime")),
        owners=tuple(
            (str(owner.get("displayName", "")), str(owner.get("emailAddress", "")))
            for owner in item.get("owners", ())
        ),
        permissions=tuple(
            _permission(entry) for entry in item.get("permissions", ()) if not entry.get("deleted")
        ),
        target_id=str((item.get("shortcutDetails") or {}).get("targetId", "")),
        is_trashed=bool(item.get("trashed", False)),
    )


def _permission(entry: Mapping[str, Any]) -> Permission:
    return Permission(
        id=str(entry.get("id", "")),
        type=str(entry.get("type", "")),
        role=str(entry.get("role", "")),
        email=str(entry.get("emailAddress") or entry.get("domain") or ""),
        name=str(entry.get("displayName", "")),
    )


def _moment(text: str | None) -> datetime | None:
    """RFC 3339, aware."""
    return datetime.fromisoformat(text) if text else None
