"""What shall be put on a mail, or taken off it: labels, stars, and marks as read or important."""

from __future__ import annotations

import re
from typing import Any, Final

_SYSTEM: Final = {
    "inbox": "INBOX", "unread": "UNREAD", "not read": "UNREAD", "new": "UNREAD",
    "important": "IMPORTANT", "starred": "STARRED", "spam": "SPAM", "junk": "SPAM",
    "junk mail": "SPAM",
}  # fmt: skip
_NO_LONGER: Final = {"read": "UNREAD", "seen": "UNREAD", "unimportant": "IMPORTANT",
                     "not important": "IMPORTANT", "not spam": "SPAM", "unstarred": "STARRED",
                     "not junk": "SPAM"}  # fmt: skip
_TAKES_OFF: Final = re.compile(
    r"^(?:unlabel|untag|unstar|unflag)\b"
    r"|^(?:take|remove|delete|drop) (?:the |a |my )?(?:\S+ )?label"
)


def settled(entities: dict[str, Any], wish: str) -> dict[str, Any]:
    """The entities of a wish to label with Gmail's own names for its own labels, and with
    `remove`, the labels to take off; a label that was named in full stays as it is."""
    put: list[str] = []
    off: list[str] = []
    for label in entities.get("labels", ()):
        low = str(label).lower()
        if low in _NO_LONGER:
            off.append(_NO_LONGER[low])
        elif _TAKES_OFF.match(wish):
            off.append(_SYSTEM.get(low, label))
        else:
            put.append(_SYSTEM.get(low, label))
    flags = [] if put or off else list(entities.get("flags", ()))
    if re.match(r"(?:unstar|unflag)\b", wish):
        off, flags = [*off, "STARRED"], []
    said = {"labels": put, "remove": off, "flags": flags}
    kept = {key: value for key, value in entities.items() if key not in said}
    return {**kept, **{key: value for key, value in said.items() if value}}
