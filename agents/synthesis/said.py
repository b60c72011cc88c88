"""Who said what: the newest statement first, then what came before."""

from __future__ import annotations

import re

from agents.query import Item
from agents.synthesis import facts, found, statements
from agents.synthesis.lines import is_own
from agents.synthesis.material import Material
from agents.synthesis.statements import Statement
from agents.words import coverage

SHOWN = 3
_OLDEST = re.compile(
    r"\b(?:first|original(?:ly)?|initial(?:ly)?|to begin with|earliest|oldest)\b", re.IGNORECASE
)
FAR = 1.0  # what says so much less of the topic is no newer word on it


def said(material: Material) -> str:
    """The newest relevant statement of whom the question is about. What the person wrote
    themselves only counts where it is asked for, or where nobody else wrote anything."""
    named = any(match.in_title for match in material.about("gdrive"))
    is_in_a_file = bool(material.intent.entities.get("file_types")) and material.about("gdrive")
    if is_in_a_file or (material.intent.services[:1] == ("gdrive",) and named):
        return facts.best(material, services=("gdrive",))
    told = statements.newest_first(_by_others(_candidates(material), material))
    if _OLDEST.search(material.query.text):
        told = told[::-1]
    if not told:
        return facts.best(material) if _is_elsewhere(material) else found.listed(material)
    lines: list[str] = []
    for statement in _unlike(told)[:SHOWN]:
        lines.append(statements.said(statement, material))
    if len(lines) == 1:
        return lines[0]
    then = "After that" if _OLDEST.search(material.query.text) else "Before that"
    return f"{lines[0]}\n\n{then}:\n" + "\n".join(f"- {line}" for line in lines[1:])


def _candidates(material: Material) -> list[Statement]:
    """The statements in mails; those that say as much about the topic as the best."""
    told = statements.statements(material, services=("gmail",), from_start=True)
    if not told or not material.wanted:
        return told
    kept = {item.id for item in material.selected("gmail", 10).items}
    fit = [statement for statement in told if statement.item.id in kept]
    most = max((statement.worth for statement in fit), default=0.0)
    return [statement for statement in fit if statement.worth > most - FAR]


def _by_others(told: list[Statement], material: Material) -> list[Statement]:
    own = [s for s in told if is_own(s.item)]
    others = [s for s in told if not is_own(s.item)]
    if material.asks_of_oneself and not material.people:
        return own or others
    named = [s for s in others if _is_named(s.item, material)]
    return named or others or own


def _is_named(item: Item, material: Material) -> bool:
    """Whether the writer is one that the question names: "the school" may be in an address."""
    names = f"{item.details.get('sender_name')} {item.details.get('sender_email')}"
    return bool(material.wanted) and coverage(material.wanted, names) > 0


def _is_elsewhere(material: Material) -> bool:
    """Whether another service than mail knows of it."""
    return any(material.about(service) for service in ("gcal", "gdrive"))


def _unlike(told: list[Statement]) -> list[Statement]:
    """Without those that repeat the words of another."""
    seen: dict[str, Statement] = {}
    for statement in told:
        seen.setdefault(statement.passage, statement)
    return list(seen.values())
