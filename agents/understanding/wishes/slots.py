"""Time to put down: so long with somebody, an hour for oneself, a day off."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.wishes.names import named
from agents.understanding.wording import any_case

LENGTH: Final = (
    r"(?:(?:an?|one|two|three|half an?|a quarter of an|three quarters of an|a couple of|\d+(?:\.5)?"
    r"|ten|fifteen|twenty|thirty|forty|forty-?five|sixty|ninety|a few)(?: and a half)?[\s-]*"
    r"(?:hours?|hrs?|minutes?|mins?|h|min|m)\b(?: and a half\b)?|half[- ]hour|an hour and a half"
    r"|an hour or so|half an hour or so)"
)
_DAY: Final = (
    r"(?:to-?day|to-?night|to-?morrow|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tue|tues"
    r"|wed|thu|thur|thurs|fri|sat|sun)\b|the \d{1,2}(?:st|nd|rd|th)?|(?:this|next|all)"
    r" (?:week|weekend|month|morning|afternoon|evening|\w+day)|\d{1,2}(?:st|nd|rd|th)?(?: of)?"
    r" (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|(?:january|february|march|april|may"
    r"|june|july|august|september|october|november|december) \d{1,2}|\d{1,2}[./]\d{1,2}"
    r"|christmas|boxing day|new year)"
)
_NUMBER: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|\d{1,2})"
)
_CLOCK: Final = (
    rf"(?:\bat (?:half |quarter (?:past|to) )?{_NUMBER}\b|\b\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b"
    r"|\b\d{1,2}[:.]\d\d\b|\bhalf (?:past )?\w+\b|\bnoon\b|\bmidday\b|\bo'clock\b"
    rf"|\bfrom {_NUMBER}\b|\b{_NUMBER} in the (?:morning|afternoon|evening)\b)"
)


_HAS_DAY: Final = any_case(rf"\b{_DAY}")
_HAS_CLOCK: Final = any_case(_CLOCK)
_WITH_LENGTH: Final = any_case(
    r"(?:(?:set|fix|sort|line) up|put|book|get|grab|stick|schedule|arrange|sort(?: out)?|find|make"
    r"|have|organi[sz]e|pencil|squeeze|pop|slot|block(?: out| off)?|reserve|hold|save|add|plan"
    r"|(?:i|we)(?:'d| would)?(?: really)? (?:need|want|like|have|got)|(?:i|we)'ve got)\s+"
    r"(?:(?:me|us|in|down|out|together|aside)\s+)*"
    rf"(?P<by>{LENGTH})\s*(?:(?:in|down|together|aside|slot|session|meeting|call|chat|catch-?up"
    r"|of (?:his|her|their) time|for (?:me|us))\s+)*with\s+(?=\S)"
)
_GATHER: Final = any_case(
    r"(?:fix|sort|set|line|get|grab|sort out|put together|arrange|organi[sz]e|fix up|sort me)\s+"
    r"(?:(?:up|out|me|us|in|together)\s+)*"
    r"(?P<what>(?:an?|some|the) (?:quick |short |brief |longer |proper |little |video |phone )*"
    r"(?:chat|call|meeting|coffee|lunch|catch-?up|session|drink|beer|breakfast|dinner|walk|sync"
    r"|one-to-one|1:1|check-?in|interview|visit))\s+(?P<rest>(?:with|on|at|for)\s.+)$"
)
# Alone: "hold an hour on Friday at two for the drawings".
_ALONE: Final = any_case(
    r"(?:put|block(?: out| off)?|book|reserve|hold|keep|save|set aside|stick|pop|pencil|get|grab)"
    rf"\s+(?:(?:me|in|down|out|aside)\s+)*(?P<by>{LENGTH})\s+(?:(?:in|down|aside|free|out)\s+)*"
    r"(?P<rest>.+)$"
)
_PART: Final = any_case(r"\b(?:morning|afternoon|evening|lunch ?time|week|weekend)\b")
# "Find half an hour for the drawings next week and book it".
_FIND_AND_BOOK: Final = any_case(
    r"(?:find|look for|get|suggest|pick)\s+(?:(?:me|us)\s+)?(?:an?|some|the next|the first)?\s*"
    rf"(?:free\s+|good\s+)?(?:time|slot|gap|moment|(?P<by>{LENGTH}))\s+(?P<rest>.+?)\s*[,;]?"
    r"\s*(?:and|then)\s+(?:book|schedule|block|put|reserve|set)\s+(?:it|that|one)"
    r"(?:\s+(?:in|up|down|for me|for us))*"
    r"(?:\s+(?:in|on|into)?\s*(?:my|the|our) (?:calend[ae]r|diary))?[.! ]*$"
)
_FOR_WHAT: Final = any_case(
    r"\b(?:for|to (?=\w))\s*(?P<what>(?!(?:me|us|my|the (?:morning|afternoon|evening))$)\S.*)$"
)
_TO_DO_WHAT: Final = any_case(r"(?:^|\s)(?:for|to (?=\w)|(?=with\b))\s*(?P<what>\S.*)$")
_WHEN_BEHIND: Final = any_case(
    rf"\s(?P<when>(?:on |in |at )?(?:the )?{_DAY}(?:\s+(?:morning|afternoon|evening"
    r"|lunch ?time))?)[.! ]*$"
)
_OFF: Final = (
    r"(?P<what>(?:annual |unpaid |parental |sick |compassionate )?leave|(?:a |my |on )?"
    r"(?:holiday|vacation|leave)|(?:a )?days? off|time off|out of office|off(?: work| sick)?|out"
    r"|away|busy|unavailable)"
)
_AS_OFF: Final = any_case(
    r"(?:block|book|reserve|mark|hold|put|set|take|keep|log|note|enter)\s+(?:(?:out|off|down|aside"
    r"|in)\s+)*"
    r"(?:(?:the )?(?:whole|entire|all)(?: day)?(?: of)? |all of |all day )?(?:on )?"
    rf"(?P<when>(?:from |the )?{_DAY}.{{0,40}}?)\s+(?:clear |free |off |out )?(?:as|for)\s+(?:"
    rf"(?:a|my|being|on) )?"
    rf"{_OFF}(?P<rest>.*)$"
)
_ME_OFF: Final = any_case(
    r"(?:mark|put|show|set|log|note|have|book)\s+me\s+(?:down\s+)?(?:as\s+)?(?:being\s+)?(?:on\s+)?"
    rf"{_OFF}\s+(?P<rest>.*)$"
)
_I_AM_OFF: Final = any_case(
    r"(?:i'm|i am|i'll be|i will be|we're|we are|we'll be|we will be)\s+(?:going\s+)?(?:on\s+)?"
    rf"{_OFF}\s+(?P<rest>(?:from|on|between|all day)\s.*\b{_DAY}.*)$"
)
# "I'm off on Friday, who covers?" tells a day and asks something else.
_ASKS_MORE: Final = any_case(
    r"\?|[,;.!–-]\s*(?:and |so |but )?(?:who|what|when|where|which|how|is|are|am|do|does|did|can"
    r"|could|will|would|should|shall|has|have|any|anything|anyone|please|tell|let|check|find|show"
    r"|look|ask|write|reply|send|forward|cancel|move|decline|remind|see|make|give|summari[sz]e"
    r"|list|get|i|we|you|he|she|they)\b"
    rf"|\b(?:and|but|so|because|when|while)\s+(?!{_DAY}|(?:on |from )?the \d|\d|(?:on "
    rf"|from )?{_DAY})"
)
_DAY_OFF: Final = any_case(
    r"(?:book|take|put|get|have|log)\s+(?:me\s+)?(?:in\s+)?(?:the (?:whole|entire) |all |a |the )?"
    rf"(?:day|days|week|time|afternoon|morning)\s+off\s+(?P<rest>.*\b{_DAY}.*)$"
)
_CLEAR: Final = any_case(
    rf"(?:keep|leave|hold)\s+(?P<when>(?:all of |all |the whole of )?{_DAY}.{{0,30}}?)\s+"
    rf"(?:clear|free"
    rf"|open)\s*[,;.–-]*\s*(?:because |as |since )?(?:i'm|i am|i'll be|im|it's|its)\s+"
    rf"(?:taking it as |having it as |going to be )?(?:my |a |on )?{_OFF}[.! ]*$"
)
_HALF: Final = any_case(
    rf"\bhalf (?={_NUMBER}\b(?! (?:hours?|hrs?|price|minutes?|mins?|days?|of|people|the)\b))"
)


def plainly(wish: str) -> str | None:
    """The wish as "schedule ...", where a length, or a day off, is all that it names."""
    wish = _HALF.sub("half past ", wish)
    return _with_somebody(wish) or _off(wish)


def _with_somebody(wish: str) -> str | None:
    start = _WITH_LENGTH.match(wish)
    whom = named(wish, start.end()) if start else None
    if start and whom and _is_timed(wish[whom.end :]):
        rest = wish[whom.end :].lstrip(" ,")
        return f"schedule a {_minutes(start['by'])} meeting with {whom.phrase} {rest}"
    found = _GATHER.match(wish)
    if found and _is_timed(found["rest"]):
        return f"schedule {found['what']} {found['rest']}"
    if found := _FIND_AND_BOOK.match(wish):
        return _found_and_booked(found)
    found = _ALONE.match(wish)
    what = _FOR_WHAT.search(found["rest"]) if found else None
    if found and what:
        return _alone(found["rest"], what, found["by"])
    return None


def _alone(rest: str, what: re.Match[str], length: str) -> str | None:
    """With its day on either side of what it is for."""
    when, thing = rest[: what.start()].strip(" ,"), what["what"].rstrip(" .!")
    behind = _WHEN_BEHIND.search(thing)
    if not when and behind:
        when, thing = behind["when"], thing[: behind.start()].strip(" ,")
    is_told = _is_timed(when) or _HAS_DAY.search(when) or _PART.search(when)
    return f"schedule {thing} {when} for {length}" if when and thing and is_told else None


def _found_and_booked(found: re.Match[str]) -> str | None:
    rest, length = found["rest"], found["by"] or "30 minutes"
    what = _TO_DO_WHAT.search(rest)
    if what is None:
        return None
    when, thing = rest[: what.start()].strip(" ,"), what["what"]
    behind = _WHEN_BEHIND.search(thing)
    if behind:
        when, thing = behind["when"], thing[: behind.start()].strip(" ,")
    thing = f"a meeting {thing}" if thing.lower().startswith("with ") else thing
    return f"schedule {thing} {when or 'in the next 7 days'} for {length}"


def _is_timed(text: str) -> bool:
    return bool(_HAS_DAY.search(text) and _HAS_CLOCK.search(text))


def _minutes(length: str) -> str:
    """A length as it stands before a noun: "45 minute", "half an hour" is 30 minutes."""
    low = length.lower().strip()
    if low.startswith("half"):
        return "30 minute"
    if "quarter" in low:
        return "45 minute" if low.startswith("three") else "15 minute"
    if "and a half" in low and low.startswith(("an ", "a ", "one ")):
        return "90 minute"
    return re.sub(r"^an?\s+", "1 ", low)


def _off(wish: str) -> str | None:
    found = _CLEAR.match(wish) or _AS_OFF.match(wish)
    if found:
        rest = found.groupdict().get("rest") or ""
        return f"schedule {_away(found['what'], rest)} all day on {_plain_day(found['when'])}"
    found = _ME_OFF.match(wish) or (None if _ASKS_MORE.search(wish) else _I_AM_OFF.match(wish))
    if found and _HAS_DAY.search(found["rest"]):
        when, _, more = found["rest"].partition(",")
        return f"schedule {_away(found['what'], more)} all day {when.strip(' .')}"
    found = _DAY_OFF.match(wish)
    return f"schedule day off {found['rest'].strip(' .')}" if found else None


def _away(what: str, more: str) -> str:
    """What the day is called: by the reason, where one is said."""
    reason = more.strip(" ,.;")
    if reason and len(reason.split()) <= 4:
        return reason
    name = re.sub(r"^(?:a|my|on) ", "", what.lower())
    return {"out": "out of office", "off": "day off", "away": "away"}.get(name, name)


def _plain_day(when: str) -> str:
    return re.sub(r"^(?:the )?(?:whole|all)(?: of)? ", "", when.strip(), flags=re.IGNORECASE)
