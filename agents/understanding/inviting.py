"""Who is added to an event, or taken off it: "add Bo to the lunch", "uninvite Bo from it"."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.understanding.claims import Claims
from agents.understanding.people import ADDRESS
from agents.understanding.wishes.names import PRONOUNS, named

_WISH: Final = re.compile(
    r"\W*(?:please )?(?P<verb>uninvite|add|invite|include)\s+(?=\S)", re.IGNORECASE
)
_EVENT: Final = re.compile(
    r"\s+(?:to|from)\s+(?=(?:the|our|my|that|this|it|next|last|\S+'s)\b)", re.IGNORECASE
)


def find_guests(claims: Claims) -> dict[str, Any]:
    """Claims the people of a change of who comes: `people` and `addresses` of those to add, with
    `invites`; `uninvited` of those to take off."""
    head = _WISH.match(claims.text)
    whom = named(claims.text, head.end()) if head else None
    if head is None or whom is None or not _EVENT.match(claims.text, whom.end):
        return {}
    claims.claim(head.end(), whom.end)
    said = [part.strip() for part in re.split(r",| and ", whom.phrase) if part.strip()]
    if head["verb"].lower() == "uninvite":
        return {"uninvited": said}
    names = [name for name in said if not ADDRESS.fullmatch(name) and name not in PRONOUNS]
    addresses = [name for name in said if ADDRESS.fullmatch(name)]
    return {"invites": True, "people": names, "addresses": addresses, "direction": "with"}
