"""When an event is, how long it takes and what the clock says elsewhere; who of its guests comes;
what comes after or before it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Final

from agents.query import EarlierTurn, Intent, Query, TimeRange
from agents.understanding import dates
from agents.understanding.lexicon import RELATIONS
from agents.understanding.occasions import CUSTOMS, SEASON, phrase_of
from agents.understanding.timing_rows import last_event
from agents.understanding.wording import blanked, request

CONFIDENCE: Final = 0.8
_NAME: Final = (
    r"(?P<name>(?!(?:it|that|this|there|the|my|our|a|an|everyone|anyone|i|we|you)\b)"
    r"[^\W\d_][\w'-]*(?: (?-i:[A-Z])[\w'-]*)?)"
)
_COMES: Final = (
    r"(?:com(?:e|ing)|attend(?:ing)?|join(?:ing)?|accept(?:ed)?|declin(?:e|ed)|mak(?:e|ing) it"
    r"|going|in(?= on\b)"
    r"|said yes|turn(?:ing)? up|show(?:ing)? up|there"
    r"|invited|asked along|(?<=be )(?:at|on|in)|free to come|able to come)"
)
_ONE_GUEST: Final = re.compile(
    rf"^(?:and |but |so |what about |ok )?(?:is|will|can|has|have|did|does|isn't|won't) {_NAME} "
    r"(?:(?:said|say|confirmed|confirm|told (?:me|us|you)|answered|replied|mentioned)"
    r" (?:that |if |whether )?(?:she|he|they)(?:'ll|'s|'d|'re| will| is| can| would| are) )?"
    rf"(?:still |also |really |actually |definitely |able to |going to |not )*(?:be )?{_COMES}\b"
    r"(?P<rest>.*)$",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset({"she", "he", "they", "her", "him"})
_NOBODY: Final = frozenset(
    {"anything", "something", "nothing", "everything", "everybody", "somebody", "anybody", "nobody"}
    | {"news", "word", "mail", "e-mail", "email", "money", "payment", "delivery", "post", "time"}
)
_TO_AN_EVENT: Final = re.compile(r"\W*(?:to|for|at|on|along to)\b", re.IGNORECASE)
_WHAT_ABOUT: Final = re.compile(
    r"^(?:and|what about|how about|and what about"
    r"|or)\W+(?P<name>[^\W\d_][\w'-]*(?: (?-i:[A-Z])[\w'-]*)?)\W*$",
    re.IGNORECASE,
)
_HOW_LONG: Final = re.compile(
    r"^(?:and |so |but |ok )?(?:how long (?:(?:am|are|will|do) (?:i|we)(?: going to| have to)?"
    r"(?: be| stay| spend)?(?: at| in| on)?\b|is|are|does|do|will|was)|what(?:'s| is) the (?:length"
    r"|duration) of"
    r"|until when (?:is|does)|(?:when|what time) (?:does|do|will|is) (?=.*\b(?:end|finish|over"
    r"|done)\b))"
    r" ?(?P<rest>.+?)(?: (?:take|last|go on|going to (?:take|last)|run|end|finish|over|done"
    r"|supposed to \w+|be))*\W*$"
)
_PARTICULAR: Final = re.compile(
    r"(?:the|my|our|this|that|today's|tomorrow's|\w+day's|next|[^\W\d_]+s'|[^\W\d_]+'s) ?"
)
_OUR_TIME: Final = re.compile(
    r"\b(?:for us(?: (?:over )?here)?|(?:in )?our time|over here|here in \w+|(?:in )?(?:my"
    r"|our) (?:time )?zone"
    r"|our end|(?:in )?my time|uk time|(?:in )?local time|their time|for them|over there)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:what time|when|what(?:'s| is) the time) (?:is|will|would) (?:it|that"
    r"|this)(?: be)? (?:in|for|at) "
    r"(?P<place>(?-i:[A-Z])[\w'-]*(?: (?-i:[A-Z])[\w'-]*)*|[^\W\d_]+)"
    r"(?:(?: time)? when (?P<rest>.*))?\W*$",
    re.IGNORECASE,
)
DAY: Final = timedelta(days=1)
_UNTIL: Final = re.compile(
    r"\bhow (?:many (?:days|weeks|nights|sleeps|hours)|long|soon|far)\b.{0,20}\b(?:until|till"
    r"|til|to go (?:until|till)"
    r"|left (?:until|till|before)|before|away is)\b (?P<thing>[^?.!;]+)"
)
_OWN: Final = re.compile(r"\b(?:my|our|we|i|the)\b|\w's\b")
_FAR_OFF: Final = re.compile(
    r"(?:and |so )?how (?:far|long) (?:off|away) (?:is|are) (?P<thing>[^?.!;]+)"
)
_WE_FLY: Final = re.compile(r"\b(?:we|i)(?:'re| are|'m| am)? (?:all )?(?:fly|flying|take off)\b")
_WE_GO: Final = re.compile(
    r"\b(?:fly|flying|leave|leaving|go|going|travel|depart|set off|head)(?: to| for)?\b"
)
_NEXT_ONE: Final = re.compile(
    r"(?:and |so )?(?:when|what (?:day|date))(?:'s| is| are)(?: the| my| our)? "
    r"(?P<thing>(?!(?:it|that|this|there|the next)\b).+?) next(?: on)?\W*$"
)
_BEGINS: Final = re.compile(
    r"(?:and |so )?(?:when|what (?:day|time|date)) (?:does|do|will|is|are) (?:the |my |our )?"
    r"(?P<thing>(?!(?:i|we|you|he|she|they|it|everyone|everybody)\b).+?) (?:start|begin|finish|end"
    r"|kick off|open|close|over|take place|happen)(?:s|ing)?\W*$"
)
_WHEN: Final = re.compile(
    r"\b(?:when|what (?:time|day|date|hour))(?:'s| is| does| do| are)?\b", re.IGNORECASE
)
_BESIDE: Final = re.compile(
    r"^(?:and |so )?(?:what|anything|which|do i|have i|is there|what's"
    r"|am i)\b.*?\b(?:on"
    r"|meetings?|events?|planned|happening|got"
    r"|have|else|next|scheduled|doing|comes?|follows|coming|busy|up)\b.*?(?<!\bday )(?<!week )"
    r"(?<!morning )(?<!evening )(?<!month )(?<!night )\b(?P<way>after"
    r"|before|following|until|straight after|right after)"
    r" (?P<thing>[^?.!;,]+)"
)
_NEXT_TO: Final = re.compile(
    r"^(?:and |so )?what(?:'s| is| comes| happens)(?: next| up| straight| right)? "
    r"(?P<way>after|before) (?P<thing>(?:the|my|our) [^?.!;,]+)"
    r"|^(?:and |so )?(?:(?:is there |do i have |have i got |got )?anything(?: else)?) "
    r"(?P<way2>after|before|until) (?P<thing2>[^?.!;,]+)"
)
# What is around the event in "what am I doing after the class".
_DOES: Final = re.compile(
    r"\b(?:on|next|comes?|follows|coming|doing|planned|happening|happens|got|have|up|straight|right"
    r"|busy|calls?)\b",
    re.IGNORECASE,
)
# "After work on Thursday, anything?"
_BESIDE_FIRST: Final = re.compile(
    r"^(?:and |so )?(?P<beside>(?:straight |right )?(?:after|before|following) [^,?;]+)[,;–-]+ ?"
    r"(?P<asks>(?:what|anything|is there|do i|have i)\b[^,?]*)\W*$",
    re.IGNORECASE,
)
_PREPARE: Final = re.compile(
    r"\b(?:prepare|get ready|be ready|ready|prep|expect)\b.{0,20}\b(?:for|on)?\b|\bwhat awaits me\b"
    r"|\bwhat(?:'s| is) coming (?:up )?(?:at|for)? ?me\b"
)


def one_guest(text: str, query: Query) -> Intent | None:
    """Whether somebody comes to an event that is named, or to the one of the turn before."""
    found = _ONE_GUEST.match(text) or _ONE_GUEST.match(request(text))
    name = ""
    rest = ""
    if found:
        name, rest = found["name"], found["rest"]
    elif _was_of_guests(query) and (about := _WHAT_ABOUT.match(text)):
        name = about["name"]
    if not name:
        return None
    rest = re.sub(r"^\W*(?:to|for|at|on|along|too|as well|with)\b", " ", rest.strip())
    named = phrase_of(rest, now=query.now, time_zone=query.time_zone)
    before = last_event(query)
    is_known = name[:1].isupper() or name.lower() in _PRONOUNS | RELATIONS
    if not is_known and not (named and _TO_AN_EVENT.match(found["rest"] if found else "")):
        return None
    if name.lower() in _NOBODY or (found is None and before is None):
        return None
    entities: dict[str, Any] = {"shape": "guests"}
    if name.lower() in _PRONOUNS:
        spoken = _spoken_of(query)
        if not spoken:
            return None
        name = spoken
    entities["guest"] = name
    if named:
        entities |= {"occasions": [named], "topic": f"{name} {named}"}
    elif before is not None:
        entities |= {"occasions": [before.title], "event_id": before.id}
    else:
        return None
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    return _intent(entities, when.range if named else None, ("gcal", "gmail"))


def how_long(text: str, query: Query) -> Intent | None:
    """How long an event takes, and until when."""
    found = _HOW_LONG.match(request(text))
    if found is None or re.search(r"\bbetween\b", found["rest"]):
        return None
    is_particular = bool(_PARTICULAR.match(found["rest"])) or any(
        word[:1].isupper() for word in text.split()[1:]
    )
    named = phrase_of(found["rest"], now=query.now, time_zone=query.time_zone)
    if named and not is_particular:
        return None
    event = last_event(query)
    entities: dict[str, Any] = {"shape": "length"}
    if named:
        entities |= {"occasions": [named], "topic": named, "instead": _topic_before(query)}
    elif event is not None:
        entities |= {"occasions": [event.title], "topic": event.title, "event_id": event.id}
    else:
        return None
    when = dates.find_time(found["rest"], now=query.now, time_zone=query.time_zone, ahead=True)
    return _intent(entities, when.range, ("gcal", "gmail", "gdrive"))


def our_time(text: str, query: Query) -> Intent | None:
    """When an event is by the person's own clock, or by that of its place or of another."""
    elsewhere = _ELSEWHERE.search(text)
    if not elsewhere and not (_OUR_TIME.search(text) and _WHEN.search(text.lower())):
        return None
    rest = (elsewhere["rest"] or "") if elsewhere else _OUR_TIME.sub(" ", text)
    rest = _WHEN.sub(" ", rest)
    named = phrase_of(rest, now=query.now, time_zone=query.time_zone)
    event = last_event(query)
    entities: dict[str, Any] = {"shape": "length", "clock": True}
    if elsewhere:
        entities["place"] = elsewhere["place"]
    if named:
        entities |= {"occasions": [named], "topic": named}
    elif event is not None:
        entities |= {"occasions": [event.title], "topic": event.title, "event_id": event.id}
    else:
        return None
    when = dates.find_time(rest, now=query.now, time_zone=query.time_zone, ahead=True)
    return _intent(entities, when.range, ("gcal", "gmail", "gdrive"))


def countdown(text: str, query: Query) -> Intent | None:
    """How long it is until an event of the person's own."""
    found = _UNTIL.search(request(text)) or _FAR_OFF.match(request(text))
    if found is None or not _OWN.search(found["thing"]):
        return None
    named = phrase_of(_WE_GO.sub(" ", found["thing"]), now=query.now, time_zone=query.time_zone)
    if not named and _WE_FLY.search(found["thing"]):
        named = "flight"
    if not named or SEASON.search(named):
        return None
    entities = {"shape": "length", "countdown": True, "occasions": [named], "topic": named}
    return _intent(entities, None, ("gcal", "gmail", "gdrive"))


def next_one(text: str, query: Query) -> Intent | None:
    """ "When's the choir next?": the next event of that name."""
    found = _NEXT_ONE.match(request(text))
    if found is None:
        return None
    named = phrase_of(found["thing"], now=query.now, time_zone=query.time_zone)
    if not named:
        return None
    entities = {"shape": "length", "clock": True, "occasions": [named], "topic": named}
    return _intent(entities, None, ("gcal", "gmail", "gdrive"))


def begins(text: str, query: Query) -> Intent | None:
    """When something begins: of things, and not of free time."""
    found = _BEGINS.match(request(text))
    named = phrase_of(found["thing"], now=query.now, time_zone=query.time_zone) if found else ""
    if found is None or not named:
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    entities = {"shape": "when", "topic": named}
    return _intent(entities, when.range, ("gcal", "gmail", "gdrive"))


def beside(text: str, query: Query) -> Intent | None:
    """What comes after or before an event on its day."""
    turned = _BESIDE_FIRST.match(text)
    if turned is not None:
        text = f"{turned['asks']} on {turned['beside']}"
    found = _BESIDE.match(text.lower()) or _NEXT_TO.match(text.lower())
    if found is None:
        return None
    group = "thing" if found["thing"] else "thing2"
    thing = text[found.start(group) : found.end(group)]
    way = found["way"] or found["way2"]
    if _is_a_date(thing, query) or _says_more(text[: found.start(group)], query):
        return None
    named = phrase_of(thing, now=query.now, time_zone=query.time_zone)
    first = thing.split(" ", 1)[0].lower()
    named = named or (first if first in CUSTOMS else "")
    if not named:
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    way = "until" if way in ("before", "until") else "since"
    entities: dict[str, Any] = {"shape": "beside", way: named}
    if hours := CUSTOMS.get(named.lower()):
        entities["hours"] = list(hours)
    return _intent(entities, when.range)


def _is_a_date(thing: str, query: Query) -> bool:
    """Whether the words are nothing but a day: "before Christmas" is before no event."""
    when = dates.find_time(thing, now=query.now, time_zone=query.time_zone, ahead=True)
    return when.range is not None and not re.search(r"\w", blanked(thing, when.spans))


def _says_more(before: str, query: Query) -> bool:
    """Whether only some events are asked for: "any meetings with Ana before ..."."""
    return bool(phrase_of(_DOES.sub(" ", before), now=query.now, time_zone=query.time_zone))


def prepare(text: str, query: Query) -> Intent | None:
    """ "What do I have to prepare for tomorrow": the events of that day with their notes."""
    wish = request(text)
    if not _PREPARE.search(wish):
        return None
    when = dates.find_time(text, now=query.now, time_zone=query.time_zone, ahead=True)
    if when.range is None or phrase_of(
        re.sub(r"(?i)\b(?:prepare|ready|prep|expect|awaits)\b", " ", text),
        now=query.now,
        time_zone=query.time_zone,
    ):
        return None
    return _intent({"shape": "agenda", "notes": True}, when.range)


def _intent(
    entities: dict[str, Any],
    window: TimeRange | None,
    services: tuple[Any, ...] = ("gcal",),
) -> Intent:
    return Intent(
        services=services,
        operation="search",
        entities={key: value for key, value in entities.items() if value},
        time_range=window,
        confidence=CONFIDENCE,
    )


def _last_turn(query: Query) -> EarlierTurn | None:
    return query.earlier[-1] if query.earlier else None


def _topic_before(query: Query) -> str:
    """What the turn before was about, where this one may call it by another word."""
    turn = _last_turn(query)
    if turn is None:
        return ""
    named = turn.intent.entities.get("people") or ()
    return str(turn.intent.entities.get("topic") or " ".join(named))


def _was_of_guests(query: Query) -> bool:
    turn = _last_turn(query)
    return turn is not None and turn.intent.entities.get("shape") == "guests"


def _spoken_of(query: Query) -> str:
    """The one person whom the turn before was about."""
    turn = _last_turn(query)
    entities = turn.intent.entities if turn else {}
    names = [*entities.get("people", ()), *([entities["guest"]] if "guest" in entities else [])]
    return str(names[0]) if len(names) == 1 else ""
