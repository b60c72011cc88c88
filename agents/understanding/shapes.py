"""How the answer should look, and other small signs in the wording."""

from __future__ import annotations

import re
from typing import Final

from agents.query import Operation, Service
from agents.understanding import counts, filing, inbox
from agents.understanding.questions import question_of

_SAID: Final = (
    r"\b(?:gesagt|geschrieben|a dit|a écrit|dijo|escribió|dedi|yazdı|söyledi)\b"
    r"|\b(?:what|which|when|where|why|how) (?:did|does|do|has|have|was|is|else)\b[^?]*\b(?:say|said"
    r"|says|write|wrote|written|tell|told"
    r"|mention|mentioned|think|thinks|reply|replied|answer|answered|suggest|suggested|promise)\b"
)
_SHAPES: Final = tuple(
    (re.compile(pattern), shape)
    for pattern, shape in (
        (r"\b(?:can|could|may) (?:any(?:one|body)|some(?:one|body)|others?|people)\b"
         r"(?: else| other than (?:me|us)| apart from (?:me|us)| besides (?:me|us)| but me)?"
         r" (?:see|edit|open|view|read|get (?:in)?to) (?:it|that|this|the)\b", "shared_with"),
        (r"\b(?:shared with|shared to|(?:has|have)(?: (?:any|some)\w+(?: \w+){0,3}?)?(?: got)?"
         r" access|(?:edit(?:ing)?|comment(?:ing)?"
         r"|view(?:ing)?|read(?:ing)?) (?:rights|permissions?)|whom? (?:have|has|did|do) \w+"
         r" (?:let|allowed?|given?|granted?) (?:access|see|edit|open|view|in(?:to)?)"
         r"|who (?:else )?can (?:see|edit|open"
         r"|view)|who (?:else )?(?:sees|edits))\b|^(?:and )?(?:who|whom) .*\bshared? .*\bwith\b",
         "shared_with"),
        (f"{filing.CAN_SEE.pattern}|{filing.MAY_SEE}", "shared_with"),
        (counts.GUESTS, "who"),
        (counts.ITEMS, "count"),
        (_SAID, "said"),
        (r"\bnext (?:meeting|appointment|event|call|one|thing|item|entry)\b"
         r"|\b(?:what's|what is|what comes|coming) (?:up )?next\b|\bup next\b", "next"),
        (r"\b(?:meet|see|have|meeting|seeing) .*\bnext[?. ]*$", "next"),
        (r"^(?:and )?(?:by when|from when|when|what time|what day|what date|how long|until when"
         r"|since when)\b", "when"),
        (r"^(?:and )?(?:where|what address|which room|what place|what location)\b", "where"),
        (r"^(?:and )?(?:who|whom|whose|with whom)\b", "who"),
        (r"\b(?:on|in) (?:my|the|our) (?:\w+ )?(?:calend[ae]r|agenda|schedule)\b"
         r"|\bmy (?:\w+ )?(?:day|week|schedule|agenda|calend[ae]r|plans?)\b"
         r"|\bwhat(?:'s| is) (?:planned|happening|scheduled|going on|on)\b"
         r"|\bwhat (?:meetings|appointments|events)\b|\bdo i have (?:any|on|anything|today|tomorrow"
         r"|planned|plans|meetings)\b|\bwhat do i have\b|\bwhat have i got\b", "agenda"),
        (r"^(?:list|show|all)\b|^(?:what|which) (?:\w+ ){0,2}?(?:e-?mails|mails|messages|files|docs"
         r"|documents|events|meetings|appointments|folders|threads|newsletters|invitations|photos"
         r"|pictures|spreadsheets|sheets|presentations|invoices|bills|receipts)\b", "list"),
    )
)  # fmt: skip
_FLAGS: Final = tuple(
    (re.compile(pattern), flag)
    for pattern, flag in (
        (
            r"\bunread\b|(?:\b(?:not|never)|n'?t)(?: (?:yet|been|even|i|got to))*"
            r" (?:read|opened|looked at|seen)\b|\b(?:left|still) unopened\b|\bungelesen\w*",
            "unread",
        ),
        (inbox.STARRED, "starred"),
        (rf"\b(?:important|urgent)\b|{inbox.URGENT}", "important"),
        (r"\battach(?:ments?|ed)\b|\banhang\b|\bpièces? jointes?\b", "attachment"),
    )
)
_ROLES: Final = (
    (re.compile(r"\bcomment\w*"), "commenter"),
    (re.compile(r"\b(?:edit\w*|write|writer|change)\b"), "writer"),
    (re.compile(r"\b(?:view\w*|read\w*|see|look)\b"), "reader"),
)
_RESPONSES: Final = (
    (re.compile(r"\b(?:declin\w*|reject\w*|turn down|no|can't|cannot|won't|not)\b"), "declined"),
    (re.compile(r"\b(?:maybe|tentativ\w*|might|perhaps|unsure)\b"), "tentative"),
    (re.compile(r"\b(?:accept\w*|yes|confirm\w*|attend\w*|going|take part|join\w*|rsvp)\b"),
     "accepted"),
)  # fmt: skip
_VERBS: Final = {
    "call off": "cancel", "get rid": "delete", "remove": "delete", "erase": "delete",
    "reschedule": "move", "postpone": "move", "push": "move", "shift": "move", "bring": "move",
    "rebook": "change", "upgrade": "change", "modify": "change", "amend": "change",
    "storniere": "cancel", "annule": "cancel", "cancela": "cancel", "iptal": "cancel",
}  # fmt: skip
_REFUND: Final = re.compile(r"\b(?:refund|money back)\b")
_KNOWN_VERB: Final = re.compile(
    r"^(?:call off|get rid|cancel|delete|remove|erase|clear|drop|move|reschedule|postpone|push"
    r"|shift"
    r"|bring|change|rebook|upgrade|modify|amend|return|accept|decline|share|unshare|archive|label"
    r"|star|mark|reply|forward|send|draft|schedule|create|add|book|open|read|find|summari[sz]e"
    r"|unsubscribe|rename|extend|shorten|lengthen|prolong|storniere|annule|cancela)\b"
)
_LATEST: Final = re.compile(r"\b(?:latest|newest|most recent|last) (?:\w+ )?(?:e-?mails?|mails?"
r"|messages?"
                            r"|one|version|files?|docs?|documents?|reply|invoice|event"
                            r"|meeting)\b")  # fmt: skip


def shape_of(request: str, operation: Operation, services: tuple[Service, ...]) -> str | None:
    """One of the shapes of `agents.query.Intent`, or `None`; only what is read has one."""
    if operation == "find_time":
        return "free"
    if operation not in ("search", "read"):
        return None
    question = question_of(request)
    if question and question.operation == "search":
        return question.shape
    for pattern, shape in _SHAPES:
        if pattern.search(request) and (shape != "agenda" or "gcal" in services):
            return shape
    return None


def flags_of(request: str) -> tuple[str, ...]:
    """`unread`, `starred`, `attachment`."""
    return tuple(flag for pattern, flag in _FLAGS if pattern.search(request))


def role_of(request: str) -> str | None:
    """The role of a share in Google's words: `reader`, `commenter`, `writer`."""
    return _first(_ROLES, request)


def response_of(request: str) -> str | None:
    """`accepted`, `declined` or `tentative`."""
    return _first(_RESPONSES, request)


def verb_of(request: str) -> str | None:
    """The wish in one word, such as `cancel`."""
    if _REFUND.search(request):
        return "refund"
    found = _KNOWN_VERB.match(request)
    return _VERBS.get(found.group(), found.group()) if found else None


def wants_latest(request: str) -> bool:
    """Whether only the newest of what is found is meant."""
    return bool(_LATEST.search(request))


def _first(table: tuple[tuple[re.Pattern[str], str], ...], request: str) -> str | None:
    return next((name for pattern, name in table if pattern.search(request)), None)
