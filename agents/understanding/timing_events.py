"""One event that is named, in ordinary words: whether it is still on, when one has to be there,
when it was, before or after which hour it is; the journey back; how often something is."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from agents.query import Intent, Query, TimeRange
from agents.understanding import dates, people, timing_free
from agents.understanding.claims import Claims
from agents.understanding.date_rules import AFTERNOON, EVENING, MORNING
from agents.understanding.occasions import phrase_of
from agents.understanding.timing_hours import hour_meant
from agents.understanding.wording import blanked, request

CONFIDENCE: Final = 0.85
MOST_WORDS: Final = 5  # of what an event is called
ROW: Final = timedelta(days=90)  # in which it is counted how often something is
ALL: Final = ("gcal", "gmail", "gdrive")
_MAILS: Final = re.compile(
    r"\b(?:e-?mails?|mails?|messages?|letters?|files?|docs?|documents?|invoices?|bills?|receipts?"
    r"|sent|wrote|written|paid|pay|replied|edited|due|orders?|deliver\w*|parcels?|deadlines?)\b"
)
_STILL_ON: Final = re.compile(
    r"^(?:and |so |but )?(?:is|are|isn't|aren't|was|will|has|have|hasn't|haven't)"
    r" (?:the |my |our )?"
    r"(?P<thing>\S.*?)"
    r"(?: (?:still|definitely|really|actually|even|now|be|been|supposed to be|not))*"
    r" (?:on|going ahead|happening|taking place|(?:in|on) (?:the|my|our) (?:diary|calend[ae]r"
    r"|schedule|agenda)|scheduled|planned|in there|cancell?ed|called off)"
    r"(?P<rest>(?: (?:for|on|at|this|next|to-?day|tomorrow|to-?night)\b.*|,.*|))[?.! ]*$"
)
_NO_EVENT: Final = re.compile(
    r"^(?:it|that|this|there|anything|anyone|anybody|everyone|everybody|who|what|he|she|they|we|i"
    r"|you|nothing|something|home|back|up|work|out)\b|\b(?:anything|anyone)\b|'s$"
)
_BE_THERE: Final = re.compile(
    r"^(?:and |so )?(?:when|(?:at |by )?what time|by when) (?:do|must|should|shall|will|am|are|have"
    r"|ought) (?:i|we|you|everyone|everybody|people)(?: (?:have to|need to|supposed to|meant to"
    r"|expected to|due to|to|got to|going to|all))*(?: (?:be|get|arrive|turn up|show up|go|come"
    r"|meet|attend|due|expected|wanted|needed|head))"
    r"(?: (?:at|to|for|in|there for|over to|along to|out to))* (?:the |my |our )?"
    r"(?P<thing>\S.*?)[?.! ]*$"
)
# No event is called so: a journey begins there, and a mail says when.
_PLACES: Final = re.compile(
    r"^(?:airport|(?:train |bus |coach |railway )?station|terminal|gate|check-?in(?: desk)?|port"
    r"|harbour|platform|office|work|home)\b(?! \w)"
)
_WAS: Final = re.compile(
    r"^(?:and |so )?(?:when|what (?:day|date|time)|which day)(?: exactly)? (?:was|were) "
    r"(?:the|my|our|that|his|her|their) (?P<thing>\S.*?)[?.! ]*$"
)
_DONE: Final = re.compile(
    r"(?:\w{2}ed|sent|paid|written|bought|sold|built|made|done|given|taken|due|born|put|cut|lost"
    r"|won)$|\b(?:last|previous|most recent|going to|supposed to|meant to)\b"
)
_EITHER: Final = re.compile(
    r"^(?:and |so )?(?:is|are|was|were|does|do|will) (?:the |my |our )?(?P<thing>\S.*?)"
    r"(?: (?:be|start|begin|end|finish|leave|take off|land|arrive|open|fall|happen|run))?"
    r"(?: (?:in the|on|at|a|an|the|on a))? (?P<one>[\w:]+(?: [ap]m)?) or (?:in the |on |at |a |an "
    r"|the )?(?P<other>[\w:]+(?: [ap]m)?)[?.! ]*$"
)
_BY_CLOCK: Final = re.compile(
    r"^(?:and |so )?(?:is|does|do|will|are|was|did) (?:the |my |our )?(?P<thing>\S.*?)"
    r"(?P<verb> (?:be|start|begin|kick off|leave|depart|take off|end|finish|be over|over|land"
    r"|arrive|last|go on|run|done|on))* (?P<way>before|earlier than|until|till|by|after|later"
    r" than|past|in the (?P<part>morning|afternoon|evening))\b(?P<rest>.*)$"
)
_ENDS: Final = re.compile(
    r" (?:end|finish|be over|over|land|arrive|last|go on|run|done)\b|\b(?:until|till|past)\b"
)
_PARTS: Final = {"morning": MORNING, "afternoon": AFTERNOON, "evening": EVENING}
# "What day of the week is the class", "what time is the class on Thursdays".
_WEEKDAY: Final = re.compile(
    r"^(?:and |so )?(?:(?:on )?(?:what|which) (?:days?|weekdays?|evenings?|afternoons?|mornings?)"
    r"(?: of the week)? (?:is|are|does|do|have|has) (?:we |i )?(?:got )?(?:the |my |our )?"
    r"(?P<thing>(?!i\b|we\b)\S.*?)(?: (?:on|held|happen|take place|meet|run))?"
    r"|what time(?:'s| is| are) (?:the |my |our )?(?P<thing2>\S.*?)"
    r" (?:on )?(?:mon|tues?|wed(?:nes)?|thurs?|fri|satur|sun)days?)[?.! ]*$"
)
_WAY_BACK: Final = re.compile(
    r"\b(?:when|what time|which day|what day|how)\b.*?\b(?:(?:do|are|am|will|does) (?:i|we)\b"
    r".{0,12}?\b(?:fly|flying|get|getting|come|coming|be|travel\w*|head\w*|go|going|return\w*)?"
    r" ?(?:back|home|return\w*)(?: home)?(?: from (?P<place>\w+(?: [A-Z]\w+)?))?[?.! ]*$"
    r"|(?P<thing>flight|train|plane|ferry|journey) (?:back|home)"
    r"(?: from (?P<place2>\w+(?: [A-Z]\w+)?))?)|\b(?:return|homeward|inbound) (?P<thing2>flight"
    r"|train|plane|ferry|journey)\b(?: from (?P<place3>\w+(?: [A-Z]\w+)?))?",
    re.IGNORECASE,
)
_WORK: Final = re.compile(
    r"\b(?:work|school|office|studio|lunch|shops?|gym|home from|to-?day|tomorrow|to-?night"
    r"|on \w+day|get back to|come back to|go back to|get home)\b"
)
MOST_NAMES: Final = 2
_ALONE: Final = re.compile(r"\b1:1s?\b")
_OF_DAYS: Final = re.compile(r"\w+est|best|worst|free|busy|quiet|empty|full|open|(?:most|least) .*")
_WHEN_ALONE: Final = re.compile(
    r"^(?:and |so )?(?:when|what (?:time|day|date))(?:'s| is| are| do| am)?\b.*\b1:1(?!\w)"
)
_I_ANSWERED: Final = re.compile(
    r"^(?:and |so )?(?:have|did|had|am) i (?:ever |already |not |actually )?(?:accept(?:ed)?"
    r"|declin(?:e|ed)|turn(?:ed)? down|rsvp(?:'?d|ed)?(?: to)?|confirm(?:ed)?"
    r"|(?:say|said) (?:yes|no|maybe)(?: to)?|(?:answer|repl|respond|react)(?:y|ied|ed)?(?: to)?"
    r"(?= .*\binvit)) (?!(?:any|every|all|some|most|(?:an?|the|my|more) invit)\w*(?! (?:to|for)\b)"
    r"(?: |\W*$))(?:the |my |that )?(?:invit(?:ation|e) (?:to|for) (?:the )?)?"
    r"(?P<thing>\S.*?)(?: invit(?:ation|e))?(?: yet| or not)?[?.! ]*$"
)
_LINK: Final = re.compile(
    r"^(?:and |so )?(?:what(?:'s| is)|where(?:'s| is)|is there|do (?:i|we) have|have (?:i|we) got"
    r"|(?:give|send|show|get) me|which) (?:the |an? |my )?(?:(?:video|zoom|teams|meet|meeting|call"
    r"|conference|dial[- ]?in|joining|join|phone|web) )*(?:link|url|dial[- ]?in"
    r"|number to"
    r" (?:call|ring|dial)|dial[- ]?in number|joining details)(?: number| details)?"
    r" (?:for|of|to|to join|in)"
    r" (?:the |my |our )?(?P<thing>\S.*?)[?.! ]*$"
)
_NO_SCHOOL: Final = re.compile(
    r"^(?:and |so )?(?:(?:is|are|will|do|does|when(?:'s| is| are| do| does)|have|has|what days?"
    r"(?:'s| is| are)?) (?:the |my |our |there )*(?:kids?|children|boys|girls|pupils)\b.*\b(?:off"
    r"(?: school)?|have (?:no )?school|at home|no school|free)"
    r"|is (?:the )?.{1,20} a school day|is there (?:no |any )?school|when is there no school"
    r"|when is (?:the )?(?:next )?(?:inset|training|teacher training) day)\b"
    r"(?!.*\b(?:from|to|with|ill|sick)\b)"
)
_COMING_UP: Final = re.compile(
    r"\b(?:coming up|upcoming|in the (?:diary|calend[ae]r|pipeline)|lined up|booked(?: in)?"
    r"|arranged|planned|scheduled|pencilled in|soon|on the (?:cards|horizon))\b"
)
_UPCOMING: Final = re.compile(
    r"^(?:and |so )?(?:is there|are there|do (?:i|we)|have (?:i|we)|any(?:thing)?\b|what|which|am i"
    rf"|are we|got) (?=.*{_COMING_UP.pattern})"
    r"(?!.*\b(?:could|should|would|might|how|why|drive|slides?|decks?|drafts?|unread|folders?)\b)"
)
_HOW_MANY: Final = re.compile(
    r"^(?:and |so )?how (?:many|often)\b(?: (?:times|more))?(?: (?:do|will|am|are|did|have|is|does)"
    r" (?:i|we|there)?)?(?P<rest>.+)$"
)
_AROUND_A_ROW: Final = re.compile(
    r"\b(?:next|have|having|see|seeing|meet|meeting|got|left|there|are|is|do|does|did|i|we|more|times"
    r"|how many|how often|go|going|planned|scheduled|happen\w*|take place|held|still)\b",
    re.IGNORECASE,
)
_SEVERAL: Final = re.compile(
    r"\b(?P<one>1:1|class(?=es)|\w+-(?:up|in)|\w{2,}[^\Ws])(?:s|es)\b", re.IGNORECASE
)
_STILL: Final = re.compile(r"\b(?:left|remaining|still|more|will)\b")
_ANY_LEFT: Final = re.compile(
    r"^(?:and |so )?(?:(?:are|is) there|do (?:i|we) have|have (?:i|we) got|are|got)? ?(?:any|an)"
    r" ?(?:more|other|further)? ?(?:meetings?|events?|appointments?)"
    r" (?:left|remaining|still to come|to come)\b"
)
_REMAINING: Final = re.compile(
    r"\bhow many (?:more (?:meetings?|events?|appointments?)\b"
    r"|(?:meetings?|events?|appointments?)\b(?=.*\b(?:left|remaining|still|more)\b))"
)
_EVENT_WORDS: Final = re.compile(
    r"\b(?:1:1s?|meetings?|calls?|sessions?|appointments?|classes|lessons|practices?|stand-?ups?"
    r"|reviews?|check-?ins?|catch-?ups?|syncs?|clubs?|rehearsals?|training|crits?|interviews?)\b",
    re.IGNORECASE,
)


def still_on(text: str, query: Query) -> Intent | None:
    """Whether an event is still to take place: nothing shall happen to it."""
    wish = request(text)
    found = _STILL_ON.match(wish)
    if found is None or _NO_EVENT.search(found["thing"]) or _MAILS.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    return _named(found["thing"], when.range, query, is_on=True)


def be_there(text: str, query: Query) -> Intent | None:
    """When one has to be at an event, which is when it begins."""
    found = _BE_THERE.match(request(text))
    if found is None or _MAILS.search(found["thing"]) or _NO_EVENT.search(found["thing"]):
        return None
    if _PLACES.match(found["thing"]):
        return None
    when = dates.find_time(found["thing"], now=query.now, time_zone=query.time_zone, ahead=True)
    return _named(found["thing"], when.range, query, clock=True)


def was(text: str, query: Query) -> Intent | None:
    """When an event was that the calendar holds by its whole name."""
    wish = request(text)
    found = _WAS.match(wish)
    if found is None or _MAILS.search(wish) or _DONE.search(found["thing"]):
        return None
    past = TimeRange(None, query.now)
    return _named(found["thing"], past, query, clock=True, latest=True, strict=True)


def either(text: str, query: Query) -> Intent | None:
    """On which of two days, or in which part of the day, an event is."""
    found = _EITHER.match(request(text))
    if found is None or _NO_EVENT.search(found["thing"]) or _MAILS.search(request(text)):
        return None
    if not all(_is_time(found[name], query) for name in ("one", "other")):
        return None
    return _named(found["thing"], None, query, clock=True)


def by_clock(text: str, query: Query) -> Intent | None:
    """Whether an event begins or ends before or after an hour."""
    wish = request(text)
    found = _BY_CLOCK.match(wish)
    if found is None or _NO_EVENT.search(found["thing"]) or _MAILS.search(wish):
        return None
    if found["part"]:
        hours = _PARTS[found["part"]]
        first, last = hours[0] * 60, hours[1] * 60
        rest = found["rest"]
    else:
        rest, early, late = timing_free.clock_bounds(f"{found['way']}{found['rest']}", query)
        if early is None and late is None:
            return None
        first, last = hour_meant(early, wish) or 0, hour_meant(late, wish) or 24 * 60
    if phrase_of(rest, now=query.now, time_zone=query.time_zone):
        return None
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    side = "ends" if _ENDS.search(wish[: found.start("rest")]) else "begins"
    return _named(found["thing"], when.range, query, within=[first, last], side=side)


def weekday(text: str, query: Query) -> Intent | None:
    """On which day of the week something is, or at which time on such a day."""
    found = _WEEKDAY.match(request(text))
    thing = (found["thing"] or found["thing2"]) if found else ""
    if not thing or _NO_EVENT.search(thing) or _MAILS.search(request(text)):
        return None
    if _OF_DAYS.fullmatch(thing):  # "which day is fullest"
        return None
    return _named(thing, None, query, clock=True, strict=True)


def way_back(text: str, query: Query) -> Intent | None:
    """When the journey home is."""
    wish = request(text)
    found = _WAY_BACK.search(text)
    if found is None or _WORK.search(wish) or _MAILS.search(wish):
        return None
    place = next((found[n] for n in ("place", "place2", "place3") if found[n]), "")
    thing = (found["thing"] or found["thing2"] or "flight").lower()
    entities = {"shape": "length", "clock": True, "occasions": [f"{thing} {place}".strip()]}
    return Intent(ALL, "search", {**entities, "topic": f"{thing} {place} home"}, None, CONFIDENCE)


def one_to_one(text: str, query: Query) -> Intent | None:
    """When one meets somebody alone, the next time."""
    wish = request(text)
    if not _WHEN_ALONE.match(wish) or _MAILS.search(wish):
        return None
    left = phrase_of(_AROUND_A_ROW.sub(" ", _ALONE.sub(" ", text)), now=query.now,
                     time_zone=query.time_zone)  # fmt: skip
    if not left or len(left.split()) > MOST_NAMES:
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    return _named(f"1:1 {left}", when.range, query, clock=True, strict=True)


def own_answer(text: str, query: Query) -> Intent | None:
    """What the person answered to an invitation."""
    wish = request(text)
    found = _I_ANSWERED.match(wish)
    if found is None or _MAILS.search(wish):
        return None
    words = phrase_of(found["thing"], now=query.now, time_zone=query.time_zone)
    if not words or len(words.split()) > MOST_WORDS:
        return None
    when = dates.find_time(found["thing"], now=query.now, time_zone=query.time_zone, ahead=True)
    entities = {"shape": "guests", "guest": "me", "occasions": [words], "topic": words}
    window = when.range or TimeRange(query.now - ROW, query.now + ROW)
    return Intent(("gcal", "gmail"), "search", entities, window, CONFIDENCE)


def link(text: str, query: Query) -> Intent | None:
    """Where a call is to be joined: its link or number."""
    found = _LINK.match(request(text))
    if found is None:
        return None
    when = dates.find_time(found["thing"], now=query.now, time_zone=query.time_zone, ahead=True)
    return _named(found["thing"], when.range, query, link=True, clock=True)


def school(text: str, query: Query) -> Intent | None:
    """Whether there is school on a day, or when there is none in a longer time."""
    wish = request(text)
    if not _NO_SCHOOL.match(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    entities = {
        "shape": "length", "clock": True, "occasions": ["no school"], "topic": "no school",
        "no_school": True,
    }  # fmt: skip
    return Intent(ALL, "search", entities, when.range, CONFIDENCE)


def upcoming(text: str, query: Query) -> Intent | None:
    """Events to come that a thing or a person names: "anything planned with Ana"."""
    wish = request(text)
    if _ANY_LEFT.match(wish) and (to_come := _left(text, query)):
        return Intent(("gcal",), "search", {"shape": "agenda"}, to_come, CONFIDENCE)
    if not _UPCOMING.match(wish) or _MAILS.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    claims = Claims(blanked(text, when.spans))
    who = people.find_people(claims, writes=False, cues=frozenset({"with"}))
    left = phrase_of(
        _AROUND_A_ROW.sub(" ", _COMING_UP.sub(" ", claims.unclaimed())),
        now=query.now,
        time_zone=query.time_zone,
    )
    if not left and not who.names:
        return None
    entities: dict[str, Any] = {"shape": "agenda"}
    if who.names:
        entities |= {"people": list(who.names), "direction": "with"}
    if left:
        entities["topic"] = left
    return Intent(("gcal",), "search", entities, when.range or TimeRange(query.now, None),
                  CONFIDENCE)  # fmt: skip


def how_many(text: str, query: Query) -> Intent | None:
    """How often an event of one name is."""
    wish = request(text)
    found = _HOW_MANY.match(wish)
    if found is None or _MAILS.search(wish) or not _EVENT_WORDS.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    rest = _AROUND_A_ROW.sub(" ", _one_of(blanked(text, when.spans)))
    named = phrase_of(rest, now=query.now, time_zone=query.time_zone)
    if not named and _REMAINING.search(wish) and (left := _left(text, query)):
        return Intent(("gcal",), "search", {"shape": "count"}, left, CONFIDENCE)
    if not named or len(named.split()) > MOST_WORDS:
        return None
    today = datetime.combine(query.now.astimezone(ZoneInfo(query.time_zone)).date(), time(),
                             ZoneInfo(query.time_zone))  # fmt: skip
    window = when.range or TimeRange(today, today + ROW)
    if window.start is None or (window.start < today and _STILL.search(wish)):
        window = TimeRange(today, window.end)
    entities = {"shape": "row_days", "topic": named, "counted": True}
    return Intent(("gcal",), "search", entities, window, CONFIDENCE)


def _left(text: str, query: Query) -> TimeRange | None:
    """What is still to come of the time that is named."""
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True).range
    return TimeRange(max(when.start or query.now, query.now), when.end) if when else None


def _one_of(text: str) -> str:
    """The kinds of events in the text as one of them is called."""
    return _EVENT_WORDS.sub(lambda said: _SEVERAL.sub(r"\g<one>", said[0]), text)


def _is_time(said: str, query: Query) -> bool:
    if said in _PARTS:
        return True
    at = said if not said[:1].isdigit() else f"at {said}"
    when = dates.find_time(at, now=query.now, time_zone=query.time_zone, ahead=True)
    return when.range is not None


def _named(thing: str, window: TimeRange | None, query: Query, **entities: Any) -> Intent | None:
    """The event of these words; `None` where they are none or too many."""
    words = phrase_of(thing, now=query.now, time_zone=query.time_zone)
    if not words or len(words.split()) > MOST_WORDS:
        return None
    found = {"shape": "length", "occasions": [words], "topic": words, **entities}
    return Intent(ALL, "search", found, window, CONFIDENCE)
