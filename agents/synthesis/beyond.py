"""Whether what the whole question finds says clearly more than what the plan found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agents import certainty
from agents.planning.beyond import is_beyond, left_to_search_for
from agents.planning.filters import known_address
from agents.planning.shown import is_shown
from agents.query import Intent, Query, StepResult
from agents.synthesis.material import Material
from agents.synthesis.relevance import Match

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
    has_words = bool(material.wanted or material.people)
    if not is_quoted or not has_words or not may_answer(material):
        return material
    general = in_general(material)
    return general if _says_more(general, material) else material


def may_answer(material: Material) -> bool:
    """Whether what the whole question finds may answer where the plan found nothing; what somebody
    did not write, nobody else did."""
    is_of_somebody = _is_known(material) and not material.wanted
    return bool(material.beyond) and material.is_question and not is_of_somebody


def _is_known(material: Material) -> bool:
    """Whether one of those who were named is somebody: a country is not."""
    return any(known_address(material.intent, name) or "@" in name for name in material.people)


def in_general(material: Material) -> Material:
    """The same question, of whatever all of its words find; what is cited is cited in both."""
    searched = {result.step.agent for result in material.beyond}
    rest = (r for r in material.results if r.step.agent not in searched and r.action is None)
    shape = material.shape if material.shape in _QUOTES else ""
    entities = {k: v for k, v in material.intent.entities.items() if k not in ("shape", "anchor")}
    if not entities.get("topic"):  # then its words were taken for a time, a kind or a name
        entities["topic"] = left_to_search_for(material.query) or " ".join(material.people)
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
