"""What an answer was about: the things that it cites, and the time that it tells."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from agents.query import Citation, EarlierTurn
from agents.understanding import dates

TURNS: Final = 2  # back to which "the day before" may point
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_LONG: Final = timedelta(days=1)


def in_order(turn: EarlierTurn) -> tuple[Citation, ...]:
    """The citations as the answer names them: its first one is what it is about."""
    marks = re.findall(r"\[(\d+)\]", turn.answer)
    places = {one.n: marks.index(str(one.n)) for one in turn.citations if str(one.n) in marks}
    return tuple(sorted(turn.citations, key=lambda one: (places.get(one.n, len(marks)), one.n)))


def event_of(earlier: tuple[EarlierTurn, ...]) -> Citation | None:
    """The event that the last answer with sources is about, if it is about one."""
    told = next((turn for turn in reversed(earlier[-TURNS:]) if turn.citations), None)
    first = in_order(told)[0] if told is not None else None
    return first if first is not None and first.service == "gcal" else None


def moment_of(earlier: tuple[EarlierTurn, ...], zone: str) -> datetime | None:
    """When that is which was spoken of, as a local time (midnight: all day): as it was proposed,
    as the calendar has it, or as the answer marks it in what it quotes. `None` where none is."""
    for turn in reversed(earlier[-TURNS:]):
        if (told := _told(turn, zone)) is not None:
            return told
    return None


def _told(turn: EarlierTurn, zone: str) -> datetime | None:
    said, local = turn.intent.time_range, ZoneInfo(zone)
    proposes = turn.intent.operation in ("create_event", "update_event", "find_time")
    if said and said.start and (proposes or turn.intent.entities.get("shape") == "agenda"):
        is_day = said.end is None or said.end - said.start <= _LONG
        return said.start.astimezone(local) if is_day else None
    first = in_order(turn)[0] if turn.citations else None
    if first is None or first.when is None:
        return None
    if first.service == "gcal":
        return first.when.astimezone(local)
    for marked in _BOLD.findall(turn.answer):
        sent = first.when.astimezone(local)
        found = dates.find_time(marked, now=sent, time_zone=zone, ahead=True)
        if found.range is not None and found.range.start is not None and not found.clock_only:
            return found.range.start.astimezone(local)
    return None
