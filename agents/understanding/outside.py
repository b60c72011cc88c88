"""What people ask assistants for that is not in mail, calendar or files."""

from __future__ import annotations

import re
from typing import Final

OUTSIDE: Final = re.compile(
    r"\b(?:weather|rain(?:ing|y)?|snow(?:ing)?|sunny|forecast|umbrella|degrees|temperature|songs?"
    r"|music|playlists?|radio|podcasts?|audiobooks?|albums?|alarms?|timer|lights?|lamps?|bulbs?"
    r"|vacuum|hoover|volume|mute|coffee (?:machine|maker)|espresso|cup of coffee|smart plug|plug"
    r"|sockets?|jokes?|recipes?|ingredients|taxi|cab|uber|traffic|tweets?|facebook|twitter"
    r"|instagram|insta|snapchat|tik ?tok|youtube"
    r"|social media|stocks?|share price|exchange rate|currency|headlines|(?:breaking|latest|world"
    r"|local|sports|today's) news|the news|(?:shopping|grocery|groceries|to-?do|packing"
    r"|wish) lists?"
    r"|movies?|films?|cinema|pizza|take-?away|take-?out|nearby|near me|near by|near here|around me"
    r"|square root|divided by|multiplied|plus|capital of|population|robot|speakers?|wemo|chess"
    r"|lyrics|fb|hashtags?|followers|trending|notifications?|concerts? near|sushi|burgers?|curry"
    r"|wake me up|restaurants?|vacuuming|brightness|wetter|météo|tiempo hace|hava durumu|musik)\b"
)
# These are meant elsewhere even where an event or a ticket is named.
_NEVER_OURS: Final = re.compile(
    r"\b(?:alarms?|wake me up|podcasts?|audiobooks?|playlists?|vacuum(?:ing)?|weather|lights?"
    r"|(?:shopping|grocery|groceries|to-?do|contact|chore|chores|packing|wish) lists?)\b"
    r"|^(?!list\b).*\b(?:from|to|on|of|off|my|the|this|that|new|a|any) (?:\w+ )?lists?\b(?! of)"
    # what goes on in town
    r"|\b(?:events?|activit(?:y|ies)|concerts?|shows?|festivals?|going on|happening|planned)\b"
    r".*\b(?:(?:in|around|near|of|for) (?:the|this|that|my|me|our) (?:\w+ )?(?:area|city|town"
    r"|neighbou?rhood|hometown|location)|near ?by|near (?:me|here)|around (?:here|me|my place))\b"
)
# "What events are there?" is asked about the town; "what events do I have?" is not.
_ANYBODYS_EVENTS: Final = re.compile(
    r"^(?:what|which|are|is|any|find|show|tell|list|give|search|look|where|when|check|i want)\b"
    r"(?!.*\b(?:my|our|we|i have|do i|have i|am i|i'm|mine|calend[ae]r|schedule|agenda|invited"
    r"|with)\b)"
    r".*\b(?:events?|concerts?|festivals?|shows?)\b"
)
_SHARED_LIST: Final = re.compile(r"\b(?:access|share[ds]?|sharing|drive|files?|docs?)\b")
# Who looks for one of these has it in the mail, whatever it is for.
PAPERS: Final = re.compile(r"\b(?:receipts?|invoices?|confirmations?|contracts?|statements?)\b")
_BRIEF_STOP: Final = re.compile(
    r"^(?:stop|cancel|quit|exit|abort|end|halt|enough|shut|silence|be quiet|never ?mind|forget"
    r"|discontinue|terminate|close|pause|undo|turn off|hold on|wait)\b(?: \S+){0,3}$"
)
_NOT_ONES_OWN: Final = (
    r"(?!.*\b(?:my|our|we|me|calend[ae]r|schedule|agenda|invited|remind|add|create|delete|remove"
    r"|cancel|set|e-?mails?|mails?|inbox|meetings?|appointments?|did|said|say)\b)"
)
_CURRENCY: Final = r"(?:dollars?|euros?|pounds?|rupees?|yen|yuan|pesos?|lira|usd|eur|gbp|inr|jpy)"
_STRONG: Final = tuple(
    re.compile(pattern)
    for pattern in (
        # what goes on in town
        r"\b(?:events?|concerts?|shows?|festivals?|happening|things to do"
        r"|going on)\b.*\b(?:in (?:the |this "
        r"|my )?(?:city|town|area|neighbou?rhood)|near|nearby|around here|local(?:ly)?|close by)\b",
        rf"^{_NOT_ONES_OWN}.*\b(?:events?|concerts?|shows?|festivals?|parties|exhibitions?)\b.*"
        r"\b(?:happening|going on|taking place|coming to|held|for (?:kids|children|families)"
        r"|free)\b",
        rf"^{_NOT_ONES_OWN}.*\b(?:happening|going on)\b.*\b(?:events?|town|city|in the)\b",
        rf"^{_NOT_ONES_OWN}.*\bevents?\b(?: \w+){{0,2}} in (?!(?:the|this|next|last|early|late"
        r"|spring|summer|autumn|winter|\w+uary|march|april|may|june|july|august|\w+ber|drive|gmail)\b)[a-z]"
        r"|\b(?:sporting|sports|current) events?\b",
        # the news
        r"(?<!any )\bnews\b(?! (?:from|by|on the|about (?:my|our|the)))",
        r"\b(?:facebook|twitter|instagram|reddit|linkedin feed|social (?:media|network))\b",
        r"\b(?:food|meal|pizza|burgers?|sushi|curry|take-?away)\b.*\border\b|\border(?:ed|ing)?\b.*"
        r"\b(?:food|meal|pizza|burgers?|sushi|curry|dinner|lunch)\b",
        r"\bhow many (?:days|weeks|hours|months) (?:until|till|to|are(?! we\b| they\b)|in|between"
        r"|left)\b",
        r"\b(?:president|prime minister|actor|actress|singer|movie star|inventor|planet|country"
        r"|countries|continent|ocean|wikipedia|history of|born|die[ds]?)\b(?!.*\b(?:e-?mail|mail"
        r"|file|doc|meeting)\b)",
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
        # money and its markets
        rf"\b{_CURRENCY}\b.*\b(?:in|to|into|against|versus|vs|compared|worth)\b.*\b{_CURRENCY}\b",
        rf"\b(?:rate|value|price|worth|difference)\b.*\b{_CURRENCY}\b.*\band\b.*\b{_CURRENCY}\b",
        r"\b(?:closing price|stock (?:price|market)|price of stocks?|wall street|nasdaq|dow jones"
        r"|ftse|sensex|nifty|shares? of)\b|\bbuy (?:\w+ )?shares?\b",
        # clocks and calendars of the world
        r"^(?:what|which|tell me|give me|current|show me|do you know|could you tell me|i need)\b"
        r"(?!.*\b(?:my|our|meeting|event|call|appointment|start|flight|when)\b)"
        r".*\b(?:time|date|day|(?<!\ba )(?<!per )(?<!each )(?<!\bnext )(?<!\blast )"
        r"(?<!\bthis )(?:year|month)|time ?zone)"
        r"(?: is it| it is)?"
        r"(?: (?:now|today|right now|currently|tomorrow))?(?: (?:in|at|there|here|of"
        r"|for)\b.*)?[?.! ]*$",
        r"\btime ?zones?\b|\btime difference\b",
        r"^(?:when|what (?:day|date)|which day)\b(?!.*\b(?:i|we|my|our)\b).*\b(?:easter|christmas"
        r"|thanksgiving|halloween|ramadan|diwali|hanukkah|new year'?s?)"
        r"(?: (?:day|eve|sunday|monday|fall|falls|on|this|next|year|holiday))*[?. ]*$",
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
        r"(?<!say )(?<!to )(?<!with )(?<!of )\b(?:thanks|thank you|good job|well done"
        r"|appreciate)\b",
        r"\bi (?:do not|don't|dont) (?:care|mind|understand|get|want)\b",
    )
)  # fmt: skip


# What somebody said stands in the mail, whatever it was about.
_REPORTED: Final = re.compile(
    r"^(?:and |so )?(?:what|which|when|where|why|how)(?: \w+){0,2}? (?:did|has|had|does)"
    r" (?!(?:you|u|i|it|alexa|siri|google)\b|(?:the |today's )?(?:news|weather|forecast)\b)"
    r"(?:\S+ ){1,4}?(?:ever |just |already |last )?(?:say|said|tell|told|write|wrote|written|reply"
    r"|replied|answer|answered|suggest|suggested|promise|promised|mention|mentioned|think)\b"
)
# What something has cost stands in one's own papers, whatever it was.
_WAS_PAID: Final = re.compile(
    r"^(?:and |so )?(?:what|how much) (?:did|was|were) (?:the|my|our)\b.*\b(?:come to|cost"
    r"|add up to|total|set (?:me|us) back)\W*$"
)
_ACCESS: Final = re.compile(r"\b(?:has|have|had|got|gets?) access\b|\bshared with\b")
_ONES_OWN: Final = re.compile(r"\b(?:my|our|did (?:i|we)|have (?:i|we)|are we|was (?:i|my))\b")
PRIOR = 0.15  # most of what people say to an assistant is not about mail, calendar or files


def weight(request: str, *, names_a_service: bool, names_something: bool) -> float:
    """How strongly the request asks for something outside; 1 as much as all exemplars together.
    `names_something`: a booking, event or mail is named."""
    if any(kind.search(request) for kind in (_REPORTED, _ACCESS, _WAS_PAID)):
        return 0.0
    total = 0.0 if names_a_service or _ONES_OWN.search(request) else PRIOR
    if not names_a_service and OUTSIDE.search(request):
        total += 1.0
    if _NEVER_OURS.search(request) and not _SHARED_LIST.search(request):
        total += 1.3
    if _ANYBODYS_EVENTS.search(request):
        total += 0.8
    if not names_something and not names_a_service and _BRIEF_STOP.search(request):
        total += 1.1
    if any(pattern.search(request) for pattern in _STRONG) and not (
        _SHARED_LIST.search(request) or PAPERS.search(request)
    ):
        total += 0.6 if names_a_service else 1.1
    return total
