"""A question that leans on the turn before is answered from what was shown there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from agents.query import Answer, Intent, Item
from tests.unit.agents.answers import answered, at
from tests.unit.agents.asking import turn
from tests.unit.agents.material import event, file, intent, mail, query, result

LONG = "The owner still wants to hear from us whether we bring bed linen. " * 4
SURE: dict[str, Any] = {"items": [], "topic": "", "spoken": "", "sure": True}
REVIEW = event("e1", "Budget review", at(12, 13), location="Meeting room Elbe")
PRICE = mail("m1", "The loom", "We pay 900 euros for the loom. Ute found a used one in Jena.")
OTHER = mail("m2", "Market", "Who found the cat? It sleeps in the market hall.")


def follow(topic: str, spoken: str, *, sure: bool = True, **more: Any) -> Intent:
    shown: dict[str, Any] = {"items": [], "topic": topic, "spoken": spoken, "sure": sure, **more}
    return intent("search", "gmail", topic=f"{topic} {spoken}".strip(), shown=shown)


def told(text: str, wanted: Intent, shown: Item, *found: Item) -> Answer:
    return answered(
        wanted,
        result(shown.service, "shown", shown, id="c1"),
        result("gmail", "search", *found, arguments={"query": "x"}),
        asked=query(text),
    )


def test_the_place_of_the_event_that_was_shown() -> None:
    answer = told("which room?", follow("room", "budget"), REVIEW, OTHER)
    assert "Meeting room Elbe" in answer.text
    assert [c.id for c in answer.citations] == ["e1"]


def test_a_sentence_of_the_mail_that_was_shown() -> None:
    answer = told("who found it", follow("found", "loom"), PRICE, OTHER)
    assert "Ute found" in answer.text


def test_what_was_not_shown_answers_where_it_says_more() -> None:
    coming = event("e2", "The loom comes", at(20, 9))
    answer = answered(
        follow("", "loom"),
        result("gmail", "shown", PRICE, id="c1"),
        result("gcal", "search", coming, arguments={"query": "loom"}),
        asked=query("and when is it coming"),
    )
    assert "20 Mar" in answer.text


def test_the_one_that_is_pointed_at_is_the_only_one() -> None:
    answer = told(
        "the second one, who wants it?",
        follow("", "", each=True, items=[["gmail", "m1"]]),
        PRICE,
        OTHER,
    )
    assert [c.id for c in answer.citations] == ["m1"]


def test_a_new_thing_is_not_answered_from_what_was_shown() -> None:
    price = mail("m3", "A new lamp", "A new lamp is 40 euros.")
    old = file("f1", "Claim", "The lamp was 60 euros.")
    wanted = follow("lamp", "claim", sure=False)
    answer = told("how much is a new lamp", wanted, old, price)
    assert answer.citations[0].id == "m3"


def test_all_words_in_what_was_shown_answer_without_a_pronoun() -> None:
    slots = mail("m4", "Parents' evening", "17:10 for Pia and 17:30 for Kurt is the slot.")
    birthday = mail("m5", "Kurt's birthday", "Kurt wants a rabbit.")
    wanted = follow("Kurt", "teachers", sure=False)
    answer = told("which slot is Kurt's", wanted, slots, birthday)
    assert "17:30" in answer.text


def test_the_same_sentence_does_not_answer_twice() -> None:
    pot = mail(
        "m6", "Pot", f"The cottage costs 720 euros. Put together it stands at 1,940 euros. {LONG}"
    )
    before = turn("how much was the cottage?", "gmail")
    before = replace(before, answer="**Ute** wrote: “The cottage costs **720 euros**.” [1]")
    answer = answered(
        follow("", "cottage"),
        result("gmail", "shown", pot, id="c1"),
        asked=query("and how much altogether", earlier=(before,)),
    )
    assert "“Put together" in answer.text


def test_what_was_shown_is_the_nearest_where_nothing_tells() -> None:
    rust = mail("m7", "Rostpunkte", "Die Ringe waren nur galvanisch verzinkt.")
    answer = told("why does it corrode", follow("corrode", "Rostpunkte"), rust)
    assert "galvanisch" in answer.text
    assert answer.text.startswith("Nothing that I found says this in so many words")


def test_what_came_last_tells_how_it_ended() -> None:
    claim = mail(
        "m8", "Claim", "I ask for the price of the lamp. It stood in the rain.", when=at(1, 9)
    )
    decided = mail("m9", "Claim decided", "It is accepted.", thread_id="thread-m8", when=at(6, 9))
    wanted = follow("cough", "claim")
    answer = answered(
        wanted,
        result("gmail", "shown", claim, decided, id="c1"),
        asked=query("did they cough up in the end"),
    )
    assert answer.citations[0].id == "m9"


def test_whether_what_was_shown_was_answered() -> None:
    asked = mail("m10", "Second visit", "Could Barna do it on Saturday at nine?", when=at(1, 9))
    own = {"labels": ["SENT"], "thread_id": "thread-m10", "when": at(1, 12)}
    fine = mail("m11", "Re: Second visit", "Saturday at nine is fine.", **own)
    wanted = intent("search", "gmail", shape="replied", direction="to", shown={**SURE})
    answer = answered(
        wanted,
        result("gmail", "shown", asked, fine, id="c1"),
        result("gmail", "search", OTHER, arguments={"query": "x"}),
        asked=query("did we ever say yes to that?"),
    )
    assert answer.text.startswith("Yes")
    assert "is fine" in answer.text


def test_what_the_person_answered_is_told_in_their_own_words() -> None:
    asked = mail("m3", "The van", "Can we have the van on Monday?", thread_id="t3")
    mine = mail("m4", "Re: The van", "You can have it from noon.", labels=["SENT"], thread_id="t3")
    answer = answered(
        follow("", "van"),
        result("gmail", "shown", asked, mine, id="c1"),
        result("gmail", "search", OTHER, arguments={"query": "x"}),
        asked=query("what did I answer"),
    )
    assert "from noon" in answer.text
    assert [c.id for c in answer.citations] == ["m4"]


def test_when_it_starts_is_told_by_the_event_that_was_shown() -> None:
    rival = mail("m5", "Weaving club", "It starts on Tuesdays at ten past three.")
    answer = told("when does it start", follow("start", "budget review"), REVIEW, rival)
    assert [c.id for c in answer.citations] == ["e1"]


def test_what_has_nothing_of_the_conversation_does_not_answer_it() -> None:
    stray = mail("m6", "The attic", "A very big spider lives up there.")
    answer = told("how big is it", follow("big", "loom"), PRICE, stray)
    assert [c.id for c in answer.citations] == ["m1"]


def test_how_big_it_is_needs_a_number() -> None:
    rival = mail("m7", "The fair", "A big arrow leads to the loom in the hall.")
    answer = told("how big is it", follow("big", "loom"), PRICE, rival)
    assert [c.id for c in answer.citations] == ["m1"]


def test_what_it_cost_is_the_amount_in_what_was_shown() -> None:
    answer = told("how much did it cost", follow("cost", "loom"), PRICE, OTHER)
    assert answer.text.startswith("**Orla Brandt** wrote")
    assert "900 euros" in answer.text
