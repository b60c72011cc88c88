"""A person's audit as lines of a page: what belongs together is one line, with what it was about.

What was asked and what was read is not in the audit, which holds no content: it is looked up where
it still is, and what is gone since is said to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from accounts import activity
from accounts.audit import Entry, Event

ITEMS = {"gmail": ("mail", "mails"), "gcal": ("event", "events"), "gdrive": ("file", "files")}


@dataclass(frozen=True, slots=True)
class Thing:
    """What an entry was about: `title`, and where it opens; a `href` to Google is `outside`."""

    title: str
    href: str
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """One of several that a line stands for."""

    at: datetime
    text: str
    thing: Thing | None


@dataclass(frozen=True, slots=True)
class Line:
    """One or several entries as the page shows them; times are in the person's zone, `at` that of
    the newest."""

    at: datetime
    by: str
    text: str
    thing: Thing | None = None
    details: tuple[Detail, ...] = ()
    folded: str = ""  # what the details are


Known = Mapping[str, Thing]


def days(entries: Iterable[Entry], known: Known, zone: ZoneInfo) -> list[tuple[date, list[Line]]]:
    """The lines of each day, the newest first, as the entries are. `known` is by subject."""
    local = (replace(entry, at=entry.at.astimezone(zone)) for entry in entries)
    return [
        (day, [_line(group, known) for group in _groups(list(of_day))])
        for day, of_day in groupby(local, key=lambda entry: entry.at.date())
    ]


def _groups(entries: list[Entry]) -> list[list[Entry]]:
    """What happened to one action; and what repeats without anything in between."""
    groups: list[tuple[str, list[Entry]]] = []
    actions: dict[str, list[Entry]] = {}
    for entry in entries:
        key = _key(entry)
        if key in actions:
            actions[key].append(entry)
        elif groups and groups[-1][0] == key:
            groups[-1][1].append(entry)
        else:
            groups.append((key, [entry]))
            if key.startswith("action:"):
                actions[key] = groups[-1][1]
    return [group for _, group in groups]


def _key(entry: Entry) -> str:
    if entry.event == Event.ITEM_READ:
        return "read"
    if entry.event.startswith("action_") or entry.event == Event.QUESTION_ASKED:
        return entry.subject or str(entry.seq)
    return f"{activity.actor(entry)} {activity.words(entry)}"


def _line(group: list[Entry], known: Known) -> Line:
    newest = group[0]
    line = Line(newest.at, activity.actor(newest), activity.words(newest))
    if newest.event == Event.ITEM_READ:
        return _of_reads(line, group, known)
    if newest.event == Event.QUESTION_ASKED:
        thing = known.get(newest.subject)
        return replace(
            line, text="You asked" if thing else f"{line.text}, deleted since", thing=thing
        )
    if newest.event.startswith("action_"):
        steps = tuple(Detail(e.at, activity.words(e), None) for e in reversed(group))
        line = replace(line, thing=known.get(newest.subject))
        return replace(line, details=steps, folded="How it went") if len(steps) > 1 else line
    if len(group) == 1:
        return line
    times = tuple(Detail(entry.at, "", None) for entry in group)
    return replace(line, text=f"{line.text}, {len(group)} times", details=times, folded="When")


def _of_reads(line: Line, group: list[Entry], known: Known) -> Line:
    """Each item once, with when it was read last."""
    read = list({entry.subject: entry for entry in reversed(group)}.values())[::-1]
    if len(read) == 1:
        return replace(line, thing=known.get(read[0].subject))
    details = tuple(
        Detail(
            entry.at, "" if entry.subject in known else "no longer there", known.get(entry.subject)
        )
        for entry in read
    )
    counts = [
        f"{len(found)} {ITEMS[service][len(found) > 1]}"
        for service in ITEMS
        if (found := [e for e in read if e.subject.startswith(f"{service}:")])
    ]
    other = len(read) - sum(int(count.split()[0]) for count in counts)
    counts += [f"{other} other items"] if other else []
    words = " and ".join(", ".join(counts).rsplit(", ", 1))
    text = f"{words} were read at Google to answer you"
    return replace(line, text=text, details=details, folded="Show each")
