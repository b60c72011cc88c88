"""A person's audit in words that they can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from accounts.audit import PERSON, Entry, Event

ACTORS: Final = ("you", "support", "system")
GROUPS: Final[Mapping[str, tuple[Event, ...]]] = MappingProxyType(
    {
        "questions": (Event.QUESTION_ASKED, Event.ITEM_READ),
        "actions": tuple(event for event in Event if event.value.startswith("action_")),
        "accounts": (
            Event.SIGNED_IN,
            Event.SIGN_IN_FAILED,
            Event.TOKEN_CREATED,
            Event.CONNECTION_ADDED,
            Event.CONNECTION_REMOVED,
            Event.SYNC_REQUESTED,
        ),
        "support": (Event.STAFF_VIEWED, Event.STAFF_CHANGED),
    }
)
_SERVICES: Final = {"gmail": "Gmail", "gcal": "Calendar", "gdrive": "Drive"}
_ITEMS: Final = {"gmail": "A mail", "gcal": "An event", "gdrive": "A file"}
_OPERATIONS: Final = {
    "draft_email": "an e-mail draft",
    "send_email": "an e-mail",
    "reply_email": "a reply",
    "forward_email": "a forwarded e-mail",
    "label_email": "a change of labels",
    "archive_email": "archiving a mail",
    "trash_email": "moving a mail to the bin",
    "create_event": "a new event",
    "update_event": "a change of an event",
    "delete_event": "deleting an event",
    "respond_event": "an answer to an invitation",
    "share_file": "sharing a file",
    "unshare_file": "ending the sharing of a file",
}
_DONE: Final = {
    "draft_email": "a draft was put into Gmail",
    "send_email": "an e-mail was sent",
    "reply_email": "a reply was sent",
    "forward_email": "an e-mail was forwarded",
    "label_email": "labels of mail were changed",
    "archive_email": "mail was archived",
    "trash_email": "mail was moved to the bin",
    "create_event": "an event was made",
    "update_event": "an event was changed",
    "delete_event": "an event was deleted",
    "respond_event": "an invitation was answered",
    "share_file": "a file was shared",
    "unshare_file": "the sharing of a file was ended",
}
_STAFF_SAW: Final = {
    "person": "your account",
    "google_account": "your Google accounts",
    "sync_state": "the state of your syncs",
    "conversation": "the dates and counts of your conversations",
    "question": "the times and outcomes of your questions",
    "action": "the states of your actions",
    "audit_entry": "this list",
}
_SETTINGS: Final = {"plan": "plan", "is_active": "account's activity"}


def actor(entry: Entry) -> str:
    """One of ACTORS: who of the staff it was stays theirs."""
    if entry.actor == PERSON:
        return "you"
    return "support" if entry.actor.startswith("staff:") else "system"


def words(entry: Entry) -> str:
    """What was done, as a sentence without a full stop."""
    return _WORDS[Event(entry.event)](entry)


def _always(text: str) -> Callable[[Entry], str]:
    return lambda _: text


def _sync(entry: Entry) -> str:
    who = "Support" if actor(entry) == "support" else "You"
    services = [_SERVICES.get(name, name) for name in _state(entry.after, "services") or ()]
    return f"{who} asked for a sync of {_listed(services) or 'everything'}"


def _read(entry: Entry) -> str:
    service = entry.subject.partition(":")[0]
    return f"{_ITEMS.get(service, 'An item')} was read at Google to answer you"


def _action(text: str) -> Callable[[Entry], str]:
    def told(entry: Entry) -> str:
        operation = str(_state(entry.after, "operation") or "")
        what = _OPERATIONS.get(operation, operation.replace("_", " ") or "an action")
        said = text.format(what)
        return said[0].upper() + said[1:]

    return told


def _done(entry: Entry) -> str:
    said = _DONE.get(str(_state(entry.after, "operation") or ""), "an action was carried out")
    return said[0].upper() + said[1:]


def _viewed(entry: Entry) -> str:
    kind = entry.subject.partition(":")[0]
    return f"Support looked at {_STAFF_SAW.get(kind, 'a page about you')}"


def _changed(entry: Entry) -> str:
    before, after = entry.before or {}, entry.after or {}
    changes = [
        f"{_SETTINGS.get(name, name.replace('_', ' '))} from {_value(before.get(name))} to "
        f"{_value(value)}"
        for name, value in after.items()
    ]
    return f"Support changed your {_listed(changes) or 'account'}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return "nothing" if value is None else str(value)


def _listed(names: list[str]) -> str:
    return " and ".join(", ".join(names).rsplit(", ", 1))


def _state(state: Mapping[str, Any] | None, name: str) -> Any:
    return (state or {}).get(name)


_WORDS: Final[Mapping[Event, Callable[[Entry], str]]] = {
    Event.SIGNED_IN: _always("You signed in"),
    Event.SIGN_IN_FAILED: _always("Somebody tried to sign in as you and could not"),
    Event.TOKEN_CREATED: _always("A key for an app was made"),
    Event.CONNECTION_ADDED: _always("You connected a Google account"),
    Event.CONNECTION_REMOVED: _always("You disconnected a Google account"),
    Event.SYNC_REQUESTED: _sync,
    Event.QUESTION_ASKED: _always("You asked a question"),
    Event.ITEM_READ: _read,
    Event.ACTION_PROPOSED: _action("{} was proposed"),
    Event.ACTION_APPROVED: _action("you approved {}"),
    Event.ACTION_EXECUTING: _action("work on {} began"),
    Event.ACTION_DONE: _done,
    Event.ACTION_FAILED: _action("{} failed; nothing was changed"),
    Event.ACTION_UNKNOWN: _action("{} was sent to Google, which did not say how it ended"),
    Event.ACTION_REJECTED: _action("you rejected {}"),
    Event.ACTION_UNDONE: _action("you took back {}"),
    Event.STAFF_VIEWED: _viewed,
    Event.STAFF_CHANGED: _changed,
}
