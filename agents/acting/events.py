"""Events: made under an id of our own, changed only while they are what was read, restored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from accounts.google import calendar
from accounts.google.client import GoogleAccount
from accounts.google.errors import Conflict, Gone, NotFound, PreconditionFailed
from agents.acting import event_changes, repeating
from agents.acting.writer import Arguments, Before, Deed, Receipt, Writer, address_of, needs
from agents.drafts import is_address
from agents.errors import StepError

MAX_GUESTS = 200
MAX_TEXT = 8_000
RESPONSES = frozenset({"accepted", "declined", "tentative"})
_TEXTS = {"title": "summary", "location": "location", "description": "description"}


def check_new(arguments: Arguments) -> None:
    """Raises StepError("invalid_arguments") where no event can be made of them."""
    needs(arguments, "calendar_id", "start", "end")
    _check_fields(arguments)
    if arguments.get("repeats"):
        repeating.rule(arguments["repeats"])


def check_change(arguments: Arguments) -> None:
    needs(arguments, "calendar_id", "event_id")
    if bool(arguments.get("start")) != bool(arguments.get("end")):
        raise StepError("invalid_arguments", "a start needs an end")
    _check_fields(arguments)


def check_removal(arguments: Arguments) -> None:
    needs(arguments, "calendar_id", "event_id")


def check_response(arguments: Arguments) -> None:
    needs(arguments, "calendar_id", "event_id")
    if arguments.get("response") not in RESPONSES:
        raise StepError("invalid_arguments", "the answer is accepted, declined or tentative")


def _check_fields(arguments: Arguments) -> None:
    for name in _TEXTS:
        if len(str(arguments.get(name) or "")) > MAX_TEXT:
            raise StepError("invalid_arguments", f"{name} has at most {MAX_TEXT} characters")
    guests = arguments.get("attendees") or ()
    if not isinstance(guests, list | tuple) or len(guests) > MAX_GUESTS:
        raise StepError("invalid_arguments", f"at most {MAX_GUESTS} guests")
    for guest in guests:
        if not is_address(guest):
            raise StepError("invalid_arguments", f"{guest!r} is no e-mail address")
    if arguments.get("start"):
        start, end = (_instant(arguments[name]) for name in ("start", "end"))
        if type(start) is not type(end) or (start >= end):
            raise StepError("invalid_arguments", "an event ends after it begins")
    _zone(arguments)


def _instant(value: object) -> datetime | date:
    """An aware moment, or a day for an event of whole days (its end is the day after the last)."""
    text = str(value)
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise StepError("invalid_arguments", f"{text!r} is no time") from error
    if moment.tzinfo is None:
        raise StepError("invalid_arguments", f"{text!r} has no offset from UTC")
    return moment


def _zone(arguments: Arguments) -> str:
    name = str(arguments.get("time_zone") or "UTC")
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise StepError("invalid_arguments", f"{name!r} is no time zone") from error


def _body(arguments: Arguments) -> dict[str, Any]:
    """The fields of an event that the arguments set."""
    body: dict[str, Any] = {
        field: arguments[name] for name, field in _TEXTS.items() if arguments.get(name) is not None
    }
    for name in ("start", "end"):
        if arguments.get(name):
            body[name] = _point(str(arguments[name]), _zone(arguments))
    return body


def _point(text: str, zone: str) -> dict[str, str | None]:
    """Google's form; the other kind of time is taken away."""
    if len(text) == 10:
        return {"date": text, "dateTime": None, "timeZone": None}
    return {"dateTime": text, "timeZone": zone, "date": None}


def _new(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    arguments = deed.arguments
    body = _body(arguments) | {"id": deed.action_id.hex}
    guests = [{"email": address_of(guest)} for guest in arguments.get("attendees") or ()]
    body |= {"attendees": guests} if guests else {}
    if often := arguments.get("repeats"):
        body["recurrence"] = [repeating.rule(often)]
    calendar_id = str(arguments["calendar_id"])
    try:
        made = calendar.insert_event(account, calendar_id, body, invites=bool(guests))
    except Conflict:  # the id is ours alone: it was made before
        made = calendar.get_event(account, calendar_id, deed.action_id.hex)
    return _receipt(made)


def _is_made(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    try:
        calendar_id = str(deed.arguments["calendar_id"])
        return _receipt(calendar.get_event(account, calendar_id, deed.action_id.hex))
    except NotFound:
        return None


def _read(account: GoogleAccount, deed: Deed) -> dict[str, Any]:
    """The event as it is, to compare with and to restore. Raises NotFound for one that is gone."""
    return _known(account, *(str(deed.arguments[name]) for name in ("calendar_id", "event_id")))


def _known(account: GoogleAccount, calendar_id: str, event_id: str) -> dict[str, Any]:
    event = calendar.get_event(account, calendar_id, event_id)
    if event.get("status") == "cancelled":
        raise NotFound("the event was cancelled before")
    kept = ("etag", "summary", "location", "description", "start", "end", "attendees", "htmlLink")
    known = {name: event[name] for name in kept if name in event}
    return {**known, "calendar_id": calendar_id, "event_id": event_id}


def _read_shown(account: GoogleAccount, deed: Deed) -> Before:
    """As `_read`; raises PreconditionFailed where the event was moved since it was shown."""
    before = _read(account, deed)
    shown = deed.arguments.get("start")
    if shown and event_changes.moment(before.get("start")) not in (None, _instant(shown)):
        raise PreconditionFailed("the event was moved since the person saw it")
    return before


def _read_to_change(account: GoogleAccount, deed: Deed) -> Before:
    """As `_read`, with what will be set."""
    before = _read(account, deed)
    return {**before, "set": _changes(deed, before)}


def _changes(deed: Deed, event: Before) -> dict[str, Any]:
    """What the arguments would change in the event."""
    arguments = event_changes.meant(deed)
    return event_changes.changed(event, _body(arguments), arguments)


def _change(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    return _patched(account, before, before["set"])


def _patched(account: GoogleAccount, before: Before, body: Mapping[str, Any]) -> Receipt:
    if not body:
        return {"google_id": before["event_id"], "url": before.get("htmlLink")}
    changed = calendar.patch_event(
        account,
        before["calendar_id"],
        before["event_id"],
        body,
        etag=str(before.get("etag", "")),
        invites=bool(before.get("attendees") or body.get("attendees")),
    )
    return _receipt(changed)


def _is_changed(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    now = _read(account, deed)
    if now.get("etag") == before.get("etag") or _changes(deed, now):
        return None
    return {"google_id": now["event_id"], "url": now.get("htmlLink")}


def _restore(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """What was set is as it was before; what others changed since stays. Raises
    PreconditionFailed where they changed the same."""
    now = _known(account, before["calendar_id"], before["event_id"])
    _patched(account, now, event_changes.way_back(now, before))


def _remove(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    calendar.delete_event(
        account,
        before["calendar_id"],
        before["event_id"],
        etag=str(before.get("etag", "")),
        invites=bool(before.get("attendees")),
    )
    return {"google_id": before["event_id"], "url": before.get("htmlLink")}


def _is_removed(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    try:
        _read(account, deed)
    except (NotFound, Gone):
        return {"google_id": before["event_id"], "url": before.get("htmlLink")}
    return None


def _bring_back(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """A cancelled event is confirmed again; Google keeps it for a month."""
    calendar.patch_event(
        account,
        before["calendar_id"],
        before["event_id"],
        {"status": "confirmed"},
        invites=bool(before.get("attendees")),
    )


def _take_back(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """Cancels the event that was made; one that is gone is well."""
    try:
        calendar.delete_event(account, before["calendar_id"], receipt["google_id"], invites=True)
    except (NotFound, Gone):
        return


def _calendar_of(account: GoogleAccount, deed: Deed) -> Before:
    return {"calendar_id": str(deed.arguments["calendar_id"])}


def _read_invitation(account: GoogleAccount, deed: Deed) -> Before:
    before = _read(account, deed)
    if _own(before, account) is None:
        raise StepError("invalid_arguments", "the person is not a guest of this event")
    return {**before, "response": deed.arguments["response"]}


def _own(event: Mapping[str, Any], account: GoogleAccount) -> Mapping[str, Any] | None:
    for guest in event.get("attendees") or ():
        if guest.get("self") or address_of(guest["email"]) == account.email.lower():
            own: Mapping[str, Any] = guest
            return own
    return None


def _answer(account: GoogleAccount, deed: Deed, before: Before) -> Receipt:
    return _answered(account, before, deed.arguments["response"])


def _answered(account: GoogleAccount, event: Before, response: str | None) -> Receipt:
    own = _own(event, account)
    guests = [
        {**guest, "responseStatus": response} if guest == own else dict(guest)
        for guest in event["attendees"]
    ]
    return _patched(account, event, {"attendees": guests})


def _answer_as_before(account: GoogleAccount, receipt: Receipt, before: Before) -> None:
    """The person's own answer alone. Raises PreconditionFailed where they gave another since."""
    now = _known(account, before["calendar_id"], before["event_id"])
    own, was = _own(now, account) or {}, _own(before, account) or {}
    response = was.get("responseStatus", "needsAction")
    if own.get("responseStatus") == response:
        return
    if own.get("responseStatus") != before["response"]:
        raise PreconditionFailed("the person answered again since")
    _answered(account, now, response)


def _is_answered(account: GoogleAccount, deed: Deed, before: Before) -> Receipt | None:
    now = _read(account, deed)
    own = _own(now, account)
    if own is None or own.get("responseStatus") != deed.arguments["response"]:
        return None
    return {"google_id": now["event_id"], "url": now.get("htmlLink")}


def _receipt(event: calendar.Event) -> Receipt:
    return {"google_id": str(event["id"]), "url": event.get("htmlLink")}


CREATE = Writer(check_new, _new, prepare=_calendar_of, prove=_is_made, undo=_take_back)
UPDATE = Writer(check_change, _change, prepare=_read_to_change, prove=_is_changed, undo=_restore)
DELETE = Writer(check_removal, _remove, prepare=_read_shown, prove=_is_removed, undo=_bring_back)
RESPOND = Writer(
    check_response, _answer, prepare=_read_invitation, prove=_is_answered, undo=_answer_as_before
)
