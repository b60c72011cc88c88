"""Times of day as people type them: "from 9 to 11", "2 - 2:30 pm", "ten past nine", "3-5"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

WAKING: Final = (7, 19)  # "at 3" without am or pm is the hour that lies here
_HOURS: Final = (
    "twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven",
)  # fmt: skip
_MINUTES: Final = {
    "five": 5, "ten": 10, "fifteen": 15, "quarter": 15, "a quarter": 15, "twenty": 20,
    "twenty five": 25, "twenty-five": 25, "half": 30, "thirty": 30,
}  # fmt: skip
_HOUR: Final = r"(?:[01]?\d|2[0-4]|" + "|".join(_HOURS) + ")"
_HALF: Final = r"(?:a\.?m\.?|p\.?m\.?|[ap](?![a-z]))"


_TENS: Final = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_COMPOUND: Final = (
    r"(?:twenty|thirty|forty|fifty)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
)


def _number(words: str) -> int:
    """Minutes in words: "thirty-six"."""
    total = 0
    for part in re.split(r"[ -]", words.lower()):
        total += _TENS.get(part) or (15 if part == "fifteen" else _HOURS.index(part))
    return total


def _time(n: int) -> str:
    return (
        rf"(?P<h{n}>{_HOUR})(?:[:.](?P<m{n}>[0-5]\d))?(?:\s*o'clock)?(?:\s*(?P<half{n}>{_HALF}))?"
    )


_RANGE: Final = re.compile(
    r"(?<![\w/.,:#-])(?P<cue>(?:from|between|at|around|say) )?" + _time(1)
    + r"\s*(?:-|–|to|till|until|and|through)\s*" + _time(2) + r"(?![\w/:]|[.,]\d|-\d)",
    re.IGNORECASE,
)  # fmt: skip
_PAST: Final = re.compile(
    rf"\b(?P<min>\d{{1,2}}|{_COMPOUND}|" + "|".join(sorted(_MINUTES, key=len, reverse=True))
    + rf")(?: min(?:ute)?s?)? (?P<way>past|to|after|before) (?P<h1>{_HOUR})(?:\s*o'clock)?"
    rf"(?:\s*(?P<half1>{_HALF}))?(?![\w:/]|[.]\d)",
    re.IGNORECASE,
)  # fmt: skip
# As the British say it: "half nine" is half past nine.
_HALF_NINE: Final = re.compile(
    rf"\bhalf (?P<h1>{'|'.join(_HOURS)})\b(?! (?:hours?|days?|an?)\b)", re.IGNORECASE
)
# "At seven twenty-seven", "the twenty fourth one thirty p m"
_SPOKEN: Final = re.compile(
    r"(?:\b(?:at|by|around|until|till) |(?<=th )|(?<=st )|(?<=nd )|(?<=rd ))"
    rf"(?P<h1>{'|'.join(_HOURS)})"
    rf"[ -](?P<min>{_COMPOUND}|thirty|forty|fifty|twenty|fifteen|forty-five)\b(?! (?:past|to|after"
    rf"|before)\b)(?: min(?:ute)?s?)?(?:\s*(?P<half1>{_HALF}))?",
    re.IGNORECASE,
)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_BESIDE_A_DATE: Final = re.compile(
    rf"^\s*(?:of\b|{_MONTH}\b|st\b|nd\b|rd\b|th\b|days?\b|weeks?\b|months?\b|years?\b|hours?\b"
    r"|min|people\b|percent|%|in (?:the |this |next |last )?month)",
    re.IGNORECASE,
)
_AFTER_A_MONTH: Final = re.compile(rf"\b{_MONTH}\.?\s*$", re.IGNORECASE)
_LATE: Final = re.compile(r"\b(?:afternoon|evening|tonight|tonite|night|p\.?m\.?)\b", re.IGNORECASE)
_EARLY: Final = re.compile(r"\bmorning\b", re.IGNORECASE)
_DOTTED: Final = re.compile(r"(?<![\d.])(\d{1,2})\.([0-5]\d)(?=\s*(?:[ap]\.?m|-\s*\d|to \d)"
r"|(?<=at .\...)"
                            r"|(?<=at ..\...))(?![\d%])", re.IGNORECASE)  # fmt: skip
_SPACED_HALF: Final = re.compile(r"\b([ap])( ?\.? )m( ?\.)?(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clock:
    """`text[start:end]` means the minutes of a day `first` to `last` (past 1,440 on the next day);
    `last` is `None` for a point in time."""

    start: int
    end: int
    first: int
    last: int | None


_ROUGHLY: Final = re.compile(
    r"(?<=before )(?:around|about) (?=\d)|(?<=after )(?:around|about) (?=\d)"
    r"|(?<=by )(?:around|about) (?=\d)",
    re.IGNORECASE,
)
_NOONISH: Final = re.compile(r"\bnoonish\b", re.IGNORECASE)
_STARTING: Final = re.compile(r"(?<!week )\b(?:starting|beginning) (?:on|in)\b", re.IGNORECASE)
_WRONG_ORDINAL: Final = re.compile(r"\b([1-3])th\b")
# "My 1:1 with Ana", "which afternoons am I free": no times.
_NO_TIME: Final = re.compile(
    r"(?<![\w:])1(?:(?:: ?)1(?! ?(?:[ap]\.?m|[\d:]))|(?: ?- ?| on |-on-)1(?![\w:])(?= with\b"
    r"| at\b| on\b| next\b|\W*$|s\b))"
    r"|(?<=which )(?:morning|afternoon|evening|night)s\b",
    re.IGNORECASE,
)


def normalised(text: str) -> str:
    """The text, of the same length, with "6.45" and "p m" as the library can read them."""
    text = _NO_TIME.sub(lambda m: " " * len(m[0]), text)
    text = _ROUGHLY.sub(lambda m: "".ljust(len(m[0])), text)
    text = _NOONISH.sub(lambda m: "noon".ljust(len(m[0])), text)
    text = _STARTING.sub(lambda m: "since".ljust(len(m[0])), text)
    text = _WRONG_ORDINAL.sub(lambda m: m[1].ljust(len(m[0])), text)
    text = _DOTTED.sub(r"\1:\2", text)
    return _SPACED_HALF.sub(lambda m: f"{m[1]}m".ljust(len(m[0])), text)


def find_clock(text: str, *, has_day: bool) -> Clock | None:
    """The first range of times, or "ten past nine". `has_day`: the text names a day, so that
    "6-8" can be a time."""
    for found in _RANGE.finditer(text):
        if _is_time_range(found, text, has_day):
            first, last = _resolved(found, text)
            return Clock(found.start(), found.end(), first, last)
    spoken = _SPOKEN.search(text)
    if spoken:
        half = _half(spoken["half1"]) or _half_of_day(text)
        first = _minutes(spoken["h1"], str(_number(spoken["min"])), half)
        return Clock(spoken.start("h1"), spoken.end(), first, None)
    nine = _HALF_NINE.search(text)
    if nine:
        base = _minutes(nine["h1"], None, _half_of_day(text))
        return Clock(nine.start(), nine.end(), base + 30, None)
    past = _PAST.search(text)
    if past and _is_minutes(past, text):
        word = past["min"].lower()
        minutes = int(word) if word.isdigit() else _MINUTES.get(word) or _number(word)
        base = _minutes(past["h1"], None, _half(past["half1"]) or _half_of_day(text))
        sign = 1 if past["way"].lower() in ("past", "after") else -1
        return Clock(past.start(), past.end(), base + sign * minutes, None)
    return None


def _is_minutes(past: re.Match[str], text: str) -> bool:
    """Not so "9 to 12": it is no time to twelve."""
    word = past["min"].lower()
    usual = not word.isdigit() or int(word) % 5 == 0 or "min" in past.group().lower()
    return usual and not _BESIDE_A_DATE.match(text[past.end() :])


def _is_time_range(found: re.Match[str], text: str, has_day: bool) -> bool:
    if any(found[name] for name in ("m1", "m2", "half1", "half2")):
        return True
    before, after = text[: found.start("h1")], text[found.end() :]
    if _BESIDE_A_DATE.match(after) or _AFTER_A_MONTH.search(before):
        return False
    cue = (found["cue"] or "").strip().lower()
    if not cue and has_day:  # "Friday 7-6" is rather a date
        return (
            found["h1"].isdigit() and found["h2"].isdigit() and int(found["h1"]) < int(found["h2"])
        )
    return has_day or (cue == "from" and found["h2"].isdigit())


def _resolved(found: re.Match[str], text: str) -> tuple[int, int]:
    half1, half2 = _half(found["half1"]), _half(found["half2"])
    context = _half_of_day(text[: found.start()] + text[found.end() :])
    if half1 is None and half2 is None:
        first = _minutes(found["h1"], found["m1"], context)
        return first, _next_after(first, _minutes(found["h2"], found["m2"], "am"))
    if half1 is None:
        last = _minutes(found["h2"], found["m2"], half2)
        first = _minutes(found["h1"], found["m1"], half2)
        if first >= last:
            first = _minutes(found["h1"], found["m1"], "am" if half2 == "pm" else "pm")
        return (first, last) if first < last else (first, last + 1440)
    first = _minutes(found["h1"], found["m1"], half1)
    last = _minutes(found["h2"], found["m2"], half2 or "am")
    return first, last if half2 and last > first else _next_after(first, last)


def _next_after(first: int, last: int) -> int:
    while last <= first:
        last += 720
    return last


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    h = int(hour) if hour.isdigit() else _HOURS.index(hour.lower()) or 12
    if h <= 12 and half is not None:
        h = h % 12 + (12 if half == "pm" else 0)
    elif h < WAKING[0] and half is None and not (hour.startswith("0") and hour != "0"):
        h += 12
    return h * 60 + int(minute or 0)


def _half(text: str | None) -> str | None:
    return f"{text[0].lower()}m" if text else None


def _half_of_day(text: str) -> str | None:
    if _LATE.search(text):
        return "pm"
    return "am" if _EARLY.search(text) else None
