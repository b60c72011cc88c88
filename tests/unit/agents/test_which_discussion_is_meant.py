"""The thread that is meant, of the mails that a search found."""

from __future__ import annotations

from agents.discussions import discussed
from agents.query import Item
from tests.unit.agents.material import mail, result

ASKED = {"query": "quick recap crane machine dying"}
QUESTION = "a quick recap of the crane machine dying"


def found(item_id: str, title: str, text: str, thread: str, near: float, **more: object) -> Item:
    return mail(item_id, title, text, thread_id=thread, similarity=near, **more)


def test_a_thread_of_which_several_mails_speak_wins_over_a_word_by_chance() -> None:
    chance = found("m1", "A coffee machine", "It foams.", "a", 0.25)
    first = found("m2", "Crane 2 stands still", "The crane died at noon.", "b", 0.4)
    second = found("m3", "Re: Crane 2 stands still", "The crane works again.", "b", 0.38)
    chosen = discussed(result("gmail", "search", chance, first, second), ASKED, QUESTION)
    assert chosen is not None
    assert chosen.details["thread_id"] == "b"


def test_without_mails_no_thread_is_meant() -> None:
    assert discussed(result("gmail", "search"), ASKED, QUESTION) is None
