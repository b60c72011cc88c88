"""Which operation on which services a question asks for, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agents.query import READ_OPERATIONS, SERVICES, Operation, Service
from agents.understanding import (
    bare,
    confidence,
    exemplars,
    filing,
    making,
    outside,
    particular,
    questions,
    rules,
)
from agents.understanding.lexicon import SERVICE_WORDS
from agents.understanding.wording import request, words_of

WRITES_TO: Final[dict[Operation, tuple[Service, ...]]] = {
    "draft_email": ("gmail",),
    "send_email": ("gmail",),
    "reply_email": ("gmail",),
    "forward_email": ("gmail",),
    "label_email": ("gmail",),
    "archive_email": ("gmail",),
    "trash_email": ("gmail",),
    "create_event": ("gcal",),
    "update_event": ("gcal",),
    "delete_event": ("gcal",),
    "respond_event": ("gcal",),
    "find_time": ("gcal",),
    "share_file": ("gdrive",),
    "unshare_file": ("gdrive",),
    "unsupported": (),
}
WHEN_SERVICES: Final[tuple[Service, ...]] = ("gcal", "gmail", "gdrive")
BOOKING_SERVICES: Final[tuple[Service, ...]] = ("gmail", "gcal")
NOT_UNLIKELY = 0.34  # of the nearest questions: then a service is asked too
UNSUPPORTED_BELOW = 0.30  # no exemplar this near and no rule: not a thing the product does

# "on my calendar" names the place to look, wherever it stands in the sentence.
_PLACES: Final = frozenset(
    {"calendar", "calender", "inbox", "mailbox", "drive", "gmail", "gcal", "gdrive"}
)
_JOINS: Final = frozenset({"and", "or", "und", "et", "y", "ve"})
_CONNECTORS: Final = frozenset(
    {
        "about",
        "regarding",
        "concerning",
        "with",
        "for",
        "from",
        "of",
        "on",
        "to",
        "mentioning",
        "mentions",
        "mention",
        "says",
        "saying",
        "that",
        "named",
        "called",
        "titled",
        "before",
        "after",
        "containing",
        "discussing",
        "von",
        "über",
        "avec",
        "para",
        "sobre",
    }
)
_SAID: Final = re.compile(
    r"\b(?:what|when|where|why|how) (?:did|does|has|have)\b.*\b(?:say|said|write|wrote|written"
    r"|tell|told|mention|mentioned|reply|replied|answer|answered|promise)\b"
    r"|\b(?:gesagt|geschrieben|a dit|a écrit|dijo|escribió|dedi|yazdı|söyledi)\b"
)

_ASKS: Final = re.compile(
    r"(?:and |so )?(?:what|when|where|who|whom|whose|which|how (?:long|much|many)|after|before)\b"
)
_TAKES_AWAY: Final[tuple[Operation, ...]] = (
    "delete_event", "trash_email", "archive_email", "unshare_file",
)  # fmt: skip
_REMOVES: Final = re.compile(
    r"\b(?:cancel\w*|call(?:ed)? (?:\S+ ){0,4}?off|delete\w*|remov\w+|drop|clear|erase|wipe|scrap"
    r"|bin|trash|junk|ditch|axe|skip|discard|dump|chuck|throw|get rid|rid of|take (?:\S+ ){1,6}?off"
    r"|takes? (?:\S+ ){1,4}?away|archive|tidy|put (?:\S+ ){1,4}?away|out of my inbox|unshare|revoke"
    r"|withdraw|stop|no longer|undo|abort|eliminate|kill|strike|exclude|uninvite|not happening"
    r"|isn't happening|unschedule|end)\b"
)
# "Did I cancel it", "how about ...", "I wonder whether to skip it"
_ASKS_OR_TELLS: Final = re.compile(
    r"(?:and |so |but )?(?:did|do|does|has|have|had|is|are|was|were|am|should|shall|must|why"
    r"|would it|can (?:i|the|my|this|that)|could (?:i|the|my)|may i|if|what if|what happens"
    r"|i (?:wonder|forgot|don't know|can't remember|hate|love|thought)|not sure|tell me|let me know"
    r"|show me)\b"
)
_ASKS_HOW: Final = re.compile(r"(?:and |so |but )?how (?:do|can|could|would|should|to)\b")
_HEARD_FROM: Final = re.compile(
    r"\b(?:something|anything|news|word|replies|reply|answer|heard|hear|come in|came in) from\b"
)
# "What does the handbook say": it is no person that says it.
_IS_WRITTEN: Final = re.compile(
    r"\b(?:does|do|did) (?:the|my|our|this|that|their) (?:(?!\b(?:boss|team|manager|lawyer|doctor"
    r"|bank|landlord|school|council|client|customer|supplier|accountant|agency|company|others?)\b)"
    r"[\w'-]+ ){1,5}?say\b"
)


@dataclass(frozen=True, slots=True)
class Decision:
    operation: Operation
    services: tuple[Service, ...]
    about_booking: bool
    confidence: float


def decide(text: str) -> Decision:
    """The meaning with the most evidence: nearest exemplars, rules and the known kinds of
    questions. Raises `EmbeddingError`."""
    wish = request(text)
    near = exemplars.nearest(wish)
    scores = rules.evidence(wish)
    question = questions.question_of(wish)
    if question:
        scores[question.operation] = scores.get(question.operation, 0.0) + question.weight
    scores["search"] = scores.get("search", 0.0) + particular.weight(text)
    named = services_to_look_in(wish)
    ruled = dict(scores)
    for kind, share in near.shares.items():
        scores[kind.operation] = scores.get(kind.operation, 0.0) + share
    if near.best < UNSUPPORTED_BELOW and not any(ruled.values()) and not named:
        scores["unsupported"] = scores.get("unsupported", 0.0) + 1.0
    if named:
        scores["unsupported"] = scores.get("unsupported", 0.0) - 0.35
    if making.is_appointment(wish):
        ruled["create_event"] = making.APPOINTMENT
        scores["create_event"] = scores.get("create_event", 0.0) + making.APPOINTMENT
    if not making.may_make_event(wish, commanded=ruled.get("create_event", 0.0) > 0):
        scores.pop("create_event", None)
    scores = _without_takings(wish, scores, ruled)
    thing = _is_bare_thing(text, wish, scores, ruled)
    if thing:
        doubt = min(scores.get("unsupported", 0.0), bare.LOOKED_FOR / 2)
        scores = {"search": scores.get("search", 0.0) + bare.LOOKED_FOR, "unsupported": doubt}
    operation = max(scores, key=lambda name: scores[name])
    booking = operation == "draft_email" and rules.about_booking(wish)
    if question and question.operation == operation and question.shape != "amount":
        services = question.services
    elif thing:
        services = WHEN_SERVICES if bare.asks_when(wish) else SERVICES
    else:
        services = _services(operation, booking, wish, named, near)
    support = near.best * 1.1 + max(ruled.get(operation, 0.0), 0.4 if named else 0.0) * 0.6
    return Decision(operation, services, booking, _confidence(scores, operation, support))


def _without_takings(
    wish: str, scores: dict[Operation, float], ruled: dict[Operation, float]
) -> dict[Operation, float]:
    """What merely resembles a wish to take something away is none: a question, or words without
    any verb of taking away."""
    if _ASKS_HOW.match(wish):
        return {k: v for k, v in scores.items() if k not in _TAKES_AWAY}
    if _ASKS.match(wish):
        return {k: v for k, v in scores.items() if k not in _TAKES_AWAY or ruled.get(k, 0.0) > 0}
    if _REMOVES.search(wish) and not _ASKS_OR_TELLS.match(wish):
        return scores
    return {k: v for k, v in scores.items() if k not in _TAKES_AWAY or ruled.get(k, 0.0) > 0}


def _is_bare_thing(
    text: str, wish: str, scores: dict[Operation, float], ruled: dict[Operation, float]
) -> bool:
    """Whether a thing's name alone would be refused or acted on, though no verb says so."""
    first = max(scores, key=lambda name: scores[name])
    if first in READ_OPERATIONS or first == "find_time" or ruled.get(first, 0.0) > outside.PRIOR:
        return False
    return wish == text.lower().strip() and bare.names_a_thing(wish)


def services_to_look_in(wish: str) -> tuple[Service, ...]:
    """The services that the words name as the place of what is wanted: in "the mail about the
    meeting" only mail."""
    places: list[Service] = []
    found: list[Service] = []
    connected = False
    for word in words_of(wish):
        if word.low in _CONNECTORS:
            connected = bool(found)
        elif word.low in _JOINS:
            connected = False
        for service in SERVICES:
            if word.low in SERVICE_WORDS[service]:
                if word.low in _PLACES and service not in places:
                    places.append(service)
                if not connected and service not in found:
                    found.append(service)
    return tuple(places or found)


def _services(
    operation: Operation,
    booking: bool,
    wish: str,
    named: tuple[Service, ...],
    near: exemplars.Nearness,
) -> tuple[Service, ...]:
    if booking:
        return BOOKING_SERVICES
    if operation in WRITES_TO:
        return WRITES_TO[operation]
    if _SAID.search(wish):
        if _IS_WRITTEN.search(wish):
            return ("gdrive", "gmail")
        return ("gmail", "gdrive") if "gdrive" in named else ("gmail",)
    if not named and _HEARD_FROM.search(wish):
        return ("gmail",)
    if filing.ACCESS.search(wish):
        return ("gdrive",)
    if named == ("gdrive",) and questions.SENT.search(wish):
        return ("gmail", "gdrive")
    if named:
        return named
    return _likely_services(near)


def _likely_services(near: exemplars.Nearness) -> tuple[Service, ...]:
    """The services of the questions nearest to it, and every other that is not unlikely."""
    shares: dict[tuple[Service, ...], float] = {}
    each: dict[Service, float] = {}
    for kind, share in near.shares.items():
        if kind.operation in READ_OPERATIONS and kind.services:
            shares[kind.services] = shares.get(kind.services, 0.0) + share
            for service in kind.services:
                each[service] = each.get(service, 0.0) + share
    if not shares:
        return SERVICES
    best = max(shares, key=lambda services: shares[services])
    enough = NOT_UNLIKELY * sum(shares.values())
    others = [service for service in each if service not in best and each[service] >= enough]
    return (*best, *sorted(others, key=lambda service: -each[service]))


def _confidence(scores: dict[Operation, float], operation: Operation, support: float) -> float:
    """The winner's lead over the next, less where little `support`s it: no exemplar near it, no
    rule for it."""
    top = scores[operation]
    rest = max((value for name, value in scores.items() if name != operation), default=0.0)
    lead = top / (top + max(rest, 0.0)) if top > 0 else 0.0
    return confidence.calibrated(lead * min(1.0, support))
