"""The demonstration calendars: enough events, busy weeks ahead, sound exceptions."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from accounts.google.simulator.demonstration.accounts import ACCOUNTS
from accounts.google.simulator.demonstration.ics import calendars
from tests.demonstration_exports import (
    DEMO,
    OTHER_DAYS,
    TODAY,
    components,
)

# Calendar


def test_there_are_enough_events_in_three_calendars(demo: dict[str, bytes]) -> None:
    names = {n for n in demo if n.startswith("Calendar/")}
    assert names == {f"Calendar/{n}.ics" for n in (DEMO, "Family", "Holidays")}
    found = components(demo)
    assert len({e["UID"] for e in found}) >= 80
    assert sum(1 for e in found if "RRULE" in e) >= 10
    assert sum(1 for e in found if "RECURRENCE-ID" in e) >= 5
    assert sum(1 for e in found if e["STATUS"] == "CANCELLED") >= 4
    assert sum(1 for e in found if "EXDATE" in e) >= 3
    assert sum(1 for e in found if not isinstance(e["DTSTART"].dt, datetime)) >= 10
    zones = {str(e["DTSTART"].params.get("TZID")) for e in found}
    assert zones >= {"Europe/London", "Europe/Istanbul", "Europe/Berlin", "America/New_York"}
    answers = {
        a.params["PARTSTAT"]
        for e in found
        for a in (e["ATTENDEE"] if isinstance(e.get("ATTENDEE"), list) else [])
    }
    assert answers == {"ACCEPTED", "DECLINED", "TENTATIVE", "NEEDS-ACTION"}


def skipped(item: Any) -> list[datetime]:
    dates = item.get("EXDATE", [])
    lists = dates if isinstance(dates, list) else [dates]
    return [entry.dt.replace(tzinfo=None) for each in lists for entry in each.dts]


def occurrences(found: list[Any], first: date, last: date) -> Counter[date]:
    """How many meetings a day has: recurrences without exceptions, nothing that is cancelled."""
    low, high = datetime.combine(first, time()), datetime.combine(last, time(23))
    days: Counter[date] = Counter()
    for item in found:
        start = item["DTSTART"].dt
        if not isinstance(start, datetime):
            continue
        if "RRULE" in item:
            rule = rrulestr(item["RRULE"].to_ical().decode(), dtstart=start.replace(tzinfo=None))
            out = skipped(item)
            days.update(at.date() for at in rule.between(low, high, inc=True) if at not in out)
            continue
        if "RECURRENCE-ID" in item:
            days[item["RECURRENCE-ID"].dt.date()] -= 1
        if item["STATUS"] != "CANCELLED":
            days[start.date()] += 1
    return days


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS], ids=str)
def test_every_working_day_of_the_next_five_weeks_is_busy(today: date) -> None:
    last = today + timedelta(weeks=5)
    calendar_files = calendars(ACCOUNTS[DEMO], today)
    exported = {f"Calendar/{name}": data for name, data in calendar_files.items()}
    days = occurrences(components(exported), today, last)
    for offset in range(1, 36):
        day = today + timedelta(days=offset)
        if day.weekday() < 5:
            assert days[day] >= 2, day


def test_events_reach_from_last_winter_to_three_months_ahead(demo: dict[str, bytes]) -> None:
    starts = [e["DTSTART"].dt for e in components(demo)]
    days = [s.date() if isinstance(s, datetime) else s for s in starts]
    assert min(days) < TODAY - timedelta(days=270)
    assert max(days) > TODAY + timedelta(days=60)
    assert max(days) < TODAY + timedelta(days=100)


def test_exceptions_fall_on_occurrences(demo: dict[str, bytes]) -> None:
    found = components(demo)
    masters = {e["UID"]: e for e in found if "RRULE" in e}
    for item in found:
        if "RECURRENCE-ID" not in item:
            continue
        master = masters[item["UID"]]
        rule = rrulestr(
            master["RRULE"].to_ical().decode(), dtstart=master["DTSTART"].dt.replace(tzinfo=None)
        )
        due = item["RECURRENCE-ID"].dt.replace(tzinfo=None)
        assert rule.between(due, due, inc=True) == [due], item["UID"]
