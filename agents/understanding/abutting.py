"""What is put right before or after another event: "a drink with Ana after the rehearsal"."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.besides import Beside

_MAKES: Final = re.compile(
    r"(?:put|schedule|book|add|stick|pop|pencil|arrange|set up|plan|slot|squeeze|fit|have"
    r"|organi[sz]e|block(?: out| off)?|keep)"
    r"\s+(?:(?:me|us|in|down|up)\s+)*(?P<what>(?:an?|half an|some|\d+|ten"
    r"|fifteen|twenty|thirty|forty-five|one|two|lunch|coffee|drinks|dinner|time)\b.*)$",
    re.IGNORECASE,
)
_REMINDS: Final = re.compile(r"(?:remind me|set (?:me )?a reminder|give me a reminder)\b", re.I)
_MOVES: Final = re.compile(
    r"(?:move|shift|push|put|reschedule|bring|postpone)\s+(?:the|my|our|that|this|\S+'s)\s.+$", re.I
)
_TOLD: Final = re.compile(
    r"\s+(?P<to>to |until |till |for )?(?:straight |right |just |directly |immediately "
    r"|some time )?"
    r"(?P<way>after|before|following)\s+"
    r"(?P<event>(?:the|my|our|that|\S+'s)\s(?!(?:end|start|beginning|weekend|week|month|year"
    r"|holidays?|summer|winter|spring|autumn|day|deadline|next|last)\b)[^,;:]{2,60}?)(?=\s*[,;:.!?]|$"
    r"|\s+(?:for|with|to|about|in|at)\s)(?P<rest>[^.!?]*)[.!? ]*$",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"\bat (?:\d|noon|half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|\d ?[ap]m\b|\d[:.]\d\d",
    re.IGNORECASE,
)


def find_abutting(text: str) -> Beside | None:
    """The event right beside which something is put or moved, `days` being none; None where no
    command says so, or where it names an hour of its own."""
    found = _TOLD.search(text)
    if found is None or _CLOCK.search(text):
        return None
    head = text[: found.start()]
    rest = f"{head}{found['rest'].rstrip()}"
    edge = "before" if found["way"].lower() == "before" else "after"
    if _MOVES.match(head) and found["to"]:
        return Beside(found["event"], 0, rest, edge)
    made = _MAKES.match(rest)
    if made:
        return Beside(found["event"], 0, f"schedule {made['what']}", edge)
    return Beside(found["event"], 0, rest, edge) if _REMINDS.match(rest) else None
