"""The answer without a model: a structured extract for each kind of question."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agents.matching import text_of
from agents.synthesis import (
    agenda,
    answered,
    beyond,
    clashes,
    compared,
    correspondence,
    covers,
    days,
    digest,
    doubts,
    facts,
    failures,
    files,
    folders,
    followed,
    found,
    free,
    guests,
    hops,
    mailbox,
    moments,
    opened,
    people,
    replies,
    rows,
    said,
    taken,
    threads,
    told,
    trips,
    wording,
    written,
)
from agents.synthesis.material import Material
from agents.words import content_words, coverage

CANNOT = (
    "I cannot help with that: I answer from your mail, your calendar and your files, "
    "and prepare e-mails for you to approve."
)
_ANY = frozenset({""})  # held by every text
Teller = Callable[[Material], str]


def extractive_answer(material: Material) -> str:
    """Markdown with `[n]` marks. Every claim about an item has its mark."""
    if material.intent.operation == "unsupported":
        return CANNOT
    notes = failures.notes(material)
    if not _body_is_sound(material):
        return "\n\n".join(notes)
    body = _body(material)
    missing = _missing(body, material)
    return "\n\n".join((body, *missing, *taken.notes(material), *notes))


def _body_is_sound(material: Material) -> bool:
    """Whether anything besides failures can be told."""
    return (
        bool(material.searched())
        or any(r.action for r in material.results)
        or not any(r.status in ("failed", "timed_out") for r in material.results)
    )


def _missing(body: str, material: Material) -> list[str]:
    """The names and numbers of the question that nothing in the answer's sources holds."""
    if not material.is_answerable or not material.sources.items or written.is_write(material):
        return []
    held = "\n".join((body, *(text_of(item) for item in material.sources.items)))
    words = [word for word in material.topic.split() if word[:1].isupper() or word[:1].isdigit()]
    missing = [word for word in words if not coverage(content_words(word) or _ANY, held)]
    if not missing:
        return []
    quoted = wording.joined([f"“{wording.plain(word)}”" for word in missing])
    return [f"Nothing that I found mentions {quoted}."]


def _body(material: Material) -> str:
    """What was asked for; or, where that kind of answer finds nothing, what the whole question
    does."""
    if written.is_write(material):
        return written.written(material)
    if material.shown and (told := followed.told(material)):
        return told
    told = _planned(material)
    is_vague = not material.sources.items or told.startswith(doubts.UNSURE)
    is_vague = is_vague or followed.strays(material)
    if material.shown and is_vague and (near := followed.nearest(material)):
        return near
    if material.sources.items or not beyond.may_answer(material):
        return told
    general = beyond.in_general(material)
    return doubts.hedged(facts.best(general), general) if general.is_answerable else told


def _planned(material: Material) -> str:
    operations = {result.step.operation for result in material.results if result.ok}
    if "find_time" in operations and material.shape != "beside":
        return free.free_time(material)
    if material.shape in ("digest", "thread") and threads.asks_for_decision(material):
        return _decided(material)
    if material.shape in _OPENING:
        return _OPENING[material.shape](material)
    if operations & {"read", "thread"}:
        summarises = material.intent.operation == "summarize" or material.shape == "thread"
        return opened.summary(material) if summarises else opened.opened(material)
    if hops.has_anchor(material):
        return hops.two_hops(material)
    if material.intent.operation == "summarize" and material.found.get("gmail"):
        by_topic = material.wanted or material.people
        return opened.of_several(material) if by_topic else digest.digest(material)
    told = _SHAPES.get(material.shape, _search)(material)
    return doubts.hedged(told, material)


def _decided(material: Material) -> str:
    """What was decided: about the topic, or else in the newest thread that decides something."""
    told = threads.decisions(material) if material.wanted else ""
    mails = [] if told or material.wanted else threads.of_decision(material)
    if told or mails:
        return told or threads.thread(mails, material)
    return opened.summary(material) if material.shape == "thread" else digest.digest(material)


def _search(material: Material) -> str:
    services = set(material.intent.services)
    if services == {"gcal"} and (not material.topic or material.shape in ("agenda", "next")):
        return agenda.agenda(material)
    if services == {"gdrive"} and not material.is_question:
        return files.listed(material)
    if services == {"gmail"} and material.people and material.topic and material.shape != "list":
        return said.said(material)
    if material.wanted and material.is_question:
        return facts.best(material)
    return found.listed(material)


def _length(material: Material) -> str:
    """How long the named event takes, or when it is; else what the mails and files say."""
    return moments.length(material) or facts.when(material)


def _guests(material: Material) -> str:
    """Who comes to the named event; else what the mails say."""
    return guests.guests(material) or facts.who(material)


# What is shown by these does not depend on how it was found.
_OPENING: Mapping[str, Teller] = {
    "needs_reply": replies.waiting,
    "conflicts": clashes.conflicts,
    "folder": folders.contents,
    "compare": compared.compared,
    "cover": covers.covers,
    "guests": _guests,
    "trip": trips.trip,
    "length": _length,
    "row": moments.row,
    "row_days": rows.days_of_row,
    "told": told.told,
    "due": told.due,
    "beside": moments.beside,
    "beside_day": days.beside_day,
    "last_with": days.last_with,
    "window": days.window,
    "edge": days.edge,
    "load": days.load,
    "digest": digest.digest,
    "person": people.who_is,
    "drafts": mailbox.drafts,
    "promised": mailbox.promised,
    "awaiting": mailbox.awaiting,
    "contact": mailbox.contact,
    "each": mailbox.each,
    "few": correspondence.few,
    "mails": correspondence.mails,
    "most": correspondence.most,
    "sent_to": correspondence.sent_to,
    "owed": correspondence.owed,
    "replied": answered.replied,
    "answer": answered.answer,
}
_SHAPES: Mapping[str, Teller] = {
    "count": found.count,
    "said": said.said,
    "amount": facts.amount,
    "when": facts.when,
    "where": facts.where,
    "who": facts.who,
    "shared_with": files.shared_with,
    "absent": people.absent,
}
