"""A day or several by a kind of event or a part of the day; who comes; the days of a journey."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.understanding import dates
from agents.understanding.date_rules import AFTERNOON, EVENING, MORNING
from agents.understanding.lexicon import DATE_WORDS, SERVICE_WORDS
from agents.understanding.occasions import phrase_of
from agents.understanding.questions import question_of
from agents.understanding.wording import blanked, request

CONFIDENCE: Final = 0.92
SOON: Final = timedelta(days=14)
_AGENDA: Final = re.compile(
    r"\b(?:what(?:'s| is| have i| do i| else)|which|anything|any|show|list|give me|just|only"
    r"|run me through|take me through|walk me through|talk me through|do i have|have i got"
    r"|prepare (?:me )?for|how (?:does|is) my|my (?:day|week|morning|agenda|diary|schedule))\b"
)
_LEFT_OUT: Final = (
    r"(?:not|without|no|leave out|skip|except|but not|forget|ignore|minus|excluding|leave)"
)
_WORK: Final = r"(?:work|job|office|business|professional)"
_HOME: Final = r"(?:private|personal|family|home|kids|social|evenings?|fun)"
_NOUN: Final = r"(?:stuff|things?|ones?|events?|meetings?|appointments?|bits?|side|related|life)"
_ONLY_WORK: Final = re.compile(
    rf"\b(?:just|only)\b(?: \w+){{0,2}} {_WORK}\b|\b{_WORK}(?:-related)? {_NOUN}\b(?: only)?"
    rf"|\b{_WORK} only\b|\b{_LEFT_OUT}\b(?: \w+)? {_HOME}\b"
)
_ONLY_HOME: Final = re.compile(
    rf"\b(?:just|only)\b(?: \w+){{0,2}} {_HOME}\b|\b{_HOME}(?:-related)? {_NOUN}\b(?: only)?"
    rf"|\b(?:private|personal|family) only\b|\b{_LEFT_OUT}\b(?: \w+)? {_WORK}\b"
    r"|\boutside (?:of )?work\b|\b(?:with|for|of|involving) (?:the |my |our )?(?:kids|children"
    r"|family)\b"
    r"|\bthat (?:is|are|isn't|aren't|is not) (?:private|personal|(?:not )?work)\b"
)
_AWAY: Final = re.compile(
    r"\b(?:leave|out of|away from|outside(?: of)?|not (?:in|at)|elsewhere than"
    r"|off[- ]?site from) (?:the |my )?"
    r"(?:office|studio|house|building|desk|workplace|home)\b"
    r"|\b(?:where|that) i (?:have to|must|need to) (?:go|travel)\b|\boff[- ]site\b"
    r"|\bin person\b|\b(?:have|need) to (?:go out|travel|leave (?:the )?(?:office|house|studio))\b"
    r"|\b(?:somewhere|some place) else\b"
)
_OUT_OF_OFFICE: Final = re.compile(r"\bout of (?:the )?office\b(?! (?:for|to)\b)")
_ONLINE: Final = re.compile(
    r"\b(?:online|virtual(?:ly)?|remote(?:ly)?|video (?:calls?|meetings?)|on (?:zoom|teams|meet)"
    r"|by (?:video|phone)|on the phone|over (?:video|the phone)|zoom (?:calls?|meetings?))\b"
)
_NOWHERE: Final = re.compile(
    r"\b(?:without|with no|have no|has no|lacks?|missing|no) (?:a |an |any )?(?:locations?|places?"
    r"|rooms?|venues?|address(?:es)?)\b|\b(?:location|place|room|venue) (?:is )?missing\b"
    r"|\b(?:don't|doesn't|do not|does not) have (?:a |an |any )?(?:locations?|places?|rooms?)\b"
)
_PARTS: Final = (
    (re.compile(r"\bmornings?\b"), MORNING),
    (re.compile(r"\bafternoons?\b"), AFTERNOON),
    (re.compile(r"\bevenings?\b"), EVENING),
)
_SAYS_PART_ONLY: Final = re.compile(
    r"\b(?:mornings|afternoons|evenings)\b|\b(?:morning|afternoon|evening)s? only\b"
    r"|\b(?:just|only) (?:the |my )?(?:mornings?|afternoons?|evenings?)\b"
)
_GUESTS: Final = re.compile(
    r"^(?:and )?(?:will|is|are|can|has|have|did|does|do) (?:everybody|everyone|anybody|anyone"
    r"|all of (?:them|us|you)"
    r"|they all|the whole team|all)\b.{0,20}?\b(?:make it|com(?:e|ing)|attend(?:ing)?|join(?:ing)?"
    r"|be there|going|accepted|said yes|declined|confirmed|there)\b(?: (?:to|for|at|on))?"
    r"|^(?:and )?who(?:'s| is| are| has| have| all| else)?\b.{0,12}?\b(?:not coming|not going"
    r"|missing|can't (?:come|make)"
    r"|cannot (?:come|make)|couldn't (?:come|make)|won't (?:come|be|make)|isn't (?:coming"
    r"|going)|is not (?:coming|going)"
    r"|declined|said no|cancelled on|dropped out|pulled out|turned down|bailed)\b(?: (?:it|there))?"
    r"(?: (?:to|for|at|on|of|from))?"
    r"|^(?:and )?(?:is|are|was) (?:there )?(?:anybody|anyone|somebody|someone) (?:not coming"
    r"|missing)\b"
    r"(?: (?:to|for|at|on|from))?"
)
# "Who's in the room with Ana, and has anyone not said yes?"
_WHO_IS_IN: Final = re.compile(
    r"^(?:and )?who(?:'s| is| are| will be|'ll be| have we got| have i got| do we have| all's"
    r"| all is)?\b.{0,20}?\b(?:in|at|on|to|for|with|part of)\b"
)
_WHO_SAID_NOTHING: Final = re.compile(
    r"^(?:and )?(?:who|has (?:anyone|anybody|everyone|everybody)|is (?:anyone|anybody))\b.{0,40}?"
    r"\b(?:answer(?:ed)?|reply|replied|respond(?:ed)?|accept(?:ed)?|confirm(?:ed)?|rsvp\W?d?|said"
    r" (?:yes|anything)|dithering|undecided)\b(?: (?:yet|still|yes))*"
    r"(?: (?:to|for|on|about)| (?:the |my )?invit(?:ation|e))(?!.*\b(?:e-?mails?|mails?|messages?"
    r"|letters?|questions?)\b)(?: (?:the |my )?(?:invit(?:ation|e))?(?: ?(?:to|for)\b)?)?"
)
_UNDECIDED: Final = re.compile(
    r"(?:\b(?:not|hasnt|havent|yet to|still to|still|no one|nobody|never|anyone|anybody|everyone"
    r"|everybody)\b|n't\b).*\b(?:said (?:yes|anything)|answer|repl|respond|accept|confirm|say|rsvp"
    r"|decid|dither|outstanding|waver)\w*|\b(?:undecided|dithering|wavering)\b"
)
_NEXT_CLAUSE: Final = re.compile(
    r"\bor\b|[,;?.]| and (?:what|why|who|has|have|is|are|did|anyone|anybody)\b"
)
_IN_A_ROOM: Final = re.compile(r"\b(?:the )?(?:room|meeting|call) with\b")
_NEXT: Final = re.compile(r"\b(?:next|coming up|upcoming|soon|planned|ahead)\b")
_PLAIN: Final = re.compile(
    r"^(?:so |and |hey )?(?:what(?:'s| is|s| does| do| have| am)?|anything|nothing|got|do i|have i"
    r"|is there|am i|how(?:'s| is|s)"
    r"|any|anything)\b.*\b(?:on|happens?|plans?|planned|happening|going on|doing|scheduled|booked"
    r"|looks?|looking|working|left"
    r"|in store|in for"
    r"|up to|got|have|lined up|programme|program|agenda|schedule|my|up)\b"
)
# "What have I got on Tuesday?" is no mail, unless the time is over.
_WHAT_I_HAVE: Final = re.compile(r"what(?:'ve| have| else have)? (?:i|we)(?: have|'ve)?(?: got)?\b")
_ONLY_A_TIME: Final = re.compile(
    r"(?:\W|what'?s (?:happening |going )?on|what (?:have i got|do i have|am i doing)|anything"
    r"|please|pls|then|give me|show me|gimme|tell me about|agenda|schedule|diary|calendar|plans?"
    r"|in|my|the|for|on|busy|overview)*"
)
_OF_MAIL: Final = re.compile(
    r"\b(?:answer|reply|respond|e-?mails?|mails?|inbox|messages?|write|wrote|read|unread|new"
    r"|came|come in|miss(?:ed)?"
    r"|said|say|says|send|sent|files?|documents?|pay|paid|owe|due|spend|spent|weather|news|tv"
    r"|time is it|date)\b"
)
# What happens in town or in the world; and which day of the week a date is.
_OF_THE_TOWN: Final = re.compile(
    r"^(?!.*\b(?:my|our|i|we)\b)(?!.*\bhappen(?:s|ing)? (?:(?:on|at|this|next|over) )?(?:the )?"
    r"(?:(?:next|this|coming) )?(?:weekend|\w+day|\d|first|second|third|\w+th\b|\w+st\b))"
    r".*\b(?:happen(?:s|ing)?|going on)\b|\b(?:what|which) day\b|\bchristmas on\b"
)
_IDIOMS: Final = re.compile(
    r"\b(?:on my plate|in store|lined up|look(?:s|ing)? like|up to|in for|programme|program"
    r"|arvo|coming up|working|left|is there"
    r"|exciting|interesting|nice|special|important|fun|much|at all"
    r"|any (?:breathing space|gaps?|room|free time|let-?up)|quiet|whats|how's|hows|(?:the |my "
    r"|our )?plans?)\b"
)
_IN_MY_DIARY: Final = re.compile(
    r"\b(?:(?:what(?:'s| is| have i got| do i have)|anything|everything)(?: still| left"
    r"| already)? )?"
    r"(?:sitting |left |standing |planned |booked |entered |scheduled )?(?:in|on) (?:my"
    r"|the) (?:diary"
    r"|calend[ae]r|agenda|planner|schedule)\b"
)
# "The days when we are closed" are told by their dates.
_SHUT: Final = re.compile(
    r"\b(?:(?:for|on|in|during) (?:the |those )?(?:days?|time|weeks?|period)(?: that| when| where)?"
    r"|while|when) [^,?.]{0,40}?\b(?:is|are|'s|'re|am|'m) (?:all )?(?:shut|closed|off|away"
    r"|on (?:leave"
    r"|holiday|vacation))\b",
    re.IGNORECASE,
)
_TRIP: Final = re.compile(
    r"\b(?:run|take|walk|talk) me through\b|\bitinerary\b|\bwhat happens\b|\bwhat(?:'s"
    r"| is) (?:planned"
    r"|the plan|happening|on|going on)\b|\bwhat (?:do i|have i|am i)\b|\bprogram(?:me)?\b"
    r"|\bday by day\b"
    r"|\bwhen (?:am i|are we|do i|do we)\b|\bhow long am i\b|\bschedule\b|\bagenda\b|\bplans?\b"
)
_TO_A_PLACE: Final = re.compile(
    r"\b(?:days?|trip|journey|visit|time|stay|week|weekend|tour|holiday|excursion)\b(?: \w+){0,2}? "
    r"(?:in|to|at) (?P<place>(?-i:[^\W\d_a-z][\w'-]+)(?: (?-i:[^\W\d_a-z][\w'-]+))?)"
    r"|\b(?:the|my|our) (?P<before>(?-i:[^\W\d_a-z][\w'-]+)(?: (?-i:[^\W\d_a-z][\w'-]+))?) "
    r"(?:trip|journey|visit|days|stay|tour)\b"
    r"|\bwhile (?:i'm|i am|we're|we are) (?:in|at) (?P<while>(?-i:[^\W\d_a-z][\w'-]+))"
    r"|\b(?:planned|happening|going on|happens|on|doing|scheduled|do i have|have i got) in "
    r"(?P<there>(?-i:[^\W\d_a-z][\w'-]+))",
    re.IGNORECASE,
)


def filtered(text: str, query: Query) -> Intent | None:
    """The agenda of one or several days, of only some of its events: work or private ones, those
    elsewhere, those of a part of each day."""
    wish = request(text)
    only = _kind(wish)
    hours = _part(wish)
    if not (only or hours):
        return _whole(text, query)
    rest = _without_parts(text) if hours or only in ("work", "private") else text
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    window = when.range or _coming(wish, query)
    if window is None or _OF_MAIL.search(wish):
        return None
    if not (_AGENDA.search(wish) or (when.spans and when.spans[0][0] == 0)):
        return None
    pick = "soonest" if when.range is None and re.search(r"\b(?:the|my|our) next\b", wish) else ""
    return _agenda(window, only=only, hours=hours, pick=pick)


def _coming(wish: str, query: Query) -> TimeRange | None:
    """The next two weeks, where what is next or coming up is asked for."""
    if not _NEXT.search(wish):
        return None
    zone = ZoneInfo(query.time_zone)
    today = datetime.combine(query.now.astimezone(zone).date(), time(), zone)
    return TimeRange(today, today + SOON)


def _agenda(time_range: TimeRange, **entities: Any) -> Intent:
    return Intent(
        services=("gcal",),
        operation="search",
        entities={"shape": "agenda", **{key: value for key, value in entities.items() if value}},
        time_range=time_range,
        confidence=CONFIDENCE,
    )


def _whole(text: str, query: Query) -> Intent | None:
    """All of a time, where the diary is named and nothing but days."""
    if not _IN_MY_DIARY.search(text.lower()) or question_of(request(text)) is not None:
        return None
    text = _SHUT.sub(" ", text)
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    text = blanked(text, when.spans)
    rest = phrase_of(_IN_MY_DIARY.sub(" ", text.lower()), now=query.now, time_zone=query.time_zone)
    if when.range is None or rest:
        return None
    return _agenda(when.range)


def plain(text: str, query: Query) -> Intent | None:
    """ "Anything on Saturday night?", "what's the plan for Thursday": all of a time."""
    wish = request(text)
    is_bare = not query.earlier and not _PLAIN.match(wish)
    if (
        not (is_bare or _PLAIN.match(wish))
        or _OF_THE_TOWN.search(wish)
        or _OF_MAIL.search(wish)
        or (question_of(wish) is not None and not _WHAT_I_HAVE.match(wish))
    ):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    is_over = when.range is not None and when.range.end and when.range.end <= query.now
    if when.range is None or (is_over and question_of(wish) is not None):
        return None
    rest = _IDIOMS.sub(" ", blanked(text, when.spans).lower())
    if is_bare and not _ONLY_A_TIME.fullmatch(rest):
        return None
    if phrase_of(rest, now=query.now, time_zone=query.time_zone):
        return None
    return _agenda(when.range)


def guests(text: str, query: Query) -> Intent | None:
    """Who comes to an event and who does not: of everybody."""
    wish = request(text)
    found = _GUESTS.match(wish)
    if found is None and _UNDECIDED.search(wish):
        found = _WHO_IS_IN.match(wish) or _WHO_SAID_NOTHING.match(wish)
    asked = question_of(wish)
    if found is None or (asked is not None and asked.shape == "needs_reply"):
        return None
    rest = _NEXT_CLAUSE.split(wish[found.end() :], maxsplit=1)[0]
    topic = phrase_of(_IN_A_ROOM.sub(" ", rest), now=query.now, time_zone=query.time_zone)
    if not topic:
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    return Intent(
        services=("gcal", "gmail"),
        operation="search",
        entities={"shape": "guests", "occasions": [topic], "topic": topic},
        time_range=when.range,
        confidence=CONFIDENCE,
    )


def trip(text: str, query: Query) -> Intent | None:
    """What happens on a journey, by the place it goes to."""
    wish = request(text)
    found = _TO_A_PLACE.search(text)
    if found is None or not _TRIP.search(wish) or re.search(r"\b(?:cost|paid|pay|book)", wish):
        return None
    place = found["place"] or found["before"] or found["while"] or found["there"]
    if not place.isalpha() or place.lower() in DATE_WORDS | SERVICE_WORDS["gcal"]:
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    return Intent(
        services=("gcal", "gdrive"),
        operation="search",
        entities={"shape": "trip", "topic": place},
        time_range=when.range,
        confidence=CONFIDENCE,
    )


def _kind(wish: str) -> str | None:
    if _OUT_OF_OFFICE.search(wish) and not re.search(
        r"\b(?:meetings?|events?|appointments?)\b", wish
    ):
        return None
    if _AWAY.search(wish):
        return "away"
    if _ONLINE.search(wish):
        return "online"
    if _NOWHERE.search(wish):
        return "nowhere"
    if _ONLY_WORK.search(wish):
        return "work"
    if _ONLY_HOME.search(wish):
        return "private"
    return None


def _part(wish: str) -> list[int] | None:
    if not _SAYS_PART_ONLY.search(wish):
        return None
    if re.search(rf"\b{_LEFT_OUT}\b.*\b(?:mornings?|afternoons?|evenings?)\b", wish):
        return None
    hours = next((hours for pattern, hours in _PARTS if pattern.search(wish)), None)
    return [hours[0] * 60, hours[1] * 60] if hours else None


def _without_parts(text: str) -> str:
    """The parts of the day are no date of their own."""
    return re.sub(
        r"\b(?:mornings?|afternoons?|evenings?)\b", lambda m: " " * len(m[0]), text, flags=re.I
    )
