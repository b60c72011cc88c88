"""What is to be written: the message, the subject, the title and place of an event, a label."""

from __future__ import annotations

import re
from typing import Final

from agents.understanding.claims import Claims
from agents.understanding.lexicon import SERVICE_WORDS, STOP_WORDS
from agents.understanding.wording import without_politeness

QUOTED: Final = re.compile(r"[\"«„]([^\"»“]{1,500})[\"»“]")
_MESSAGE: Final = re.compile(
    r"(?:,\s*|\b)(?:saying|that says|which says|to say|and say|say|and tell (?:him|her|them)"
    r"|telling (?:him|her|them)|to tell (?:him|her|them)|to let (?:him|her|them) know"
    r"|and let (?:him|her|them) know|letting (?:him|her|them) know"
    r"|with the (?:text|message|words|content))(?:\s+that)?\s*[:,]?\s+(?P<message>.+)$",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"\b(?:that|dass|que)\s+(?P<message>(?!mail|e-?mail|message|one\b).+)$",
                            re.IGNORECASE)  # fmt: skip
_AFTER_COLON: Final = re.compile(r"(?<!\d):\s+(?P<message>.+)$")
_ABOUT: Final = re.compile(r"\b(?:about|regarding|concerning)\s+(?P<about>.+)$", re.IGNORECASE)
_DESCRIBED: Final = re.compile(
    r"(?:\b(?:about|regarding|re|on)|'s)\s+(?P<what>.+?)"
    r"(?=\s+(?:to|as|saying|with|from)\s|[,.;:!?]|$)",
    re.IGNORECASE,
)
_WHICH: Final = frozenset(
    {"latest", "newest", "last", "recent", "first", "important", "one", "thing"}
)
_AND_ASK: Final = re.compile(
    r"[,.;]? and (?:then |also )?(?:please )?ask (?:him|her|them) to (?=\w)", re.IGNORECASE
)
_INVITED_TO: Final = re.compile(
    r"^invite (?P<who>[^\x00]+?) (?:to|for) (?:(?:a|an|the|our|my|some) )?(?P<what>[^\x00]+)",
    re.IGNORECASE,
)
_KNOW: Final = re.compile(r"\bknow\s+(?:by e-?mail\s+)?(?:that\s+)?(?P<message>.+)$", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    r"\b(?:with )?(?:the |a )?(?:subject(?: line)?|titled|entitled)(?: is| of|:)?\s+[\"']?"
    r"(?P<subject>.+?)[\"']?(?=,| and (?:say|tell|let|ask)| saying\b| that says\b|$)",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"\b(?:called|titled|named|entitled|with the title)\s+[\"']?(?P<title>.+?)[\"']?"
    r"(?=,| (?:on|at|for|from|with|in|next|this|tomorrow|today|tonight)\b|$)",
    re.IGNORECASE,
)
_RENAMED: Final = re.compile(
    r"^(?:please )?rename\b.*\bto [\"']?(?P<title>.+?)[\"']?$", re.IGNORECASE
)
_LABEL: Final = re.compile(
    r"\b(?:as|with|under|into|in|to|put the label|add the label|apply the label)"
    r"(?: the| a)?(?: label| folder| category| tag)?\s+"
    r"[\"']?(?P<label>\w[\w /&-]{0,40}?)[\"']?(?= (?:folder|label)\b|[,.]| (?:to|on|from)\b|$)",
    re.IGNORECASE,
)
_WITH_LABEL: Final = re.compile(
    r"\b(?:with (?:the )?label|label(?:led|ed)(?: as)?|tagged(?: as)?|in the (?:label|folder))\s+"
    r"[\"']?(?P<label>[\w][\w/&-]{0,40})[\"']?",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"\b(?:location(?: is| to)?:?|at|in)\s+(?P<place>(?:the |our |my |room "
    r"|building )?[^\W\d_][^,.;]*?)"
    r"(?=\s+(?:with|on|at|from|for|to|about|by|next|this|tomorrow|today|tonight|and|saying"
    r"|because)\b"
    r"|[,.;!?]|$)",
    re.IGNORECASE,
)
# A room by its name: "in the elm room", ", room 4".
_ROOM: Final = re.compile(
    r"(?:,\s*|\b(?:in|at)\s+)(?P<place>(?:the )?(?:meeting )?room [\w-]+"
    r"|(?:the )?(?!meeting\b|same\b|living\b)[^\W\d_][\w-]* (?:meeting )?room)"
    r"(?=\s+(?:with|on|at|from|for|to|about|by|next|this|tomorrow|and)\b|\s*[,.;!?]|\s*$)",
    re.IGNORECASE,
)
# Whom an appointment is with, rather than where it is.
_PRACTICE: Final = re.compile(
    r"^(?:the |my |our )?(?:dentist|doctor|vet|hairdresser|barber|optician|gp|physio\w*|garage"
    r"|surgery|clinic|solicitor|bank|accountant|midwife|nurse|osteopath|therapist)\b",
    re.IGNORECASE,
)
_NEW_PLACE: Final = re.compile(
    r"^\W*(?:please )?(?:change|set|update|move|switch) (?:the )?(?:place|location|venue|room)\b"
    r".* to (?P<place>[^,.;?!]+)$",
    re.IGNORECASE,
)
_NO_PLACE: Final = re.compile(
    r"^(?:(?:the|my|our|your)\s+)?(?:calend[ae]r|schedule|agenda|morning|afternoon|evening|night"
    r"|noon|midnight|half|quarter|once|least|all|advance|person|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|drive|inbox|mailbox|e-?mail|mail|end|week|day|month|case)\b",
    re.IGNORECASE,
)
_EVENT_VERB: Final = re.compile(
    r"^(?:schedule|arrange|organi[sz]e|book|plan|set up|set|create|add|make|put|block|enter"
    r"|pencil in"
    r"|note|save|mark|include|insert|remind me|notify me|alert me|don't let me forget|invite"
    r"|i have)\b"
    r"(?:\s+(?:me|us)\b)?(?:\s+(?:a|an|the|my|another|new|calendar|in)\b)*"
    r"(?:\s+(?:event|entry|appointment)(?=\s+(?!with\b|at\b|on\b|for\b|to\b|about\b|in\b|by\b)\w))?\s*",
    re.IGNORECASE,
)
_EVENT_FILLER: Final = re.compile(
    r"\b(?:to|on|in|into|onto|from) (?:my|the|our) (?:\w+ )?(?:calend[ae]r|schedule|agenda)\b"
    r"|\b(?:reminders?|event|entry|calend[ae]r) (?:for|about|to|of|that)\b|^(?:to|about|of|for"
    r"|that)\b"
    r"|\bplease\b|\bin calend[ae]r\b",
    re.IGNORECASE,
)
_THAT_DAY: Final = re.compile(
    r"\b(?:that|the same) (?:day|evening|morning|afternoon|night|week|time)\b", re.IGNORECASE
)
_MEETING_WITH: Final = re.compile(
    r"(?:\w+ )?(?:meeting|call|chat|session|catch-?up|talk|conversation|sync) with [^,;:]+$",
    re.IGNORECASE,
)
_LINKED: Final = re.compile(
    r"(?:about|on|re|regarding|for|to|with|over|and|in|at)\b", re.IGNORECASE
)
_DANGLING: Final = re.compile(
    r"(?:^|\s)(?:at|on|for|from|in|to|by|until|till|with|and|about|of|the|a|an|every|each|starting"
    r"|between|before|after)$",
    re.IGNORECASE,
)


def message_of(claims: Claims) -> str | None:
    """What a mail shall say, in the person's words."""
    for pattern in (_MESSAGE, _KNOW, _AFTER_COLON, _CLAUSE):
        found = claims.take_of_the_rest(pattern, "message")
        if found:
            return _asking(found.strip(" \"'"))
    return claims.take(QUOTED, 1)


def about_of(claims: Claims, message: str | None) -> str | None:
    """What a mail without a message is about, in the person's words."""
    found = None if message else _ABOUT.search(claims.text)
    return found["about"].rstrip(" .!?") if found else None


def described(claims: Claims) -> str:
    """The words of "Ana's place names" or "the mail about being away", which are the only ones
    that tell a mail, although they seldom tell anything."""
    found = _DESCRIBED.search(claims.text)
    if found is None:
        return ""
    small = STOP_WORDS | _WHICH | SERVICE_WORDS["gmail"]
    start, end = found.span("what")
    words = (w for w in claims.left() if start <= w.start < end and w.low not in small)
    return " ".join(word.text for word in words if len(word.low) > 1)


def _asking(message: str) -> str:
    """ "..., and ask her to call me" is said to her: "... Please call me." """
    said = _AND_ASK.sub(". Please ", message)
    return said if said == message or said.endswith((".", "!", "?")) else f"{said}."


def subject_of(claims: Claims) -> str | None:
    """The subject of a mail that the person named."""
    return claims.take(_SUBJECT, "subject")


def label_of(claims: Claims, *, labelling: bool) -> str | None:
    """The label to put, or (not `labelling`) to look under."""
    if not labelling:
        return claims.take(_WITH_LABEL, "label")
    quoted = claims.take(QUOTED, 1)
    return quoted or claims.take(_LABEL, "label")


def named_title(claims: Claims) -> str | None:
    """The title that the person spelled out."""
    return claims.take(_RENAMED, "title") or claims.take(_TITLE, "title") or claims.take(QUOTED, 1)


def new_place_of(claims: Claims) -> dict[str, str]:
    """Where an event is moved to, claimed: no person is meant there."""
    moved = _NEW_PLACE.search(claims.text)
    if moved is None or not claims.free(*moved.span("place")):
        return {}
    claims.claim(*moved.span("place"))
    return {"location": moved["place"].strip()}


def place_of(claims: Claims) -> str | None:
    """Where an event shall be; times and the calendar itself are no places."""
    room = _ROOM.search(claims.text)
    if room and claims.free(*room.span("place")):
        claims.claim(*room.span())
        return room["place"].strip()
    for found in _PLACE.finditer(claims.text):
        if claims.free(*found.span("place")) and not _NO_PLACE.match(found.group("place")):
            claims.claim(*found.span())
            return found.group("place").strip()
    return None


def title_from(text: str, spans: tuple[tuple[int, int], ...], place: str | None) -> str | None:
    """A title from the request itself, without verb, time and place: "Lunch with Ana"."""
    kept = list(text)
    for start, end in spans:
        kept[start:end] = "\x00" * (end - start)
    rest = "".join(kept)
    if place and not _PRACTICE.match(place):
        rest = re.sub(rf"(?:\b(?:at|in)|,) {re.escape(place)}", " ", rest)
    rest = _INVITED_TO.sub(lambda m: f"{_tidy(m['what'])} with {m['who']} ", rest.strip())
    rest = _EVENT_VERB.sub("", without_politeness(rest.strip())[1], count=1)
    rest = _THAT_DAY.sub(" ", _EVENT_FILLER.sub(" ", rest))
    parts = [_tidy(part) for part in rest.split("\x00")]
    parts = [part for part in parts if part]
    if len(parts) > 1 and _MEETING_WITH.match(parts[0]) and not _LINKED.match(parts[1]):
        parts[0] += ":"
    title = " ".join(parts).strip(" ,.;:!?-")
    title = re.sub(
        r"^(?:(?:an? )?(?:event|entry|slot) )?(?:for|to|about)\s+", "", title, flags=re.I
    )
    return title[:1].upper() + title[1:] if title else None


def _tidy(part: str) -> str:
    part = " ".join(part.split()).strip(" ,.;:!?-")
    while _DANGLING.search(part):
        part = _DANGLING.sub("", part).strip(" ,.;:!?-")
    return part
