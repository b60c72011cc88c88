"""What no plan may be."""

from __future__ import annotations

import pytest

from agents.planner import MAX_STEPS, PlanError, validate
from agents.query import Plan, Reference, Step


def search(step_id: str, *depends_on: str, **parts: object) -> Step:
    return Step(step_id, "gmail", "search", {"query": "x"}, depends_on=depends_on, **parts)  # type: ignore[arg-type]


def refusal(*steps: Step) -> str:
    with pytest.raises(PlanError) as refused:
        validate(Plan(steps))
    return str(refused.value)


def test_a_cycle_is_refused() -> None:
    assert "cycle" in refusal(search("a", "b"), search("b", "a"))


def test_a_step_that_waits_for_itself_is_refused() -> None:
    assert "cycle" in refusal(search("a", "a"))


def test_an_unknown_operation_is_refused() -> None:
    assert "format_disk" in refusal(Step("a", "gmail", "format_disk"))


def test_an_unknown_agent_is_refused() -> None:
    assert "shell" in refusal(Step("a", "shell", "search", {"query": "x"}))  # type: ignore[arg-type]


def test_a_missing_dependency_is_refused() -> None:
    assert "nowhere" in refusal(search("a", "nowhere"))


def test_a_reference_to_a_step_that_is_not_waited_for_is_refused() -> None:
    read = Step("b", "gmail", "read", {"id": Reference("a", "items[0].id")})
    assert "does not depend on" in refusal(search("a"), read)


def test_a_reference_with_an_unknown_path_is_refused() -> None:
    read = Step("b", "gmail", "read", {"id": Reference("a", "__class__.mro")}, depends_on=("a",))
    assert "unknown path" in refusal(search("a"), read)


def test_a_missing_argument_is_refused() -> None:
    assert "needs query" in refusal(Step("a", "gmail", "search"))


def test_two_steps_of_one_name_are_refused() -> None:
    assert "same id" in refusal(search("a"), search("a"))


def test_too_many_steps_are_refused() -> None:
    steps = [search(f"s{n}") for n in range(MAX_STEPS + 1)]
    assert str(MAX_STEPS) in refusal(*steps)
    assert len(validate(Plan(tuple(steps[:MAX_STEPS]))).steps) == MAX_STEPS


def test_a_fallback_waits_for_the_step_it_stands_in_for() -> None:
    assert "fallback" in refusal(search("a"), search("b", when_empty="a"))


def test_steps_come_out_in_an_order_in_which_they_can_run() -> None:
    made = validate(Plan((search("c", "b"), search("b", "a"), search("a"))))
    assert [step.id for step in made.steps] == ["a", "b", "c"]
