"""The answer without a model: a structured extract for each kind of question."""

from __future__ import annotations

from agents.synthesis import agenda, failures, found, opened, written
from agents.synthesis.material import Material

CANNOT = (
    "I cannot help with that: I answer from your mail, your calendar and your files, "
    "and prepare e-mails for you to approve."
)


def extractive_answer(material: Material) -> str:
    """Markdown with `[n]` marks. Every claim about an item has its mark."""
    if material.intent.operation == "unsupported":
        return CANNOT
    notes = failures.notes(material)
    return "\n\n".join((_body(material), *notes) if _body_is_sound(material) else notes)


def _body_is_sound(material: Material) -> bool:
    """Whether anything besides failures can be told."""
    return (
        bool(material.searched())
        or any(r.action for r in material.results)
        or not any(r.status in ("failed", "timed_out") for r in material.results)
    )


def _body(material: Material) -> str:
    if written.is_write(material):
        return written.written(material)
    operations = {result.step.operation for result in material.results if result.ok}
    if "find_time" in operations:
        return agenda.free_time(material)
    if operations & {"read", "thread"}:
        if material.intent.operation == "summarize":
            return opened.summary(material)
        return opened.opened(material)
    return _search(material)


def _search(material: Material) -> str:
    only_calendar = set(material.intent.services) == {"gcal"}
    if material.shape == "count":
        return found.count(material)
    if only_calendar and (not material.topic or material.shape in ("agenda", "next")):
        return agenda.agenda(material)
    if material.intent.services == ("gmail",) and (
        material.shape == "said" or _asks_what(material)
    ):
        return found.said(material)
    return found.listed(material)


def _asks_what(material: Material) -> bool:
    """A question about what a person says, not a wish for a list of mails."""
    return bool(material.people and material.topic and material.shape != "list")
