"""Whose a file is, who shared it, and with whom: "the decks Ana shared with me"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from agents.query import Service
from agents.understanding import people
from agents.understanding.claims import Claims

_NAME: Final = r"(?P<name>[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*){0,4}?|[\w.+%-]+@[\w.-]+)"
_ME: Final = r"(?:me|us|my team|our team)"
# Where a name ends: before one of these, or with the sentence.
_END: Final = (
    r"(?=$|[?.!,;]| (?:last|this|on|in|about|and|or|yet|to|at|so|since|for|yesterday|today|but"
    r"|rather|instead|not|too|already|right|now|with|see|get|open|edit|view|access)\b)"
)
# What somebody was let see, without a word for a file.
_SEES: Final = (
    r"(?:see|edit|open|access|view|read|change|comment(?: (?:in|on))?|get (?:in)?to"
    r"|look (?:at|into)|write (?:in|into|to))"
)
# "Can Ana see the budget?", but not "can Ana see the dentist?"
_THING: Final = (
    r"(?:files?|docs?|documents?|decks?|slides|presentation|(?:spread)?sheets?|proposals?|budgets?"
    r"|plans?|lists?|reports?|notes?|drafts?|contracts?|invoices?|agendas?|itinerar(?:y|ies)|minutes"
    r"|maps?|briefs?|estimates?|surveys?|logs?|costs|handbook|guide|manual|letters?|forms?|pdfs?"
    r"|folders?|photos?|pictures?|recipes?|outlines?|schedules?|speech|adverts?|summary|version"
    r"|copy|pages?|templates?|tables?|it|that|this|one)"
)
_NOBODY: Final = r"(?!(?:i|we|you|u|one|anyone|anybody|someone|somebody|who|that|it|they)\b)"
CAN_SEE: Final = re.compile(
    rf"^(?:and |so |but )*(?:can|could|may|does|do|is|are|will) {_NOBODY}(?:\S+ ){{1,3}}?"
    rf"(?:also |still |even )?(?:(?:be )?able to |allowed to |get to )?"
    rf"(?:(?:edit|open|access|view|get into|comment on)\b(?: \S+){{0,5}}? {_THING}"
    rf"|(?:see|read|look at|change)\b(?: \S+){{0,5}}? {_THING})\b"
    r"(?!.*\b(?:today|tomorrow|\w+day)\b)"
)
_NOT_ME: Final = (
    r"(?:,? (?:rather than|instead of|and not|but not|not) (?:me|us|mine|ours|myself))?"
)
# "Who's allowed to edit it", "am I allowed to"
MAY_SEE: Final = (
    r"^(?:and |so )?(?:who(?:'s| is| else is)|am i|are we|is any(?:one|body)(?: else)?) (?:also )?"
    r"(?:allowed|able) to (?:see|edit|open|access|view|comment|change)\b"
)
ACCESS: Final = re.compile(
    r"\b(?:access to(?! (?:the |our |my )?(?:\w+ )?(?:building|door|room|flat|house|office|wi-?fi"
    r"|network|garage|site|server|account)s?\b)|ha(?:s|ve) (?:\w+ ){0,5}access"
    r"|(?:given|granted|gave|give|grant)(?: \w+){1,3}? access|shared with"
    r"|(?:what|which|anything|everything)\b.*\bshar(?:ed?|ing)\b.*\bwith"
    r"|(?:edit(?:ing)?|comment(?:ing)?|view(?:ing)?|read(?:ing)?|write) (?:rights|permissions?))\b"
    rf"|{CAN_SEE.pattern}|{MAY_SEE}"
)
_SHARED_BY: Final = (
    rf"\b(?:did|has|have|does) {_NAME} (?:share|shared)(?: \w+)?(?: (?:with|to) {_ME})?\b",
    rf"\b(?:that |which |, )?{_NAME} (?:has |have |had |just |recently )?shared"
    rf"(?: \w+)? (?:with|to) {_ME}\b",
    rf"\b(?:that|which) {_NAME} (?:has |have |had |just |recently )?shared\b",
    rf"\bshared (?:(?:with|to) {_ME} )?by {_NAME}{_END}",
    rf"\b(?:has|have|did) {_NAME} (?:given|granted|give|grant|let) {_ME} (?:access|see)\b",
    rf"\b{_NAME} (?:has |have )?(?:gave|granted|given|give|gives) {_ME} access\b",
)
_SHARED_WITH: Final = (
    rf"\b(?:given|granted|gave|give|grant|giving) {_NAME} (?:\w+ )?access\b",
    rf"\b(?:access|permissions?|rights)(?: \w+)? (?:given|granted) to {_NAME}{_END}",
    rf"\b(?:given|granted|gave|give|grant) (?:\w+ )?(?:access|permissions?|rights) to {_NAME}"
    rf"{_END}",
    rf"\b(?:let|lets|letting|allowed|allow) {_NAME} (?:to )?{_SEES}\b",
    rf"\b(?:am|are|have|did) (?:i|we) shar(?:ing|ed?)(?: \w+)? (?:with|to) {_NAME}{_END}",
    rf"\bshared?(?: \w+)? (?:with|to) {_NAME}{_END}",
    rf"\b(?:can|could|may) {_NAME} (?:also |still |even )?{_SEES}\b",
    rf"\bdo {_NAME} and (?:i|me|we) (?:both )?share\b",
    rf"\b{_NAME} (?:can|could|may|is able to|is allowed to|gets to) {_SEES}\b",
    rf"\b(?:is|are) {_NAME} (?:able|allowed) to {_SEES}\b",
    rf"\b(?:does|do|has|have) {_NAME} (?:have|got) (?:\w+ ){{0,2}}(?:access|rights|permissions?)\b",
    rf"\b{_NAME} (?:has|have|got|has got) (?:\w+ ){{0,2}}(?:access|rights|permissions?)\b",
    rf"\b(?:i|we) (?:have )?shar(?:e|ed|ing)(?: \w+)? (?:with|to) {_NAME}{_END}",
    rf"\b(?:visible|accessible|available|open) (?:to|for) {_NAME}{_END}",
)
_OWNED: Final = (
    rf"\b(?:owned|created|made|written|authored|uploaded|prepared|started) by {_NAME}{_NOT_ME}"
    rf"{_END}",
    rf"\b(?:that |which )?{_NAME} (?:owns|owned|created|made|wrote|uploaded|authored|prepared"
    r"|drafted)\b",
    rf"\bbelong(?:s|ing)? to {_NAME}{_NOT_ME}{_END}",
    rf"\b(?:is|are) {_NAME}'s{_NOT_ME}(?=$|[?.!,])",
    rf"\b(?:did|has) {_NAME} (?:create|created|make|made|write|written|upload|uploaded|author)\b",
    rf"\b{_NAME}'s? (?:\w+ )?(?:files?|docs?|documents?|decks?|slides|presentations?|spreadsheets?"
    r"|sheets?|pdfs?|folders?)\b",
)


def _compiled(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


# What one must be let do; who may write may also comment, and everybody may read.
_RIGHTS: Final = (
    (re.compile(r"\b(?:edit\w*|change|write (?:in|into|to)|writing|amend) ?"), "edit"),
    (re.compile(r"\bcomment(?:ing|er|s)?\b"), "comment"),
)
_OF_RIGHTS: Final = re.compile(
    r"\b(?:rights?|permissions?|access|can|could|may|able|allowed|let|editors?|commenters?)\b"
)
# In the order in which they are tried: "shared with me by Ana" is no "shared with".
ROLES: Final[tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]] = (
    ("shared_by", _compiled(*_SHARED_BY)),
    ("shared_with_person", _compiled(*_SHARED_WITH)),
    ("owner", _compiled(*_OWNED)),
)
DIRECTIONS: Final = {"shared_by": "from", "shared_with_person": "to", "owner": "from"}


# "Which document mentions the pier": it is about the pier.
_MENTIONS: Final = re.compile(
    r"\b(?:mention(?:s|ed|ing)?|contain(?:s|ed|ing)?|allowed|able)\b ?", re.IGNORECASE
)


def topic_of_files(topic: str, services: tuple[Service, ...]) -> str:
    """What files that are looked for are about."""
    return (_MENTIONS.sub("", topic).strip() or topic) if "gdrive" in services else topic


def services_of(entities: Mapping[str, Any], services: tuple[Service, ...]) -> tuple[Service, ...]:
    """Where a question looks: what somebody owns or has shared is on the drive; only mails are
    unread, and what is attached is attached to one."""
    if DIRECTIONS.keys() & entities.keys():
        return ("gdrive",)
    flags = set(entities.get("flags", ()))
    if "gdrive" in services and (
        "unread" in flags or ("attachment" in flags and len(services) < 2)
    ):
        return ("gmail",)
    return services


def right_of(wish: str) -> str | None:
    """`edit` or `comment`, where a question about access asks for that right; else `None`."""
    if not _OF_RIGHTS.search(wish):
        return None
    return next((right for pattern, right in _RIGHTS if pattern.search(wish)), None)


def find_role(claims: Claims) -> tuple[str, str] | None:
    """The role and the name of the person that a question about files speaks of, claimed."""
    for role, patterns in ROLES:
        for pattern in patterns:
            for found in pattern.finditer(claims.text):
                span = _name_in(claims, *found.span("name"))
                if span:
                    claims.claim(span[0], found.end())
                    return role, claims.text[span[0] : span[1]]
    return None


def _name_in(claims: Claims, start: int, end: int) -> tuple[int, int] | None:
    """The name at the end of what matched: of "the greenhouse deck Ana" only "Ana"."""
    if people.ADDRESS.fullmatch(claims.text, start, end):
        return start, end
    words = [w for w in claims.words if w.start >= start and w.end <= end]
    if not words or not claims.free(start, end):
        return None
    if not claims.text[start:end].islower():
        named = [w for w in words if people.is_name(w)]
        if not named or named[-1] is not words[-1]:
            return None
        first = words.index(named[-1])
        while first and people.is_name(words[first - 1]):
            first -= 1
        return words[first].start, words[-1].end
    last = words[-1]
    return (last.start, last.end) if people.could_be_name(last) else None
