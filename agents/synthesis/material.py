"""What an extractive answer is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agents.planning.searching import people, topic
from agents.query import SERVICES, Intent, Item, Query, Service, StepResult
from agents.synthesis.aspects import aspects
from agents.synthesis.evidence import Asked, asked
from agents.synthesis.relevance import (
    NO_WORDS,
    Match,
    Selection,
    chosen,
    closeness,
    found_by,
    matches,
    wanted_words,
)
from agents.synthesis.sources import Sources
from agents.understanding.entities import BUT_NOT
from agents.understanding.reading import plainly
from agents.words import content_words, weight

_OF_ONESELF = re.compile(
    r"\b(?:did|have|had) i (?:ever |already |actually )?(?:say|said|write|written|sen[dt]|tell|told"
    r"|reply|replied|promised?|answer(?:ed)?|ask(?:ed)?|offer(?:ed)?|suggest(?:ed)?|agreed?|g[ia]ven?"
    r"|mention(?:ed)?|propos(?:e|ed)|request(?:ed)?|decided?|cho(?:o?se|sen)|pick(?:ed)?|want(?:ed)?"
    r"|complain(?:ed)?|explain(?:ed)?|put)\b"
    r"|\bi (?:said|wrote|sent|told|replied|promised|answered|gave|asked|offered|suggested)\b"
    r"|\bmy (?:own )?(?:reply|replies|answer|answers)\b|\bhabe ich\b|\bai-je\b",
    re.IGNORECASE,
)
_A_LIST = re.compile(
    r"^\W*(?:and |so |please )*(?:list|show|all|any|find|which|what|give me|welche|quels?)\b"
    r"(?:\W+\w+){0,4}?\W+(?:files?|docs?|documents?|e?-?mails?(?! address)|messages?|events?"
    r"|meetings?"
    r"|appointments?|spread ?sheets?|sheets|slides|decks?|presentations?|pdfs?|folders?|threads?"
    r"|attachments?)\b"
    r"|^\W*what (?:have|do) (?:we|i) (?:got|have)\b(?! to\b)",
    re.IGNORECASE,
)
_A_QUESTION = re.compile(
    r"^\W*(?:and |so |but |please |can you tell me |tell me |do you know |remind me "
    r"|(?:tot|add) up |total (?:up )?|work out |calculate |dig out |check |find out |look up )*"
    r"(?:(?:by|until|since|from|on|at|in|with|for|to|about) )?(?:who|whom|whose|what|what['’]?s"
    r"|who['’]?s"
    r"|when|where|which|why|how|is|are|was|were|did|does|do|has|have|will|can|wer|was|wann|wo"
    r"|wie|warum|wieviel|qui|quand|où|combien|quel\w*|qué|cuándo|dónde|cuánto|kim|ne|nerede)\b",
    re.IGNORECASE,
)
_ADDS_UP = re.compile(
    r"^\W*(?:please |can you |could you |just )*(?:tot|add) (?:\w+ )?up\b", re.IGNORECASE
)
# "The boiler people, when do they come"; "tell me what it costs".
_ASKS_LATER = re.compile(
    r"[,;:.!–-]\s+(?:and |so |but |now )?(?:by |at |from |until )?(?:who|what|when|where|which|how)"
    r"(?:['’]s)?\b|\b(?:tell|remind|know|wonder(?:ing)?|ask|check|see|find out|work out)\b"
    r"(?: me| us)? (?:if|whether|who|what|when|where|which|how)\b"
    r"|\b(?:who|what|where|when|which \w+|how) (?:do|does|did|is|are|was|were|has|have|had|will|can"
    r"|could|should|would|covers?|looks? after|takes? over)\b",
    re.IGNORECASE,
)


_NARROWED = frozenset({"sender", "recipient", "participants", "owner", "file_types"})
OUTSTANDING = 0.34  # a cosine
APART = 0.12


@dataclass(frozen=True)
class Material:
    """A question, what its plan found for it, what all of its words find `beyond` that, and the
    sources that its answer has cited so far."""

    query: Query
    intent: Intent
    results: Sequence[StepResult]
    sources: Sources = field(default_factory=Sources)
    beyond: Sequence[StepResult] = ()
    shown: Sequence[StepResult] = ()  # what the turn before showed, opened again

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The words of what is asked first, where two things are asked; else all of them."""
        wanted = wanted_words(self.intent)
        clauses = aspects(self.query.text)
        first = wanted & content_words(clauses[0][1]) if len(clauses) > 1 else NO_WORDS
        return first if any(weight(stem) == 1 for stem in first) else wanted

    @cached_property
    def said(self) -> frozenset[str]:
        """All words of the question that carry meaning."""
        return content_words(plainly(self.query.text))

    @cached_property
    def unwanted(self) -> frozenset[str]:
        """The words of what the question says it is not about."""
        but = BUT_NOT.search(self.query.text)
        return content_words(but["what"]) if but else NO_WORDS

    @cached_property
    def found(self) -> dict[str, tuple[Item, ...]]:
        return found_by(self.results)

    @cached_property
    def asked(self) -> Asked:
        """The words of the question, each with what it counts."""
        references = " ".join(self.intent.entities.get("references", ()))
        return asked(f"{self.topic} {references}", self.query.text)

    def clause(self, text: str) -> Asked:
        """The words of a part of the question, and in passing those of all of it; "" is all."""
        return asked(text, self.topic) if text else self.asked

    @property
    def topic(self) -> str:
        return topic(self.intent)

    @property
    def people(self) -> tuple[str, ...]:
        return people(self.intent)

    @property
    def shape(self) -> str:
        return str(self.intent.entities.get("shape") or "")

    @property
    def asks_of_oneself(self) -> bool:
        """Whether what the person wrote is asked for."""
        return bool(_OF_ONESELF.search(self.query.text))

    @property
    def is_question(self) -> bool:
        """A question that one sentence answers, and not a wish for a list."""
        text = self.query.text.strip()
        if _A_LIST.match(text):
            return False
        if _A_QUESTION.match(text) or (self.shape != "list" and text.endswith("?")):
            return True
        return bool(_ASKS_LATER.search(text) or _ADDS_UP.match(text))

    def sought(self, service: Service) -> frozenset[str]:
        """The words that an item of a service should hold."""
        asked = [
            r.step.arguments.get("query")
            for r in self.results
            if r.step.agent == service and r.status != "skipped"
        ]
        # Where their names were words to look for, and no filter, they count as such.
        names = [name for name in self.people if any(name in str(words) for words in asked)]
        return self.wanted | content_words(" ".join(names))

    def selected(self, service: Service, limit: int) -> Selection:
        """The relevant items of a service, best first; those that come close where none is."""
        if not self.sought(service):
            return Selection(self.found.get(service, ())[:limit])
        selection = chosen(self._matches(service), limit=limit)
        if not selection.items and self._is_bounded_agenda(service):
            # An event seldom names what the day is called by: "in Rome on Friday".
            return Selection(self.found.get(service, ())[:limit], is_weak=True)
        return selection

    def _is_bounded_agenda(self, service: Service) -> bool:
        step = self.first_step(service)
        asked = step.step.arguments if step else {}
        return service == "gcal" and self.shape == "agenda" and {"after", "before"} <= asked.keys()

    def about(self, service: Service) -> list[Match]:
        """The items that are about what was asked for, in the order of the search; all of them
        where nothing was to be looked for."""
        found = self._matches(service)
        return [match for match in found if match.is_about] if self.sought(service) else found

    def every_match(self) -> list[Match]:
        """All that was found, in all services."""
        return [match for service in SERVICES for match in self._matches(service)]

    @cached_property
    def is_answerable(self) -> bool:
        """Whether anything that was found is about what was asked for."""
        return any(self.about(service) for service in SERVICES)

    def closest(self, limit: int) -> list[Match]:
        """What comes nearest to what was asked for, in all services, the nearest first."""
        near = [match for match in self.every_match() if match.is_close]
        near += [match for match in self._outstanding() if match not in near]
        return sorted(near, key=closeness, reverse=True)[:limit]

    def _outstanding(self) -> Iterator[Match]:
        """Of the few that somebody wrote, or that are of a kind, the one that is far nearer in
        meaning than the rest: "the VPN" may be "remote access" in its words."""
        for service in SERVICES:
            step = self.first_step(service)
            if step is None or not step.items or not _NARROWED & step.step.arguments.keys():
                continue
            among = {id(item) for item in step.items}
            matches = [m for m in self._matches(service) if id(m.item) in among]
            ranked = sorted(matches, key=lambda m: m.similarity or 0.0, reverse=True)
            first, second = ranked[0].similarity or 0.0, [m.similarity or 0.0 for m in ranked[1:2]]
            if first >= OUTSTANDING and all(first >= other + APART for other in second):
                yield ranked[0]

    def _matches(self, service: Service) -> list[Match]:
        if service not in self._known:
            sought = self.sought(service)
            topic = self.wanted if self.wanted != sought else NO_WORDS
            found = self.found.get(service, ())
            self._known[service] = matches(found, sought, topic, said=self.said)
        return self._known[service]

    def found_beside(self, mail: Item) -> list[Match]:
        """The later mails of its thread that were found, the earliest first."""
        thread, when = mail.details.get("thread_id"), mail.when
        later = [
            match
            for match in self._matches("gmail")
            if thread and match.item.details.get("thread_id") == thread
            if when and match.item.when and match.item.when > when
        ]
        return sorted(later, key=lambda match: match.item.when or self.query.now)

    @cached_property
    def _known(self) -> dict[Service, list[Match]]:
        return {}

    def searched(self) -> tuple[Service, ...]:
        """The services that were looked into and did answer."""
        looked = (
            r.step.agent for r in self.results if r.status in ("ok", "empty") and r.action is None
        )
        return tuple(dict.fromkeys(looked))

    def looked_into(self) -> tuple[Service, ...]:
        """These, and those that the whole question was asked of."""
        wide = (r.step.agent for r in self.beyond if r.status in ("ok", "empty"))
        return tuple(dict.fromkeys((*self.searched(), *wide)))

    def widened(self, service: Service) -> StepResult | None:
        """The fallback step that found the items of a service, if the first one found none."""
        first = self.first_step(service)
        if first is None or first.items:
            return None
        for result in self.results:
            if result.step.agent == service and result.step.when_empty and result.items:
                return result
        return None

    def first_step(self, service: Service) -> StepResult | None:
        return next((r for r in self.results if r.step.agent == service), None)
