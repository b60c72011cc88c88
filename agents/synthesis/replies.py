"""The mails that wait for the person's answer: who, what they ask in their words, since when."""

from __future__ import annotations

import re

from agents.query import Item
from agents.synthesis import wording
from agents.synthesis.lines import said_text, sender, title
from agents.synthesis.material import Material
from agents.workspace.waiting import asked_for

SHOWN = 10
_LONGEST = re.compile(r"\b(?:oldest|longest|earliest)\b", re.IGNORECASE)
ASK = 220


def waiting(material: Material) -> str:
    """The newest first."""
    mails = material.found.get("gmail", ())
    whose = f" from {wording.joined([wording.plain(p) for p in material.people])}"
    from_whom = whose if material.people else ""
    if not mails:
        return (
            f"I did not find any mail{from_whom}{_topic(material)} that still waits for your "
            "reply. I looked in Gmail for mails to you that ask something and that you have not "
            "answered."
        )
    number = next((r.data["count"] for r in material.results if "count" in r.data), len(mails))
    longest = bool(_LONGEST.search(material.query.text))
    shown = tuple(reversed(mails))[:SHOWN] if longest else mails[:SHOWN]
    lines = [f"- {_line(mail, material)}" for mail in shown]
    verb = "waits" if number == 1 else "wait"
    more = (
        f", the {'oldest' if longest else 'newest'} {len(shown)} of them"
        if number > len(shown)
        else ""
    )
    head = (
        f"**{wording.counted(number, 'mail')}**{from_whom}{_topic(material)} {verb} for your reply"
        f"{more}:"
    )
    return f"{head}\n" + "\n".join(lines)


def _line(mail: Item, material: Material) -> str:
    since = _since(mail, material)
    words = wording.plain(wording.shortened(ask_of(mail) or told(mail, material), ASK))
    mark = material.sources.cite(mail)
    return f"**{sender(mail)}**, “{title(mail)}”{since}: “{words}” {mark}"


def ask_of(mail: Item) -> str:
    """What a mail asks for, in its writer's words; "" where it asks nothing."""
    return asked_for(said_text(mail))


def told(mail: Item, material: Material) -> str:
    for result in material.results:
        asks = result.data.get("asks") or {}
        if asks.get(mail.id):
            return str(asks[mail.id])
    return mail.text


def _since(mail: Item, material: Material) -> str:
    if mail.when is None:
        return ""
    zone = wording.zone_of(material.query)
    apart = material.query.now.astimezone(zone).date() - mail.when.astimezone(zone).date()
    ago = f" ({wording.counted(apart.days, 'day')})" if apart.days > 1 else ""
    return f", since {wording.short_day(mail.when, material.query)}{ago}"


def _topic(material: Material) -> str:
    return f" about “{wording.plain(material.topic)}”" if material.topic else ""
