"""The mailbox as a whole: what of it is pressing or starred, and of which people's mails.

"Anything urgent in my inbox?", "what do I really have to deal with?", "anything unread from the
Northwind lot?". None of these words is a topic; those that say so are claimed.
"""

from __future__ import annotations

import re
from typing import Any, Final

from agents.understanding.claims import Claims

_MAILBOX: Final = (
    r"(?:in[- ]?box(?:es)?|mail ?box(?:es)?|e-?mails?|mails?|messages?|gmail"
    r"|(?:e-?mail|in-?box|mail)[- ]?wise)"
)
PRESSING: Final = (
    r"(?:(?:really |most |that )?(?:urgent(?:ly)?|pressing|burning|critical|alarming|important"
    r"|time[- ]sensitive)|on fire|(?:that )?(?:really |actually )?matters"
    r"|(?:that )?(?:can(?:'?t|not| not)|won'?t|must not|shouldn'?t) wait"
    r"|worth (?:worrying about|knowing|my time|panicking over))"
)
_ANYTHING: Final = (
    r"(?:anything|something|nothing|what(?:'?s| is| are)?|which|any|is there|are there|have i got"
    r"|got|the)"
)
_WORRY: Final = r"(?:worry|panic|bother|stress|be (?:worried|concerned)) (?:about|over)"
# "Anything urgent in my inbox", "which mails can't wait", "do I need to worry about anything in
# my mail"; without a word for mail only where nothing else is named.
URGENT: Final = (
    rf"^.{{0,20}}\b{_ANYTHING}\b.{{0,30}}\b{PRESSING}\b.{{0,24}}\b{_MAILBOX}\b"
    rf"|^.{{0,20}}\b{_ANYTHING}\b.{{0,24}}\b{_MAILBOX}\b.{{0,24}}\b{PRESSING}\b"
    rf"|\b{_WORRY}\b.*\b{_MAILBOX}\b|\b{_MAILBOX}\b.*\b{_WORRY}\b"
    rf"|^(?:is there |have i got |do i have |got )?(?:anything|something) {PRESSING}"
    r"(?: today| this morning| right now| now| waiting| for me| (?:that )?i should know(?: about)?"
    r"| or can i\b.*)*[?.! ]*$"
)
_MODAL: Final = r"(?:needs?|ought|must|should|(?:had|'d) better|have|has|have got|supposed|meant)"
_SEE_TO: Final = (
    r"(?:deal with|see to|attend to|sort(?: out)?|act on|react(?: to)?|handle|tackle|look at"
    r"|do something about|take care of|answer|reply|respond|get back|write back)"
)
_I_MUST: Final = (
    rf"\bi(?:'ve| have)? (?:\w+ )?{_MODAL}(?: \w+)?(?: to)? (?:\w+ )?{_SEE_TO}\b"
    rf"|\b(?:do|must|should|have) i (?:\w+ )?(?:{_MODAL} )?(?:\w+ )?(?:to )?(?:\w+ )?{_SEE_TO}\b"
    r"|\bneeds? (?:me|my attention|dealing with|seeing to|sorting|an? (?:answer|reply|decision))\b"
    r"|\bon my (?:plate|to-?do(?: list)?)\b"
)
# "What do I really have to deal with today", "anything in the inbox that I ought to answer".
TO_DO: Final = (
    rf"\b{_MAILBOX}(?=\W).*(?:{_I_MUST})|(?:{_I_MUST}).*\b{_MAILBOX}(?=\W|$)"
    r"|^(?:so |and |right,? |morning[.,!]? )*what (?:do|must|should) i"
    r"(?: (?:really|actually|absolutely|still|urgently))*(?: (?:have|need|ought))?(?: to)?"
    r"(?: (?:really|actually|urgently))? (?:deal with|see to|attend to|act on|handle|tackle)"
    r"(?: (?:today|now|first|before \w+|this (?:week|morning)|right now|then|myself))*[?.! ]*$"
)
STARRED: Final = (
    r"\bstarred\b|\bflagged\b|\bstars? (?:on|to)\b|\bwith (?:a|the|my|\w+) (?:\w+ )?stars?\b"
    r"|\b(?:put|gave|given|got|have|has|having) (?:a|the|my) (?:\w+ )?stars?\b"
    r"|\bi(?:'ve| have)? (?:put|gave|given|stuck) (?:a |my )?stars? "
)
_UNANSWERED: Final = (
    rf"^(?:which|what|any|are there any|did any|show me)\b.*\b(?:my|i(?:'ve)? sent|i wrote|mine)\b"
    rf".*(?:{_MAILBOX}|questions?)?.*\b(?:never|not|n'?t|without|no|nobody)\b.*"
    r"\b(?:answer\w*|repl\w+|response|heard back)\b"
)
_OPEN: Final = (
    r"\b(?:my|our) (?:\w+ )?(?:questions?|requests?) (?:to|for|with) .*\b(?:open|unanswered"
    r"|outstanding|pending)\b|\bquestions? (?:of mine|i asked)\b.*\b(?:open|unanswered"
    r"|outstanding|pending)\b"
)
_CHASE: Final = (
    r"^(?:and |so )?whom? (?:do|should|must|shall|could) (?:i|we) (?:\w+ )?"
    r"(?:(?:need|have|ought) to )?(?:chase|nudge|prod|follow up with|remind)\b(?! (?:about|of)\b)"
)
UNANSWERED: Final = (
    rf"{_OPEN}|{_CHASE}|(?!.*\bi (?:have not|haven'?t|did not|didn'?t|never)\b)(?:{_UNANSWERED})"
)
_NUMBERS: Final = {
    "couple of": 2, "two": 2, "three": 3, "few": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
# "Ana's last three mails", "the newest 5 mails from Ana".
LAST_FEW: Final = (
    rf"\b(?:last|latest|newest|most recent|first|earliest|oldest) (?P<number>\d{{1,2}}"
    rf"|{'|'.join(_NUMBERS)}) (?:unread )?{_MAILBOX}\b(?!.*\babout (?!$|\?))"
)
_ONE: Final = r"(?:thing|one|word|e-?mail|mail|message|letter|note)"
# "The last thing Ana wrote".
LAST_ONE: Final = (
    rf"\b(?:last|latest|newest|most recent|first|very last) {_ONE} (?:that |which )?"
    r"(?P<writer>(?!i\b|we\b|you\b|they\b|he\b|she\b|the\b|my\b)[^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)"
    r" (?:wrote|has written|sent|has sent|said|mailed|e-?mailed)(?: (?:to )?(?:me|us))?[?.! ]*$"
)
_LAST_ONE: Final = re.compile(LAST_ONE, re.IGNORECASE)
_FEW: Final = re.compile(
    rf"(?:\b(?P<owner>(?!the\b|my\b|what\b)[^\W\d_][\w-]*?)(?:'s?|(?<=s)) )?(?:the )?{LAST_FEW}",
    re.IGNORECASE,
)
_SENT: Final = re.compile(
    rf"\b{_MAILBOX} (?:that |which )?(?:i|we)(?:'ve| have)? (?:sent|wrote|written|mailed)\b"
    rf"|\b{_MAILBOX} (?:have|did) (?:i|we) (?:sent|send|written|write|mailed?)\b"
    rf"|\b(?:my|the) sent (?:{_MAILBOX}|items|folder|box)\b|\bin my outbox\b"
    rf"|\b{_MAILBOX} (?:sent |written )?(?:by|from) me\b"
)
# Whose mails: "from the Northwind lot", "from anybody at Northwind", "from my own team".
_LOT: Final = r"(?:lot|people|folks?|crowd|gang|bunch|guys|team|mob|crew)"
_SOMEBODY: Final = r"(?:any(?:one|body)|some(?:one|body)|every(?:one|body)|people|folks?|whoever)"
_WORK: Final = r"(?:work|the (?:office|studio|firm|company))"
_COLLEAGUES: Final = re.compile(
    rf"\b(?:from |by )?(?:just |only )?(?:(?:my|our) (?:own )?(?:{_LOT}|staff|colleagues?"
    rf"|co-?workers?|workmates?)(?: (?:at|from) {_WORK})?|(?:my )?colleagues?|co-?workers?"
    rf"|workmates?|{_SOMEBODY} (?:at|from|in) {_WORK})\b(?: only)?|\bfrom {_WORK}\b|\bin-?house\b",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    rf"\b(?:(?:from|by|just|only|of|the|those|our) )+(?P<lot>(?!(?:my|our|own|other"
    rf"|these|those|the|actual|real|which|most|some|any|many|more|few|young|old|new|all|just|only|of|from|by"
    rf"|and|human|no|what|wrote|are|is)\b)[^\W\d_][\w-]+) {_LOT}\b(?: only)?"
    rf"|\b(?:from |by ){_SOMEBODY} (?:at|from|in) (?:the )?(?P<at>[^\W\d_][\w-]+)\b",
    re.IGNORECASE,
)
_NO_OTHERS: Final = re.compile(
    r"[,;(]? ?\b(?:and |but )?(?:no|not|without|excluding|except) (?:any |the )?(?:clients?"
    r"|customers?|suppliers?|outsiders?|externals?|family|strangers?|third parties)\b\)?",
    re.IGNORECASE,
)
# What is said beside the question: "or can I have a lazy day".
_ASIDE: Final = re.compile(
    r"(?:,? )?\b(?:or|so|before|cos|because|if|then|otherwise) (?:can|could|shall|should|may|is|am"
    r"|do|i|i'm|we|the (?:week|day|weekend)) \b.*$|^(?:good )?(?:morning|evening|afternoon)[,.!]* ",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    rf"\b(?:{PRESSING}|{_WORRY}|{_SEE_TO}|ought|plate|to-?do|(?:e-?mail|in-?box|mail)[- ]?wise|bit"
    r"|hear|stars?|gold|attention|decision|wait(?:ing)?|worry|deal(?:ing)?|stuff|gave|put|stuck"
    r"|chase|nudge|prod|follow|remind|turned|landed|dropped|overnight|opened|havent|didnt|hasnt|haven|nt|answered|answer|replied"
    r"|reply|heard|back)\b",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(rf"\bunread\b|\b(?:un)?opened\b|n'?t read\b|{STARRED}|\b{PRESSING}")
_NEWSLETTERS: Final = frozenset(
    {"newsletter", "newsletters", "promotions", "mailings", "mailshots"}
)
_BESIDE_THEM: Final = frozenset(
    {"marketing", "promotional", "subscribed", "subscribe", "bulk", "kind", "current"}
)
SHAPES: Final = frozenset({"digest", "needs_reply", "awaiting"})


def find_group(claims: Claims) -> dict[str, Any]:
    """Whose mails are asked for, claimed: `people`, where a group of them is named, or else
    `colleagues`; nothing where neither is."""
    found: dict[str, Any] = {"colleagues": True} if _claim(_COLLEAGUES, claims) else {}
    for match in _claim(_GROUP, claims)[:1]:
        found = {"people": [match["lot"] or match["at"]], "direction": "from"}
    if found:
        _claim(_NO_OTHERS, claims)
    for pattern in (_ASIDE, _TALK):  # that the mailbox is asked about
        for match in pattern.finditer(claims.text):
            claims.claim(*match.span())
    return found


def find_few(claims: Claims) -> dict[str, Any]:
    """How many of the newest mails are wanted (`many`), and of whom where the name stands before;
    claimed. Nothing where no number is said."""
    for match in _claim(_FEW, claims)[:1]:
        number = match["number"].lower()
        found: dict[str, Any] = {"many": _NUMBERS.get(number) or int(number)}
        if match["owner"]:
            found |= {"people": [match["owner"]], "direction": "from"}
        return found
    for match in _claim(_LAST_ONE, claims)[:1]:
        return {"many": 1, "people": [match["writer"]], "direction": "from"}
    return {}


def asks_for_sent(wish: str) -> bool:
    """Whether mails are wanted that the person sent."""
    return bool(_SENT.search(wish))


def _claim(pattern: re.Pattern[str], claims: Claims) -> list[re.Match[str]]:
    found = [match for match in pattern.finditer(claims.text) if claims.free(*match.span())]
    for match in found:
        claims.claim(*match.span())
    return found


def marks(wish: str) -> bool:
    """Whether mails are asked for by a mark that they have."""
    return bool(_MARKS.search(wish))


def is_of_newsletters(topic: str) -> bool:
    """Whether the topic is that kind of mail and nothing else."""
    words = set(topic.lower().replace("-", " ").split())
    return bool(words & _NEWSLETTERS) and words <= _NEWSLETTERS | _BESIDE_THEM
