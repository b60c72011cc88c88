"""What an answer says of its own certainty: that the sources only come near, or lack a thing."""

from __future__ import annotations

import re

from agents import certainty
from agents.matching import text_of
from agents.query import SERVICES
from agents.synthesis import wording
from agents.synthesis.evidence import LIKE, asked
from agents.synthesis.material import Material
from agents.words import counts, words_of

UNSURE = "Nothing that I found says this in so many words; the nearest is this:"
THING = 0.37  # what a word counts that names a thing, and is neither a side of it nor everyday
ALL = 0.99  # of the asked words
_SMALL = (
    r"(?:who|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|will|would|can"
    r"|could|should|must|and|or|but|to|in|on|at|of|for|with|from|by|about|into|that|than|as|if|i"
    r"|you|he|she|it|we|they|not|so|ive|im|id|youve|weve|its|theres|got)"
)
_THING = re.compile(
    r"\b(?:(?:which|the|an?|my|our|your|his|her|their|this|these|those|no|any|some|every|for|from|with"
    r"|about|of|in|at|on|into|by|near|der|die|das|den|dem|ein\w*|mein\w*|unser\w*|le|la|les|un|une"
    r"|mon|ma|mes|el|los|las|una?|mis?)|(?<!it)(?<!that)(?<!what)(?<!who)(?<!where)(?<!there)"
    rf"(?<!he)['’]s) +((?:(?!{_SMALL}\b)[^\W_][\w-]*\s*){{1,3}})",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<!^)(?<![.?!] )\b[A-ZÀ-Þ][\w-]+")
_LISTS = frozenset(
    {"count", "list", "agenda", "next", "shared_with", "digest", "person", "needs_reply"}
    | {"drafts", "promised", "awaiting", "replied", "contact"}
)
# What was not found is said, and a list of files says what all of it was found by.
_SAYS_HOW_SURE = ("I did not find", "I found ", "The newest: ")
_FACTS = frozenset({"", "list", "said", "amount", "when", "where", "who"})


def hedged(told: str, material: Material) -> str:
    """An answer, which says first where it is not sure to be one."""
    if not material.sources.items or told.startswith(_SAYS_HOW_SURE):
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


def _things(question: str) -> frozenset[str]:
    """The words that may name things: names, and what stands behind an article, a possessive or a
    preposition. What somebody did, and how, is mostly told in other words."""
    named = {word for phrase in _THING.findall(question) for word in words_of(phrase)}
    return frozenset(named | {w for name in _NAMED.findall(question) for w in words_of(name)})


def _lacking(told: str, material: Material) -> list[str]:
    """The things asked for that what the answer begins with does not name, nor by a like word: a
    journey to the same place is not "my flight" there. None where another source names all."""
    lead = material.sources.items[0]
    if material.shape not in _FACTS or not material.is_question or not material.is_answerable:
        return []
    if any(m.covered > ALL for service in SERVICES for m in material.about(service)):
        return []
    topic = asked(material.topic, "")
    things = _things(material.query.text)
    credits = topic.credits(f"{told}\n{text_of(lead)}")
    lacking = [
        word
        for word, stem, credit in zip(topic.words, topic.stems, credits, strict=True)
        if counts(stem) >= THING and credit < LIKE and word in things
    ]
    # More are words of another language, or of no thing.
    return lacking if len(lacking) <= len(topic.words) / 2 else []
