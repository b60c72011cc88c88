"""Who is invited to an event that was proposed: "add Bo too", "to Ana as well", "not with Bo"."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import Intent
from agents.understanding.wishes.names import PRONOUNS, named

_ADDS: Final = re.compile(r"^(?P<way>add|invite|include|bring|with|get)\s+(?=\S)", re.IGNORECASE)
_FETCHES: Final = frozenset({"get", "bring"})
_DROPS: Final = re.compile(r"^(?:without|drop|leave out|not with|remove)\s+(?=\S)", re.IGNORECASE)
_TOO: Final = re.compile(
    r"(?:\s+(?:too|as well|also|along|in|please|to it|to that|off it|from it))*[.! ]*$",
    re.IGNORECASE,
)
NOBODY: Final = "without any guests"
# "To Tom as well", "Tom should be there too": a guest, and no place.
_ALSO: Final = re.compile(
    r"^(?:and )?(?:(?:to|for|with) )?(?!(?:ask|tell|let|inform|e-?mail|mail|message|text|call"
    r"|ring|remind)\b)"
    r"(?P<whom>[^\W\d_][^,;.!?]{0,60}?)"
    r"(?: (?:too|as well|also)"
    r"| (?:should|needs? to|must|has to|have to|wants? to|will|can|ought to|is|are)"
    r" (?:also )?(?:be (?:there|in it|in on it|invited)|come(?: along)?|coming(?: along)?"
    r"|join(?:ing)?(?: us)?|attend)(?: too| as well| also)?)[.! ]*$",
    re.IGNORECASE,
)

# "Tell Bo as well": whoever shall hear of it is not invited to it.
_TELLS: Final = re.compile(
    r"^(?:tell|inform|notify|e-?mail|mail|message|write to|text"
    r"|let)\s+(?P<whom>[^\W\d_][^,;:.!?]{0,60}?)"
    r"(?: know)?(?: (?:too|as well|also|about (?:it|that|this)|of (?:it|that|this)"
    r"|please))*[.! ]*$",
    re.IGNORECASE,
)


def only_told(said: str) -> str:
    """Who shall be told of what was proposed, where it is not said what; else nothing."""
    found = _TELLS.match(said)
    whom = named(found["whom"]) if found else None
    if found is None or whom is None or whom.end != len(found["whom"]):
        return ""
    return "" if whom.phrase.lower() in PRONOUNS else whom.phrase


def changed(text: str, said: str, proposed: Intent) -> dict[str, Any] | None:
    """With one more guest, or without one of those named before."""
    if said == NOBODY:
        return {"people": [], "addresses": []}
    if also := _also(said):
        had = [str(name) for name in proposed.entities.get("people", ())]
        people = [*had, *(name for name in also if name not in had)]
        return {"people": people, **_inviting(proposed)}
    for pattern, adds in ((_ADDS, True), (_DROPS, False)):
        start = pattern.match(said)
        whom = named(said, start.end()) if start else None
        if start is None or whom is None or whom.phrase in PRONOUNS:
            continue
        if not _TOO.fullmatch(said[whom.end :]):
            continue
        fetches = start.groupdict().get("way", "").lower() in _FETCHES
        if fetches and whom.end == len(said.rstrip(" .!")) and not said[start.end()].isupper():
            continue  # "get milk", and not "bring Bo along"
        names = re.split(r", | and ", whom.phrase)
        had = [str(name) for name in proposed.entities.get("people", ())]
        if adds and start["way"].lower() == "with" and said != text.strip():
            return {"people": names, **_retitled(proposed, had, names)}  # "no, with Bo"
        if adds:
            people = [*had, *(name for name in names if name not in had)]
            return {"people": people, **_inviting(proposed)}
        dropped = {name.lower() for name in names}
        left = [name for name in had if name.lower() not in dropped]
        if len(left) < len(had):
            return {"people": left}
    return None


def _retitled(proposed: Intent, had: list[str], names: list[str]) -> dict[str, Any]:
    """A "Lunch with Ana" is one with Bo then."""
    title = str(proposed.entities.get("title") or "")
    if len(had) != 1 or had[0] not in title:
        return {}
    return {"title": title.replace(had[0], " and ".join(names))}


def _inviting(proposed: Intent) -> dict[str, Any]:
    return {"invites": True} if proposed.operation == "update_event" else {}


def _also(said: str) -> list[str]:
    """Who shall come as well."""
    found = _ALSO.match(said)
    whom = named(found["whom"]) if found else None
    if found is None or whom is None or whom.end != len(found["whom"]):
        return []
    return [] if whom.phrase.lower() in PRONOUNS else re.split(r", | and ", whom.phrase)
