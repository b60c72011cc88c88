"""Labels of mails: put, archived, moved to the bin, and put back as they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from accounts.google import gmail
from accounts.google.client import GoogleAccount
from accounts.google.errors import GoogleError, NotFound
from agents.acting.writer import Arguments, Before, Deed, Receipt, Writer, needs
from agents.errors import StepError

MANY = 100
MAX_LABEL = 225
_SYSTEM = frozenset({"STARRED", "IMPORTANT", "UNREAD", "INBOX", "SPAM", "TRASH"})


def check(arguments: Arguments) -> None:
    """Raises StepError("invalid_arguments")."""
    needs(arguments, "message_ids")
    ids = arguments["message_ids"]
    if not isinstance(ids, list | tuple) or len(ids) > MANY:
        raise StepError("invalid_arguments", f"at most {MANY} mails at once")


def check_labels(arguments: Arguments) -> None:
    check(arguments)
    names = [*(arguments.get("add_labels") or ()), *(arguments.get("remove_labels") or ())]
    if not names:
        raise StepError("invalid_arguments", "a label is missing")
    for name in names:
        if not isinstance(name, str) or not name.strip() or len(name) > MAX_LABEL:
            raise StepError("invalid_arguments", f"{name!r} is no label")


def _read(account: GoogleAccount, deed: Deed) -> dict[str, Any]:
    """The labels of each mail before. Raises NotFound where none of the mails is there."""
    ids = [str(message_id) for message_id in deed.arguments["message_ids"]]
    found = gmail.get_messages_minimal(account, ids)
    labels = {
        message_id: list(message.label_ids)
        for message_id, message in found.items()
        if not isinstance(message, GoogleError)
    }
    if not labels:
        raise NotFound("none of these mails is there")
    return {"labels": labels}


def _read_for_labels(account: GoogleAccount, deed: Deed) -> Before:
    """As `_read`, with the ids of the labels; one that does not exist yet is made."""
    before = _read(account, deed)
    known = {name.casefold(): label_id for label_id, name in gmail.get_labels(account).items()}
    add = [_label_id(account, name, known) for name in deed.arguments.get("add_labels") or ()]
    remove = [
        known[name.casefold()]
        for name in deed.arguments.get("remove_labels") or ()
        if name.casefold() in known
    ]
    return {**before, "add": add, "remove": remove}


def _label_id(account: GoogleAccount, name: str, known: dict[str, str]) -> str:
    if name.upper() in _SYSTEM:
        return name.upper()
    return known.get(name.casefold()) or gmail.create_label(account, name.strip())


def _read_for_archive(account: GoogleAccount, deed: Deed) -> Before:
    return {**_read(account, deed), "add": [], "remove": ["INBOX"]}


def _read_for_bin(account: GoogleAccount, deed: Deed) -> Before:
    return {**_read(account, deed), "add": ["TRASH"], "remove": ["INBOX"]}


def _perform(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    ids = list(before["labels"])
    gmail.modify_messages(account, ids, add=before["add"], remove=before["remove"])
    return _receipt(account, ids)


def _is_done(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    now = _read(account, deed)["labels"]
    add, remove = set(before["add"]), set(before["remove"])
    if all(add <= set(labels) and not remove & set(labels) for labels in now.values()):
        return _receipt(account, list(now))
    return None


def _receipt(account: GoogleAccount, ids: Sequence[str]) -> Receipt:
    url = f"https://mail.google.com/mail/?authuser={account.email}#all/{ids[0]}"
    return {"google_id": ids[0], "url": url}


def _restore(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """Each mail gets back what was taken from it, and loses what was put on it; mails with the
    same difference travel together."""
    groups: defaultdict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = defaultdict(list)
    for message_id, labels in before["labels"].items():
        back = tuple(label for label in before["remove"] if label in labels)
        off = tuple(label for label in before["add"] if label not in labels)
        if back or off:
            groups[back, off].append(message_id)
    for (back, off), ids in groups.items():
        gmail.modify_messages(account, ids, add=back, remove=off)


LABEL = Writer(check_labels, _perform, prepare=_read_for_labels, prove=_is_done, undo=_restore)
ARCHIVE = Writer(check, _perform, prepare=_read_for_archive, prove=_is_done, undo=_restore)
TRASH = Writer(check, _perform, prepare=_read_for_bin, prove=_is_done, undo=_restore)
