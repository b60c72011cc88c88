"""What an answer says of its own certainty: that the sources only come near, or lack a thing."""

from __future__ import annotations

from agents import certainty
from agents.matching import text_of
from agents.query import SERVICES
from agents.synthesis import wording
from agents.synthesis.evidence import LIKE, asked
from agents.synthesis.material import Material
from agents.words import counts

UNSURE = "Nothing that I found says this in so many words; the nearest is this:"
THING = 0.37  # what a word counts that names a thing, and is neither a side of it nor everyday
ALL = 0.99  # of the asked words
_LISTS = frozenset(
    {"count", "list", "agenda", "next", "shared_with", "digest", "person", "needs_reply"}
    | {"drafts", "promised", "awaiting", "replied", "contact"}
)
_FACTS = frozenset({"", "list", "said", "amount", "when", "where", "who"})


def hedged(told: str, material: Material) -> str:
    """An answer, which says first where it is not sure to be one."""
    if not material.sources.items or told.startswith("I did not find"):
        return told
    if material.shape not in _LISTS and _is_doubtful(material):
        return f"{UNSURE}\n\n{told}"
    lacking = _lacking(told, material)
    if not lacking:
        return told
    quoted = wording.joined([f"“{wording.plain(word)}”" for word in lacking])
    return (
        f"Nothing that I found mentions {quoted} together with the rest; the nearest is this:"
        f"\n\n{told}"
    )


def _is_doubtful(material: Material) -> bool:
    """Whether what the answer begins with may well be about something else that is near to it."""
    lead = material.sources.items[0]
    found = [m for m in material.about(lead.service) if m.item.id == lead.id]
    return bool(material.wanted) and any(m.certainty < certainty.SURE for m in found)


def _lacking(told: str, material: Material) -> list[str]:
    """The things asked for that what the answer begins with does not name, nor by a like word: a
    journey to the same place is not "my flight" there. None where another source names all."""
    lead = material.sources.items[0]
    if material.shape not in _FACTS or not material.is_question or not material.is_answerable:
        return []
    if any(m.covered > ALL for service in SERVICES for m in material.about(service)):
        return []
    topic = asked(material.topic, "")
    credits = topic.credits(f"{told}\n{text_of(lead)}")
    lacking = [
        word
        for word, stem, credit in zip(topic.words, topic.stems, credits, strict=True)
        if counts(stem) >= THING and credit < LIKE
    ]
    # More are words of another language, or of no thing.
    return lacking if len(lacking) <= len(topic.words) / 2 else []
