"""Who said what was just told, and when: "who told us?", "who wrote that?", "when was it sent?"."""

from __future__ import annotations

import re
from typing import Final

from agents.query import READ_OPERATIONS, Citation, EarlierTurn
from agents.understanding import cited

_SMALL: Final = r"(?: (?:us|me|that|this|it|so|then|originally|actually|first|last|again))*"
_WHO: Final = re.compile(
    r"^(?:(?:and|but|so|ok|okay)\b[, ]*)*(?:who(?:'s| has)? (?:told|said|wrote|sent|written|says"
    rf"|suggested|mentioned|claimed|shared|made|edited|changed|written){_SMALL}"
    r"|(?:who|whom) (?:is|was) (?:it|that|this) (?:from|by)|who from|from whom|says who)[?.! ]*$",
    re.IGNORECASE,
)
_WHEN: Final = re.compile(
    r"^(?:(?:and|but|so|ok|okay)\b[, ]*)*when (?:was|were) (?:it|that|this|they) (?:last |first )?"
    r"(?:sent|written|said|changed|edited|updated|modified|shared|posted)[?.! ]*$",
    re.IGNORECASE,
)


def of_it(text: str, before: EarlierTurn) -> Citation | None:
    """The mail or the file that the last answer is about, where its author or its date is asked
    for; `None` where the text asks something else."""
    if not (_WHO.match(text) or _WHEN.match(text)) or not before.citations:
        return None
    first = cited.in_order(before)[0]
    is_read = before.intent.operation in READ_OPERATIONS
    return first if is_read and first.service != "gcal" else None
