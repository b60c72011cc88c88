"""Who shall come to an event, and who no longer."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.rules import EVENT, FILE, GATHERING, MAIL
from agents.understanding.wishes.names import Named, named
from agents.understanding.wording import any_case

# What people come to: by its name, or by the day that it has.
IS_EVENT: Final = any_case(
    rf"\b(?:{EVENT}|{GATHERING}|guest list|invite list"
    r"|to-?day|to-?night|to-?morrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:'s|s)?\b"
)
IS_FILE: Final = any_case(rf"\b(?:{FILE}|draft|agenda (?:doc|file)|report|log|budget sheet)\b")
_IS_ELSE: Final = any_case(
    r"\blists?\b(?!.*\b(?:for|of) the\b)"
    rf"|\b(?:{MAIL}|cc|copy|mailing list|(?:shopping|packing|wish|to-?do|contact|grocery) lists?"
    r"|playlist|label|basket|cart|team|payroll|channel|group chat)\b|\bcalend[ae]r\b|\bdiary\b"
)
_ADD: Final = any_case(
    r"(?:add|invite|include|bring|put|pop|stick|get|rope|slot|loop|pull|have|squeeze)\s+(?:in\s+)?"
    r"(?!everyone\b|everybody\b|all\b)(?=\S)"
)
_TO: Final = any_case(
    r"(?:\s+(?:added|invited|along|in|over|back|down|also|too))*\s+(?:to|into|in on|onto|on|for)\s+"
    r"(?:(?:join|attend|come to|be at|sit in on)\s+)?"
    r"(?:the (?:invite|invitation|guest list|list)\s+(?:for|of|to)\s+)?(?P<what>\S.+)$"
)
_OFF: Final = any_case(
    r"(?:uninvite|dis-?invite|un-invite|take|remove|drop|kick|strike|cross|scratch|pull|get|leave"
    r"|cut|bump|knock)\s+(?!rid\b|note\b|everyone|everybody|everything|all\b)(?=\S)"
)
_FROM: Final = any_case(
    r"\s+(?:back\s+|out\s+)?(?:off|from|out of|of)\s+"
    r"(?:the (?:invite|invitation|guest list|list)\s+(?:for|of|to)\s+)?(?P<what>\S.+)$"
)
_TAIL: Final = re.compile(
    r"(?:\s+(?:too|as well|also|again|after all|any ?more|now))+[.! ]*$", re.I
)
_ASSURED: Final = any_case(r"(?:make sure|ensure|see to it)\s+(?:that\s+)?(?=\S)")
_COMING: Final = any_case(
    r"(?:\s+(?:is|are|gets?))?\s+(?:on|in|at|invited to|coming to|added to|part of)\s+"
    r"(?P<what>(?:the|my|our|that|this|\S+'s)\s.+)$"
)
_WANTED: Final = any_case(
    r"(?:(?:is it possible to|would it be possible to|can we|could we|it would be (?:good|nice) to)"
    r"\s+(?:also\s+)?(?:have|get|bring|see|include)"
    r"|(?:i|we)(?:'d| would)? (?:want|like|need|love)"
    r"(?:\s+(?:also\s+)?to (?:have|get|bring|see|include))?)\s+(?=(?-i:[A-Z]))"
)
_THERE: Final = any_case(
    r"\s+(?:to be\s+)?(?:at|in on|in|on|along (?:to|at)|to (?:come to|join|attend"
    r"|be at|sit in on))\s+"
    r"(?P<what>(?:the|my|our|that|this|\S+'s)\s[^,;]+?)(?:\s+(?:too|as well|also|along))*[.?! ]*$"
)
_IT: Final = re.compile(r"(?:it|that one|this one)", re.IGNORECASE)
_NOBODY: Final = any_case(
    r"\b(?:alarms?|trains?|flights?|tickets?|buses|taxi|cab|uber|timer|reminders?|shopping"
    r"|groceries"
    r"|grocery|song|music|light|lights)\b"
)
_ARTICLE: Final = re.compile(
    r"(?:the|my|our|this|that|these|those|today's|tomorrow's|\S+'s|it|next|last)\b", re.IGNORECASE
)
_A: Final = re.compile(r"an?\b", re.IGNORECASE)
_CLOCK: Final = re.compile(
    r"\b(?:at|from) (?:\d|noon|half|quarter)|\d ?[ap]m\b|\d[:.]\d\d", re.IGNORECASE
)


def plainly(wish: str) -> str | None:
    """The wish as "add ... to the ..." or "uninvite ... from the ...", of events only."""
    assured = _ASSURED.match(wish)
    whom = named(wish, assured.end()) if assured else None
    if whom and (coming := _COMING.match(wish, whom.end)) and IS_EVENT.search(coming["what"]):
        who = whom.phrase.removesuffix("'s")
        return f"add {who} to {coming['what'].rstrip(' .!')}"
    wanted = _whom_and_what(wish, _WANTED, _THERE)
    if wanted and not IS_FILE.search(wanted[1]):
        return f"add {wanted[0]} to {wanted[1]}"
    if found := _whom_and_what(wish, _OFF, _FROM):
        return f"uninvite {found[0]} from {found[1]}"
    if found := _whom_and_what(wish, _ADD, _TO):
        return f"add {found[0]} to {found[1]}"
    return None


def _whom_and_what(
    wish: str, head: re.Pattern[str], tail: re.Pattern[str]
) -> tuple[str, str] | None:
    start = head.match(wish)
    whom: Named | None = named(wish, start.end()) if start else None
    found = tail.match(wish, whom.end) if whom else None
    if whom is None or found is None:
        return None
    what = _TAIL.sub("", found["what"]).rstrip(" .!?,")
    surely = wish.lower().startswith(("uninvite", "disinvite", "dis-invite", "un-invite"))
    if _NOBODY.search(whom.phrase) or _is_new(wish, what):
        return None
    if _IT.fullmatch(what):
        return whom.phrase, what
    if not surely and (_IS_ELSE.search(what) or IS_FILE.search(what) or not IS_EVENT.search(what)):
        return None
    return whom.phrase, what if _ARTICLE.match(what) else f"the {what}"


def _is_new(wish: str, what: str) -> bool:
    """Whether the event is to be made: "invite Bo to a coffee", "... to coffee tomorrow at 4"."""
    is_named = bool(_ARTICLE.match(what))
    return bool(_A.match(what)) or (not is_named and bool(_CLOCK.search(what)))
