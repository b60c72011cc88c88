"""Whether two things fit together: "does the review run into chess", "will I be back for it"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.understanding import dates
from agents.understanding.occasions import SEASON, phrase_of
from agents.understanding.questions import question_of
from agents.understanding.timing_pointing import range_before
from agents.understanding.wording import request

CONFIDENCE: Final = 0.8
DAY: Final = timedelta(days=1)
_OVERRUN: Final = re.compile(
    r"\b(?:overruns?|overran|runs? (?:over|late|long)|goes on|takes|lasts|is late|is delayed"
    r"|start(?:s|ed)? late|longer|later)\b"
)
_AT_ONCE: Final = re.compile(
    r"\b(?:(?:two|several|more than one) (?:things|meetings|events|places|appointments)"
    r"|double[- ]?book\w*|overlap\w*|clash\w*|conflict\w*)\b"
)
_MOVES: Final = re.compile(
    r"\b(?:moving|shifting|pushing|rescheduling|moved?|shift|push)\b.*\bto\b"
)
_ORDER: Final = re.compile(
    r"\b(?:which|what) (?:comes|is|happens|starts|one is) (?:first|earlier|later|sooner)\b"
    r"|\bbefore or after\b|\b(?:is|are|was|were|does|do|will)\b.*\b(?:before|after"
    r"|earlier than|later than)"
    r" (?:the|my|our)\b|\bsame day\b"
)
_BETWEEN: Final = re.compile(r"\bbetween (?P<one>.+?) and (?P<other>.+)", re.IGNORECASE)
_BACK_FROM: Final = re.compile(
    r"\b(?:back|home|out|return(?:ed)?) (?:\w+ )?(?:from|of) (?P<one>.+?) (?:in time for"
    r"|in time to|by|before"
    r"|for|to catch) (?:the time of )?(?P<other>.+)",
    re.IGNORECASE,
)
_AWAY_WHEN: Final = re.compile(
    r"^(?:is|are|will|who's|who is|who)\W+(?:(?P<who>anybody|anyone|somebody|someone|everybody"
    r"|everyone"
    r"|[^\W\d_][\w'-]*) )?(?:be |still )*(?:away|off|around|available|here|missing|out"
    r"|on (?:holiday|leave"
    r"|vacation)|in)\b.*?\b(?:when|for|during|at|on the day of|while"
    r"|the day of) (?P<thing>[^?.!;]+)",
    re.IGNORECASE,
)
_FROM_TO: Final = re.compile(
    r"\b(?:get|go|run|rush|walk|drive|be back|move)\b.{0,12}?\bfrom (?P<one>.+?) to (?P<other>.+)",
    re.I,
)
# Between the two things, in the order in which they are tried.
_LINKS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:a )?(?:problem|issue|trouble|awkward|difficult|tricky|bad|ok|okay|alright|fine)"
        r" (?:for|with|because of)\b",
        r"\b(?:will|would|does|do|might|could|is|are) (?:it|that|this|they) (?:going to )?"
        r"(?:hit|clip|affect|delay|squash|eat up|swallow|knock(?: on)?(?: to)?)\b",
        r"\b(?:does|do|did|will|would|is|are|if)?\b(?: (?:it|that|this|they))? ?(?:run|runs"
        r"|running|cut|"
        r"cuts|eat|eats|bump|bumps|crash|crashes) into\b",
        r"\b(?:clash(?:es|ing)?|conflict(?:s|ing)?|collid(?:e|es|ing)|interfer(?:e|es|ing)"
        r"|overlap(?:s|ping)?|coincid(?:e|es|ing)|double[- ]?book\w*)(?: at all)? (?:with|on)\b",
        r"\b(?:at|on) the same (?:time|day) as\b|\b(?:gets?|stands?|getting) in the way of\b",
        r"\b(?:back|out|done|finished|through|home|there|away|free)\b.{0,20}?\b(?:in time )?"
        r"(?:for|before|by)\b",
        r"\b(?:is |comes? |happens? |takes? place |on |fall )*(?:before or after|earlier than"
        r"|later than"
        r"|before|after|(?:on )?(?:the )?same day as)\b",
        r"\bin time (?:for|to (?:make|catch|get to|be at))\b|\b(?:still )?(?:make|catch|get to) "
        r"(?=(?:the|my|our)\b)",
        r"\b(?:straight|right|directly|immediately) (?:after|before)\b",
        r"\b(?:miss|missing|skip|late for|too late for|in time for)\b",
        r"\bif\b",
        r"(?:, | -+ |; |\? |\. )(?:and |but |or )?(?:then )?|\band then\b",
        r"\b(?:and|or|as well as|plus|&)\b",
    )
)
_CLASH: Final = re.compile(
    r"\b(?:which|what) (?:comes|is|happens|starts) (?:first|earlier|later|sooner)\b"
    r"|\bbefore or after\b|\bsame day\b|^(?:is|are|was|were|does|do) (?:the|my"
    r"|our)\b.*\b(?:before|after|earlier"
    r" than|later than) (?:the|my|our)\b|\bproblem if (?:the|my|our)\b|\b(?:two|several"
    r"|more than one) (?:things"
    r"|meetings|events|places|appointments) at (?:once|the same time)\b|\bin two places\b"
    r"|\b(?:clash\w*|conflict(?:s|ing)?|collid\w+|collision|interfere\w*|overlap\w*"
    r"|double[- ]?book\w*"
    r"|coincid\w+|at the same time|same time as|in the way of|(?:run|cut|eat|bump|crash)s? into"
    r"|(?:make|do|manage|attend|fit|get to|go to) (?:it to )?(?:them )?both|both of (?:them"
    r"|those|these)"
    r"|back from .{3,40} (?:by|before|for|in time)|(?:back|out|done|finished|home|free|there"
    r"|away)\b.{0,30}\bin time|in time (?:for|to)"
    r"|(?:a|any) (?:problem|issue|trouble) (?:for|with|because)|awkward (?:for|with)"
    r"|(?:can|could|will|do) (?:i|we) (?:still )?(?:get to|make it to|be back)\b.*\b(?:after"
    r"|before)"
    r"|(?:will|would|does|might|could) (?:it|that|this|they) (?:going to )?(?:hit|clip|delay"
    r"|squash|swallow)"
    r"|something (?:else )?(?:on|then|in the way)|enough time (?:between|to get|from)"
    r"|too (?:late|early|tight|close) (?:for|to)|can i (?:still )?make|will i (?:still )?make"
    r"|back (?:home |here )?(?:before|by|for))\b"
    r"|\b(?:will|would|do|might|shall) (?:i|we) (?:still |then |have to )?(?:miss|skip|be late for"
    r"|be too late for)\b|\bgets? in the way\b"
    r"|\bhave i (?:already )?got (?:anything|something)\b.{0,20}\b(?:then|same time"
    r"|at that time|on)\b"
)
_ASKS: Final = re.compile(
    r"^(?:and |so |if )?(?:do|does|did|is|are|am|can|could|will|would|have|has|should|what"
    r"|which|when|how"
    r"|any|anything|check|tell|see|see if|the|my|our|i)\b|\?"
)
_GENERIC: Final = re.compile(
    r"\b(?:anything|something|any|everything|everyone|anyone|my (?:calend[ae]r|diary|week|day)"
    r"|any other|other (?:things|events|meetings))\b",
    re.IGNORECASE,
)
# Money comes back, and no clash of anything.
_GETS_BACK: Final = re.compile(
    r"\b(?:get|got|gotten|had|have|paid|give|given|sent?) (?:\w+ ){1,3}back\b(?! (?:to|from)\b)"
)
_OF_A_SUM: Final = re.compile(
    r"(?:and |so )?how (?:much(?! (?:time|overlap))|many(?! (?:clash|conf)))\b"
)
# "It usually drags on a bit": how it goes, and not what it is.
_DRAGS: Final = re.compile(
    r"\b(?:(?:always|usually|often|sometimes|normally|probably) |(?:tends?|likes?|is known"
    r"|is bound) to |(?:can|might|may|will) )*(?:drag(?:s|ging)?|overruns?|overrunning"
    r"|runs? (?:over|late|long)|goes on|go on|lasts?|takes? (?:forever|ages))(?: (?:on|over|out))?"
    r"(?: (?:a (?:bit|while|lot)|forever|longer|for ages))?\b"
    r"|\bor (?:is there|have i|do i have|am i)\b.*|\bcoming in\b",
    re.IGNORECASE,
)
_FILES: Final = re.compile(
    r"\b(?:docs?|documents?|files?|sheets?|spreadsheets?|notice|list|policy|pdf|leave plan)\b"
)
# Whether something really takes place is told by who is away.
_WHO_IS_OFF: Final = re.compile(
    r"\b(?:really|actually|still|even)\b.{0,20}\b(?:going to happen|happen(?:ing)?|take place"
    r"|taking place|go(?:ing)? ahead|on)\b"
    r"|\bwho(?:'s| is) (?:off|away|out|on (?:leave|holiday))\b|\bout of (?:the )?office\b"
    r"|\bgoing to be (?:away|off)\b",
)
_OFF: Final = re.compile(
    r"\b(?:off|away|out of (?:the )?office|on (?:leave|holiday|vacation)|absent|absences?)\b"
)


def read(text: str, query: Query) -> Intent | None:
    """The intent of a question whether things clash, or `None`: of whole weeks and of documents
    it is told elsewhere."""
    wish = request(text)
    known = question_of(wish)
    asks = (known is not None and known.shape == "conflicts") or (
        # "Can I get to the choir after that?" is no politeness before "get".
        any(_CLASH.search(said) and _ASKS.search(said) for said in (wish, text.lower()))
    )
    if _GETS_BACK.search(wish) or _OF_A_SUM.match(wish):
        return None
    absence = _asks_whether_held(wish)
    if _FILES.search(wish) and not absence:
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    away = _AWAY_WHEN.match(text)
    absence = absence or (away is not None and bool(_named(away["thing"], query)))
    if not (asks or absence):
        return None
    if away:
        things = [_named(away["thing"], query)]
    else:
        things = [_head(text, query)] if absence else _things(text, query)
    if not any(things):
        return _of_a_time(wish, when.range or range_before(query))
    entities: dict[str, Any] = {"shape": "conflicts", "occasions": [t for t in things if t]}
    if when.minutes and _OVERRUN.search(wish):
        entities["overrun"] = when.minutes
    if absence:
        entities["absence"] = True
        entities["who"] = away["who"] if away else None
    if when.range and when.range.end != when.range.start and _MOVES.search(wish):
        entities["moved_to"] = when.range.as_json()
    if _ORDER.search(wish):
        entities["in_order"] = True
    return Intent(
        services=("gcal", "gdrive", "gmail") if absence else ("gcal",),
        operation="search",
        entities={key: value for key, value in entities.items() if value},
        time_range=_days(text, when, query),
        confidence=CONFIDENCE,
    )


def _of_a_time(wish: str, window: TimeRange | None) -> Intent | None:
    """Whether anything of a week or a day clashes, where no event is named."""
    if window is None or not _AT_ONCE.search(wish):
        return None
    return Intent(("gcal",), "search", {"shape": "conflicts"}, window, CONFIDENCE)


def _days(text: str, when: dates.FoundTime, query: Query) -> TimeRange | None:
    """The whole days that are named: "if it starts at four on Friday" is about that Friday. Not
    what is past, and not the season that something is planned for."""
    window = when.range
    if window is None or (window.end is not None and window.end <= query.now):
        return None
    if all(SEASON.search(text[start:end]) for start, end in when.spans):
        return None
    if window.start is None or window.end is None or window.end - window.start >= DAY:
        return window
    midnight = window.start.astimezone(ZoneInfo(query.time_zone)).replace(hour=0, minute=0)
    return TimeRange(midnight, midnight + DAY)


def _asks_whether_held(wish: str) -> bool:
    """ "Is the review really happening? Who is off?" """
    return bool(_WHO_IS_OFF.search(wish) and _OFF.search(wish)) and bool(
        re.match(r"(?:is|are|will|does|do|can|could)\b", wish)
    )


def _head(text: str, query: Query) -> str:
    first = re.split(r"[?;.!]|, | - | really | actually | still ", text, maxsplit=1)[0]
    return phrase_of(_without_people_words(first), now=query.now, time_zone=query.time_zone)


def _without_people_words(text: str) -> str:
    return re.sub(r"\b(?:off|away|out of office|leave|holiday)\b", " ", text, flags=re.IGNORECASE)


def _things(text: str, query: Query) -> list[str]:
    """The one or two things that the question names, as words to look up."""
    way = _FROM_TO.search(text) or _BACK_FROM.search(text) or _BETWEEN.search(text)
    if way:
        ends = [_named(way[name], query) for name in ("one", "other")]
        if all(ends):
            return ends
    best: list[str] = []
    for link in _LINKS:
        for found in link.finditer(text):
            sides = (text[: found.start()], text[found.end() :])
            named = [_named(side, query) for side in sides]
            if all(named):
                return named
            best = best or [name for name in named if name]
    return best or [_named(text, query)]


def _named(side: str, query: Query) -> str:
    side = _DRAGS.sub(" ", side)
    if _GENERIC.search(side):
        side = _GENERIC.split(side, maxsplit=1)[0]
    return phrase_of(side, now=query.now, time_zone=query.time_zone)
