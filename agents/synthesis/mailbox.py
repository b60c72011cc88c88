"""The person's own side of the mailbox: drafts, what they promised, what nobody answered yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from agents.query import Item, StepResult
from agents.synthesis import answered, found, replies, said, statements, wording
from agents.synthesis.lines import is_own, quote, said_text, title
from agents.synthesis.material import Material
from agents.synthesis.sentences import sentences
from agents.words import coverage

SHOWN = 10
GIST = 240
NEAR = 0.7  # of the best statement's worth
_DRAFT = "DRAFT"
# Words by which people commit themselves, in the languages that mail is most often written in.
_COMMITS = re.compile(
    r"\b(?:i(?:'|’)ll|i will|i shall|i promise|i(?:'m| am) (?:going to|bringing)"
    r"|i can (?:do|bring|take|make|send|come|help|lend|drive|write|look|give)|we(?:'|’)ll|we will"
    r"|leave (?:it|that|this) (?:to|with) me|count (?:me|us) in|will do|consider it done|yes to"
    r"|(?:is|are) on me|you(?:'|’)ll have|you will have"
    r"|i(?:'d| would) be (?:happy|glad) to"
    r"|ich (?:werde|mache|schicke|sende|bringe|übernehme|kümmere|melde|komme|gebe|besorge)"
    r"|mache? ich|versproch\w+|zugesagt|wird gemacht"
    r"|je (?:vais|ferai|serai|viendrai|m['’]occupe|m['’]en occupe|promets|t['’]envoie|vous envoie)"
    r"|voy a|me encargo|prometo|te (?:mando|envío|llevo)|(?:enviar|mandar|llevar|har|ir)é"
    r"|söz(?: veriyorum)?|\w{3,}(?:eceğim|acağım)|hallederim|gönderirim|getiririm)\b",
    re.IGNORECASE,
)


def drafts(material: Material) -> str:
    """What was written and not sent. A sent mail is no draft, whatever its subject."""
    mails = [m for m in material.found.get("gmail", ()) if _DRAFT in _labels(m)]
    about = found.about(material) if material.topic or material.people else ""
    if not mails:
        return (
            f"There are no drafts{about} in your mailbox: I found nothing in Gmail that was "
            "written and not sent."
        )
    lines = [f"- {_draft(mail, material)}" for mail in mails[:SHOWN]]
    more = f", the newest {SHOWN} of them" if len(mails) > SHOWN else ""
    head = f"You have **{wording.counted(len(mails), 'draft')}**{about} not sent{more}:"
    return f"{head}\n" + "\n".join(lines)


def _draft(mail: Item, material: Material) -> str:
    when = f", of {wording.day_and_clock(mail.when, material.query)}" if mail.when else ""
    words = quote(mail, material.wanted, limit=GIST)
    mark = material.sources.cite(mail)
    return (
        f"**{title(mail)}**{answered.addressed(mail)}{when}{': ' + words if words else ''} {mark}"
    )


def promised(material: Material) -> str:
    """The sentences in which the person committed themselves, newest first; without any what they
    wrote about it."""
    mails = [m for m in _about(material) if is_own(m) and _DRAFT not in _labels(m)]
    told = [
        (mail, words) for mail in _newest_first(mails) if (words := _commitment(mail, material))
    ]
    if not told:
        return said.said(material) if mails else found.nothing(material)
    lines = [f"- {_promise(mail, words, material)}" for mail, words in told[:SHOWN]]
    about = found.about(material) if material.topic or material.people else ""
    return f"What you promised{about}{found.when(material)}, in your words:\n" + "\n".join(lines)


def _promise(mail: Item, words: str, material: Material) -> str:
    when = wording.at_moment(mail.when, material.query) if mail.when else ""
    mark = material.sources.cite(mail)
    return f"{when}{answered.addressed(mail)}, in “{title(mail)}”: “{wording.plain(words)}” {mark}"


def _commitment(mail: Item, material: Material) -> str:
    """The committing sentences of a mail, with what follows the first as far as it goes."""
    parts = [part for part in sentences(said_text(mail)) if _COMMITS.search(part)]
    parts.sort(key=lambda part: -coverage(material.wanted, part))
    return wording.shortened(" ".join(parts[:3]), GIST)


def awaiting(material: Material) -> str:
    """The person's questions that have no answer yet, with whom they went to and since when."""
    mails = material.found.get("gmail", ())
    whom = f" from {wording.joined([wording.plain(p) for p in material.people])}"
    from_whom = whom if material.people else ""
    topic = f" about “{wording.plain(material.topic)}”" if material.topic else ""
    if not mails:
        return (
            f"You are not waiting for any reply{from_whom}{topic}: I found no mail of yours that "
            f"asks something and has no answer yet{found.when(material)}."
        )
    number = next((r.data["count"] for r in material.results if "count" in r.data), len(mails))
    lines = [f"- {_asked(mail, material)}" for mail in mails[:SHOWN]]
    more = f", the newest {SHOWN} of them" if number > SHOWN else ""
    verb = "has" if number == 1 else "have"
    head = f"**{wording.counted(number, 'mail')}** of yours{topic} {verb} no answer{from_whom} yet"
    return f"{head}{more}:\n" + "\n".join(lines)


def _asked(mail: Item, material: Material) -> str:
    said = replies.ask_of(mail) or replies.told(mail, material)
    words = wording.plain(wording.shortened(said, GIST))
    since = f", {wording.short_day(mail.when, material.query)}" if mail.when else ""
    return (
        f"“{title(mail)}”{answered.addressed(mail)}{since}: “{words}” {material.sources.cite(mail)}"
    )


def contact(material: Material) -> str:
    """The first or the last mail, as it was listed, and those next to it."""
    mails = material.found.get("gmail", ())
    if not mails:
        return found.nothing(material)
    lead = answered.wrote(mails[0], material)
    lines = [f"- {answered.wrote(mail, material)}" for mail in mails[1:]]
    first = "After that" if _is_older(mails[0], mails[-1]) else "Before that"
    return f"{lead[:2]}{lead[2:3].upper()}{lead[3:]}" + (
        f"\n\n{first}:\n" + "\n".join(lines) if lines else ""
    )


def each(material: Material) -> str:
    """What each of several people said about the topic last, one after the other."""
    told = [_said_by(name, result, material) for name, result in _by_person(material)]
    return "\n\n".join(told) or found.nothing(material)


def _by_person(material: Material) -> list[tuple[str, StepResult]]:
    return list(zip(material.people, material.results, strict=False))


def _said_by(name: str, result: StepResult, material: Material) -> str:
    alone = replace(material, results=(result,))  # the sources are the same
    listed = statements.statements(alone, services=("gmail",))
    if not listed:
        topic = f" about “{wording.plain(material.topic)}”" if material.topic else ""
        return f"I did not find a mail from {wording.plain(name)}{topic}."
    best = max(statement.worth for statement in listed)
    near = [statement for statement in listed if statement.worth >= NEAR * best]
    return statements.said(statements.newest_first(near)[0], material)


def _is_older(one: Item, other: Item) -> bool:
    return bool(one.when and other.when and one.when < other.when)


def _about(material: Material) -> Sequence[Item]:
    if not material.wanted:
        return material.found.get("gmail", ())
    return [match.item for match in material.about("gmail")]


def _newest_first(mails: Sequence[Item]) -> list[Item]:
    return sorted(mails, key=lambda m: m.when.timestamp() if m.when else 0.0, reverse=True)


def _labels(mail: Item) -> Sequence[str]:
    return mail.details.get("labels") or ()
