"""The parts of a question that are not its operation: about whom, what and which."""

from __future__ import annotations

import re
from typing import Any, Final

from agents.query import READ_OPERATIONS, Operation
from agents.understanding import (
    counts,
    filing,
    inbox,
    mailbox,
    people,
    persons,
    questions,
    shapes,
    writing,
)
from agents.understanding.bare import DAY_PARTS
from agents.understanding.claims import Claims
from agents.understanding.dates import FoundTime
from agents.understanding.decision import Decision
from agents.understanding.lexicon import (
    COMMAND_WORDS,
    DATE_WORDS,
    FIELD_WORDS,
    FILE_TYPES,
    SERVICE_WORDS,
    STOP_WORDS,
)
from agents.understanding.wording import Word, request

_WRITES_MAIL: Final = frozenset({"draft_email", "send_email", "reply_email", "forward_email"})
_ON_A_MAIL: Final = frozenset(
    {"forward_email", "reply_email", "label_email", "archive_email", "trash_email"}
)
_THE_REST: Final = re.compile(r"(?:rest|others?|remaining|remainder)(?: ones?)?", re.IGNORECASE)
_MAKES_EVENT: Final = frozenset({"create_event", "update_event"})
_SHARES: Final = frozenset({"share_file", "unshare_file"})
_NO_TOPIC: Final = (
    STOP_WORDS | COMMAND_WORDS | DATE_WORDS | FIELD_WORDS | frozenset(FILE_TYPES)
    | frozenset().union(*SERVICE_WORDS.values())
)  # fmt: skip
# A noun that is also a command is a topic, except where the sentence has its verb.
_KEPT_NOUNS: Final = frozenset(
    {"plan", "call", "book", "change", "answer", "order", "block", "update", "access", "point"}
    | {"talk"}
    | {"move", "draft", "set", "record", "view", "flag", "label", "bring", "refund"}
)
_BEFORE_A_VERB: Final = frozenset(
    {"and", "to", "then", "please", "you", "i", "we", "can", "could", "not", "or", "be", "is"}
    | {"was", "were", "get", "got", "has", "have", "been", "it", "me", "let's", "them", "they"}
)
_MEANWHILE: Final = re.compile(
    r"\b(?:while|whilst|as long as) (?:i|we|he|she|they)(?: am| are| is|['’](?:m|re|s)|m|re)?"
    r"(?: (?:away|off|out|gone|abroad|in|at|on|over|travelling|staying|visiting))+\b[^,;?!]*",
    re.IGNORECASE,
)
# "What did we pay for the piano, not the tuning?" is not about the tuning.
BUT_NOT: Final = re.compile(
    r"(?:, ?(?:and |but )?|\b(?:and|but) )not (?:the|my|our|his|her|their|its|for|about)"
    r" (?P<what>[\w' -]{3,40}?)(?=[.,;?!]|$)",
    re.IGNORECASE,
)
_MATTERS: Final = frozenset(
    {"argument", "story", "saga", "matter", "affair", "business", "situation", "quarrel", "forth"}
    | {"each", "everyone", "compare", "whole", "thing", "issue"}
)
_MAIL_KINDS: Final = frozenset({"newsletter", "newsletters", "spam", "promotions"})
_ROLE_WORDS: Final = frozenset(
    {"editor", "editors", "viewer", "viewers", "commenter", "commenters", "reader", "writer"}
    | {"rights", "permission", "permissions", "edit", "comment", "view", "read"}
)
# "Whose form needs a photo?" asks for no photo.
_LOOKS_FOR: Final = re.compile(r"(?:find|show|open|search|look|get|where|which|the|my|list|any)\b")
# What lies in a folder is wanted, not the folder.
_IN_A_FOLDER: Final = re.compile(
    r"\b(?:in|inside|within|from|of|into|im|aus|dans|en) (?:the|my|our|that|this|dem|le|la|mi"
    r"|mon)?\b ?(?:[\w&-]+ ){0,3}(?:folders?|ordner|carpeta|dossier)\b"
    r"|\b(?:folders?|ordner|carpeta|dossier)\W.{0,30}\b(?:hold|contain|have in)"
    r"|^\W*(?:in )?(?:which|what) folder\b",
    re.IGNORECASE,
)
_REPLIES: Final = frozenset(
    {"answer", "answers", "reply", "replies", "response", "feedback", "input", "approval"}
)
_REFERENCE: Final = re.compile(
    r"(?<![\w@./-])#?(?=[A-Z0-9/-]*\d)(?=[A-Z0-9/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Z0-9]+)*(?![\w@])"
    r"|#\d{3,}\b|(?<![\w.,:/-])\d{6,}(?![\w:/])"
)
_NAMED_REFERENCE: Final = re.compile(
    r"\b(?:reference|booking|confirmation|order|invoice|ticket|case|pnr|tracking|policy|customer)"
    r"(?: (?:number|code|no\.?|id|reference))?[:#\s]+(?P<code>(?=[A-Za-z0-9-]*\d)[A-Za-z0-9-]{4,}"
    r"|[A-Z]{6})\b"
)
_GOES_TO_SOMEBODY: Final = re.compile(
    r"\b(?:invit\w+|calls?|messages?|e-?mails?|talk|speak|reminder|present) to\b", re.IGNORECASE
)
_NOT_A_REFERENCE: Final = re.compile(r"^(?:\d{1,2}(?:AM|PM)|Q[1-4]|H[12]|\d{4}-?Q[1-4]|\d+(?:ST"
r"|ND|RD|TH)"
                                     r"|20\d{6}|W\d{2})$")  # fmt: skip


def find_words_to_write(claims: Claims, decided: Decision) -> dict[str, Any]:
    """Claims the subject and the message of a mail: what they say is not about the request."""
    if decided.operation not in _WRITES_MAIL or decided.about_booking:
        return {}
    subject, message = writing.subject_of(claims), writing.message_of(claims)
    return {"subject": subject, "message": message, "about": writing.about_of(claims, message)}


def find_phrases(claims: Claims, decided: Decision) -> dict[str, Any]:
    """Claims what stands in quotes in a question: it is neither a name nor a date."""
    phrases: list[str] = []
    while decided.operation in READ_OPERATIONS:
        phrase = claims.take(writing.QUOTED, 1)
        if phrase is None:
            break
        phrases.append(phrase)
    return {"phrases": phrases} if phrases else {}


def find_entities(claims: Claims, decided: Decision, when: FoundTime) -> dict[str, Any]:
    """The entities of `agents.query.Intent` in what of the text nothing has claimed yet."""
    text = claims.text
    wish = request(text)
    operation = decided.operation
    found: dict[str, Any] = {}
    for span in when.spans:
        claims.claim(*span)
    found["references"] = _references(claims)
    if operation in _MAKES_EVENT:
        found["title"] = writing.named_title(claims)
    found["labels"] = _labels(claims, operation)
    about_mail = _about_the_mailbox(wish, decided)
    looks = operation in READ_OPERATIONS and "gmail" in decided.services
    of_all_mail = looks and (about_mail in inbox.SHAPES or bool(inbox.marks(wish)))
    group = inbox.find_group(claims) if of_all_mail else {}
    group |= inbox.find_few(claims) if about_mail == "few" else {}
    personal = looks and mailbox.is_personal(claims)
    found |= _people(claims, decided, about_mail) | group
    mailbox.claim_talk(about_mail, claims)
    if operation in _MAKES_EVENT:
        found["location"] = writing.place_of(claims)
    if operation == "create_event" and not found["title"]:
        found["title"] = writing.title_from(text, when.spans, found["location"])
    found["duration_minutes"] = when.minutes
    found["same_day"] = when.clock_only
    kinds = _file_types(claims, decided)
    by_people = bool(filing.DIRECTIONS.keys() & found.keys())  # "docs Ana shared" are of any kind
    found["file_types"] = [kind for kind in kinds if kind != "document" or not by_people]
    if operation in _SHARES:
        for word in claims.left():
            if word.low in _ROLE_WORDS:
                claims.claim(word.start, word.end)
    topic = filing.topic_of_files(topic_of(claims), decided.services)
    found["topic"] = _of_a_mail(topic, claims, operation)
    found |= _signs(wish, decided)
    if personal:
        found["flags"] = [*found.get("flags", ()), "personal"]
    if found["shape"] == "amount" and found["direction"] == "to":
        found["direction"] = None  # what is owed to somebody stands in their mails
    _settle(found, wish, claims, decided, bounded=when.range is not None)
    return {key: value for key, value in found.items() if value not in (None, "", [], False)}


def _of_a_mail(topic: str, claims: Claims, operation: Operation) -> str:
    """What a command about mails says of them; "the rest" says nothing."""
    if operation not in _ON_A_MAIL:
        return topic
    named = topic or writing.described(claims)
    return "" if _THE_REST.fullmatch(named) else named


def _about_the_mailbox(wish: str, decided: Decision) -> str:
    """The shape of a question about the mailbox as such; "" for any other."""
    question = questions.question_of(wish)
    if question and decided.operation == "summarize" and question.shape == "thread":
        return "thread"
    if decided.services != ("gmail",) or decided.operation != "search":
        return ""
    return question.shape if question else "count" if counts.of_items(wish) else ""


def _settle(
    found: dict[str, Any], wish: str, claims: Claims, decided: Decision, *, bounded: bool
) -> None:
    """What the shape says of the topic, and the topic of the shape."""
    if decided.services == ("gmail",) and inbox.is_of_newsletters(found["topic"]):
        _settle_newsletters(found, decided)
        return
    if decided.services == ("gmail",) and decided.operation == "search":
        _settle_list(found, bounded=bounded)
    if decided.services == ("gmail",) and inbox.asks_for_sent(wish) and not found["labels"]:
        found["labels"] = ["SENT"]
        found["shape"] = "list" if found["shape"] == "digest" else found["shape"]
    if found["shape"] == "absent":
        found["topic"], found["people"] = mailbox.ABSENCE, []
    if found["shape"] == "needs_reply":
        found["topic"] = " ".join(w for w in found["topic"].split() if w not in _REPLIES)
    if found.get("people") and set(found["topic"].lower().split()) <= _MATTERS:
        found["topic"] = ""
    if found["shape"] == "said" and len(found.get("people") or ()) > 1:
        found["shape"], found["direction"] = "each", "from"
    if found["file_types"] and not found["topic"] and "gmail" in decided.services:
        found["topic"] = _said_kind(claims)
    if decided.operation == "summarize":
        singles_out = bool(found["topic"] or found.get("latest") or found["references"])
        found["shape"] = questions.summary_shape(wish, singles_out=singles_out)


def _settle_newsletters(found: dict[str, Any], decided: Decision) -> None:
    """The kind of mail chooses, and no word of it has to be there."""
    marks = "only" if decided.operation == "label_email" else "flags"  # else a mark to put on
    found[marks] = [*(found.get(marks) or ()), "newsletters"]
    found["topic"] = ""
    if decided.operation in READ_OPERATIONS:
        found["shape"] = "count" if found["shape"] == "count" else "digest"


def _settle_list(found: dict[str, Any], *, bounded: bool) -> None:
    """Drafts are known by their label. Mails that nothing chooses but a day, or that they are
    unread or personal, are told as a digest; those about something are looked for."""
    if found["shape"] == "drafts":
        found["labels"] = ["DRAFT"]
    if found["shape"] == "bought":
        found["shape"], found["topic"] = "list", found["topic"] or mailbox.RECEIPTS
    about = any(found.get(key) for key in ("topic", "people", "addresses", "references", "labels"))
    flags = set(found.get("flags", ()))
    chosen = bool(flags & {"unread", "personal"}) or bounded
    singled_out = about or found.get("latest") or flags & {"attachment", "starred"}
    if found["shape"] == "digest" and about:
        found["shape"] = None
    elif found["shape"] in (None, "list", "who") and chosen and not singled_out:
        found["shape"] = "digest"


def _said_kind(claims: Claims) -> str:
    """The kind of file in the person's word: a mail speaks of the "deck" that comes with it."""
    return next((w.text for w in claims.left() if w.low in FILE_TYPES), "")


def topic_of(claims: Claims) -> str:
    """The unclaimed words worth searching for, in order, as written. "The story with the boiler"
    is about the boiler, and "while I am in Rome" only tells when."""
    worth = [word for word in claims.left() if _worth_searching(word, claims)]
    for aside in (_MEANWHILE, BUT_NOT):
        if found := aside.search(claims.text):
            worth = [w for w in worth if not found.start() <= w.start < found.end()] or worth
    things = [word for word in worth if word.low not in _MATTERS]
    return " ".join(word.text for word in things or worth)


def _worth_searching(word: Word, claims: Claims) -> bool:
    if word.low in _MAIL_KINDS:
        return True
    if word.low in DAY_PARTS:  # unclaimed, it is no time: "quiz night"
        return any(w.end == word.start - 1 or w.end == word.start - 2 for w in claims.left())
    if word.low in _KEPT_NOUNS:
        position = claims.words.index(word)
        return position > 0 and claims.words[position - 1].low not in _BEFORE_A_VERB
    if word.low in _NO_TOPIC:
        # "May" the name and "US" the country are told from the small words by their capitals.
        return word.text.isupper() and len(word.text) > 1 and word.low not in DATE_WORDS
    return len(word.low) > 1 or word.low.isdigit()


def _people(claims: Claims, decided: Decision, about_mail: str) -> dict[str, Any]:
    if decided.about_booking:
        return {"addresses": _addresses(claims)}
    of_mail = decided.operation in READ_OPERATIONS and decided.services == ("gmail",)
    if of_mail and (role := people.find_role(claims)):
        return {"people": [role[0]], "direction": role[1]}
    person = mailbox.find_person(about_mail, claims)
    if person and person[0]:
        return {"people": [person[0]], "direction": person[1]}
    about = persons.asked(request(claims.text))
    if about and decided.operation == "search":
        name = persons.claim(about, claims)
        return {"people": [name] if name else [], "detail": about.detail}
    if "gdrive" in decided.services and decided.operation in READ_OPERATIONS:
        role = filing.find_role(claims)
        if role:
            key = "addresses" if "@" in role[1] else "people"
            return {role[0]: role[1], key: [role[1]], "direction": filing.DIRECTIONS[role[0]]}
    writes = decided.operation not in READ_OPERATIONS
    cues = {"from", "to", "with"}
    if decided.services[:1] == ("gdrive",) and not writes:
        cues = {"from"}
    if decided.operation == "create_event" and not _GOES_TO_SOMEBODY.search(claims.text):
        cues = {"from", "with"}  # "a visit to Rome"
    found = people.find_people(
        claims,
        writes=writes,
        cues=frozenset(cues),
        lower_cased=decided.operation not in ("create_event", "unsupported"),
    )
    names = list(found.names)
    return {
        "people": names,
        "other": any(re.search(rf"\bother {re.escape(name)}", claims.text) for name in names),
        "addresses": list(found.addresses),
        "direction": person[1] if person else found.direction,
        "which": found.which,
    }


def _addresses(claims: Claims) -> list[str]:
    found = [match.group() for match in people.ADDRESS.finditer(claims.text)]
    for match in people.ADDRESS.finditer(claims.text):
        claims.claim(*match.span())
    return list(dict.fromkeys(found))


def _references(claims: Claims) -> list[str]:
    """Booking, invoice and order numbers, as written; they stay out of the topic."""
    found: list[str] = []
    for match in _NAMED_REFERENCE.finditer(claims.text):
        if claims.free(*match.span("code")):
            claims.claim(*match.span("code"))
            found.append(match.group("code"))
    for match in _REFERENCE.finditer(claims.text):
        code = match.group()
        if claims.free(*match.span()) and len(code) > 3 and not _NOT_A_REFERENCE.match(code):
            claims.claim(*match.span())
            found.append(code)
    return found


def _labels(claims: Claims, operation: Operation) -> list[str]:
    labelling = operation == "label_email"
    if not labelling and operation not in READ_OPERATIONS:
        return []
    label = writing.label_of(claims, labelling=labelling)
    return [label] if label else []


def _file_types(claims: Claims, decided: Decision) -> list[str]:
    if "gdrive" not in decided.services and decided.operation not in READ_OPERATIONS:
        return []
    looks = bool(_LOOKS_FOR.match(request(claims.text)))
    inside = bool(_IN_A_FOLDER.search(claims.text))
    types = [
        FILE_TYPES[w.low]
        for w in claims.left()
        if w.low in FILE_TYPES
        and (looks or FILE_TYPES[w.low] != "image" or w.low.endswith("s"))
        and not (inside and FILE_TYPES[w.low] == "folder")
    ]
    return list(dict.fromkeys(types))


# Which mails are marked, and not as what: "star all unread mails".
_ONLY: Final = re.compile(
    r"\b(unread|starred)(?=,? (?:\w+ )?(?:e-?mails?|mails?|messages?|newsletters?|ones)\b)"
)


def _signs(wish: str, decided: Decision) -> dict[str, Any]:
    operation = decided.operation
    signs: dict[str, Any] = {
        "shape": shapes.shape_of(wish, operation, decided.services),
        "verb": shapes.verb_of(wish) if operation not in READ_OPERATIONS else None,
        "about_booking": decided.about_booking,
    }
    if operation in READ_OPERATIONS:
        mailed = "gdrive" in decided.services and questions.MAILED.search(wish)
        signs["flags"] = [*shapes.flags_of(wish), *(["attachment"] if mailed else [])]
        signs["latest"] = shapes.wants_latest(wish)
    if operation in ("archive_email", "trash_email"):
        signs["flags"] = list(shapes.flags_of(wish))
    if operation in _SHARES:
        signs["role"] = shapes.role_of(wish)
    if operation == "respond_event":
        signs["response"] = shapes.response_of(wish)
    if operation == "label_email" and (verb := shapes.verb_of(wish)) in ("star", "mark"):
        signs["only"] = _ONLY.findall(wish)
        flags = [] if verb == "star" else list(shapes.flags_of(_ONLY.sub("", wish)))
        signs["flags"] = flags or (["starred"] if verb == "star" else [])
    return signs
