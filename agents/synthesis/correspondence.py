"""Mails that were asked for as such, and who writes most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from agents.query import Item
from agents.synthesis import answered, found, wording
from agents.synthesis.lines import is_own, sender, title
from agents.synthesis.material import Material
from search.text import fold

SHOWN = 5
FEW = 3
GIST = 240
NEAR = 0.2  # a cosine
WHOLLY = 0.9  # of the words of the topic
_KINDS = {
    "clients": "I count whoever writes from another organisation that you write to, too.",
    "strangers": "I count people whom you never wrote to and who wrote to you once or twice.",
}
_FILES = {"image": "a picture attached", "pdf": "a PDF attached"}
_FOLDERS = {"SPAM": " in your spam", "TRASH": " in your bin"}
_LANGUAGES = {
    code: f" in {name}"
    for code, name in (
        ("de", "German"), ("fr", "French"), ("es", "Spanish"), ("tr", "Turkish"), ("it", "Italian"),
        ("en", "English"), ("nl", "Dutch"), ("pt", "Portuguese"), ("pl", "Polish"),
        ("ru", "Russian"),
    )
}  # fmt: skip


def mails(material: Material) -> str:
    """The newest first; where the time had none, that it had none, and the newest before."""
    listed = material.found.get("gmail", ())
    what = _kind(material)
    if material.topic and not material.about("gmail"):
        return _nearest(what, material)
    if not listed:
        return f"I did not find any {what}{found.about(material)}{found.when(material)} in Gmail."
    if material.widened("gmail") is not None:
        lines = [f"- {found.line(mail, material)}" for mail in listed[:SHOWN]]
        head = f"I did not find any {what}{found.about(material)}{found.when(material)}."
        return f"{head} The newest{found.who(material)}:\n\n" + "\n".join(lines)
    return few(material)


def _nearest(what: str, material: Material) -> str:
    """Of the few that pass the filters those that come nearest to the topic."""
    near = sorted(material.every_match(), key=lambda m: m.similarity or 0.0, reverse=True)
    near = [match for match in near if (match.similarity or 0.0) >= NEAR][:FEW]
    head = f"I did not find any {what}{found.about(material)}{found.when(material)} in Gmail."
    if not near:
        return head
    lines = [f"- {found.line(match.item, material)}" for match in near]
    return f"{head} The nearest {what} that I have:\n\n" + "\n".join(lines)


def few(material: Material) -> str:
    """So many of the newest, or of the first."""
    note = circle_note(material)
    return found.listed(material) + (f"\n\n{note}" if note else "")


def sent_to(material: Material) -> str:
    """To whom the person sent what is nearest to the topic."""
    own = [
        match
        for match in material.every_match()
        if is_own(match.item) and (match.is_about or match.covered >= WHOLLY)
    ]
    if not own:
        return found.nothing(material)
    best, *others = sorted(own, key=lambda match: (match.in_title, match.worth), reverse=True)
    named = [match for match in others if match.in_title and match.in_title >= best.in_title]
    lines = [f"- {answered.wrote(match.item, material)}" for match in named[:FEW]]
    told = answered.wrote(best.item, material)
    told = f"{told[:2]}{told[2:3].upper()}{told[3:]}"
    return told + ("\n\nAlso:\n\n" + "\n".join(lines) if lines else "")


def owed(material: Material) -> str:
    """The mails that ask for money, with what they ask in their words."""
    claims = material.found.get("gmail", ())
    whose = found.who(material)
    if not claims:
        return (
            f"I found no mail{whose} of the last months that asks you for money and that no later "
            "mail says is paid. I looked in Gmail."
        )
    asks: Mapping[str, str] = next(
        (r.data["asks"] for r in material.results if r.data.get("asks")), {}
    )
    lines = [
        f"- **{sender(mail)}**, “{title(mail)}”{_day(mail, material)}: "
        f"“{wording.plain(wording.shortened(str(asks.get(mail.id) or mail.text), GIST))}” "
        f"{material.sources.cite(mail)}"
        for mail in claims
    ]
    number = wording.counted(len(claims), "mail")
    verb = "asks" if len(claims) == 1 else "ask"
    return (
        f"**{number}**{whose} {verb} you for money. Whether you have paid I can tell only where a "
        "mail says so:\n\n" + "\n".join(lines)
    )


def _day(mail: Item, material: Material) -> str:
    return f", {wording.short_day(mail.when, material.query)}" if mail.when else ""


def most(material: Material) -> str:
    """Who comes first, with the number, and those after."""
    ranked = next((r.data["ranked"] for r in material.results if r.data.get("ranked")), ())
    newest = material.found.get("gmail", ())
    if not ranked:
        return found.nothing(material)
    to_them = material.intent.entities.get("direction") == "to"
    if "many" in material.intent.entities:
        return _circle(ranked, newest, material)
    (name, number), *others = ranked
    wrote = (
        f"You wrote most to **{wording.plain(name)}**"
        if to_them
        else (f"**{wording.plain(name)}** wrote to you most")
    )
    looked = next((r.data for r in material.results if "looked_at" in r.data), {})
    among = (
        f" Of your newest {looked['looked_at']} mails, people and not machines."
        if looked.get("at_least")
        else ""
    )
    marks = [material.sources.cite(mail) for mail in newest]
    head = (
        f"{wrote}: **{wording.counted(number, 'mail')}**{found.when(material)}. {_mark(marks, 0)}"
    )
    lines = [
        f"- {wording.plain(other)}: {wording.counted(count, 'mail')} {_mark(marks, place)}"
        for place, (other, count) in enumerate(others, 1)
    ]
    after = "\n\nAfter that:\n\n" + "\n".join(lines) if lines else ""
    return f"{head.strip()}{among}{after}"


def _circle(ranked: Sequence[tuple[str, int]], newest: Sequence[Item], material: Material) -> str:
    """Who belongs to a circle, by name and address, those who write most first."""
    is_work = material.intent.entities.get("circle") == "colleagues"
    head = (
        "These write to you from the organisation that you write to most:"
        if is_work
        else "These write to you from other organisations, those who write most first:"
    )
    lines = [
        f"- **{wording.plain(name)}** ({wording.plain(str(mail.details.get('sender_email')))}): "
        f"{wording.counted(number, 'mail')} {material.sources.cite(mail)}"
        for (name, number), mail in zip(ranked, newest, strict=False)
    ]
    note = "" if is_work else f"\n\n{_KINDS['clients']} Suppliers may be among them."
    return f"{head}\n\n" + "\n".join(lines) + note


def _kind(material: Material) -> str:
    """`unread mail with an attachment`: what was asked for, besides whose it is and when."""
    entities = material.intent.entities
    flags = set(entities.get("flags") or ())
    before = " ".join(flag for flag in ("unread", "starred", "important") if flag in flags)
    language = _LANGUAGES.get(str(entities.get("language") or ""), "")
    folder = next((_FOLDERS[x] for x in entities.get("labels") or () if x in _FOLDERS), "")
    kind = next(iter(entities.get("file_types") or ()), "")
    attached = f" with {_FILES.get(kind, 'an attachment')}" if "attachment" in flags else ""
    attached = " without an attachment" if "bare" in flags else attached
    return f"{before} mail{attached}{language}{folder}".strip()


def circle_note(material: Material) -> str:
    """Who was taken to be of the kind that was asked for, and what was left out."""
    entities = material.intent.entities
    parts = [_KINDS.get(str(entities.get("circle") or ""), "")]
    if besides := entities.get("besides"):
        parts.append(f"I left out what speaks of “{wording.plain(str(besides))}”.")
    if names := entities.get("not_by"):
        parts.append(f"I left out what {wording.joined(list(map(wording.plain, names)))} wrote.")
    parts.append(_silent(material))
    return " ".join(part for part in parts if part)


def _silent(material: Material) -> str:
    """Which of several people wrote none of all that were found."""
    step = material.first_step("gmail")
    several = step.step.arguments.get("sender") if step else None
    if step is None or not isinstance(several, tuple) or not step.items:
        return ""
    if len(step.items) >= int(step.step.arguments.get("limit") or 0):
        return ""  # there may be more
    none = [
        name
        for name, sought in zip(material.people, several, strict=False)
        if not any(_is_by(sought, mail) for mail in step.items)
    ]
    who = wording.joined([wording.plain(name) for name in none])
    return f"None of them is from {who}." if none else ""


def _is_by(sought: str, mail: Item) -> bool:
    said = f"{mail.details.get('sender_name') or ''} {mail.details.get('sender_email') or ''}"
    return all(word in fold(said) for word in fold(sought).split())


def _mark(marks: list[str], place: int) -> str:
    return marks[place] if place < len(marks) else ""
