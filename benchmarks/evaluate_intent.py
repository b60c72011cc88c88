"""How well questions are understood without a model:
`EVAL_DATA=... python -m benchmarks.evaluate_intent [-v]`.

Rules of conversion, written before the first run:

hwu64 (xliuhw/NLU-Evaluation-Data): the `text` of every utterance, clock 2026-11-25T10:00 UTC.
- Taken: email_query, email_sendemail, calendar_query, calendar_set, calendar_remove. Contact
  look-ups (email_querycontact, email_addcontact) are left out.
- Service is right if the first service is gmail (email_*) or gcal (calendar_*).
- Operation is right if it is one of: set -> create_event; remove -> delete_event; calendar
  query -> search, read, summarize, find_time; e-mail query -> search, read, summarize;
  sendemail -> draft_email, send_email, reply_email.
- False alarm: an utterance of another scenario whose services hold gmail or gcal.

- Confidence: right if service and operation are (of the others: if neither service is named),
  mail and calendar and all others weighing the same. `ece` is the expected calibration error in
  ten bins on the odd folds; `agents.understanding.confidence` was fitted on the even ones.

recognizers_datetime_en (microsoft/Recognizers-Text): the file DateTimeModel, with exactly one
result, of type date, datetime, daterange, datetimerange or time, whose values are all resolved;
the input as the whole question, the reference time as local time in UTC. Cases that name `python`
in `not_supported` are left out (412 stay, and 44 without a date); `every_platform` counts only
those that name nothing there (321 and 23). The set's description says 387 and 23, which no reading
of `not_supported` gives; both of ours are shown. The interval must equal one of the expected ones:
- date: [00:00, 00:00 of the next day). daterange, datetimerange: [start, end), an end at 23:59:59
  is the next midnight; what is not given is open. A range whose last day or month is said
  ("from Monday to Friday") holds it for us and ends before it in the set: wrong in `strict`.
- datetime, time: the start is the moment (time: on any day), the end is not compared, since a
  moment has none.
- `product` besides `strict`: our documented hours of a part of a day count as the library's
  (`date_rules.LIBRARY_PARTS`), and where both ends of a range are said as days, a range that
  includes the last one counts too (since the second run also for months and years).
- No date: cases of the same file without a result; a time range is a false alarm.
"""

from __future__ import annotations

import collections
import json
import os
import statistics
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import django
from dateutil.relativedelta import relativedelta

from agents.query import Intent, Query
from agents.understanding import date_rules
from agents.understanding.confidence import CLEAR

NOBODY = uuid.UUID(int=0)
WEDNESDAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
READS = {"search", "read", "summarize"}
WANTED: dict[str, tuple[str, set[str]]] = {
    "email_query": ("gmail", READS),
    "email_sendemail": ("gmail", {"draft_email", "send_email", "reply_email"}),
    "calendar_query": ("gcal", READS | {"find_time"}),
    "calendar_set": ("gcal", {"create_event"}),
    "calendar_remove": ("gcal", {"delete_event"}),
}
UNITS = (relativedelta(days=1), relativedelta(months=1), relativedelta(years=1))
KINDS = {"date", "datetime", "daterange", "datetimerange", "time"}
Interval = tuple[datetime | None, datetime | None]


def main() -> int:
    root = os.environ.get("EVAL_DATA")
    if not root or not Path(root).is_dir():
        print("EVAL_DATA is not set to the folder of the evaluation data; nothing evaluated.")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")
    django.setup()
    results = {"hwu64": hwu64(Path(root)), "recognizers_datetime_en": dates(Path(root))}
    print(json.dumps(results, indent=1))
    return 0


def hwu64(root: Path) -> dict[str, Any]:
    rows = list(_rows(root / "hwu64" / "hwu64_crossval.jsonl"))
    _ask("hello", WEDNESDAY)
    counts: collections.Counter[str] = collections.Counter()
    confusion: collections.Counter[str] = collections.Counter()
    times: list[float] = []
    sure: list[Sure] = []
    for row in rows:
        if row["label"] in ("email_querycontact", "email_addcontact"):
            continue
        intent = _ask(row["text"], WEDNESDAY)
        times.append(intent.took_ms)
        if row["label"] in WANTED:
            service, operations = WANTED[row["label"]]
            counts["ours"] += 1
            counts["service"] += intent.services[:1] == (service,)
            counts["operation"] += intent.operation in operations
            right = intent.operation in operations and intent.services[:1] == (service,)
            sure.append(Sure(intent.confidence, right, True, int(row["fold"])))
            if intent.operation not in operations:
                confusion[f"{row['label']} as {intent.operation}"] += 1
        else:
            alarm = bool({"gmail", "gcal"} & set(intent.services))
            counts["others"] += 1
            counts["alarm"] += alarm
            sure.append(Sure(intent.confidence, not alarm, False, int(row["fold"])))
            confusion[f"{row['label']} as ours"] += alarm
    return {
        "service": round(counts["service"] / counts["ours"], 4),
        "operation": round(counts["operation"] / counts["ours"], 4),
        "false_alarms": round(counts["alarm"] / counts["others"], 4),
        "utterances": [counts["ours"], counts["others"]],
        **_reliability([one for one in sure if one.fold % 2]),
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(sorted(times)[int(len(times) * 0.95)], 2),
        "confusion": dict(confusion.most_common(24)),
    }


@dataclass(frozen=True, slots=True)
class Sure:
    """How sure a reading was, and whether it was `right`; `ours`: of mail or calendar."""

    confidence: float
    right: bool
    ours: bool
    fold: int


def _reliability(readings: list[Sure]) -> dict[str, Any]:
    """The expected calibration error in ten bins, how many are right and meant to be in each, and
    the share of what the local reading is taken at its word for (`CLEAR`)."""
    sizes = collections.Counter(one.ours for one in readings)
    bins: dict[int, list[float]] = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for one in readings:
        weight = 0.5 / sizes[one.ours]
        found = bins[min(9, int(one.confidence * 10))]
        for place, value in enumerate((1.0, float(one.right), one.confidence)):
            found[place] += weight * value
    ours = [one for one in readings if one.ours]
    clear = [one for one in ours if one.confidence >= CLEAR]
    return {
        "ece": round(sum(abs(right - said) for _, right, said in bins.values()), 4),
        "reliability": {
            f"{low / 10:.1f}": [round(right / weight, 3), round(said / weight, 3)]
            for low, (weight, right, said) in sorted(bins.items())
        },
        "clear": round(len(clear) / len(ours), 4),
        "right_of_clear": round(sum(one.right for one in clear) / max(1, len(clear)), 4),
    }


def dates(root: Path) -> dict[str, Any]:
    rows = [
        row
        for row in _rows(root / "recognizers_datetime_en" / "datetime_model_en.jsonl")
        if row["file"] == "DateTimeModel" and "python" not in (row["not_supported"] or "").lower()
    ]
    everywhere = _score([row for row in rows if not row["not_supported"]], verbose=False)
    return _score(rows, verbose="-v" in sys.argv) | {"every_platform": everywhere}


def _score(rows: list[dict[str, Any]], *, verbose: bool) -> dict[str, Any]:
    strict = product = total = alarms = without = 0
    wrong: collections.Counter[str] = collections.Counter()
    for row in rows:
        now = datetime.fromisoformat(row["reference"] or "2016-11-07T00:00:00").replace(tzinfo=UTC)
        expected = _expected(row)
        if not row["results"]:
            without += 1
            alarms += _ask(row["input"], now).time_range is not None
        elif expected:
            kind, intervals = expected
            total += 1
            got = _interval(_ask(row["input"], now))
            right = any(_same(kind, got, wanted) for wanted in intervals)
            strict += right
            loose = right or any(_same(kind, got, wanted) for wanted in _ours(kind, intervals))
            product += loose
            wrong[kind] += not loose
            if not loose and verbose:
                print(kind, row["reference"], row["input"], [_shown(i) for i in intervals],
                      "got", _shown(got), file=sys.stderr)  # fmt: skip
    return {
        "strict": round(strict / total, 4),
        "product": round(product / total, 4),
        "cases": total,
        "false_alarms": [alarms, without],
        "wrong": dict(wrong),
    }


def _ask(text: str, now: datetime) -> Intent:
    from agents.intent import classify  # needs Django's applications

    return classify(Query(text=text, user_id=NOBODY, now=now, time_zone="UTC"))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _expected(row: dict[str, Any]) -> tuple[str, list[Interval]] | None:
    """The kind and the intervals of a case, `None` if the case is not taken."""
    if len(row["results"] or []) != 1:
        return None
    result = row["results"][0]
    kind = result["type"].split(".")[-1]
    values = result.get("values") or []
    if kind not in KINDS or not values:
        return None
    if any(value.get("value") == "not resolved" for value in values):
        return None
    return kind, [_value(kind, value) for value in values]


def _value(kind: str, value: dict[str, str]) -> Interval:
    if kind == "date":
        day = _moment(value["value"])
        return day, day + timedelta(days=1) if day else None
    if kind in ("datetime", "time"):
        return _moment(value["value"]), None
    end = _moment(value.get("end"))
    if end and end.time() == time(23, 59, 59):
        end += timedelta(seconds=1)
    return _moment(value.get("start")), end


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    return datetime.fromisoformat(text if "-" in text else f"2000-01-01 {text}").replace(tzinfo=UTC)


def _same(kind: str, got: Interval, wanted: Interval) -> bool:
    if kind == "time":
        return bool(got[0] and wanted[0] and got[0].time() == wanted[0].time())
    if kind == "datetime":
        return got[0] == wanted[0]
    return got == wanted


def _ours(kind: str, intervals: list[Interval]) -> Iterator[Interval]:
    for start, end in intervals:
        if kind == "daterange" and start and end:
            yield from ((start, end + unit) for unit in UNITS)
        elif kind == "datetimerange" and start and end:
            hours = date_rules.LIBRARY_PARTS.get((start.hour, end.hour))
            if hours:
                first, last = date_rules.part_of(start.date(), hours)
                yield first.replace(tzinfo=UTC), last.replace(tzinfo=UTC)


def _interval(intent: Intent) -> Interval:
    found = intent.time_range
    return (found.start, found.end) if found else (None, None)


def _shown(interval: Interval) -> str:
    return " .. ".join(str(moment)[:16] for moment in interval)


if __name__ == "__main__":
    raise SystemExit(main())
