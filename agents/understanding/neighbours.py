"""The one before or after what was just shown: "and the one before that?", "the previous one"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from agents.query import READ_OPERATIONS, EarlierTurn, Intent, TimeRange
from agents.understanding import cited

CONFIDENCE: Final = 0.85
_START: Final = (
    r"^(?:(?:and|but|ok|okay|what about|how about|what was|what's|when was|show me|read me|open"
    r"|give me)\b[, ]*)*"
)
_THING: Final = r"(?:one|time|e-?mail|mail|message|bill|invoice|order|meeting|event|file|statement)"
_BEFORE: Final = re.compile(
    rf"{_START}(?:the )?(?:{_THING} (?:just |right )?before(?: (?:that|it|this)(?: one)?)?"
    rf"|(?:previous|preceding|earlier|last but one) {_THING}|before that)[?.! ]*$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"{_START}(?:the )?(?:{_THING} (?:just |right )?after(?: (?:that|it|this)(?: one)?)?"
    rf"|(?:following|next) {_THING}(?: after (?:that|it))?)[?.! ]*$",
    re.IGNORECASE,
)
_SENDER: Final = re.compile(r"\*\*(?P<name>[^*]+)\*\* wrote\b")
_AWAY: Final = timedelta(minutes=1)
_OF_A_ROW: Final = frozenset({"agenda", "list", "count", "digest", "free", "window", "needs_reply"})
_NOT_OF_IT: Final = frozenset({"ordinal", "ordinals", "next", "shown"})


def beside(text: str, before: EarlierTurn) -> Intent | None:
    """The question before, of the one before or after the thing that its answer is about; `None`
    where the text asks something else, or the answer was a list."""
    asked = before.intent
    is_before = bool(_BEFORE.match(text))
    if not (is_before or _AFTER.match(text)) or asked.operation not in READ_OPERATIONS:
        return None
    first = cited.in_order(before)[0] if before.citations else None
    if first is None or first.when is None or asked.entities.get("shape") in _OF_A_ROW:
        return None
    when = TimeRange(None, first.when - _AWAY)
    if not is_before:
        when = TimeRange(first.when + _AWAY, None)
    entities = {name: value for name, value in asked.entities.items() if name not in _NOT_OF_IT}
    if is_before and first.service != "gcal":
        entities["latest"] = True
    if first.service == "gmail" and (sender := _SENDER.match(before.answer)):
        entities |= _from(sender["name"], str(entities.get("topic") or ""))
    return replace(
        asked,
        services=(first.service,),
        entities=entities,
        time_range=when,
        confidence=CONFIDENCE,
        clarification=None,
    )


def _from(sender: str, topic: str) -> dict[str, Any]:
    """The same sender tells more of what it is than all words of the question do."""
    if sender == "You":
        return {}
    return {"people": [sender], "direction": "from", "topic": topic.rpartition(" ")[2]}
