"""Mails that were asked for as such, and who writes most."""

from __future__ import annotations

from collections.abc import Sequence

from agents.query import Item
from agents.synthesis import found, wording
from agents.synthesis.material import Material

SHOWN = 5
_KINDS = {
    "clients": "I count whoever writes from another organisation that you write to, too.",
    "strangers": "I count people whom you never wrote to and who wrote to you once or twice.",
}
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
    if not listed:
        return f"I did not find any {what}{found.about(material)}{found.when(material)} in Gmail."
    if material.widened("gmail") is not None:
        lines = [f"- {found.line(mail, material)}" for mail in listed[:SHOWN]]
        head = f"I did not find any {what}{found.about(material)}{found.when(material)}."
        return f"{head} The newest{found.who(material)}:\n\n" + "\n".join(lines)
    return found.listed(material)


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
    attached = " with an attachment" if "attachment" in flags else ""
    return f"{before} mail{attached}{language}{folder}".strip()


def circle_note(material: Material) -> str:
    """Who was taken to be of the kind that was asked for."""
    return _KINDS.get(str(material.intent.entities.get("circle") or ""), "")


def _mark(marks: list[str], place: int) -> str:
    return marks[place] if place < len(marks) else ""
