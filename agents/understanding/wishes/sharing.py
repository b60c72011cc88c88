"""Who may see a file, and who no longer."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.rules import FILE
from agents.understanding.wishes.names import named
from agents.understanding.wording import any_case

_EVENTS: Final = re.compile(
    r"\b(?:meetings?|calls?|invites?|invitations?|appointments?|events?|calendar|diary|lunch|dinner"
    r"|stand-?up|review|workshop|party|interview|cc|copy|thread|e-?mails?|mailing list|standup)\b",
    re.IGNORECASE,
)


_FILE: Final = re.compile(rf"\b{FILE}\b", re.IGNORECASE)
_MAKE_SURE: Final = any_case(
    r"(?:make sure|ensure|see to it|see that)\s+(?:that\s+)?(?=\S+(?: \S+)?\s+(?:can|may|could"
    r"|is|has|no"
    r"|does|should))"
)
_CAN: Final = any_case(
    r"\s+(?:can|may|could|is able to|is allowed to|has)\s+(?:now |also )?(?P<do>(?:have "
    r"|get )?(?:see"
    r"|look at|view|read|open|edit|change|comment on|work on|access to|access))\s+(?P<what>.+)$"
)
_HAND: Final = any_case(
    r"(?:hand|turn|pass|open|make|give)\s+(?:over\s+|up\s+|available\s+)?(?P<what>(?:the|my|our"
    r"|that|this)"
    r"\s.+?)\s+(?:over\s+|up\s+|available\s+)?to\s+"
)
_GET_OUT: Final = any_case(r"\s+(?:out of|off(?: from| of)?|away from)\s+(?P<what>.+)$")
_GET: Final = any_case(r"(?:get|cut|lock|shut|throw|kick|boot)\s+(?=\S)")
_LET: Final = any_case(r"let\s+(?=\S)")
_MAY: Final = any_case(
    r"\s+(?P<do>(?:have |get |take )?(?:a )?(?:see|look at|look over|view|read|open|edit|change"
    r"|comment on|comment in|work on|write (?:in|to)|access|access to|update"
    r"|suggest changes (?:to|in)))"
    r"\s+(?P<what>.+)$"
)
_GIVE: Final = any_case(r"(?:give|grant|get|allow)\s+(?=\S)")
_RIGHTS: Final = any_case(
    r"\s+(?P<role>(?:(?:full|read|write|view|viewing|edit|editing|comment|commenting|reading|only"
    r"|just)[ -]+)*)(?:access|rights?|permissions?)"
    r"(?: (?P<role2>to (?:view|see|read|edit|comment on|change)))?"
    r"\s+(?:(?:to|on|for|of) )?(?P<what>.+)$"
)
_STOP: Final = any_case(r"(?:stop|prevent|keep|block)\s+(?=\S)")
_FROM_SEEING: Final = any_case(
    r"\s+(?:from )?(?:being able to )?(?:seeing|see|viewing|view|reading|editing|edit|opening"
    r"|accessing|having access to|getting at|getting into|looking at|commenting on)\s+(?P<what>.+)$"
)
_TAKE: Final = any_case(r"(?:take|remove|kick|cut)\s+(?=\S)")
_OFF: Final = any_case(r"\s+(?:off(?: from)?|from|out of)\s+(?P<what>.+)$")
_REVOKE: Final = any_case(r"(?:revoke|remove|withdraw|end|cancel|take away|undo|stop)\s+(?=\S)")
_THEIR_ACCESS: Final = any_case(
    r"'s?\s+(?:\w+ )?(?:access|rights?|permissions?)\s+(?:to|on|for|from)\s+(?P<what>.+)$"
)
_SHOULD_NOT: Final = any_case(
    r"\s+(?:should(?: not|n'?t)|must(?: not|n'?t)|may not|shall not|can'?t"
    r"|doesn'?t need to|don'?t need to|should no longer|no longer needs?(?: to)?)"
    r"\s+(?:be able to |have to )?(?:be )?(?:see|have access to|view|edit|open|read"
    r"|get into|get at|look at|looking at|access)\s+(?P<what>.+?)(?: any\s?more| any longer)?[.!]*$"
)
_ANY_MORE: Final = re.compile(r"\s+(?:any\s?more|any longer|now|please)[.!?]*$", re.IGNORECASE)
# "..., she shouldn't be able to edit it": how little is enough.
_LIMIT: Final = any_case(
    r"\s*[,;(–-]*\s*(?:but |and |so that |so )?(?:(?:s?he|they|\w+) (?:should(?:n'?t| not)|can'?t"
    r"|must(?:n'?t| not)|may not|mustn'?t|doesn'?t need to|don'?t need to)(?: be able to)?"
    r"|(?:but )?not(?: to)?|without(?: being able to)?|no)\s+"
    r"(?:edit(?:ing)?|change|changing|write|writing|touch|alter)"
    r"(?: (?:it|anything|rights|access))?\)?"
)
_ONLY_VIEW: Final = any_case(
    r"\s*[,;(–-]*\s*(?:but |and )?(?:(?:just|only) )?(?:(?:to |for )?(?:view|read|viewing|reading)"
    r"(?:[- ]only)|(?:view|read) only"
    r"|(?:just|only) (?:to |for )?(?:view|read|viewing|reading|see|look)"
    r"(?: at)?(?: it)?)\)?(?=[\s,.]|$)"
)
_MAY_EDIT: Final = any_case(
    r"\s*[,;(–-]*\s*(?:so (?:that )?|and |and let )?(?:s?he|they|him|her|them)(?:'s)?"
    r"(?: (?:can|may|should|is allowed to|needs to|to|must))*(?: be able to)?"
    r" (?P<do>edit|change|comment|write|view|read|see)(?: (?:it|on it|in it|there|too))?\)?"
    r"(?=[\s,.]|$)"
)
_MAKE: Final = any_case(r"make\s+(?=\S)")
_AN_EDITOR: Final = any_case(
    r"\s+an? (?P<role>editor|viewer|commenter|reader) (?:of|on|for|in) (?P<what>\S.*)$"
)
_SHARE: Final = any_case(r"share\s+(?P<what>.+?)\s+with\s+")


def plainly(wish: str) -> str | None:
    """The wish as "share ... with ..." or "unshare ... with ..."."""
    assured = _MAKE_SURE.sub("", wish)
    reader = named(assured) if assured != wish else None
    if reader and (may := _CAN.match(assured, reader.end)):
        return f"share {may['what'].rstrip(' .!')} with {reader.phrase} as {_in(may['do'])}"
    wish = assured
    for head, tail in (
        (_STOP, _FROM_SEEING),
        (_REVOKE, _THEIR_ACCESS),
        (_TAKE, _OFF),
        (_GET, _GET_OUT),
    ):
        ended = _whom_and_what(wish, head, tail)
        if ended and not (tail in (_OFF, _GET_OUT) and not _is_a_file(wish, ended)):
            return f"unshare {_ANY_MORE.sub('', ended[1])} with {ended[0]}"
    whom = named(wish)
    found = _SHOULD_NOT.match(wish, whom.end) if whom else None
    if whom and found and not _EVENTS.search(found["what"]):
        return f"unshare {found['what']} with {whom.phrase}"
    return _shared(wish)


_LOCKS: Final = any_case(r"(?:cut|lock|shut)\b")


def _is_a_file(wish: str, ended: tuple[str, str]) -> bool:
    """Whether somebody is taken off a file, and not something off a list or out of the calendar:
    by the word for the file, or by the capital of the name."""
    if _EVENTS.search(ended[1]):
        return False
    return bool(_FILE.search(ended[1]) or _LOCKS.match(wish)) or ended[0] in wish


def _shared(wish: str) -> str | None:
    plain, role = _role(wish)
    for head, tail in ((_LET, _MAY), (_GIVE, _RIGHTS)):
        start = head.match(plain)
        whom = named(plain, start.end()) if start else None
        found = tail.match(plain, whom.end) if whom else None
        if whom is None or found is None:
            continue
        parts = found.groupdict()
        said = " ".join(str(parts.get(name) or "") for name in ("do", "role", "role2"))
        return f"share {found['what'].rstrip(' ,.?!')} with {whom.phrase} as {role or _in(said)}"
    if handed := _handed_over(plain, role):
        return handed
    made = _MAKE.match(plain)
    whom = named(plain, made.end()) if made else None
    what = _AN_EDITOR.match(plain, whom.end) if whom else None
    if whom and what:
        return f"share {what['what'].rstrip(' .?!')} with {whom.phrase} as {what['role'].lower()}"
    start = _SHARE.match(plain)
    whom = named(plain, start.end()) if start else None
    if start is None or whom is None or not role:
        return None
    return f"share {start['what']} with {whom.phrase} as {role}{plain[whom.end :].rstrip(' ,')}"


def _handed_over(wish: str, role: str) -> str | None:
    """ "Open the seed list up to Bo", "hand the seed list over to Bo so he can edit"."""
    start = _HAND.match(wish)
    whom = named(wish, start.end()) if start else None
    if start is None or whom is None or _EVENTS.search(start["what"]):
        return None
    if not role and not (_FILE.search(start["what"]) or wish.lower().startswith("open")):
        return None
    rest = wish[whom.end :].strip(" ,.!?")
    return None if rest else f"share {start['what']} with {whom.phrase} as {role or 'viewer'}"


def _role(wish: str) -> tuple[str, str]:
    """The wish without what it says at its end of the role, and the role."""
    for pattern, role in ((_LIMIT, "viewer"), (_ONLY_VIEW, "viewer")):
        if pattern.search(wish):
            return pattern.sub(" ", wish).strip(), role
    found = _MAY_EDIT.search(wish)
    if found is None:
        return wish, ""
    return f"{wish[: found.start()]} {wish[found.end() :]}".strip(), _in(found["do"])


def _in(said: str) -> str:
    low = said.lower()
    if "comment" in low or "suggest" in low:
        return "commenter"
    writes = ("edit", "change", "work on", "write", "update", "full")
    return "editor" if any(word in low for word in writes) else "viewer"


def _whom_and_what(
    wish: str, head: re.Pattern[str], tail: re.Pattern[str]
) -> tuple[str, str] | None:
    start = head.match(wish)
    whom = named(wish, start.end()) if start else None
    if whom is None:
        return None
    end = whom.end
    phrase = whom.phrase
    if tail is _THEIR_ACCESS and phrase.endswith(("'s", "'S")):
        phrase, end = phrase[:-2], end - 2
    found = tail.match(wish, end)
    return (phrase, found["what"]) if found else None
