"""What lies in a folder: its files, those of the folders inside it under their own."""

from __future__ import annotations

from collections.abc import Sequence

from agents.query import Item
from agents.synthesis import wording
from agents.synthesis.lines import file_line, owners, shares, title
from agents.synthesis.material import Material
from agents.words import content_words, coverage

MOST = 50  # that are listed: as many as are looked up
NEAR = 3
NO_SUCH = "I found no folder called “{name}” in Google Drive."


def contents(material: Material) -> str:
    """The files of the folder that is named, each with its mark; where there is none, so."""
    name = str(material.intent.entities.get("folder") or "")
    first = material.first_step("gdrive")
    if first is None or not first.items:
        return _no_such(name, material)
    items = [item for item in first.items if material.topic == "" or _is_about(item, material)]
    items = items or list(first.items)
    by_folder: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda one: (_folder(one), one.title.lower())):
        by_folder.setdefault(_folder(item), []).append(item)
    head = f"{_number(items)} in {_named(list(by_folder))}{_about(material)}:"
    if len(by_folder) == 1:
        return f"{head}\n{_lines(items, material)}"
    parts = [
        f"**{wording.plain(folder)}**\n{_lines(those, material)}"
        for folder, those in by_folder.items()
    ]
    return "\n\n".join((head, *parts))


def _number(items: Sequence[Item]) -> str:
    least = "At least " if len(items) >= MOST else ""
    return f"{least}**{wording.counted(len(items), 'file')}**"


def _named(folders: Sequence[str]) -> str:
    top = min(folders, key=len)
    if all(one == top or one.startswith(f"{top}/") for one in folders):
        inside = " and the folders inside it" if len(folders) > 1 else ""
        return f"the folder **{wording.plain(top)}**{inside}"
    return f"{len(folders)} folders"


def _lines(items: Sequence[Item], material: Material) -> str:
    return "\n".join(f"- {_line(item, material)}" for item in items)


def _line(item: Item, material: Material) -> str:
    """Name, last change, whose it is where it is not one's own, and whom it is shared with."""
    changed = f", changed {wording.short_day(item.when, material.query)}" if item.when else ""
    owner, others = owners(item), shares(item)
    whose = f". Owner: {owner}" if owner not in ("", "you") else ""
    shared = f". Shared with {wording.joined(others)}" if others else ""
    return f"**{title(item)}**{changed}{whose}{shared}. {material.sources.cite(item)}"


def _folder(item: Item) -> str:
    return str(item.details.get("path") or "").rpartition("/")[0]


def _is_about(item: Item, material: Material) -> bool:
    return coverage(content_words(material.topic), f"{item.title} {item.text}") > 0


def _about(material: Material) -> str:
    return f" about “{wording.plain(material.topic)}”" if material.topic else ""


def _no_such(name: str, material: Material) -> str:
    """That there is no such folder, and the files that are called so."""
    said = NO_SUCH.format(name=wording.plain(name))
    words = content_words(name)
    near = [i for i in material.found.get("gdrive", ()) if coverage(words, i.title) >= 1]
    lines = [f"- {file_line(i, material.query, material.sources.cite(i))}" for i in near[:NEAR]]
    return f"{said} Files that are called so:\n" + "\n".join(lines) if lines else said
