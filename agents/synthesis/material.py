"""What an extractive answer is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agents.planning.searching import people, topic
from agents.query import Intent, Item, Query, Service, StepResult
from agents.synthesis.relevance import Selection, found_by, select, wanted_words
from agents.synthesis.sources import Sources
from agents.words import content_words


@dataclass(frozen=True)
class Material:
    """A question, what was found for it, and the sources that its answer has cited so far."""

    query: Query
    intent: Intent
    results: Sequence[StepResult]
    sources: Sources = field(default_factory=Sources)

    @cached_property
    def wanted(self) -> frozenset[str]:
        return wanted_words(self.intent)

    @cached_property
    def found(self) -> dict[str, tuple[Item, ...]]:
        return found_by(self.results)

    @property
    def topic(self) -> str:
        return topic(self.intent)

    @property
    def people(self) -> tuple[str, ...]:
        return people(self.intent)

    @property
    def shape(self) -> str:
        return str(self.intent.entities.get("shape") or "")

    def selected(self, service: Service, limit: int) -> Selection:
        wanted = self.wanted
        if wanted and self.widened(service):  # then their names were words to look for
            wanted |= content_words(" ".join(self.people))
        return select(self.found.get(service, ()), wanted, limit=limit)

    def searched(self) -> tuple[Service, ...]:
        """The services that were looked into and did answer."""
        looked = (r.step.agent for r in self.results if r.ok and r.action is None)
        return tuple(dict.fromkeys(looked))

    def widened(self, service: Service) -> StepResult | None:
        """The fallback step that found the items of a service, if the first one found none."""
        for result in self.results:
            if result.step.agent == service and result.step.when_empty and result.items:
                return result
        return None

    def first_step(self, service: Service) -> StepResult | None:
        return next((r for r in self.results if r.step.agent == service), None)
