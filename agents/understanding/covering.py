"""Who stands in for somebody who is away: "who's looking after Ana's work while we're in Oslo?"."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import READ_OPERATIONS, Intent, Operation
from agents.understanding import anchors, described

CONFIDENCE: Final = 0.85
EVERYBODY: Final = ""
ONESELF: Final = "me"
_WHO: Final = (
    r"^(?:and |so |but )?"
    r"(?:who(?:m|'?s| is| are| will be|'?ll| will| would| can| could| should|'?d)?"
    r"|(?:is|will|does) (?:any|some)(?:one|body))"
    r"(?: (?:be|going to be|going to|meant to be|supposed to be|supposed to|also|else))*"
)
_STAND_IN: Final = (
    r"(?:cover(?:s|ing|ed)?(?: (?:for|up for))?|stand(?:s|ing)? in for|fill(?:s|ing)? in for"
    r"|deputi[sz](?:es?|ing) for|step(?:s|ping)? in for|sub(?:s|bing)? for|tak(?:es?|ing) over from"
    r"|(?:hold(?:s|ing)?|mind(?:s|ing)?) the fort for|replac(?:es?|ing))"
)
_LOOK_AFTER: Final = (
    r"(?:look(?:s|ing)? after|tak(?:es?|ing) (?:over|on|care of)|cover(?:s|ing)?|mind(?:s|ing)?"
    r"|deal(?:s|ing)? with|pick(?:s|ing)? up|handl(?:es?|ing)|do(?:es|ing)?)"
)
_WORK: Final = (
    r"(?:stuff|work|jobs?|things|projects?|clients?|desk|tasks?|inbox|side of things|bits|duties"
    r"|workload|accounts?)"
)
_NAME: Final = r"(?P<name>me|us|whom|who|everyone|everybody|[^\W\d_][\w.-]*(?: [A-Z][\w.-]*)?)"
_AWAY: Final = (
    r"(?:(?: (?:while|whilst|when|during|over|on|in|at|for|from|next|this|between|until|if|that|the"
    r")\b.*)|[?.! ]*)$"
)
_FOR_WHOM: Final = (
    re.compile(rf"{_WHO} {_STAND_IN} {_NAME}{_AWAY}", re.IGNORECASE),
    re.compile(rf"{_WHO} {_LOOK_AFTER} (?:{_NAME}'s?|(?P<mine>my|our)) {_WORK}\b", re.IGNORECASE),
    re.compile(
        r"\b(?P<name>[^\W\d_]+)(?:'s|'re| is| are) .*\bwho(?:'s| is|'ll| will| would)? "
        rf"{_LOOK_AFTER} (?:her|his|their) {_WORK}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^who(?:'s| is) {_NAME}'s? (?:cover|stand-?in|deputy|replacement|substitute){_AWAY}", re.I
    ),
)
# "Whom do I cover for?": the other way round.
_BY_WHOM: Final = re.compile(
    r"^(?:and |so )?whom? (?:do|does|am|is|will|should) "
    r"(?P<name>i|we|(?!be\b|you\b|it\b)[^\W\d_][\w.-]*)"
    r"(?: be| to| supposed to| meant to)* (?:cover(?:ing)?(?: for)?|stand(?:ing)? in for"
    r"|fill(?:ing)? in for|deputi[sz](?:e|ing) for)\b",
    re.IGNORECASE,
)
_FOR_SOMEBODY: Final = re.compile(
    rf"{_WHO} {_STAND_IN} (?P<who>{described.SOMEBODY}) (?P<thing>{described.DOES} [^?!.,;]+)", re.I
)
# "Is Ana away on Friday?": when they are, says the same list.
_IS_AWAY: Final = re.compile(
    r"^(?i:(?:and |so |but |do you know (?:if|whether|when) )?(?:is|will|when(?:'s| is| will)?)) "
    r"(?P<name>[A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*)?)"
    r"(?i:(?: (?:is|be|going to be|still|also))* (?:away|off|on (?:leave|holiday|vacation"
    r"|annual leave)|out of (?:the )?office)(?: (?:on|this|next|in|to-?day|tomorrow|over|at|for"
    r"|during|until|again|from|between|then|now|the day)\b.*)?[?.! ]*)$"
)
_OUR: Final = frozenset({"me", "us", "i", "we", "my", "our"})
_ALL: Final = frozenset({"whom", "who", "everyone", "everybody"})
_NOBODY: Final = frozenset(
    {"the", "a", "an", "that", "this", "it", "what", "which", "all", "he", "she", "they"}
)


def read(text: str, operation: Operation) -> Intent | None:
    """The question who covers for somebody, or for whom somebody covers; `None` for any other."""
    if operation not in READ_OPERATIONS | {"unsupported"}:
        return None
    if (known := _known_by(text)) is not None:
        return _asked({"whom": EVERYBODY, "anchor": known[0], "away": known[1]})
    if (absent := _IS_AWAY.search(text.strip())) is not None:
        return _asked({"whom": absent["name"], "away": True})
    backwards = _BY_WHOM.search(text)
    found = backwards or next((f for p in _FOR_WHOM if (f := p.search(text))), None)
    if found is None:
        return None
    said = found.groupdict()
    name = str(said.get("name") or said.get("mine") or "")
    if name.lower() in _NOBODY:
        return None
    whom = ONESELF if name.lower() in _OUR else EVERYBODY if name.lower() in _ALL else name
    return _asked({"whom": whom, "backwards": backwards is not None})


def _known_by(text: str) -> tuple[dict[str, Any], bool] | None:
    """The anchor of somebody who is told by what they did, and whether it is asked when they are
    away, and not who covers for them."""
    covered = _FOR_SOMEBODY.search(text)
    if covered:
        return anchors.known_by(covered["thing"], "writer"), False
    somebody = described.find_described(text)
    if somebody is None or not somebody.is_off:
        return None
    return anchors.known_by(somebody.thing, somebody.by), True


def _asked(said: dict[str, Any]) -> Intent:
    kept = {name: value for name, value in said.items() if value or name == "whom"}
    entities = {"shape": "cover", "topic": f"cover {said['whom']}".strip(), **kept}
    return Intent(("gdrive", "gmail"), "search", entities, confidence=CONFIDENCE)
