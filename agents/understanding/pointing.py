"""The things that the last answer cited: "open the second one", "move it", "who is coming?"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from agents.query import READ_OPERATIONS, Citation, EarlierTurn, Intent, Operation, Service
from agents.understanding import cited, clarify, rules, shapes
from agents.understanding.decision import BOOKING_SERVICES, services_to_look_in
from agents.understanding.wording import request

CONFIDENCE: Final = 0.8
MANY: Final = 3  # that were listed, so that the last of them may be meant and none of a row
NEVER: Final = datetime.min.replace(tzinfo=UTC)
_TIDIES: Final = frozenset({"archive_email", "trash_email", "label_email"})
ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "last": -1, "latest": 1, "newest": 1, "top": 1, "other": 2,
}  # fmt: skip
_ORDINAL: Final = re.compile(
    r"\b(?:the |number |no\.? ?|#)?(?P<word>"
    + "|".join(sorted(ORDINALS, key=len, reverse=True))
    + r"|(?<=number )\d{1,2}|(?<=#)\d{1,2}) ?(?P<noun>one|result|hit|item|source|entry|e-?mail|mail"
    r"|message|thread|event|meeting|appointment|invite|file|doc|document|deck|spreadsheet|slide"
    r"|pdf|conversation)?\b"
)
# "The second and third", "the first two", "both", "all of them".
_SEVERAL: Final = re.compile(
    r"\b(?P<first>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)"
    r"(?P<rest>(?:\s*(?:,|and|&|\+|,? and)\s*(?:the )?"
    r"(?:first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th))+)\b"
)
_FIRST_FEW: Final = re.compile(r"\b(?P<end>first|last|top) (?P<n>two|three|four|five|\d)\b")
_ALL_OF_THEM: Final = re.compile(
    r"\b(?:both|all (?:of (?:them|those|these)|three|four|five|\d)|them all|the lot|all those|them"
    r"|those|these|each of them)\b(?! (?:about|from|with|which|that)\b)"
)
_NO_TITLES: Final = frozenset({"it", "this", "that", "them", "these", "those", "that one"})
_FEW: Final = {"two": 2, "three": 3, "four": 4, "five": 5}
_NEWEST: Final = re.compile(r"\b(?:newest|latest|most recent|last changed)\b")
_OLDEST: Final = re.compile(r"\b(?:oldest|earliest)\b")
_OF_THESE: Final = re.compile(
    r"^(?:and |so )?(?:which|what|open|show(?: me)?|read)\b.*"
    r"\b(?:of (?:them|these|those)|one|is|are)\b"
)
_GOES_ON: Final = ("to ", "and ", "back ", "by ", "forward ", "off", "please", "too", "as well")
_PRONOUN: Final = re.compile(
    r"\b(?:it|this|that|them|these|those|this one|that one|the one)\b(?! (?:is|was|are|were|says"
    r"|said|mentions?|has|have)\b)"
)
_THE_ONE: Final = re.compile(
    r"^(?:open|show|read|display|view)(?: me)? (?:the|that|this) (?:e-?mail|mail|message|thread"
    r"|event|meeting|appointment|file|doc|document|deck|spreadsheet|presentation|pdf)[?.!]*$"
)
_BARE_QUESTION: Final = re.compile(
    r"^(?:who|when|where|what time|how long|is there|are there|does it|has it|what does it)\b"
)
# A question of it, and not "what is it?" or "which one is it?".
_ASKS_OF_IT: Final = re.compile(
    r"^(?!(?:what|which(?: one)?)(?:'s| is| was) (?:it|that|this|the (?:\w+ ){0,2}one)\W*$)"
    r"(?!what (?:does|did|do) (?:it|that|they|this) say\W*$)"
    r"(?:.*[,;:–-] ?)?(?:and |but |so )*(?:who|whom|whose|what|when|where|which|why|how|is|are|was"
    r"|were|am|does|do|did|has|have|can|could|will|would|should|by when|until when)\b.*"
)
# Of a row of events, or the one that is not meant, as well as of what is listed.
_OF_A_ROW: Final = re.compile(r"\b(?:last|latest|newest|other)\b")
_CHANGES_IT: Final = re.compile(r"^(?:cancel|change|move|rebook|reschedule)\b")
_READ: Final[dict[Service, Operation]] = {"gmail": "read", "gcal": "read", "gdrive": "read"}

_VerbTable = list[tuple[str, dict[Service, Operation]]]


def _compiled(table: _VerbTable) -> list[tuple[re.Pattern[str], dict[Service, Operation]]]:
    return [(re.compile(pattern), operations) for pattern, operations in table]


_BY_VERB: Final = _compiled(
    [
        (r"^(?:draft|write|compose|prepare|send)(?: me)? (?:a |an |the )?(?:short |quick |brief )?"
         r"(?:reply|response|answer)\b", {"gmail": "reply_email"}),
        (r"^(?:open|read|show|display|view|see|expand)\b|\bwhat (?:does|did) (?:it|that"
         r"|they) say\b",
         _READ),
        (r"^(?:summari[sz]e|sum up|recap)\b",
         {"gmail": "summarize", "gcal": "summarize", "gdrive": "summarize"}),
        (r"^(?:reply|respond|answer|write back)\b", {"gmail": "reply_email"}),
        (r"^(?:forward|fwd)\b", {"gmail": "forward_email"}),
        (r"^(?:send|e-?mail|mail)\b(?! an? )", {"gmail": "forward_email", "gdrive": "share_file"}),
        (r"^archive\b", {"gmail": "archive_email"}),
        (r"^uninvite\b", {"gcal": "update_event", "gdrive": "unshare_file"}),
        (r"^(?:add|invite|include) .*\bto (?:it|that|this)\b",
         {"gcal": "update_event", "gdrive": "share_file"}),
        (r"^(?:delete|remove|trash|bin|throw away|get rid of|drop (?!\w+ (?:an? |the )?(?:line|note"
         r"|e-?mail|mail|message)\b))\b",
         {"gmail": "trash_email", "gcal": "delete_event"}),
        (r"^(?:cancel|call off)\b", {"gcal": "delete_event"}),
        (r"^(?:label|tag|star|flag|mark)\b", {"gmail": "label_email"}),
        (r"^put (?:it|that|this)\b.*\b(?:earlier|later|back|forward|off)\b",
         {"gcal": "update_event"}),
        (r"^move\b", {"gcal": "update_event", "gmail": "label_email"}),
        (r"^(?:reschedule|postpone|push|shift|change|bring|rename|extend|shorten|make)\b",
         {"gcal": "update_event"}),
        (r"^(?:add|put|enter|save|note)\b.*\b(?:calend[ae]r|schedule|agenda)\b",
         {"gmail": "create_event", "gdrive": "create_event"}),
        (r"^(?:accept|decline|rsvp|say (?:yes|no|maybe)|turn (?:it|that) down|reject|confirm)\b",
         {"gcal": "respond_event"}),
        (r"^share\b", {"gdrive": "share_file"}),
        (r"^(?:unshare|stop sharing|revoke)\b", {"gdrive": "unshare_file"}),
        (r"^(?:who|when|where|what time|how long|how many|which|what|is|was|were|are|does|did|has"
         r"|have|can|will|how)\b",
         _READ),
    ]
)  # fmt: skip


def points_back(text: str) -> bool:
    """Whether the text speaks of something it does not name."""
    wish = request(text)
    return bool(_PRONOUN.search(wish) or place_in(wish))


def pointed_at(own: Intent, wish: str, before: EarlierTurn) -> Intent | None:
    """What shall be done with one of the things that the last answer cited."""
    if "ordinal" in own.entities:
        return own
    wish = _without_message(own, wish)
    ordinal = _by_age(wish, before.citations) or place_in(wish)
    several = _several(wish, before.citations) if own.operation in _TIDIES else []
    if own.operation not in READ_OPERATIONS and _is_mixed(wish, before.citations):
        return replace(own, clarification=clarify.ONE_KIND)
    if ordinal is None and not several and not _points_at_something(own, wish):
        return None
    booking = bool(_CHANGES_IT.match(wish)) and _was_about_booking(before.intent)
    if booking or not before.citations:
        return _without_citations(own, before.intent, booking=booking)
    operations = operations_for(wish)
    if operations is None and ordinal is not None and not own.entities.get("topic"):
        operations = _READ
    if operations is None:
        return None
    listed = before.citations if ordinal is not None else cited.in_order(before)
    chosen = _citation(ordinal, wish, listed, operations)
    operation = operations.get(chosen.service)
    if operation is None or (operation == "label_email" and _is_moved_in_time(own, wish)):
        return None
    if operation == "unshare_file" and "uninvited" in own.entities:  # "take Bo off it"
        whom = {"people": own.entities["uninvited"], "direction": "with"}
        own = replace(own, entities={**own.entities, **whom})
    return replace(
        own,
        services=("gcal",) if operation == "create_event" else (chosen.service,),
        operation=operation,
        entities={
            **said_here(own.entities),
            **_signs(own, wish, operation, chosen, before.citations),
        },
        confidence=max(own.confidence, CONFIDENCE),
        clarification=None,
    )


def _is_moved_in_time(own: Intent, wish: str) -> bool:
    """ "Move it to two": no mail is."""
    is_timed = own.time_range is not None or re.search(r"\b(?:to|at|till|until) \d", wish)
    return wish.startswith("move") and bool(is_timed)


def _without_message(own: Intent, wish: str) -> str:
    """The wish without what a mail shall say: "it" in there points at nothing shown."""
    said = str(own.entities.get("message") or "").lower()
    start = wish.rfind(said[:20]) if said else -1
    return wish[:start].rstrip(" ,:") if start > 0 else wish


def asks(wish: str) -> bool:
    """Whether a question is put to what is pointed at, which is not opened for its own sake."""
    return bool(_ASKS_OF_IT.search(wish)) and not _NEWEST.search(wish) and not _OLDEST.search(wish)


def asked_of(wish: str, earlier: tuple[EarlierTurn, ...]) -> list[Citation]:
    """Those at the places that a question tells ("and the first one, what does he want?"), of
    what was listed: not of what was then done with one of them."""
    lists = (t for t in reversed(earlier) if t.citations and not acted_on_one(t.intent))
    listed = next(lists, None)
    if listed is None:
        return []
    several, ordinal = _placed(wish, listed.citations), place_in(wish)
    if several or ordinal is None or abs(ordinal) > len(listed.citations):
        return several
    if _OF_A_ROW.search(wish) and len(listed.citations) < MANY:
        return []
    return [_citation(ordinal, wish, listed.citations, _READ)]


def acted_on_one(intent: Intent) -> bool:
    """Whether a turn was about one of the things listed before it."""
    asked_one = (intent.entities.get("shown") or {}).get("each")
    return bool(asked_one) or (
        intent.operation not in READ_OPERATIONS and "ordinal" in intent.entities
    )


def _was_about_booking(before: Intent) -> bool:
    topic = str(before.entities.get("topic", "")).lower()
    return bool(before.entities.get("about_booking") or rules.BOOKING.search(topic))


def _points_at_something(own: Intent, wish: str) -> bool:
    """Whether the words are "it", "the event", or a bare "who is coming?"."""
    if _PRONOUN.search(wish) or _THE_ONE.match(wish):
        return True
    names = {"topic", "people", "addresses", "references", "file_types"} & set(own.entities)
    return bool(_BARE_QUESTION.match(wish)) and not names and own.time_range is None


def _signs(
    own: Intent,
    wish: str,
    operation: Operation,
    chosen: Citation,
    citations: tuple[Citation, ...],
) -> dict[str, Any]:
    """What the wording adds to the citation that it points at."""
    signs: dict[str, Any] = {"ordinal": chosen.n}
    if operation in _TIDIES and len(several := _several(wish, citations)) > 1:
        signs["ordinals"] = several
    shape = shapes.shape_of(wish, operation, (chosen.service,))
    if shape not in ("list", "agenda"):
        signs["shape"] = shape
    if operation == "respond_event":
        signs["response"] = shapes.response_of(wish)
    if operation in ("share_file", "unshare_file"):
        signs["role"] = shapes.role_of(wish)
    if operation not in READ_OPERATIONS:
        signs["verb"] = shapes.verb_of(wish)
    if operation == "label_email" and own.entities.get("topic") and not own.entities.get("labels"):
        signs["labels"] = [own.entities["topic"]]
    return {key: value for key, value in signs.items() if value}


def _without_citations(own: Intent, before: Intent, *, booking: bool) -> Intent | None:
    """What is meant by "it" is the topic of the turn before: after an answer without sources, and
    where "it" is a `booking` that somebody outside holds."""
    if before.operation == "unsupported" and own.operation in ("draft_email", "send_email"):
        nothing = not {"topic", "message"} & own.entities.keys()
        return replace(own, clarification=clarify.WHICH_ONE) if nothing else None
    topic = before.entities.get("topic")
    if not topic or own.entities.get("topic") or before.operation == "unsupported":
        return None
    inherited = ("topic", "references", "people")
    kept = {key: before.entities[key] for key in inherited if key in before.entities}
    entities = {**kept, **said_here(own.entities)}
    if not booking:
        return replace(own, entities=entities, clarification=None)
    entities["about_booking"] = True
    entities["verb"] = own.entities.get("verb") or before.entities.get("verb") or "change"
    return replace(
        own,
        services=BOOKING_SERVICES,
        operation="draft_email",
        entities=entities,
        confidence=CONFIDENCE,
        clarification=None,
    )


def said_here(entities: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(entities)
    for key in ("about_booking", "verb", "shape", "latest"):
        kept.pop(key, None)
    if str(kept.get("title", "")).lower() in _NO_TITLES:
        del kept["title"]
    return kept


def operations_for(wish: str) -> dict[Service, Operation] | None:
    """What the verb of a lower-cased request does to a thing of each service."""
    return next((operations for pattern, operations in _BY_VERB if pattern.search(wish)), None)


def place_in(wish: str) -> int | None:
    """The place of the thing that a lower-cased wish tells, below 0 from the end."""
    for found in _ORDINAL.finditer(wish):
        word, noun = found.group("word"), found.group("noun")
        if word.isdigit():
            return int(word)
        follows = wish[found.end() :].lstrip()
        if noun or not follows or not follows[0].isalpha() or follows.startswith(_GOES_ON):
            return ORDINALS[word]
    return None


def _several(wish: str, citations: tuple[Citation, ...]) -> list[int]:
    """The numbers of the mails meant, where several are."""
    mails = [one.n for one in _placed(wish, citations) if one.service == "gmail"]
    if mails or not _ALL_OF_THEM.search(wish):
        return mails
    return [citation.n for citation in citations if citation.service == "gmail"]


def _placed(wish: str, citations: tuple[Citation, ...]) -> list[Citation]:
    """The things at several places ("the second and third"), as the page numbers them; of one
    kind only where that is named ("the first two mails")."""
    named = services_to_look_in(wish)
    pool = [one for one in citations if one.service in named] or list(citations)
    if found := _SEVERAL.search(wish):
        places = [ORDINALS[word] for word in re.findall(r"\w+", found.group()) if word in ORDINALS]
        return [pool[p - 1 if p > 0 else p] for p in places if p <= len(pool)]
    if found := _FIRST_FEW.search(wish):
        number = _FEW.get(found["n"]) or int(found["n"])
        return pool[-number:] if found["end"] == "last" else pool[:number]
    return []


def sparing(intent: Intent, what: str, earlier: tuple[EarlierTurn, ...]) -> Intent:
    """The intent to put things away without `what` ("the second") of those that the last answer
    cited; asks where that is not told by its place. Of a search `what` is left out later."""
    told = intent.entities
    if "ordinal" not in told or not earlier:
        return replace(intent, entities={**told, "without": what})
    low, citations = what.lower(), earlier[-1].citations
    spared = {one.n for one in _placed(low, citations)}
    place = None if spared else place_in(low)
    if place is not None and place <= len(citations):
        spared.add(_citation(place, low, citations, _READ).n)
    if not spared and "ordinals" not in told:
        return intent  # "archive it, not the others"
    left = [n for n in told.get("ordinals") or [told["ordinal"]] if n not in spared]
    if not spared or not left:
        return replace(intent, clarification=clarify.WHICH_ONE)
    several = {"ordinals": left} if "ordinals" in told else {}
    return replace(intent, entities={**told, "ordinal": left[0], **several})


def _is_mixed(wish: str, citations: tuple[Citation, ...]) -> bool:
    """Whether the things at the places that a wish to write tells are not all mails."""
    placed = _placed(wish, citations)
    return bool(operations_for(wish)) and any(one.service != "gmail" for one in placed)


def _by_age(wish: str, citations: tuple[Citation, ...]) -> int | None:
    """The place of the newest or oldest of the things cited, where all of one kind have a time."""
    newest = _NEWEST.search(wish)
    if not (newest or _OLDEST.search(wish)) or not _OF_THESE.match(wish):
        return None
    pool = [citation for citation in citations if citation.service == citations[0].service]
    aged = [citation for citation in pool if citation.when is not None]
    if len(aged) < 2 or len(aged) < len(pool) or aged[0].service == "gcal":
        return None
    chosen = (max if newest else min)(aged, key=lambda citation: citation.when or NEVER)
    return citations.index(chosen) + 1


def _citation(
    ordinal: int | None,
    wish: str,
    citations: tuple[Citation, ...],
    operations: dict[Service, Operation],
) -> Citation:
    """The citation meant: "the second mail" counts mails only, "it" is the first one that the
    verb can act on."""
    named = services_to_look_in(wish)
    pool = [c for c in citations if c.service in named] or list(citations)
    usable = [c for c in pool if c.service in operations]
    if ordinal is None and shapes.shape_of(wish, "read", ("gdrive",)) == "shared_with":
        pool = usable = [c for c in citations if c.service == "gdrive"] or pool
    if ordinal is None:
        return (usable or pool)[0]
    if usable and pool[min(ordinal, len(pool)) - 1 if ordinal > 0 else -1] not in usable:
        pool = usable  # "reply to the second one" counts what can be replied to
    if ordinal < 0:
        return pool[-1]
    return pool[min(ordinal, len(pool)) - 1]
