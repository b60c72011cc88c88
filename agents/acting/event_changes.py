"""What a change of an event changes, and the way back from it.

A card shows an event as it was kept, which may be old: only what somebody asked for is changed. The
way back is of that alone, too: what others changed since stays, their answers above all.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accounts.google.errors import PreconditionFailed
from agents.acting.writer import Arguments, Before, Deed, address_of

Fields = dict[str, Any]
_TIMES = ("start", "end")
_NO_POINT: Mapping[str, None] = {"date": None, "dateTime": None, "timeZone": None}


def meant(deed: Deed) -> Arguments:
    """The arguments without those that are the event's own, as it was when it was shown."""
    own = {"source": "content", "ref": deed.arguments.get("event_id")}
    names = {name for name in deed.arguments if deed.provenance.get(name) != own}
    if names & set(_TIMES):
        names |= {*_TIMES, "time_zone"}
    return {name: value for name, value in deed.arguments.items() if name in names}


def changed(event: Before, body: Fields, arguments: Arguments) -> Fields:
    """Of the fields in `body` and the guests in `arguments` what is not so in the event yet."""
    fields = {name: value for name, value in body.items() if not is_same(value, event.get(name))}
    guests = _guests(event, arguments)
    return fields if guests is None else {**fields, "attendees": guests}


def _guests(event: Before, arguments: Arguments) -> list[Fields] | None:
    """All of them where some are added or taken off; who stays keeps their answer. Nobody is
    taken off whom the person did not take off: whoever is not named may be new."""
    if arguments.get("attendees") is None:
        return None
    known = {address_of(guest["email"]): guest for guest in event.get("attendees") or ()}
    wanted = dict.fromkeys(address_of(guest) for guest in arguments["attendees"])
    off = {address_of(guest) for guest in arguments.get("uninvited") or ()} - wanted.keys()
    guests = [guest for address, guest in known.items() if address not in off]
    guests += [{"email": address} for address in wanted if address not in known]
    return None if guests == list(known.values()) else guests


def way_back(now: Before, before: Before) -> Fields:
    """The fields that take `before["set"]` back from the event as it is `now`.

    Raises PreconditionFailed where one of them was changed again since.
    """
    done: Fields = dict(before.get("set") or {})
    was_and_is = {name: (before.get(name), now.get(name)) for name in done if name != "attendees"}
    body: Fields = {}
    for name, (was, is_now) in was_and_is.items():
        if is_same(was, is_now):
            continue
        if not is_same(done[name], is_now):
            raise PreconditionFailed(f"the event's {name} was changed since")
        body[name] = {**_NO_POINT, **was} if name in _TIMES and was else was
    if "attendees" in done:
        body |= _guests_back(now, before, done["attendees"])
    return body


def _guests_back(now: Before, before: Before, set_to: list[Fields]) -> Fields:
    was, made, known = (
        {address_of(guest["email"]): guest for guest in guests}
        for guests in (before.get("attendees") or (), set_to, now.get("attendees") or ())
    )
    guests = [guest for address, guest in known.items() if address in was or address not in made]
    guests += [was[a] for a in was if a not in made and a not in known]
    return {} if guests == list(known.values()) else {"attendees": guests}


def is_same(value: Any, known: Any) -> bool:
    """Whether two values of a field mean the same, of times the moment."""
    if isinstance(value, Mapping) or isinstance(known, Mapping):
        return moment(value) == moment(known)
    return (value or "") == (known or "")


def moment(point: Mapping[str, Any] | None) -> datetime | date | None:
    """Google's form of a time, as what it is."""
    text = (point or {}).get("dateTime") or (point or {}).get("date")
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
