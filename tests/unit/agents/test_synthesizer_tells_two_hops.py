"""Two hops: what was asked for with what it was found by, both cited."""

from __future__ import annotations

from tests.unit.agents.answers import answered, at
from tests.unit.agents.material import event, intent, mail, result

ANCHOR = {"relation": "before", "services": ["gcal"], "topic": "review", "people": []}
HOPS = intent("search", "gmail", topic="deck", anchor=ANCHOR)
REVIEW = result("gcal", "search", event("e1", "Pier review", at(12, 9)),
                arguments={"query": "review"})  # fmt: skip


def test_both_are_cited() -> None:
    deck = mail("m1", "The deck", "Here is the deck.", attachments=[{"filename": "deck.pdf"}])
    answer = answered(HOPS, REVIEW, result("gmail", "search", deck, id="s2"))
    assert "sent “The deck” yesterday, Mon 9 Mar, 10:00 with deck.pdf: “Here is" in answer.text
    assert "It is before **Pier review** (Thu 12 Mar, 10:00–11:00). [2]" in answer.text
    assert [c.id for c in answer.citations] == ["m1", "e1"]


def test_which_of_the_two_is_missing_is_said() -> None:
    found = answered(HOPS, REVIEW, result("gmail", "search", id="s2"))
    assert "I did not find anything about “deck”" in found.text
    assert "I looked before **Pier review** [1]." in found.text
    nothing = answered(HOPS, result("gcal", "search"), result("gmail", "search", id="s2"))
    assert "I did not find “review”, which your question goes by." in nothing.text
