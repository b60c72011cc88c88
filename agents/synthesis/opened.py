"""An item that was opened, and summaries."""

from __future__ import annotations

from agents.query import Item
from agents.synthesis import events, found, threads, wording
from agents.synthesis.lines import event_line, file_line, name_of, sender, title
from agents.synthesis.material import Material
from agents.synthesis.sentences import central_sentences

SHOWN = 1_500
NAMED = 0.9  # of the asked words in a title: then it is what was named


def opened(material: Material) -> str:
    """The content of the items that were read."""
    items = [
        item for r in material.results if r.step.operation in ("read", "thread") for item in r.items
    ]
    told = "\n\n".join(_opened(item, material) for item in items[:3])
    return told or found.listed(material)


def summary(material: Material) -> str:
    """A thread by its latest state, its decisions and its course; any other item by its central
    sentences."""
    named = [m.item for m in material.about("gdrive") if m.in_title >= NAMED]
    titles = [m for m in material.about("gmail") if m.in_title >= NAMED]
    if material.wanted and named and not titles:
        return _condensed(named[0], material)
    mails = threads.of_topic(material)
    others = [item for r in material.results if r.step.operation == "read" for item in r.items]
    parts = [threads.thread(mails, material)] if mails else []
    parts += [_condensed(item, material) for item in others[:3]]
    return "\n\n".join(parts) or found.listed(material)


def of_several(material: Material) -> str:
    """What a search found, as one discussion."""
    mails = [match.item for match in material.about("gmail")]
    mails = mails or list(material.selected("gmail", 5).items)
    return threads.thread(mails, material) if mails else found.listed(material)


def _condensed(item: Item, material: Material) -> str:
    mark = material.sources.cite(item)
    points = central_sentences([item.text])
    if not points:
        return f"**{title(item)}** has no text that I can read. {mark}"
    lines = "\n".join(
        f"- {wording.plain(wording.shortened(point, 300))} {mark}" for point in points
    )
    return f"**{title(item)}**, in its own words:\n{lines}"


def _opened(item: Item, material: Material) -> str:
    mark = material.sources.cite(item)
    return "\n\n".join(part for part in (_head(item, material, mark), _content(item)) if part)


def _head(item: Item, material: Material, mark: str) -> str:
    query = material.query
    if item.service == "gdrive":
        return file_line(item, query, mark)
    if item.service == "gcal":
        link = "It has a video link." if item.details.get("meeting_link") else ""
        guests = "; ".join(events.guest_lines(item))
        parts = (event_line(item, query, mark), f"Guests: {guests}." if guests else "", link)
        return "\n\n".join(part for part in parts if part)
    when = wording.day_and_clock(item.when, query) if item.when else ""
    to = [name_of(entry) for entry in item.details.get("to") or ()]
    line = f"**{title(item)}**, from {sender(item)}, {when} {mark}"
    return f"{line}\n\nTo {wording.joined(to[:8])}." if to else line


def _content(item: Item) -> str:
    text = item.text.strip()
    if not text:
        return ""
    is_cut = len(text) > SHOWN or bool(item.details.get("is_cut"))
    shown = text[:SHOWN].rsplit(" ", 1)[0] if len(text) > SHOWN else text
    lines = [f"> {wording.escaped(line)}" for line in shown.splitlines()]
    return "\n".join(lines) + (
        "\n\nIt goes on; open the source to read the rest." if is_cut else ""
    )
