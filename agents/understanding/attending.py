"""Whether the guests come to the event that was just shown: "has Bo accepted?", "have they both
said yes?", "who isn't coming?"."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import Citation, EarlierTurn, Intent
from agents.understanding import cited

CONFIDENCE: Final = 0.9
_SAYS_YES: Final = (
    r"(?:accept(?:ed)?|declin(?:e|ed)|confirm(?:ed)?|r\.?s\.?v\.?p\.?(?:'?e?d)?|said (?:yes|no"
    r"|(?:that )?(?:s?he|they)(?:'ll| will|'re| are| is|'s| can|'d)(?: definitely)? (?:be there"
    r"|come|coming|going|make it|join(?:ing)?|attend(?:ing)?|in))|say(?:ing)? (?:yes|no)"
    r"|signed up|coming|going|attend(?:ing)?|join(?:ing)?|ma(?:ke|king) it|be(?:ing)? there)"
)
_ANSWERS: Final = r"(?:answer(?:ed)?|repl(?:y|ied)|respond(?:ed)?|(?:got|gotten|get) back)"
_SMALL: Final = r"(?:(?:both|all|still|already|actually|also|yet|even|really|definitely|now) )*"
_ENDS: Final = r"(?: (?:yet|already|too|as well|after all|now|to (?:it|that)|for (?:it|that)))*\W*$"
_ASKS: Final = (
    r"^(?:(?:and|but|so|ok|okay)\b[, ]*)*(?:has|have|hasn't|haven't|did|didn't|is|are|will|can)"
)
_ALL: Final = re.compile(
    rf"{_ASKS} (?:they|both(?: of them)?|all(?: of them)?|everyone|everybody|anyone|anybody|the"
    rf" (?:others|rest|guests)) {_SMALL}(?:not )?(?P<says>{_SAYS_YES}|{_ANSWERS}){_ENDS}",
    re.IGNORECASE,
)
_ONE: Final = re.compile(
    rf"{_ASKS} (?P<name>(?!(?:it|that|this|they|there|i|we|you|the|my|our|a|an|any|everyone"
    rf"|everybody|anyone|anybody|both|all)\b)[^\W\d_][\w'-]*(?: (?-i:[A-Z])[\w'-]*)?)"
    rf" {_SMALL}(?:not )?(?:going to )?(?P<says>{_SAYS_YES}|{_ANSWERS}){_ENDS}",
    re.IGNORECASE,
)
_WHO: Final = re.compile(
    r"^(?:(?:and|but|so|ok|okay)\b[, ]*)*(?:who(?:'s| is| has| have)?|anyone|anybody|is (?:anyone"
    r"|anybody)|has (?:anyone|anybody)|who (?:can(?:no|')t|won't)|anyone who)"
    r" ?(?:(?:not|isn't|hasn't|haven't|can't|cannot|won't) (?:be )?"
    rf"(?:{_SAYS_YES}|{_ANSWERS})|declined|said no){_ENDS}",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"^(?:and|what about|how about|and what about|or)\W+"
    r"(?P<name>(?!(?:it|that|this|when|where|why|how|who|what|then|now)\b)[^\W\d_][\w'-]*"
    r"(?: (?-i:[A-Z])[\w'-]*)?)[?.! ]*$",
    re.IGNORECASE,
)
_THEM: Final = frozenset({"he", "she"})
_OF_GUESTS: Final = frozenset({"guests", "who"})


def asked_of(text: str, earlier: tuple[EarlierTurn, ...]) -> Intent | None:
    """The question of the guests of the event that the last answer is about; `None` where the
    text asks another one."""
    event = cited.event_of(earlier)
    if event is None:
        return None
    if _ALL.match(text) or _WHO.match(text):
        return _of(event, {})
    before = earlier[-1]
    if (next_ := _NEXT.match(text)) and "guest" in before.intent.entities:
        return _of(event, {"guest": next_["name"]})
    found = _ONE.match(text)
    if found is None:
        return None
    name = found["name"]
    if name.lower() in _THEM:
        name = _spoken_of(before.intent)
    answers = re.fullmatch(_ANSWERS, found["says"], re.IGNORECASE)
    if not name or (answers and not _was_named(name, before)):
        return None  # whether they answered a mail
    return _of(event, {"guest": name})


def _of(event: Citation, guest: dict[str, Any]) -> Intent:
    entities = {"shape": "guests", "occasions": [event.title], "event_id": event.id, **guest}
    return Intent(("gcal", "gmail"), "search", entities, confidence=CONFIDENCE)


def _was_named(name: str, before: EarlierTurn) -> bool:
    """Whether the guests were asked for, or the answer told of this one."""
    shape = before.intent.entities.get("shape")
    return shape in _OF_GUESTS or name.lower() in before.answer.lower()


def _spoken_of(before: Intent) -> str:
    """The one person whom the turn before named."""
    told = before.entities
    names = [*told.get("people", ()), *([told["guest"]] if "guest" in told else [])]
    return str(names[0]) if len(names) == 1 else ""
