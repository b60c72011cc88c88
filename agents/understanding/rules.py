"""Evidence for an operation from the way the request is worded.

Each rule is a pattern over the lower-cased request without its politeness, an operation and a
weight; a weight of 1 counts as much as all nearest exemplars together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.query import Operation
from agents.understanding import outside
from agents.understanding.lexicon import SERVICE_WORDS
from agents.understanding.outside import OUTSIDE
from agents.understanding.wording import words_of

MAIL = r"(?:e-?mails?|mails?|messages?|threads?|newsletters?|inbox|spam|conversations?)"
EVENT = (
    r"(?:meetings?|appointments?|events?|calls?|calendar|calender|agenda|schedule|invitations?"
    r"|invites?|reminders?|lunch|dinner|breakfast|standup|stand-up|workshops?|interviews?|sync"
    r"|one-on-one|1:1|session|training|class|party|birthday|anniversary|conference|review|entry"
    r"|entries|demo|retro|retrospective|kickoff|kick-off|concert|wedding|dentist|plans)"
)
# What people come to as well, though the words alone are no sign of the calendar.
GATHERING = (
    r"(?:debrief|crit|critique|planning|wrap-?up|handover|walk-?through|catch-?up|check-?in|drinks"
    r"|coffee|brunch|supper|meal|trip|visit|talk|rehearsal|walk|tour|offsite|away ?day|inspection"
    r"|shoot|prep|ceremony|evening|outing|kick ?off|stand ?up|hearing|seminar|webinar|briefing"
    r"|presentation on|assembly|match|game)"
)
FILE = (
    r"(?:files?|docs?|documents?|spreadsheets?|sheets?|decks?|slides?|presentations?|folders?"
    r"|pdfs?|drive|notes)"
)
BOOKED = (
    r"(?:flights?|hotels?|reservations?|bookings?|subscriptions?|memberships?|orders?|tickets?"
    r"|rental|rentals|rental car|car hire|hire car|insurance|policy|airbnb|stay|cruise|ferry|plane"
    r"|train|table|seats?|trip|cab ride|delivery|purchase|parcel|contract with|plan with|room|suite"
    r"|apartment|itinerary|warranty|donation|flug|vol|vuelo|uçuşumu|rezervasyonumu)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    operation: Operation
    weight: float


def _rules(table: list[tuple[str, Operation, float]]) -> tuple[Rule, ...]:
    return tuple(
        Rule(re.compile(pattern), operation, weight) for pattern, operation, weight in table
    )


RULES: Final = _rules(
    [
        # writing mail
        (r"^(?:reply|respond|write back|send (?:a |an )?(?:reply|answer))\b", "reply_email", 2.0),
        (r"^(?:draft|write|compose|prepare) (?:a |an |the )?(?:reply|response|answer)\b",
         "reply_email", 2.5),
        (rf"^answer\b.*\b{MAIL}\b", "reply_email", 1.5),
        (r"^answer (?!me\b|this\b|my question|the following)[^:?]{3,80}:\s+\S",
         "reply_email", 2.0),
        (r"^(?:draft|compose)\b", "draft_email", 1.5),
        (r"^(?:write|drop (?:a line|a note)) (?:back )?to (?!(?:the|my) (?:list|file|disk)\b)",
         "draft_email", 1.5),
        (rf"^(?:write|prepare|start|create|begin|make|put together)\b(?: \S+){{0,4}}? "
         rf"(?:{MAIL}|draft|letter)\b", "draft_email", 1.5),
        (r"^(?:send|shoot|fire off|drop)\b", "send_email", 1.2),
        (rf"^(?:send|shoot|fire off|drop)\b.*\b(?:{MAIL}|note|line)\b", "send_email", 0.8),
        (r"^(?:e-?mail|mail|message) (?!from\b|about\b|with\b|in\b|that\b|messages?\b|inbox\b"
         r"|account\b|received\b|sent\b|status\b|query\b|of\b|on\b|check\b|by\b|is\b)\w+",
         "send_email", 1.5),
        (r"^(?:tell|let|ask|inform)\b.*\b(?:by|via|in an|through|per|an) e-?mail\b",
         "send_email", 1.5),
        (r"^(?:forward|fwd)\b", "forward_email", 2.0),
        (rf"^pass\b.*\b{MAIL}\b.*\b(?:on|along)\b", "forward_email", 1.5),
        # keeping mail in order
        (r"^archive\b", "archive_email", 2.0),
        (r"\bout of my inbox\b", "archive_email", 1.5),
        (r"^(?:trash|bin)\b", "trash_email", 1.5),
        (r"^(?:trash|bin|delete) (?:all|every\w*|any\w*)\b.*\bfrom (?!\d|\w+day\b|to-?morrow\b"
         r"|noon\b|midday\b|now\b|this (?:week|month|morning|afternoon|evening)\b|next\b|last\b"
         r"|one\b|two\b|three\b|four\b|five\b|six\b"
         r"|seven\b|eight\b|nine\b|ten\b|eleven\b|twelve\b|half\b|quarter\b|(?:my|the|our) "
         r"(?:\w+ )?(?:calend[ae]r|diary|schedule|agenda|drive|folder|disk)\b)",
         "trash_email", 1.5),
        (r"^(?:un)?(?:label|tag|star|flag)\b", "label_email", 1.5),
        (r"^(?:mark)\b.*\b(?:read|unread|important|spam|starred)\b", "label_email", 1.5),
        (r"^(?:put|add|apply|remove) (?:the |a )?labels?\b", "label_email", 2.0),
        (rf"^(?:move|file)\b.*\b{MAIL}\b.*\b(?:folder|label|under|into|to)\b", "label_email", 1.5),
        # the calendar
        (r"^(?:remind me(?! (?:what|when|where|who|whom|whose|which|why|how|if|whether)\b)"
         r"|notify me|alert me|don't let me forget|make sure i(?:'m| am)? remember)",
         "create_event", 1.4),
        (r"^(?:set|create|add|make|put|give me)\b(?: \S+){0,3}? reminders?\b", "create_event", 1.4),
        (rf"^(?:schedule|arrange|organi[sz]e|book|plan|set up|set|create|add|make|put|block|enter"
         rf"|pencil in|note|save|mark|include|insert)\b(?! list).*\b{EVENT}\b",
         "create_event", 1.2),
        (r"^(?:schedule|pencil in) (?:an?|some|another) (?!.*\b(?:food|delivery|take-?away)\b)\w",
         "create_event", 0.6),
        (r"^(?:schedule|pencil in|block)\b(?! for\b| today\b| tomorrow\b)", "create_event", 0.8),
        (r"\b(?:add|put|mark|enter|note|save)\b.*\b(?:on|to|in|into) (?:my|the|our) (?:\w+ )?"
         r"(?:calend[ae]r|schedule|agenda)\b", "create_event", 1.2),
        (rf"^invite\b(?!.*\b{FILE}\b)", "create_event", 0.7),
        (r"^(?:invite|add) (?!.*\b(?:list|calend[ae]r|schedule|agenda|label)\b)(?:\S+ ){1,6}?to "
         r"(?:(?:the|our|that|this|my|\w+'s) |(?:it|that|this)\W*$)", "update_event", 1.4),
        (rf"^rename\b(?!.*\b(?:{EVENT}|{GATHERING})\b)", "unsupported", 1.2),
        (rf"^rename (?:the|my|our|that|this) (?:\S+ ){{0,3}}{GATHERING} to ", "update_event", 1.5),
        (rf"^(?:cancel|call off) (?:(?:the|my|our|this|that|next) )?(?:[\w'’-]+ ){{0,3}}"
         rf"{GATHERING}[.! ]*$", "delete_event", 1.6),
        (r"^uninvite\b", "update_event", 2.5),
        (r"^(?:change|set|update|switch|edit) (?:the )?(?:place|location|venue|room|start|end|time"
         r"|title|name|description|length|duration)s?\b(?: time)? (?:of|for) "
         r"(?!.*\b(?:flight|hotel|reservation|booking|alarm|light)s?\b)", "update_event", 2.2),
        (r"^(?:shorten|extend|lengthen|prolong) .+ (?:to|by) .*\b(?:min(?:ute)?s?|h|hours?|hrs?)\b",
         "update_event", 2.5),
        (r"^(?:tentatively )?(?:accept|decline|rsvp|turn down|say (?:yes|no|maybe) to|reject)\b",
         "respond_event", 1.8),
        (r"\b(?:decline|accept) (?:it|that|the (?:invit|meeting|event))", "respond_event", 1.0),
        (r"\b(?:am i|are we|when (?:am|are) (?:i|we)|is \w+|when is \w+) (?:\w+ )?"
         r"(?:free|available)\b", "find_time", 1.5),
        (r"^(?:find|suggest|look for|propose|get)\b(?: \S+){0,4}? (?:slots?|times?|gap|opening)\b",
         "find_time", 1.5),
        (r"^(?:when|what time) (?:can|could|would|should) (?:we|i|\w+ and i|the \w+ of us)\b"
         r".*\b(?:meet|talk|speak|do)\b", "find_time", 1.2),
        (r"^(?:find|get|give)\b(?: me| us)? (?:\d+|an?|one|two|half an|thirty|fifteen) ?(?:minutes?"
         r"|mins?|hours?|h)\b", "find_time", 1.5),
        (r"^(?:i|we) (?:need|want|would like|'d like|could do with)\b(?: \S+){0,3}? (?:minutes?"
         r"|mins?|hours?|half[- ]hour)\b.*\b(?:when|which (?:day|time)|what time)\b",
         "find_time", 1.8),
        (r"^(?:do|will|would|did) (?:i|we) (?:still )?have (?:any |some |the )?(?:time|room|space"
         r"|a slot|a gap|an hour|half an hour)\b", "find_time", 1.5),
        (r"\bfree (?:time|slots?|hours?|half)\b", "find_time", 1.0),
        # files
        (r"^(?:un-?share|stop sharing|revoke)\b", "unshare_file", 2.0),
        (r"^(?:remove|take away|withdraw|end)\b.*\b(?:access|rights|permissions?)\b",
         "unshare_file", 1.5),
        (r"^share\b(?! prices?)", "share_file", 1.5),
        (r"^share (?:the|my|our|that|this|\S+'s) .+ with \w[^?]*$", "share_file", 1.5),
        (r"^(?:give|grant|let)\b.*\b(?:access|rights|permissions?|edit|comment|view)\b",
         "share_file", 1.3),
        # reading
        (r"^(?:summari[sz]e|sum up|recap|tl;?dr|brief me|catch me up|digest)\b", "summarize", 1.8),
        (r"\b(?:summary|overview|gist|key points|main points|short version|recap)\b",
         "summarize", 1.0),
        (rf"^(?:open|read)\b.*\b(?:{MAIL}|{FILE}|{EVENT}|one|it)\b", "read", 1.2),
        # who asks whether to has ordered nothing
        (r"^(?:(?:i wonder|i'm wondering|i am wondering|not sure|i'm not sure|i don't know) "
         r"(?:if|whether) i should|should i|do i (?:have|need) to|would it be (?:wise|better) to) "
         r"(?:cancel|call off|delete|remove|skip|drop|decline|accept|move|postpone|archive|trash"
         r"|bin|forward|share|unshare|reply)\b", "search", 3.0),
        (r"\bfull text\b|^show (?:me )?(?:all of|the whole)\b", "read", 0.8),
        (r"\bwhat (?:did|does|has|have|is|was)\b.*\b(?:say|said|write|written|wrote|tell|told"
         r"|mention|mentioned|reply|replied|answer|answered|think|suggest|promise|ask)\b",
         "search", 0.8),
        (r"\b(?:shared with|(?:has|have|got) access|can (?:see|edit|open)"
         r"|allowed to (?:see|edit|open|view|comment))\b", "search", 0.9),
        (r"^(?:find|search|look (?:for|up)|show me|pull up|where is (?:the|my"
         r"|our))\b", "search", 0.4),
        (r"^(?:find|search|look for)\b", "search", 0.4),
        (r"\b(?:attendees?|organi[sz]ers?|participants?|guests?|out of office|on (?:vacation|leave)"
         r"|who (?:is|are|was|were) (?:invited|coming|attending|joining))\b", "search", 0.6),
        (r"^what (?:else )?(?:do|did|will) (?:i|we) (?:have|do|still have)\b", "search", 0.8),
        (rf"^(?!(?:add|book|schedule|set|plan|cancel|move)\b)(?:\S+ ){{0,3}}{EVENT}\b"
         r"[^.!]{0,25}\?$", "search", 0.8),
        (r"^how much (?:did|do|have|was|were|is|are) (?:i|we|the|my|our)\b", "search", 0.6),
        (r"^(?:reschedule|move|postpone|push back)\b(?! (?:to|into|out))", "update_event", 0.8),
        (r"^(?:push|move|shift|bring|slide|nudge|knock|put) (?:it|that|this|them)\b (?!in\b"
         r"|into\b|on\b|under\b|to (?:the|my) (?:inbox|bin|trash|archive|folder|label|spam)|away\b"
         r"|out\b|back (?:in|to|into)\b).*\b(?:back|forwards?|later|earlier|day|week|hour|minutes?"
         r"|mins|to|until)\b", "update_event", 1.2),
        (rf"^(?:find|search|look|list|show|where|which|who|pull up)\b.*\b(?:{FILE}|{MAIL}|{EVENT})"
         r"\b", "search", 0.4),
        (rf"^(?:what|when|where|who|whose|how many|how long|is|are|was|do i|did i|do we|did we"
         rf"|have i|am i|can i|has|any|anything|check|tell me)\b"
         rf".*\b(?:{MAIL}|{EVENT}|{FILE})\b", "search", 0.5),
        (r"^what(?:'s| is) on (?!tv\b|the (?:radio|news|menu))", "search", 0.7),
        (r"\b(?:wann|quand|cuándo|ne zaman|wo ist|où est|dónde|nerede|was steht|qu'est-ce|hangi"
         r"|wer|qui|quién|kim|zeige|montre|muestra|göster|suche|cherche|busca|finde|trouve|bul)\b",
         "search", 0.8),
        (r"^(?:sage?|storniere|streiche?|lösche|annule|supprime|cancela|elimina)\b"
         r".*\b(?:termin|treffen|besprechung|réunion|rendez-vous|reunión|cita)\b",
         "delete_event", 1.6),
        (r"\b(?:toplantı\w*|randevu\w*)\b.*\biptal\b", "delete_event", 1.6),
        (r"^what(?:'s| is| do i have| have i got)\b.*\b(?:on|in) my (?:calend[ae]r|inbox|schedule"
         r"|agenda|mail|drive)\b", "search", 0.8),
    ]
)  # fmt: skip

_TAKE_AWAY: Final = re.compile(
    r"^(?:cancel|delete|remove|erase|clear|drop|call off|get rid of|take|wipe|scrap|eliminate"
    r"|discard|throw away|undo|storniere|annule|cancela)\b"
)
_CHANGE: Final = re.compile(
    r"^(?:move|reschedule|postpone|push|shift|bring|change|rename|extend|shorten|update|modify"
    r"|delay|edit|upgrade|rebook|amend|switch|add \w+ to)\b"
)
_REFUND: Final = re.compile(r"\b(?:refund|money back|unsubscribe me|return the)\b")
_END_OF_OBJECT: Final = re.compile(
    r"\b(?:about|with|on|at|for|from|in|to|by|regarding|that|which|next|this|tomorrow|today|of"
    r"|between|before|after|and|because|so)\b|[,.;!?]"
)
BOOKING: Final = re.compile(rf"\b{BOOKED}\b")
_ONE_OF: Final = {
    "booking": BOOKING,
    "event": re.compile(rf"\b{EVENT}\b"),
    "mail": re.compile(rf"\b{MAIL}\b"),
    "outside": OUTSIDE,
}
# A thing with a name of its own, "the fire drill", is an event; a "file" would say so.
_SOMETHING: Final = re.compile(
    r"^(?:cancel|call off|move|reschedule|postpone|push(?: back)?|shift|bring forward|delay) "
    rf"(?:the|my|our|today's|tomorrow's|\w+day's|\w+'s) (?!.*\b(?:{MAIL}|{FILE}|lists?|last|order"
    r"|command|request|process|action|task|operation|subscription|everything|volume|room|lights?)"
    r"\b)\w+"
)
# "This week's rehearsal": what has a time of its own is an event.
_TIMED: Final = re.compile(
    r"^(?:cancel|call off|skip|move|reschedule|postpone|push(?: back)?|shift|bring forward|delay"
    r"|delete|remove|extend|shorten) (?:(?:this|next|the|the next|(?:the|this) coming|coming) )?"
    r"(?:week|weekend|month|morning|afternoon|evening|lunchtime|to-?day|to-?night|tomorrow|\w+day)"
    rf"'s (?!.*\b(?:{MAIL}|{FILE}|{BOOKED}|lists?|orders?|lights?|alarms?)\b)\w+"
)
_REMOVALS: Final[dict[str, Operation]] = {
    "booking": "draft_email",
    "event": "delete_event",
    "mail": "trash_email",
    "outside": "unsupported",
}
_CHANGES: Final[dict[str, Operation]] = {
    "booking": "draft_email",
    "event": "update_event",
    "outside": "unsupported",
}


def evidence(request: str) -> dict[Operation, float]:
    """The weight of the rules that match, by operation."""
    found: dict[Operation, float] = {}

    def add(operation: Operation, weight: float) -> None:
        found[operation] = found.get(operation, 0.0) + weight

    for rule in RULES:
        if rule.pattern.search(request):
            add(rule.operation, rule.weight)
    for pattern, meanings in ((_TAKE_AWAY, _REMOVALS), (_CHANGE, _CHANGES)):
        kind = object_kind(request) if pattern.search(request) else None
        if kind in meanings:
            add(meanings[kind], 1.6)
        elif kind is None and _SOMETHING.match(request):
            add("delete_event" if meanings is _REMOVALS else "update_event", 0.9)
        if kind != "outside" and pattern.search(request) and _TIMED.match(request):
            add("delete_event" if meanings is _REMOVALS else "update_event", 1.6)
    if about_booking(request):
        add("draft_email", 0.6)
    named = _names_a_service(request)
    something = any(_ONE_OF[kind].search(request) for kind in ("booking", "event", "mail"))
    add(
        "unsupported",
        outside.weight(request, names_a_service=named, names_something=something),
    )
    return found


def about_booking(request: str) -> bool:
    """Whether something that an outside company holds shall be cancelled or changed."""
    if _REFUND.search(request):
        return True
    wish = _TAKE_AWAY.search(request) or _CHANGE.search(request)
    return bool(wish) and object_kind(request) == "booking"


def object_kind(request: str) -> str | None:
    """What the verb acts on: `booking`, `event`, `mail` or `outside`, by the last such word of
    the object ("cancel my hotel meeting" is about a meeting)."""
    start = request.find(" ") + 1
    end = _END_OF_OBJECT.search(request, start + 1)
    for part in (request[start : end.start()] if end else request[start:], request[start:]):
        last: dict[str, int] = {}
        for kind, pattern in _ONE_OF.items():
            for match in pattern.finditer(part):
                last[kind] = match.end()
        if last:
            return max(last, key=lambda kind: last[kind])
    return None


def _names_a_service(request: str) -> bool:
    named = SERVICE_WORDS["gmail"] | SERVICE_WORDS["gcal"] | SERVICE_WORDS["gdrive"]
    return any(word.low in named for word in words_of(request))
