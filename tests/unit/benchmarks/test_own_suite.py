"""The scorer of the own suite tells right answers from wrong ones, and the suite is sound."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from benchmarks.evaluate_questions import SUITES
from benchmarks.evaluate_questions_account import Account, key_of
from benchmarks.evaluate_questions_checks import failures, parts_of
from benchmarks.evaluate_questions_facts import holds
from benchmarks.evaluate_questions_report import Asked, Outcome, totals

SUNDAY = date(2026, 11, 22)
ACCOUNT = Account(
    ids={"m:one": frozenset({"id1", "thread1"}), "e:two": frozenset({"ev2"})},
    threads={"m:one": "thread1"},
    today=SUNDAY,
)


def message(**more: Any) -> dict[str, Any]:
    return {
        "intent": {
            "services": ["gmail"],
            "operation": "search",
            "entities": {},
            "time_range": None,
        },
        "answer": "",
        "clarification": None,
        "citations": [],
        "actions": [],
        **more,
    }


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("It is **£4,140.00** in all", "amount:4140"),
        ("GBP 612.48 was charged", "amount:612.48"),
        ("Thu 10 Dec, 15:00", "day:+3thu"),
        ("on December 10th", "day:+3thu"),
        ("away 2–4 December", "day:+2wed"),
        ("next Tuesday at 3 pm", "day:+1tue"),
        ("at 3 pm", "time:15:00"),
        ("8:20 a.m. sharp", "time:08:20"),
        ("Herr Voßberg", "vossberg"),
    ],
)
def test_a_fact_is_found_however_it_is_written(text: str, fact: str) -> None:
    assert holds(text, fact, SUNDAY)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("£14,140", "amount:4140"),
        ("£64.50", "amount:64"),
        ("15 November", "time:15:00"),
        ("13:00", "time:03:00"),
        ("on 11 December", "day:+3thu"),
        ("Tuesday", "day:+2tue"),
    ],
)
def test_another_number_day_or_time_is_no_such_fact(text: str, fact: str) -> None:
    assert not holds(text, fact, SUNDAY)


def test_an_answer_with_all_that_was_expected_has_no_failures() -> None:
    answer = message(
        answer="Due on 27 November [1].",
        citations=[{"service": "gmail", "rfc822_message_id": "<one@a.example>"}],
    )
    expect = {
        "services": [["gmail"]],
        "operations": ["search"],
        "cites": {"any": ["m:one"]},
        "lead": ["day:+1fri"],
    }
    assert failures(expect, answer, ACCOUNT) == {}


def test_each_part_that_does_not_hold_is_named() -> None:
    expect = {
        "services": [["gcal"]],
        "operations": ["read"],
        "slots": {"time_range": ["+1tue", "+1wed"], "entities": ["anna"]},
        "cites": {"all": ["m:one"]},
        "facts": ["amount:5"],
        "found": False,
        "action": {"operations": ["send_email"]},
    }
    found = failures(expect, message(answer="Hello", clarification="Who?"), ACCOUNT)
    assert sorted(found) == sorted([*parts_of(expect)])


def test_a_proposed_action_is_compared_argument_by_argument() -> None:
    action = {
        "operation": "reply_email",
        "arguments": {"to": ["Anna <anna@a.example>"], "thread_id": "thread1", "body": "At 15:00"},
    }
    expect = {
        "action": {
            "operations": ["reply_email"],
            "to": ["anna@a.example"],
            "thread": "m:one",
            "body": ["time:15:00"],
        }
    }
    assert failures(expect, message(actions=[action]), ACCOUNT) == {}
    expect["action"]["to"] = ["bob@a.example"]
    assert "action" in failures(expect, message(actions=[action]), ACCOUNT)


def test_a_moved_event_must_start_at_the_moment_asked_for() -> None:
    arguments = {"event_id": "ev2_20261124", "start": "2026-11-24T15:00:00+00:00"}
    action = {"operation": "update_event", "arguments": arguments}
    expect = {
        "action": {
            "operations": ["update_event"],
            "mentions": ["e:two"],
            "start": "+1tue 15:00",
        }
    }
    assert failures(expect, message(actions=[action]), ACCOUNT) == {}
    arguments["start"] = "2026-11-24T16:00:00+00:00"
    assert "action" in failures(expect, message(actions=[action]), ACCOUNT)


def test_an_answer_that_finds_nothing_must_say_so() -> None:
    assert failures({"found": False}, message(answer="I did not find a flight."), ACCOUNT) == {}
    assert failures({"found": False}, message(answer="You fly at nine."), ACCOUNT)


def test_a_google_document_is_the_same_with_and_without_its_extension() -> None:
    assert key_of("path", "A/Deck.pptx") == key_of("path", "A/Deck") == "f:A/Deck"


def test_a_conversation_is_right_only_when_every_turn_is() -> None:
    good = Outcome("a", ("facts",), {}, 1.0)
    bad = Outcome("b", ("facts",), {"facts": "no"}, 3.0)
    asked = [Asked("x", "chat", (good, bad), 2), Asked("y", "chat", (good,), 1)]
    found = totals(asked, skipped=0)
    assert (found["right"], found["parts"]) == (1, {"facts": [2, 3]})


def test_the_suite_holds_the_kinds_it_promises_and_no_question_twice() -> None:
    rows = [
        json.loads(line)
        for suite in SUITES.glob("*.jsonl")
        for line in suite.read_text(encoding="utf-8").splitlines()
    ]
    kinds = [row["kind"] for row in rows]
    assert len({row["id"] for row in rows}) == len(rows) >= 160
    assert kinds.count("conversation") >= 20
    assert kinds.count("multihop") >= 15
    assert kinds.count("not-found") + kinds.count("unsupported") >= 20
