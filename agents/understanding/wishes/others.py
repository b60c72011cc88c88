"""What is said of somebody, said to them: "he is right" is "you are right"."""

from __future__ import annotations

import re
from typing import Final

_THEY: Final = re.compile(
    r"^(?P<who>he|she)(?P<short>['’]s|['’]re|['’]ll|['’]d|['’]ve)?"
    r"(?:\s+(?P<verb>is|was|has|does|doesn't|isn't|wasn't|hasn't|[a-z]{2,}s)(?=\s|$))?\b",
    re.IGNORECASE,
)
_THEIRS: Final = re.compile(r"^(?:his|her)\s+(?=[a-z])", re.IGNORECASE)
_YOURS: Final = {
    "is": "are", "was": "were", "has": "have", "does": "do", "doesn't": "don't", "isn't": "aren't",
    "wasn't": "weren't", "hasn't": "haven't",
    "'s": "'re", "'re": "'re", "'ll": "'ll", "'d": "'d", "'ve": "'ve",
}  # fmt: skip
_NO_VERBS: Final = frozenset({"always", "perhaps", "sometimes", "besides", "as", "this", "its"})


def said_to_them(text: str) -> str:
    """The text with the pronoun at its beginning, and its verb, as one says them to the person."""
    if theirs := _THEIRS.match(text):
        return f"your {text[theirs.end() :]}"
    found = _THEY.match(text)
    if found is None:
        return text
    own = _YOURS.get((found["short"] or "").lower().replace("’", "'"), "")
    verb = (found["verb"] or "").lower()
    rest = text[found.end() :].strip()
    return " ".join(part for part in (f"you{own}", _yours(verb), rest) if part)


def _yours(verb: str) -> str:
    """ "Needs" is "need", "watches" "watch", "tries" "try"."""
    if not verb or verb in _YOURS or verb in _NO_VERBS:
        return _YOURS.get(verb, verb)
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "oes")) else verb[:-1]
