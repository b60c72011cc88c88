"""What an answer says of its own certainty: that the sources only come near, or lack a thing."""

from __future__ import annotations

from agents import certainty
from agents.matching import text_of
from agents.synthesis import wording
from agents.synthesis.evidence import LIKE, asked
from agents.synthesis.lines import title
from agents.synthesis.material import Material
from agents.words import counts

UNSURE = "Nothing that I found says this in so many words; the nearest is this:"
THING = 0.37  # what a word counts that names a thing, and is neither a side of it nor everyday
_LISTS = frozenset(
    {"count", "list", "agenda", "next", "shared_with", "digest", "person", "needs_reply"}
    | {"drafts", "promised", "awaiting", "replied", "contact"}
)
_FACTS = frozenset({"", "list", "said", "amount", "when", "where", "who"})


def hedged(told: str, material: Material) -> str:
    """An answer, which says first where it is not sure to be one."""
    is_sure = material.shape in _LISTS or not material.sources.items
    if is_sure or told.startswith("I did not find") or not _is_doubtful(material):
        return told
    return f"{UNSURE}\n\n{told}"


def _is_doubtful(material: Material) -> bool:
    """Whether what the answer begins with may well be about something else that is near to it."""
    lead = material.sources.items[0]
    found = [m for m in material.about(lead.service) if m.item.id == lead.id]
    return bool(material.wanted) and any(m.certainty < certainty.SURE for m in found)


def unmentioned(body: str, material: Material) -> list[str]:
    """That what the answer begins with lacks a thing that was asked for, and any word like it: a
    journey to the same place is not "my flight" there."""
    lead = next(iter(material.sources.items), None)
    is_told = material.shape in _FACTS and material.is_question and not body.startswith(UNSURE)
    if lead is None or not is_told or not material.is_answerable:
        return []
    topic = asked(material.topic, "")
    credits = topic.credits(f"{body}\n{text_of(lead)}")
    lacking = [
        word
        for word, stem, credit in zip(topic.words, topic.stems, credits, strict=True)
        if counts(stem) >= THING and credit < LIKE
    ]
    if not lacking or len(lacking) > len(topic.words) / 2:
        return []  # words of another language, or of no thing
    quoted = wording.joined([f"“{wording.plain(word)}”" for word in lacking])
    return [f"**{title(lead)}** does not mention {quoted}."]
