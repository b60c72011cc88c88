"""Recurring events: RFC 5545 rules expanded in the event's own time zone."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

from accounts.google.simulator.store import Json

LIMIT = 5_000
HORIZON = timedelta(days=730)


def zone(name: str | None, default: str = "UTC") -> ZoneInfo:
    """The zone of that name, else the default's."""
    try:
        return ZoneInfo(name or default)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def moment(when: Json, calendar_zone: str) -> datetime:
    """A start or end as an aware datetime; a date is midnight in the calendar's zone."""
    if "date" in when:
        day = date.fromisoformat(when["date"])
        return datetime(day.year, day.month, day.day, tzinfo=zone(calendar_zone))
    value = datetime.fromisoformat(when["dateTime"])
    return (
        value if value.tzinfo else value.replace(tzinfo=zone(when.get("timeZone"), calendar_zone))
    )


def instance_id(event_id: str, start: Json) -> str:
    """Google's id of one occurrence: the event's, and its original start in UTC."""
    if "date" in start:
        return f"{event_id}_{start['date'].replace('-', '')}"
    value = datetime.fromisoformat(start["dateTime"]).astimezone(UTC)
    return f"{event_id}_{value:%Y%m%dT%H%M%SZ}"


def occurrences(event: Json, calendar_zone: str, *, until: datetime) -> Iterator[tuple[Json, Json]]:
    """Start and end of each occurrence that starts before ``until``, in order."""
    start, end = event["start"], event.get("end") or event["start"]
    whole_days = "date" in start
    name = start.get("timeZone") or calendar_zone
    local = moment(start, calendar_zone).astimezone(zone(name, calendar_zone))
    first = datetime.fromisoformat(start["date"]) if whole_days else local.replace(tzinfo=None)
    length = moment(end, calendar_zone) - moment(start, calendar_zone)
    if whole_days:
        length = timedelta(days=(date.fromisoformat(end["date"]) - first.date()).days)
    last = until.astimezone(zone(name, calendar_zone)).replace(tzinfo=None)
    for naive in islice(rules(event["recurrence"], first, zone(name)), LIMIT):
        if naive >= last:
            return
        if whole_days:
            yield ({"date": f"{naive:%Y-%m-%d}"}, {"date": f"{naive + length:%Y-%m-%d}"})
        else:
            begins = naive.replace(tzinfo=zone(name))
            ends = (begins.astimezone(UTC) + length).astimezone(zone(name))
            yield (_stamp(begins, name), _stamp(ends, end.get("timeZone") or name))


def rules(lines: list[str], first: datetime, tz: ZoneInfo) -> rruleset:
    """The set of naive local starts. Raises ValueError for a rule that is none."""
    found = rruleset()
    has_rule = False
    for line in lines:
        head, _, value = line.partition(":")
        name, *parameters = head.split(";")
        name = name.upper()
        if name == "RRULE":
            has_rule = True
            found.rrule(_rule(value, first, tz))
        elif name == "EXRULE":
            found.exrule(_rule(value, first, tz))
        elif name in ("RDATE", "EXDATE"):
            for text in value.split(","):
                naive = _local(text, parameters, tz)
                found.exdate(naive) if name == "EXDATE" else found.rdate(naive)
        else:
            raise ValueError(f"not a recurrence line: {line}")
    if not has_rule:
        found.rdate(first)
    return found


def _rule(text: str, first: datetime, tz: ZoneInfo) -> rrule:
    rule = rrulestr(_local_until(text, tz), dtstart=first)
    if not isinstance(rule, rrule):
        raise ValueError(f"more than one rule: {text}")
    return rule


def _local(text: str, parameters: list[str], tz: ZoneInfo) -> datetime:
    text = text.strip().split("/")[0]
    if len(text) == 8:
        return datetime.strptime(text, "%Y%m%d")  # noqa: DTZ007  (local by definition)
    value = datetime.strptime(text.rstrip("Zz"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    if text[-1] in "Zz":
        return value.replace(tzinfo=UTC).astimezone(tz).replace(tzinfo=None)
    names = [p[5:] for p in parameters if p.upper().startswith("TZID=")]
    source = next((zone(name) for name in names), tz)
    return value.replace(tzinfo=source).astimezone(tz).replace(tzinfo=None)


def _local_until(rule: str, tz: ZoneInfo) -> str:
    """UNTIL in the zone of the event, since the expansion runs on local times."""

    def convert(match: re.Match[str]) -> str:
        return f"UNTIL={_local(match[1], [], tz):%Y%m%dT%H%M%S}"

    rule = re.sub(r"UNTIL=(\d{8}T\d{6}Z)", convert, rule, flags=re.IGNORECASE)
    return re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959", rule, flags=re.IGNORECASE)


def _stamp(value: datetime, name: str) -> Json:
    text = value.isoformat()
    return {"dateTime": text.replace("+00:00", "Z"), "timeZone": name}
