"""What mails say of a time to come, and what is due in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.matching import text_of
from agents.query import Item, StepResult
from agents.scheduling import bounds
from agents.synthesis import found, statements, wording
from agents.synthesis.events import note_of
from agents.synthesis.lines import event_line, is_own
from agents.synthesis.material import Material
from agents.words import content_words, coverage

SHOWN = 3
EVENTS = 8
MAILS = 5
WHOLE = 420  # characters of a mail that is quoted in full
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b(?:at|from|by|until) (?:\d{1,2}|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|noon|half|quarter)\b",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"\b(?:deadlines?|due|sign(?:s|ed)?(?: off)?|sign-off|pay|submit|hand in|return|approve|renew"
    r"|expires?|last day|closes|rsvp|cut-?off|deliver|send off|abgabe|frist|date limite|plazo)\b",
    re.IGNORECASE,
)
_PAY = re.compile(r"\b(?:pay(?:s|ments?)?|invoice|rent|bills?|instal\w*)\b", re.IGNORECASE)
_PAYS = re.compile(r"\b(?:pay(?:s|ment)?|invoice|rent|fees?|owed?|bill|instal\w*)\b|[£$€]", re.I)


def told(material: Material) -> str:
    """What somebody wrote about the time, those first that speak of the topic."""
    looked = _looked(material)
    if looked is None or not looked.items:
        return _none(material)
    wanted = content_words(material.topic)
    ranked = sorted(looked.items, key=lambda mail: -coverage(wanted, text_of(mail)))
    best = coverage(wanted, text_of(ranked[0]))
    kept = [m for m in ranked if coverage(wanted, text_of(m)) >= best / 2][:SHOWN]
    first, *others = (_said(mail, looked, material) for mail in kept)
    return "\n\n".join((first, *(["See also:\n" + "\n".join(f"- {o}" for o in others)]
                                 if others else [])))  # fmt: skip


def _none(material: Material) -> str:
    """That nobody wrote of that time, and what is newest of them."""
    when = found.when(material)
    newest = material.found.get("gmail", ())[:SHOWN]
    head = f"I found no mail{found.who(material)} that speaks of the time{when}."
    if not newest:
        return found.nothing(material)
    lines = [f"- {found.line(mail, material)}" for mail in newest]
    return f"{head} The newest:\n" + "\n".join(lines)


def due(material: Material) -> str:
    """What is due by the calendar, then what mails say of it."""
    pays = bool(material.intent.entities.get("pays"))
    where = wording.in_range(material.intent.time_range, material.query)
    cite, query = material.sources.cite, material.query
    events = [e for e in material.found.get("gcal", ()) if _is_due(e, pays=pays)][:EVENTS]
    events.sort(key=lambda e: bounds(e)[0])
    looked = _looked(material)
    mails = [m for m in looked.items if not is_own(m)] if looked else []
    if pays:
        mails = [m for m in mails if looked and _PAYS.search("\n".join(_lines(m, looked)))]
    if not events and not mails:
        what = "nothing to pay" if pays else "no deadlines"
        return f"I found {what}{where} in your calendar and your mail."
    parts = []
    if events:
        lines = [f"- {event_line(e, query, cite(e))}" for e in events]
        parts.append(f"In your calendar{where}:\n" + "\n".join(lines))
    if mails and looked:
        lines = [f"- {_said(m, looked, material, brief=True)}" for m in mails[:MAILS]]
        parts.append("Your mail says:\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _is_due(event: Item, *, pays: bool) -> bool:
    if event.details.get("status") == "cancelled":
        return False
    if pays:
        return bool(_PAY.search(f"{event.title}\n{note_of(event)}"))
    return bool(_DUE.search(event.title))


def _looked(material: Material) -> StepResult | None:
    return next((r for r in material.results if "lines" in r.data), None)


def _lines(mail: Item, looked: StepResult) -> Sequence[str]:
    lines: Sequence[str] = looked.data["lines"].get(mail.id, ())
    return lines


def _said(mail: Item, looked: StepResult, material: Material, *, brief: bool = False) -> str:
    """The lines that name the time; of a short mail all of it, of a longer one also the sentences
    with an hour."""
    body = " ".join(line for line in mail.text.splitlines() if not line.lstrip().startswith(">"))
    body = " ".join(body.split())
    naming = [" ".join(line.split()) for line in _lines(mail, looked) if line != mail.title]
    if not brief and len(body) <= WHOLE:
        passage = body
    else:
        hours = [s.strip() for s in re.split(r"(?<=[.!?])\s+", body) if _CLOCK.search(s)]
        passage = " ".join(dict.fromkeys((*naming, *(() if brief else hours[:2]))))
    quoted = wording.plain(wording.shortened(passage or body, WHOLE))
    said = statements.attribution(mail, material)
    return f"{said}: “{quoted}” {material.sources.cite(mail)}"
