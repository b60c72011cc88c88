"""A mailbox in a few lines: how much, from whom, what asks for something, and the rest."""

from __future__ import annotations

from agents.matching import is_personal
from agents.query import Item
from agents.synthesis import correspondence, found, replies, wording
from agents.synthesis.lines import mail_line, sender, title
from agents.synthesis.material import Material

ASKING = 5
TELLING = 5
AUTOMATIC = 8
GIST = 140
NEWSLETTERS = 3  # of one sender


def digest(material: Material) -> str:
    """What asks for something first, then what people tell, then what machines sent."""
    mails = material.found.get("gmail", ())
    if not mails:
        return found.nothing(material)
    if material.widened("gmail") is not None:
        return _newest_instead(mails, material)
    if "newsletters" in material.intent.entities.get("flags", ()):
        return _newsletters(mails, material)
    automatic = [mail for mail in mails if not is_personal(mail)]
    personal = sorted((mail for mail in mails if is_personal(mail)), key=_importance, reverse=True)
    if "important" in material.intent.entities.get("flags", ()) and personal:
        return _important(personal, len(automatic), material)
    asks = {mail.id: replies.ask_of(mail) for mail in personal}
    asking = [mail for mail in personal if asks[mail.id]]
    telling = [mail for mail in personal if not asks[mail.id]]
    parts = [_head(mails, asking, automatic, material)]
    parts += _group("These ask you for something", asking, ASKING, material, asks)
    parts += _group("Other mail from people", telling, TELLING, material, {})
    parts += _automatic(automatic, material)
    if note := correspondence.circle_note(material):
        parts.append(note)
    return "\n\n".join(parts)


def _important(personal: list[Item], automatic: int, material: Material) -> str:
    """What people wrote, and no more than the number of the rest."""
    asks = {mail.id: replies.ask_of(mail) for mail in personal}
    asking = [mail for mail in personal if asks[mail.id]]
    rest = [mail for mail in personal if not asks[mail.id]]
    unread = "unread " if all(mail.details.get("unread") for mail in personal) else ""
    number = wording.counted(len(personal), f"{unread}mail")
    left = f" I left out {wording.counted(automatic, 'automatic one')}." if automatic else ""
    parts = [f"**{number}** from people{found.when(material)}.{left}"]
    parts += _group("These ask you for something", asking, ASKING, material, asks)
    parts += _group("The others", rest, TELLING, material, {})
    return "\n\n".join(parts)


def _newsletters(mails: tuple[Item, ...], material: Material) -> str:
    """By who sends them, the newest first."""
    by_sender: dict[str, list[Item]] = {}
    for mail in mails:
        by_sender.setdefault(sender(mail), []).append(mail)
    unread = "unread " if "unread" in material.intent.entities.get("flags", ()) else ""
    number = next((r.data["count"] for r in material.results if "count" in r.data), len(mails))
    counted = wording.counted(number, f"{unread}newsletter")
    whose = wording.counted(len(by_sender), "sender")
    lines = [
        f"- **{name}**: {'; '.join(_dated(mail, material) for mail in theirs[:NEWSLETTERS])}"
        for name, theirs in by_sender.items()
    ]
    return f"**{counted}** from {whose}{found.when(material)}:\n" + "\n".join(lines)


def _dated(mail: Item, material: Material) -> str:
    when = f", {wording.short_day(mail.when, material.query)}" if mail.when else ""
    return f"“{title(mail)}”{when} {material.sources.cite(mail)}"


def _newest_instead(mails: tuple[Item, ...], material: Material) -> str:
    """Where nothing came in that time, or nothing is unread."""
    unread = " unread" if "unread" in material.intent.entities.get("flags", ()) else ""
    lines = [f"- {_line(mail, material, '')}" for mail in mails[:TELLING]]
    head = f"I did not find any{unread} mail{found.when(material)}. The newest in your inbox:"
    return f"{head}\n" + "\n".join(lines)


def _head(
    mails: tuple[Item, ...], asking: list[Item], automatic: list[Item], material: Material
) -> str:
    number = next((r.data["count"] for r in material.results if "count" in r.data), len(mails))
    least = "At least " if any(r.data.get("at_least") for r in material.results) else ""
    unread = all(mail.details.get("unread") for mail in mails)
    kind = "unread mail" if unread else "mail"
    all_of_them = f"{least}**{wording.counted(number, kind)}**"
    shown = f", of which I read the newest {len(mails)}" if number > len(mails) else ""
    people = len(mails) - len(automatic)
    verb = "asks" if len(asking) == 1 else "ask"
    ask = f" ({len(asking)} of them {verb} you for something)" if asking else ""
    split = f"{people} from people{ask}"
    machines = f" and {len(automatic)} automatic" if automatic else ""
    if "personal" in material.intent.entities.get("flags", ()):
        return f"{all_of_them} from people{found.when(material)}{shown}{ask}."
    return f"{all_of_them}{found.when(material)}{shown}: {split}{machines}."


def _group(
    heading: str, mails: list[Item], limit: int, material: Material, asks: dict[str, str]
) -> list[str]:
    if not mails:
        return []
    lines = [f"- {_line(mail, material, asks.get(mail.id, ''))}" for mail in mails[:limit]]
    more = f" (the first {limit} of {len(mails)})" if len(mails) > limit else ""
    if more and _is_list(material):
        lines += [f"- {found.brief(mail, material)}" for mail in mails[limit:]]
        more = f" ({len(mails)})"
    return [f"{heading}{more}:\n" + "\n".join(lines)]


def _is_list(material: Material) -> bool:
    """Whether the mails were asked for, not what is in them: then none is left out."""
    return material.intent.operation == "search"


def _line(mail: Item, material: Material, ask: str) -> str:
    mark = material.sources.cite(mail)
    if not ask:
        return mail_line(mail, material.query, material.wanted, mark)
    when = f", {wording.day_and_clock(mail.when, material.query)}" if mail.when else ""
    words = wording.plain(wording.shortened(ask, GIST))
    return f"**{sender(mail)}**, “{title(mail)}”{when}: “{words}” {mark}"


def _automatic(mails: list[Item], material: Material) -> list[str]:
    if not mails:
        return []
    if len(mails) > AUTOMATIC and _is_list(material):
        lines = "\n".join(f"- {found.brief(mail, material)}" for mail in mails)
        return [f"Automatic mail ({len(mails)}):\n{lines}"]
    named = [f"{title(m)} ({sender(m)}) {material.sources.cite(m)}" for m in mails[:AUTOMATIC]]
    more = f"; and {len(mails) - AUTOMATIC} more" if len(mails) > AUTOMATIC else ""
    return [f"Automatic mail: {'; '.join(named)}{more}."]


def _importance(mail: Item) -> tuple[bool, float]:
    labels = mail.details.get("labels") or ()
    important = "IMPORTANT" in labels or "STARRED" in labels
    return important, mail.when.timestamp() if mail.when else 0.0
