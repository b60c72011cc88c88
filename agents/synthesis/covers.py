"""Who stands in for somebody, from the table of a document; else what mails and files say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from agents.query import Item
from agents.synthesis import doubts, facts, hops, tables, wording
from agents.synthesis.lines import file_kind, owners, sender, title
from agents.synthesis.material import Material
from agents.words import content_words, coverage

ONESELF = "me"
_COVER = re.compile(
    r"\b(?:cover\w*|stand[- ]?ins?|deput\w+|replacements?|substitutes?|backup|vertret\w*"
    r"|rempla[cç]\w*|sustitu\w*|vekil\w*|yerine)\b",
    re.IGNORECASE,
)

_NOBODY = re.compile(r"\W*(?:no[- ]?(?:body|one)|none|niemand|personne|nadie|kimse)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cover:
    """A row: who is away, who stands in, and what else it says, by the names of its columns."""

    away: str
    by: str
    rest: tuple[tuple[str, str], ...]
    item: Item


def covers(material: Material) -> str:
    """Who covers for the one who is asked about, with when, as the newest such table says."""
    told = [cover for item in _newest_first(material) for cover in _rows(item)]
    known = hops.anchor_of(material) if hops.has_anchor(material) else None
    whom = (_person(known) if known else "") or str(material.intent.entities.get("whom") or "")
    backwards = bool(material.intent.entities.get("backwards"))
    name = _own_name(told) if whom == ONESELF else whom
    asked = [c for c in told if not whom or _is(name, c.by if backwards else c.away)]
    if not asked and told:
        source = told[0].item
        mark = material.sources.cite(source)
        said = f"names nobody who {_what(backwards, name)}"
        if material.intent.entities.get("away"):
            said = f"does not say that {wording.plain(name)} is away"
        return f"**{title(source)}** {said}. {mark}{_taken(known, material)}"
    if not asked:
        return doubts.hedged(facts.best(material), material)
    newest = [cover for cover in asked if cover.item.id == asked[0].item.id]
    source = newest[0].item
    mark = material.sources.cite(source)
    said = f"So says **{title(source)}** ({file_kind(source)}). {mark}"
    said += _taken(known, material)
    tell = _absence if material.intent.entities.get("away") else _sentence
    if len(newest) == 1:
        return f"{tell(newest[0])}. {said}"
    return "\n".join((said.replace("So says", "As told in"), *(f"- {tell(c)}" for c in newest)))


def _taken(known: Item | None, material: Material) -> str:
    """Who is taken to be meant by what they did."""
    if known is None:
        return ""
    mark = material.sources.cite(known)
    does = "owns" if known.service == "gdrive" else "wrote"
    return f" I take {_person(known)}, who {does} “{title(known)}”, to be meant. {mark}"


def _person(known: Item) -> str:
    return owners(known) if known.service == "gdrive" else sender(known)


def _what(backwards: bool, name: str) -> str:
    plain = wording.plain(name) or "you"
    return f"{plain} covers for" if backwards else f"covers for {plain}"


def _newest_first(material: Material) -> list[Item]:
    files = material.found.get("gdrive", ())
    return sorted(files, key=lambda item: item.when or material.query.now, reverse=True)


def _rows(item: Item) -> Iterator[Cover]:
    head, *rows = tables.rows(item.text) or ([],)
    column = next((n for n, name in enumerate(head) if n and _COVER.search(name)), None)
    if column is None:
        return
    for row in rows:
        rest = [(head[n], row[n]) for n in range(1, len(row)) if n != column and row[n]]
        yield Cover(row[0], row[column], tuple(rest), item)


def _sentence(cover: Cover) -> str:
    when = "; ".join(f"{name.lower()} {value}" for name, value in cover.rest)
    told = f" ({wording.plain(when)})" if when else ""
    if _NOBODY.match(cover.by):
        return f"For **{wording.plain(cover.away)}**{told} it says “**{wording.plain(cover.by)}**”"
    return f"**{wording.plain(cover.by)}** covers for **{wording.plain(cover.away)}**{told}"


def _absence(cover: Cover) -> str:
    when = "; ".join(f"{name.lower()} {value}" for name, value in cover.rest)
    by = wording.plain(cover.by)
    return f"**{wording.plain(cover.away)}** is away: {wording.plain(when)} (cover: {by})"


def _is(name: str, cell: str) -> bool:
    return coverage(content_words(name), cell) > 0 or coverage(content_words(cell), name) >= 1


def _own_name(told: list[Cover]) -> str:
    """The name under which the account stands among the people of a document."""
    for cover in told:
        details = cover.item.details
        own = str(details.get("account") or "").lower()
        for entry in (*(details.get("owners") or ()), *(details.get("shared_with") or ())):
            if isinstance(entry, Mapping) and str(entry.get("email") or "").lower() == own:
                return str(entry.get("name") or "")
    return ""
