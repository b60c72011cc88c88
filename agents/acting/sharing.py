"""Sharing of files. Drive has no etags: the file is read again and its version compared."""

from __future__ import annotations

from typing import Any

from accounts.google import drive
from accounts.google.client import GoogleAccount
from accounts.google.errors import NotFound, PreconditionFailed
from agents.acting.writer import Arguments, Before, Deed, Receipt, Writer, address_of, needs
from agents.drafts import is_address
from agents.errors import StepError

ROLES = ("reader", "commenter", "writer")  # each may do more than the one before it


def check_share(arguments: Arguments) -> None:
    """Raises StepError("invalid_arguments")."""
    check_unshare(arguments)
    if arguments.get("role") not in ROLES:
        raise StepError("invalid_arguments", "the role is reader, commenter or writer")


def check_unshare(arguments: Arguments) -> None:
    needs(arguments, "file_id", "email")
    if not is_address(arguments["email"]):
        raise StepError("invalid_arguments", f"{arguments['email']!r} is no e-mail address")


def _read(account: GoogleAccount, deed: Deed) -> dict[str, Any]:
    """The file's version, and the access that the person has now."""
    file = drive.get_file(account, str(deed.arguments["file_id"]))
    held = _access(file, address_of(deed.arguments["email"]))
    return {
        "file_id": file.id,
        "url": file.web_link,
        "version": file.version,
        "email": address_of(deed.arguments["email"]),
        "permission_id": held.id if held else None,
        "role": held.role if held else None,
    }


def _read_to_share(account: GoogleAccount, deed: Deed) -> Before:
    """As `_read`, with the role that will be given: sharing takes nothing from anybody who may do
    more already, unless the person said so."""
    before = _read(account, deed)
    wanted, held = str(deed.arguments["role"]), before["role"]
    is_said = deed.provenance.get("role", {}).get("source") != "default"
    has_more = held is not None and (held not in ROLES or ROLES.index(held) > ROLES.index(wanted))
    return {**before, "set": held if has_more and not is_said else wanted}


def _read_shared(account: GoogleAccount, deed: Deed) -> Before:
    before = _read(account, deed)
    if before["permission_id"] is None:
        raise NotFound("the file is not shared with this person")
    if before["role"] == "owner":
        raise StepError("invalid_arguments", "an owner cannot be removed")
    return {**before, "set": None}


def _access(file: drive.DriveFile, email: str) -> drive.Permission | None:
    people = (p for p in file.permissions if p.type in ("user", "group"))
    return next((p for p in people if p.email.lower() == email), None)


def _unchanged(account: GoogleAccount, before: Before) -> None:
    """Raises PreconditionFailed where the file changed since it was read."""
    if drive.get_file(account, before["file_id"]).version != before["version"]:
        raise PreconditionFailed("the file changed in the meantime")


def _share(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    role = before["set"]
    if before["role"] == role:
        return {"google_id": before["permission_id"], "url": before["url"]}
    _unchanged(account, before)
    if before["permission_id"]:
        drive.update_permission(account, before["file_id"], before["permission_id"], role=role)
        return {"google_id": before["permission_id"], "url": before["url"]}
    permission_id = drive.create_permission(
        account,
        before["file_id"],
        email=before["email"],
        role=role,
        notify=bool(deed.arguments.get("notify")),
    )
    return {"google_id": permission_id, "url": before["url"]}


def _is_shared(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    now = _read(account, deed)
    if now["role"] != before["set"]:
        return None
    return {"google_id": now["permission_id"], "url": now["url"]}


def _unshare(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    _unchanged(account, before)
    drive.delete_permission(account, before["file_id"], before["permission_id"])
    return {"google_id": before["permission_id"], "url": before["url"]}


def _is_unshared(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    if _read(account, deed)["permission_id"] is not None:
        return None
    return {"google_id": before["permission_id"], "url": before["url"]}


def _restore(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """The access from before: its role, or none. Nobody gets a mail about it. Raises
    PreconditionFailed where it is not what was set any more."""
    file_id, role = before["file_id"], before["role"]
    held = _access(drive.get_file(account, file_id), before["email"])
    is_now = held.role if held else None
    if is_now == role:
        return
    if is_now != before["set"]:
        raise PreconditionFailed("the access was changed since")
    if held is None:
        drive.create_permission(account, file_id, email=before["email"], role=role, notify=False)
    elif role is None:
        drive.delete_permission(account, file_id, held.id)
    else:
        drive.update_permission(account, file_id, held.id, role=role)


SHARE = Writer(check_share, _share, prepare=_read_to_share, prove=_is_shared, undo=_restore)
UNSHARE = Writer(check_unshare, _unshare, prepare=_read_shared, prove=_is_unshared, undo=_restore)
