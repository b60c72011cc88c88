"""A part of the days by the clock: "anything before nine tomorrow", "which evenings am I busy";
and of the events of a time those of one kind: the longest, all-day ones, those not answered."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.understanding import dates, timing_free
from agents.understanding.date_rules import AFTERNOON, EVENING, MORNING, NIGHT
from agents.understanding.occasions import phrase_of
from agents.understanding.wording import request

CONFIDENCE: Final = 0.85
DAY: Final = timedelta(days=1)
SOON: Final = timedelta(days=14)  # in which the longest is looked for, where no time is named
AHEAD: Final = timedelta(days=90)  # in which invitations wait
NOON: Final = 12 * 60
MIDNIGHT: Final = 24 * 60
EARLY, LATE_START = 7 * 60, 9 * 60  # "after seven" and "after eight" are in the evening
_MORNING: Final = re.compile(r"\b(?:\d{1,2}(?:[:.]\d\d)? ?a\.?m\b|0\d[:.]\d\d|mornings?)", re.I)
_LATE: Final = re.compile(r"\b(?:afternoons?|evenings?|to-?night|nights?)\b", re.IGNORECASE)
_ASKS: Final = re.compile(
    r"^(?:and |so |but |do you think )?(?:what(?!'?s? (?:the )?(?:time|weather))|anything|any\b"
    r"|do (?:i|we)\b|does anything|have (?:i|we)\b|did (?:i|we)\b|is (?:there|anything|something"
    r"|any)\b|are there|got\b|which|am i|are we|list|show|how many|something|nothing|will i"
    r"|(?:my |our )?(?:meetings?|appointments?|events?|calls?|calendar|diary|schedule|agenda)\b)"
)
_OF_MAIL: Final = re.compile(
    r"\b(?:e-?mails?|mails?|inbox|messages?|letters?|files?|documents?|docs?|wrote|written|sent"
    r"|unread|arrived?|came|repl\w+|answer(?:ed)?|say|said|change[ds]?|edited|pay|paid|spen[dt]"
    r"|cost|due|owe|newsletters?)\b"
)
_WORDS: Final = re.compile(
    r"\b(?:early|late|plans?|planned|doing|do|got|go|going|be|calls?|else|left|lined up|in (?:my"
    r"|the) (?:diary|calend[ae]r|schedule|agenda)|at all|start|starts|starting|begin\w*|on"
    r"|commitments?|engagements?|have to be|need to be|somewhere|anywhere|as early|as late|show"
    r"|list|them|out|does|nothing|booked|scheduled|supposed|of (?:the|an|my|each|every) evening)\b",
    re.IGNORECASE,
)
_PART: Final = r"(?P<part>mornings?|afternoons?|evenings?|nights?|weekends?|(?:week)?days?)"
_BUSY: Final = (
    r"(?:busy|booked(?: up)?|tied up|taken|out|occupied|not free|unavailable|spoken for|full"
    r"|already (?:gone|taken|booked)|have (?:something|anything|plans|things)(?: on| planned)?"
    r"|got (?:something|anything|plans|things)(?: on| planned)?)"
)
_WHICH_PARTS: Final = re.compile(
    rf"^(?:and |so )?(?:(?:on |in )?(?:which|what)(?: of (?:my|our|the))?|how many) {_PART}\b"
    rf".*\b(?:(?:am|are|is|do|have|will) (?:i|we)\b.*?\b{_BUSY}|(?:i|we)(?:'m|'ve| am| are| have)?"
    rf"\b.*?\b{_BUSY}|are {_BUSY})\b"
)
_HOURS_OF: Final = {
    "morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING, "night": NIGHT,
}  # fmt: skip
_AWAY_DAYS: Final = re.compile(
    r"^(?:and |so )?(?:(?:on )?(?:which|what) (?:days?|dates?|weeks?)|when|how many days"
    r"|what days)\b(?! .*\b(?:you|he|she|they|everyone|everybody|who)\b).{0,12}\b(?:am|are|will"
    r"|was|were|'m) (?:i|we)\b.{0,20}?\b(?:away|off|on (?:leave|holiday|vacation)|out of (?:the )?"
    r"(?:office|studio|town|country)|abroad|travell?ing|not (?:in|at work|working|here))\b"
)
_LONGEST: Final = re.compile(
    r"\b(?P<way>longest|shortest|biggest|lengthiest|briefest)\b(?: (?:of )?(?:my|the|our))?"
    r"(?: \w+)?? ?(?:meetings?|appointments?|events?|calls?|thing|sessions?|one|commitment"
    r"|engagement)\b|\b(?:meetings?|appointments?|events?|calls?|things?)\b.*\b(?P<way2>longest"
    r"|shortest|the least time|the most time)\b"
)
_ALL_DAY: Final = re.compile(
    r"\b(?:all[- ]day|whole[- ]day|full[- ]day|(?:last|take|run)s? all day)\b"
)
_BACK_TO_BACK: Final = re.compile(
    r"\bback[- ]to[- ]back|\b(?:without|no|with no|any) (?:a )?(?:breaks?|breathers?|pauses?)"
    r" between (?:my )?(?:meetings?|calls?|appointments?|things)\b|\bone (?:straight |right )?after"
    r" (?:the other|another)\b|\bin a row\b"
)
_DECLINED: Final = re.compile(
    r"^(?:and |so )?(?:(?:which|what) (?:meetings?|events?|invit\w+|appointments?|calls?|things)"
    r" (?:did|have) i (?:decline|turn(?:ed)? down|say no to|said no to|refuse)d?\b"
    r"|(?:did|have) i (?:ever |already )?(?:declined?|turn(?:ed)? down|sa(?:y|id) no to|refused?)"
    r" (?:any(?:thing)?\b|(?:an? )?(?:invit\w+|meetings?|events?)\b(?! (?:to|from|with|for|of)\b)))"
)
_ACCEPTED: Final = re.compile(
    r"^(?:and |so )?(?:did|have) i (?:ever |already )?(?:accept(?:ed)?|sa(?:y|id) yes to"
    r"|confirm(?:ed)?)"
    r" (?:any(?:thing)?\b|(?:an? )?invit\w+\b(?! (?:to|from|with|for|of)\b))"
)
_INVITATIONS: Final = re.compile(r"\b(?:invit(?:ation|e)s?|rsvps?|meetings?|events?)\b")
_UNANSWERED: Final = re.compile(
    r"\b(?:haven'?t|have (?:i |we )?not|not yet|didn'?t|did (?:i|we) not|yet to|still (?:have|need)"
    r" to|need to|have to|should|must|never|forgot(?:ten)? to)\b.*\b(?:answer|repl|respon|accept"
    r"|confirm|rsvp|react|decid)\w*"
    r"|\b(?:unanswered|outstanding|open|pending|unconfirmed|waiting)\b"
)
_LEFT: Final = re.compile(
    r"\b(?:longest|shortest|biggest|lengthiest|briefest|all[- ]day|whole[- ]day|full[- ]day"
    r"|back[- ]to[- ]back|invit\w+|invites?|rsvps?|unanswered|outstanding|pending|unconfirmed"
    r"|answer\w*"
    r"|declin\w*|turn(?:ed)? down|refus\w*|sa(?:y|id) no to"
    r"|repl(?:y|ied)|respond\w*|accept\w*|confirm\w*|yet|still|waiting|most|least|open"
    r"|calls?|sessions?|commitments?|engagements?|row|breaks?|between|another|other|one|mine|lasts?"
    r"|takes?|got|forgot\w*|all|any(?:thing)?|ever|already|day|calendar|diary|decid\w*"
    r"|react\w*|never|doing|yet to|me|i)\b",
    re.IGNORECASE,
)


def bounded(text: str, query: Query) -> Intent | None:
    """The events of a time before or after an hour of the clock."""
    wish = request(text)
    if not _ASKS.match(wish) or _OF_MAIL.search(wish):
        return None
    if timing_free.asks(text) or timing_free.asks_of_a_time(text, query):
        return None
    rest, first, last = timing_free.clock_bounds(text, query)
    if (first is None and last is None) or (first and last and first >= last):
        return None
    named = phrase_of(_WORDS.sub(" ", rest), now=query.now, time_zone=query.time_zone)
    if named:
        return None
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range or _day_of_hours(first, last, query)
    if when.clock_only or window.start is None or window.end is None:
        return None
    hours = [hour_meant(first, text) or 0, hour_meant(last, text) or MIDNIGHT]
    return _agenda(TimeRange(_midnight(window.start, query), window.end), hours=hours)


def parts(text: str, query: Query) -> Intent | None:
    """On which evenings, mornings or days of a time something is."""
    wish = request(text)
    found = _WHICH_PARTS.match(wish)
    if found is None and not _AWAY_DAYS.match(wish):
        return None
    part = found["part"].rstrip("s") if found else ""
    plain = re.sub(rf"\b{part}s?\b", lambda said: " " * len(said[0]), text, flags=re.I, count=1)
    when = dates.find_time(plain, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range if when.range else TimeRange(_today(query), _today(query) + AHEAD)
    if window.start is None or window.end is None:
        return None
    hours = _HOURS_OF.get(part)
    return _agenda(
        window,
        hours=[hours[0] * 60, MIDNIGHT if part == "night" else hours[1] * 60] if hours else None,
        only="weekends" if part == "weekend" else "" if found else "absent",
    )


def picked(text: str, query: Query) -> Intent | None:
    """Of the events of a time the longest, the all-day ones, those back to back, or the
    invitations that the person has not answered."""
    wish = request(text)
    if re.search(r"\b(?:e-?mails?|mails?|threads?|files?|documents?|messages?)\b", wish):
        return None
    pick = _pick(wish)
    if pick is None:
        return None
    rest = _LEFT.sub(" ", text)
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    if phrase_of(_WORDS.sub(" ", rest), now=query.now, time_zone=query.time_zone):
        return None
    length = AHEAD if pick in ("unanswered", "declined", "accepted") else SOON
    begins = _today(query) - AHEAD if pick == "declined" else _today(query)
    window = when.range or TimeRange(begins, _today(query) + length)
    start, end = window.start or _today(query), window.end
    return _agenda(TimeRange(start, end or start + length), pick=pick)


def _pick(wish: str) -> str | None:
    if _DECLINED.match(wish):
        return "declined"
    if _ACCEPTED.match(wish):
        return "accepted"
    if found := _LONGEST.search(wish):
        said = found["way"] or found["way2"]
        return "shortest" if said in ("shortest", "briefest", "the least time") else "longest"
    if not (_ASKS.match(wish) or re.match(r"(?:who|whose|when|unanswered|open|pending)\b", wish)):
        return None
    if _INVITATIONS.search(wish) and _UNANSWERED.search(wish):
        mine = re.search(r"\b(?:i|me|my|mine|we|our)\b|\binvit", wish)
        return "unanswered" if mine else None
    if _ALL_DAY.search(wish):
        return "all_day"
    return "back_to_back" if _BACK_TO_BACK.search(wish) else None


def _today(query: Query) -> datetime:
    zone = ZoneInfo(query.time_zone)
    return datetime.combine(query.now.astimezone(zone).date(), time(), zone)


def _day_of_hours(first: int | None, last: int | None, query: Query) -> TimeRange:
    """Today, or tomorrow where these hours are over."""
    today = _today(query)
    over = last is not None and today + timedelta(minutes=last) <= query.now
    start = today + DAY if over else today
    return TimeRange(start, start + DAY)


def _midnight(moment: datetime, query: Query) -> datetime:
    """Of the day of a moment: of "tomorrow morning before nine" the hours are told apart."""
    return moment.astimezone(ZoneInfo(query.time_zone)).replace(hour=0, minute=0)


def hour_meant(minutes: int | None, text: str) -> int | None:
    """The hour of the afternoon or evening that is spoken of: "after seven" is not at breakfast."""
    if minutes is None or minutes >= NOON or _MORNING.search(text):
        return minutes
    after = EARLY <= minutes < LATE_START and re.search(r"\b(?:after|from|past|than)\b", text, re.I)
    return minutes + NOON if after or _LATE.search(text) else minutes


def _agenda(window: TimeRange, **entities: Any) -> Intent:
    kept = {key: value for key, value in entities.items() if value}
    return Intent(("gcal",), "search", {"shape": "agenda", **kept}, window, CONFIDENCE)
