"""Whether a proposed action is the one that was asked for.

Of `{"operations","to","cc","not_to","subject","title","location","body","arguments","thread",
"mentions","start","end","day","minutes","attendees","email","role"}` each that is given must hold:
`to` exactly, `cc` and `attendees` at least, texts as patterns or facts, moments as specs of the
demonstration in the person's zone, `mentions` and `thread` as keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from email.utils import getaddresses
from typing import Any

from benchmarks.evaluate_questions_account import ZONE, Account, same_key
from benchmarks.evaluate_questions_facts import day_at, holds

Arguments = Mapping[str, Any]
Check = Callable[[Arguments, Any, Account], bool]


def mismatch(expected: Mapping[str, Any], actions: list[dict[str, Any]], account: Account) -> str:
    """Empty if one of `actions` is as expected, or what the closest one lacks."""
    if not actions:
        return "none proposed"
    lacking = [_lacking(expected, action, account) for action in actions]
    best = min(lacking, key=len)
    return ", ".join(best)


def _lacking(expected: Mapping[str, Any], action: Mapping[str, Any], account: Account) -> list[str]:
    found = []
    if action["operation"] not in expected["operations"]:
        found.append(f"operation {action['operation']}")
    arguments = action["arguments"]
    for name, wanted in expected.items():
        if name != "operations" and not CHECKS[name](arguments, wanted, account):
            found.append(f"{name} {_shown(arguments, name)}")
    return found


def _shown(arguments: Arguments, name: str) -> str:
    value = arguments.get("start" if name in ("day", "minutes") else name, "?")
    return str(value)[:60]


def _addresses(value: object) -> set[str]:
    texts = value if isinstance(value, list) else [value]
    words = [str(t.get("email", "")) if isinstance(t, dict) else str(t or "") for t in texts]
    return {address.casefold() for _, address in getaddresses(words) if address}


def _to(arguments: Arguments, wanted: list[str], _: Account) -> bool:
    return _addresses(arguments.get("to")) == {address.casefold() for address in wanted}


def _not_to(arguments: Arguments, wanted: list[str], _: Account) -> bool:
    return not _addresses(arguments.get("to")) & set(wanted)


def _people(name: str) -> Check:
    def check(arguments: Arguments, wanted: Iterable[str], _: Account) -> bool:
        return set(wanted) <= _addresses(arguments.get(name))

    return check


def _text(name: str) -> Check:
    def check(arguments: Arguments, wanted: str, _: Account) -> bool:
        return re.search(wanted, str(arguments.get(name) or ""), re.IGNORECASE) is not None

    return check


def _body(arguments: Arguments, wanted: list[Any], account: Account) -> bool:
    body = str(arguments.get("body") or "")
    return all(holds(body, fact, account.today) for fact in wanted)


def _anywhere(arguments: Arguments, wanted: list[Any], account: Account) -> bool:
    text = json.dumps(dict(arguments), ensure_ascii=False)
    return all(holds(text, fact, account.today) for fact in wanted)


def _thread(arguments: Arguments, wanted: str, account: Account) -> bool:
    return arguments.get("thread_id") == account.threads[wanted]


def _mentions(arguments: Arguments, wanted: list[str], account: Account) -> bool:
    """An occurrence of a recurring event has an id that begins with the event's."""
    text = json.dumps(dict(arguments), ensure_ascii=False)
    return all(any(i in text for i in account.ids[same_key(key)]) for key in wanted)


def _moment_is(name: str) -> Check:
    def check(arguments: Arguments, wanted: str, account: Account) -> bool:
        return _moment(arguments.get(name)) == moment(wanted, account.today)

    return check


def _on_day(arguments: Arguments, wanted: str, account: Account) -> bool:
    start = _moment(arguments.get("start"))
    return start is not None and start.astimezone(ZONE).date() == day_at(wanted, account.today)


def _lasts(arguments: Arguments, wanted: int, _: Account) -> bool:
    start, end = _moment(arguments.get("start")), _moment(arguments.get("end"))
    return start is not None and end is not None and (end - start).total_seconds() == wanted * 60


def _equals(arguments: Arguments, wanted: str, _: Account) -> bool:
    return str(arguments.get("email", "")).casefold() == wanted


def _role(arguments: Arguments, wanted: list[str], _: Account) -> bool:
    return arguments.get("role") in wanted


def moment(spec: str, today: date) -> datetime:
    """The moment of a spec, `+1tue 15:00` or midnight of `+1tue`, in the person's zone."""
    day, _, clock = spec.partition(" ")
    return datetime.combine(day_at(day, today), time.fromisoformat(clock or "00:00"), ZONE)


def _moment(value: object) -> datetime | None:
    if isinstance(value, dict):
        value = value.get("dateTime") or value.get("date")
    if not value:
        return None
    found = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


CHECKS: Mapping[str, Check] = {
    "to": _to,
    "not_to": _not_to,
    "cc": _people("cc"),
    "attendees": _people("attendees"),
    "subject": _text("subject"),
    "title": _text("title"),
    "location": _text("location"),
    "body": _body,
    "arguments": _anywhere,
    "thread": _thread,
    "mentions": _mentions,
    "start": _moment_is("start"),
    "end": _moment_is("end"),
    "day": _on_day,
    "minutes": _lasts,
    "email": _equals,
    "role": _role,
}
