"""Whether what the whole question finds says clearly more than what the plan found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agents import certainty
from agents.planning.beyond import is_beyond
from agents.planning.shown import is_shown
from agents.query import Intent, Query, StepResult
from agents.synthesis.material import Material
from agents.synthesis.relevance import Match
from agents.understanding.reading import plainly
from agents.words import content_words, words_of

MORE = 0.5  # log odds
MORE_THAN_OF_A_TIME = 1.0  # ... where the plan kept to a time that was said
# Answers that quote what says most; the others have a form, which only nothing found refutes.
_QUOTES = frozenset({"", "said", "amount", "when", "where", "who"})


def gathered(query: Query, intent: Intent, results: Sequence[StepResult]) -> Material:
    """What the answer is made of: what the plan found, unless the whole question found more."""
    shown = [result for result in results if is_shown(result.step)]
    wide = [result for result in results if is_beyond(result.step)]
    planned = [r for r in results if not is_beyond(r.step) and not is_shown(r.step)]
    material = Material(query, intent, planned, beyond=wide, shown=shown)
    is_quoted = material.shape in _QUOTES and "anchor" not in intent.entities
    if not wide or not is_quoted or not material.is_question or _is_chosen(material):
        return material
    general = in_general(material)
    return general if _says_more(general, material) else material


def _is_chosen(material: Material) -> bool:
    """Whether nothing is looked for but what somebody wrote, or what is of a time."""
    return not material.wanted


def in_general(material: Material) -> Material:
    """The same question, of whatever all of its words find; what is cited is cited in both."""
    searched = {result.step.agent for result in material.beyond}
    rest = (r for r in material.results if r.step.agent not in searched and r.action is None)
    shape = material.shape if material.shape in _QUOTES else ""
    entities = {k: v for k, v in material.intent.entities.items() if k not in ("shape", "anchor")}
    if not entities.get("topic"):  # then its words were taken for a time, a kind or a name
        said = words_of(plainly(material.query.text))
        entities["topic"] = " ".join(word for word in said if content_words(word))
    intent = replace(
        material.intent,
        operation="search",
        services=(),
        time_range=None,
        entities={**entities, **({"shape": shape} if shape else {})},
    )
    return replace(material, intent=intent, results=(*material.beyond, *rest), beyond=())


def _says_more(general: Material, material: Material) -> bool:
    surest = max(general.every_match(), key=_certainty, default=None)
    if surest is None or surest.certainty < certainty.LIKELY:
        return False
    if any(match.item.id == surest.item.id for match in material.every_match()):
        return False
    more = MORE_THAN_OF_A_TIME if material.intent.time_range else MORE
    return surest.certainty > _highest(material.every_match()) + more


def _highest(found: Iterable[Match]) -> float:
    return max(map(_certainty, found), default=certainty.CLOSE)


def _certainty(match: Match) -> float:
    return match.certainty if match.is_topical else certainty.CLOSE
