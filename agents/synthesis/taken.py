"""What was taken for granted in a question: who is meant, how a word is spelled, and what was
left aside."""

from __future__ import annotations

from agents.synthesis import wording
from agents.synthesis.material import Material


def notes(material: Material) -> list[str]:
    """A line for each, to stand below the answer."""
    entities = material.intent.entities
    read = [
        f"“{wording.plain(typed)}” as “{wording.plain(meant)}”"
        for typed, meant in (entities.get("respelled") or {}).items()
    ]
    told = [wording.plain(str(entities.get("assumption") or ""))]
    told += [f"I read {wording.joined(read)}."] if read else []
    if aside := str(entities.get("left_aside") or ""):
        told.append(
            f"I answered the question alone. Please say this by itself: “{wording.plain(aside)}”"
        )
    return [f"Note: {line}" for line in told if line]
