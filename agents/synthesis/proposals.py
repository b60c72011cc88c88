"""What is proposed, in words: nothing is called done that is only prepared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from agents.query import Query
from agents.synthesis import wording

_NO_REPLY = re.compile(r"no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre", re.I)
DAY = len("2026-01-31")
_NOTHING_YET = "Nothing has been sent or changed"
_IS_PART = re.compile(r"The first \d+ of \d+ mails$")
_THE_REST = " These are as many as one step may change: ask again for the rest."
_MAILS = {
    "draft_email": ("an e-mail", "it becomes a draft in Gmail"),
    "send_email": ("an e-mail", "it is sent"),
    "reply_email": ("a reply", "it is sent"),
    "forward_email": ("the mail to pass on", "it is sent"),
}
_ENDED = frozenset({"done", "failed", "unknown"})
_ANSWERS = {"accepted": "accept", "declined": "decline", "tentative": "answer “maybe” to"}
_PUT = {
    "INBOX": "moved back to the inbox",
    "UNREAD": "marked as unread",
    "STARRED": "starred",
    "IMPORTANT": "marked as important",
    "SPAM": "moved to spam",
}
_TAKEN = {
    "UNREAD": "marked as read",
    "STARRED": "without the star",
    "IMPORTANT": "no longer marked as important",
    "SPAM": "taken out of spam",
    "INBOX": "archived",
}
_ROLES = {"reader": "view", "commenter": "comment on", "writer": "edit"}


def proposed(action: Mapping[str, Any], query: Query) -> str:
    """What an approval would do, in a sentence or two; or what was done without one."""
    arguments = action["arguments"]
    if action.get("status") in _ENDED:
        return _ended(action, query)
    if action["operation"] in _MAILS:
        return _mail(action["operation"], arguments)
    wish = _wish(action["operation"], arguments, query) + _changed_place(action)
    beside = "".join(f" {said}" for said in _beside(action))
    rest = _THE_REST if _IS_PART.match(str(arguments.get("title") or "")) else ""
    return f"I have prepared this: {wish}.{beside} {_NOTHING_YET} until you approve it.{rest}"


def _beside(action: Mapping[str, Any]) -> list[str]:
    """Where a new event is, and who is taken off one: what its title and time do not tell."""
    arguments = action["arguments"]
    said = []
    if action["operation"] == "create_event" and arguments.get("location"):
        said.append(f"Place: {wording.plain(str(arguments['location']))}.")
    start = (action.get("provenance") or {}).get("start") or {}
    if action["operation"] == "create_event" and start.get("source") == "default":
        said.append("That is the first time that is free then.")
    if often := arguments.get("repeats"):
        said.append(f"It comes again {wording.plain(str(often))}.")
    if off := arguments.get("uninvited"):
        said.append(f"No longer invited: {wording.joined([wording.plain(g) for g in off])}.")
    return said


def _changed_place(action: Mapping[str, Any]) -> str:
    """Where an event will be, where that is what changes."""
    provenance = (action.get("provenance") or {}).get("location") or {}
    place = action["arguments"].get("location")
    if action["operation"] != "update_event" or not place or provenance.get("source") != "user":
        return ""
    return f", at {wording.plain(str(place))}"


def _ended(action: Mapping[str, Any], query: Query) -> str:
    """What the record says of an action that needed no tap."""
    arguments, operation = action["arguments"], action["operation"]
    subject = wording.plain(str(arguments.get("subject") or ""))
    wish = f"a draft “{subject}”" if operation in _MAILS else _wish(operation, arguments, query)
    if action["status"] == "done":
        return f"Done, as your settings allow: {wish}. Undo is on its card."
    return f"This was not done: {wish}. {_error(action)}".strip()


def _error(action: Mapping[str, Any]) -> str:
    error = action.get("error") or {}
    return wording.plain(str(error.get("message") or "")) if isinstance(error, Mapping) else ""


def _mail(operation: str, arguments: Mapping[str, Any]) -> str:
    what, then = _MAILS[operation]
    to = wording.joined([wording.plain(address) for address in arguments.get("to", ())])
    whom = f" to {to}" if to else " without a recipient yet"
    if copied := wording.joined([wording.plain(one) for one in arguments.get("cc") or ()]):
        whom += f", with a copy to {copied}"
    note = ""
    if _NO_REPLY.search(to):
        note = " That address looks as if nobody reads what is sent to it; check it first."
    subject = wording.plain(str(arguments.get("subject", "")))
    return (
        f"I have prepared {what}{whom}: “{subject}”. "
        f"{_NOTHING_YET}: if you approve it, {then}.{note}"
    )


def _wish(operation: str, arguments: Mapping[str, Any], query: Query) -> str:
    title = wording.plain(str(arguments.get("title") or ""))
    if len(arguments.get("message_ids") or ()) < 2:
        title = f"“{title}”"
    when = _when(arguments, query)
    if operation == "create_event":
        guests = wording.joined([wording.plain(g) for g in arguments.get("attendees") or ()])
        return f"a new event {title}{when}{_until(arguments, query)}" + (
            f", with an invitation to {guests}" if guests else ""
        )
    if operation == "update_event":
        return f"the event changed to {title}{when}{_until(arguments, query)}"
    if operation == "delete_event":
        return f"the event {title}{when} deleted"
    if operation == "respond_event":
        return f"to {_ANSWERS.get(str(arguments.get('response')), 'answer')} {title}{when}"
    if operation in ("share_file", "unshare_file"):
        return _share(operation, title, arguments)
    return _labels(operation, title, arguments)


def _share(operation: str, title: str, arguments: Mapping[str, Any]) -> str:
    person = wording.plain(str(arguments.get("email") or ""))
    if operation == "unshare_file":
        return f"to stop sharing {title} with {person}"
    may = _ROLES.get(str(arguments.get("role")), "view")
    return f"{title} shared with {person}, who may {may} it"


def _labels(operation: str, title: str, arguments: Mapping[str, Any]) -> str:
    if operation == "archive_email":
        return f"{title} archived"
    if operation == "trash_email":
        return f"{title} moved to the bin"
    put, taken = (arguments.get(name) or () for name in ("add_labels", "remove_labels"))
    return wording.joined([*_marks(title, put, _PUT, ""), *_marks(title, taken, _TAKEN, "out")])


def _marks(title: str, labels: Sequence[str], known: Mapping[str, str], way: str) -> list[str]:
    """What happens to the mails with Gmail's own labels, and with the person's."""
    said = [f"{title} {known[label]}" for label in labels if label in known]
    own = wording.joined([wording.plain(label) for label in labels if label not in known])
    if own:
        said.append(f"{title} without the label {own}" if way else f"{title} labelled {own}")
    return said


def _until(arguments: Mapping[str, Any], query: Query) -> str:
    """The time of day at which an event of a few hours ends."""
    start, end = str(arguments.get("start") or ""), str(arguments.get("end") or "")
    if len(start) == DAY or not end:
        return ""
    moment = datetime.fromisoformat(end)
    if moment - datetime.fromisoformat(start) >= timedelta(days=1):
        return ""
    return f"–{moment.astimezone(wording.zone_of(query)):%H:%M}"


def _when(arguments: Mapping[str, Any], query: Query) -> str:
    start = str(arguments.get("start") or "")
    if not start:
        return ""
    moment = datetime.fromisoformat(start)
    if len(start) == DAY:
        noon = moment.replace(hour=12, tzinfo=wording.zone_of(query))
        return f" on {wording.day(noon, query)}"
    return f" {wording.at_moment(moment, query)}"
