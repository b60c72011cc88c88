"""Two sums or two texts held against each other."""

from __future__ import annotations

import pytest

from agents.planner import plan
from agents.query import Answer, Step, StepResult
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import ask
from tests.unit.agents.material import file, mail, query

HOTEL = mail("m1", "Your stay", "The hotel comes to £380 for two nights.")
LIMIT = mail("m2", "Oslo", "I approved the hotel, up to £400.", sender_name="Ilse Maas")
ADVERT = file("f1", "Job advert", "Gardener, full time, £30,000 to £35,000.")


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("did the hotel come in under what Ilse approved", ("hotel", "Ilse approved")),
        ("Does the advert match what Ilse said about the salary?", ("advert", "Ilse salary")),
        ("how much cheaper is the ferry than the train fare", ("ferry", "train fare")),
        ("is the new rent more than the old one", ("rent", "rent")),
        ("what changed between draft 2 and the final plan", ("draft 2", "plan")),
    ],
)
def test_both_are_known(question: str, sides: tuple[str, str]) -> None:
    asked = ask(question)
    assert asked.entities["shape"] == "compare"
    found = [side["topic"] for side in asked.entities["sides"]]
    pairs = zip(sides, found, strict=True)
    assert all(set(said.split()) <= set(topic.split()) for said, topic in pairs)


@pytest.mark.parametrize(
    "question",
    ["does the call fit before my meeting", "is Ilse over the flu", "are we under the bridge"],
)
def test_no_others_are(question: str) -> None:
    assert ask(question).entities.get("shape") != "compare"


def told(question: str, *found: StepResult) -> Answer:
    return answered(ask(question), *found, asked=question)


def of(step_id: str, service: str, *items: object) -> StepResult:
    step = Step(step_id, service, "search", {"query": "x"})  # type: ignore[arg-type]
    return StepResult(step, "ok" if items else "empty", items=items)  # type: ignore[arg-type]


def test_each_is_looked_for_in_mail_and_files() -> None:
    question = "did the hotel come in under what Ilse approved"
    made = plan(ask(question), query(question)).steps
    places = [(step.id, step.agent) for step in made if step.id[0] in "ab"]
    assert places == [("a1", "gmail"), ("a2", "gdrive"), ("b1", "gmail"), ("b2", "gdrive")]


def test_by_how_much_two_sums_differ_is_told_with_both() -> None:
    answer = told("did the hotel come in under what Ilse approved",
                  of("a1", "gmail", HOTEL), of("b1", "gmail", LIMIT))  # fmt: skip
    assert answer.text.startswith("**£380** is £20 less than **£400**.")
    assert [c.id for c in answer.citations] == ["m1", "m2"]


def test_a_sum_is_held_against_a_range() -> None:
    pay = mail("m3", "Pay", "The salary may be £33,500.", sender_name="Ilse Maas")
    answer = told("does the advert match what Ilse said about the salary",
                  of("a2", "gdrive", ADVERT), of("b1", "gmail", pay))  # fmt: skip
    assert answer.text.startswith("**£33,500** lies between **£30,000** and **£35,000**.")


def test_without_sums_both_are_quoted_and_nothing_is_decided() -> None:
    other = mail("m4", "Pay", "The salary is to be agreed.", sender_name="Ilse Maas")
    answer = told("does the advert match what Ilse said about the salary",
                  of("a2", "gdrive", ADVERT), of("b1", "gmail", other))  # fmt: skip
    assert answer.text.startswith("- The advert: ")
    assert "to be agreed" in answer.text
