"""What people ask assistants for that is not in mail, calendar or files."""

from __future__ import annotations

import re
from typing import Final

OUTSIDE: Final = re.compile(
    r"\b(?:weather|rain(?:ing|y)?|snow(?:ing)?|sunny|forecast|umbrella|degrees|temperature|songs?"
    r"|music|playlists?|radio|podcasts?|audiobooks?|albums?|alarms?|timer|lights?|lamps?|bulbs?"
    r"|vacuum|hoover|volume|mute|coffee (?:machine|maker)|espresso|cup of coffee|smart plug|plug"
    r"|sockets?|jokes?|recipes?|ingredients|taxi|cab|uber|traffic|tweets?|facebook|twitter"
    r"|instagram"
    r"|social media|stocks?|share price|exchange rate|currency|headlines|(?:breaking|latest|world"
    r"|local|sports|today's) news|the news|(?:shopping|grocery|groceries|to-?do|packing"
    r"|wish) lists?"
    r"|movies?|films?|cinema|pizza|take-?away|take-?out|nearby|near me|near by|near here|around me"
    r"|square root|divided by|multiplied|plus|capital of|population|robot|speakers?|wemo|chess|quiz"
    r"|lyrics|restaurants?|vacuuming|brightness|wetter|météo|tiempo hace|hava durumu|musik)\b"
)
# These are meant elsewhere even where an event or a ticket is named.
_STRONG: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # what goes on in town
        r"\b(?:events?|concerts?|shows?|festivals?|happening|things to do"
        r"|going on)\b.*\b(?:in (?:the |this "
        r"|my )?(?:city|town|area|neighbou?rhood)|near|nearby|around here|local(?:ly)?|close by)\b",
        r"\b(?:local|nearby) (?:events?|concerts?|shows?|festivals?|happenings)\b",
        # buying, ordering and travelling
        r"^(?:book|buy|get|reserve|order|purchase|find|look for|search|i need)\b(?!.*\b(?:my"
        r"|e-?mails?|mails?"
        r"|inbox)\b).*\b(?:tickets?|trains?|flights?|taxi|cab|ride|bus|seats?|hotels?|food"
        r"|dinner from)\b",
        r"\b(?:next|first|last|what|which) (?:\w+ )?(?:train|bus|tram|ferry|subway)s?\b"
        r"|\btrains?\b.*\b(?:leave|depart|arrive|schedule|from|to)\b|\bdirections? to\b"
        r"|\bhow (?:far|long) (?:is|does it take|to (?:get|drive|walk))\b|\btrain (?:times?"
        r"|tickets?)\b",
        r"\b(?:deliver(?:y|s)?|take-?(?:away|out)|carry-?out)\b.*\b(?:food|restaurant|pizza|do"
        r"|does|order)\b"
        r"|\b(?:do|does)\b.*\b(?:deliver|take-?(?:away|out))\b",
        # clocks and calendars of the world
        r"^(?:what|which|tell me|give me|current|show me|do you know)\b(?!.*\b(?:my|our|meeting"
        r"|event|call"
        r"|appointment|start|flight|when)\b).*\b(?:the )?(?:time|date|day|year|month|time ?zone)"
        r"(?: is it| now| today| right now)?(?: (?:in|at|there|here|of)\b.*)?$",
        r"\btime ?zones?\b|\btime difference\b",
        # lists, things, apps
        r"^(?!list\b).*\b(?:my|a|the|this|new|that|another|to|from|on|any|of"
        r"|all) (?:\w+ ){0,2}lists?\b"
        r"(?! of (?:attendees|guests|participants|e-?mails|meetings|files))",
        r"\b(?:post|tweet|status|complain|complaint)\b.*\b(?:to|on|about|at|my)\b.*$(?<!mail)",
        r"\b(?:define|definition|meaning of|synonyms?|spell|translate)\b|\bwhat does \w+ mean\b",
        r"^(?:turn|switch|dim|play|resume|pause|skip|shuffle|brighten|increase|lower|raise|mute"
        r"|unmute"
        r"|start the|stop the)\b",
        # talk with the assistant itself
        r"^(?:stop|cancel|quit|enough|never ?mind|forget)(?: (?:it|that|this|now|talking|please"
        r"|playing"
        r"|everything|the (?:last )?(?:command|request|operation|action|task|process"
        r"|question)))*[.!]*$",
        r"\b(?:repeat|rephrase|clarify|elaborate|explain)\b.*\b(?:that|it|you|said|say|me|again"
        r"|please)\b",
        r"\b(?:what (?:did|do) you (?:say|mean|just)|did you (?:get|hear|understand|do)"
        r"|are you (?:sure"
        r"|there|ok|okay|happy|real|human)|do you (?:like|love|think|know|have|believe)|you(?:'re"
        r"| are) "
        r"(?:right|wrong|great|awesome|the best|funny|smart|wonderful))\b",
        r"\b(?:that's|that is|this is|it is|it's|you are|you have|you) (?:\w+ )?(?:right|correct"
        r"|wrong|incorrect"
        r"|great|perfect|exactly|not (?:right|correct|what)|not)\b",
        r"\b(?:thanks|thank you|good job|well done|appreciate)\b",
        r"\bi (?:do not|don't|dont) (?:care|mind|understand|get|want)\b",
    )
)  # fmt: skip


def weight(request: str, *, names_a_service: bool) -> float:
    """How strongly the request asks for something outside; 1 as much as all exemplars together."""
    total = 1.0 if not names_a_service and OUTSIDE.search(request) else 0.0
    strong = any(pattern.search(request) for pattern in _STRONG)
    return total + ((0.6 if names_a_service else 1.1) if strong else 0.0)
