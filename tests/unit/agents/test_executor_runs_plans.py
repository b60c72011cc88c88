"""Steps start when their inputs are there; what fails leaves the rest standing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from agents.errors import StepError
from agents.executor import execute
from agents.query import Intent, Item, Plan, Reference, Service, Step, StepResult
from agents.workspace.base import Agent, Call, Capability, Context, Outcome
from tests.unit.agents.material import NOW, Heard, agent, answering, context, event, mail

Agents = Mapping[Service, Agent]


def run(
    plan: Plan, agents: Agents, heard: Heard | None = None, wanted: Intent | None = None
) -> dict[str, StepResult]:
    async def go() -> list[StepResult]:
        return await execute(
            plan,
            agents=agents,
            context=context(wanted=wanted),
            emit=heard if heard is not None else Heard(),
            step_seconds=0.2,
        )

    return {result.step.id: result for result in asyncio.run(go())}


def looking(step_id: str, service: Service = "gmail", *depends_on: str, **parts: Any) -> Step:
    return Step(step_id, service, "search", {}, depends_on=depends_on, **parts)


def failing(error: Exception) -> Any:
    async def fail(call: Call, context: Context) -> Outcome:
        raise error

    return fail


async def hanging(call: Call, context: Context) -> Outcome:
    await asyncio.sleep(60)
    return Outcome()


def test_steps_without_dependencies_run_at_the_same_time() -> None:
    meeting = asyncio.Barrier(2)

    async def meet(call: Call, context: Context) -> Outcome:
        await meeting.wait()
        return Outcome(items=(mail("m1"),))

    agents: Agents = {"gmail": agent("gmail", search=meet), "gcal": agent("gcal", search=meet)}
    results = run(Plan((looking("s1"), looking("s2", "gcal"))), agents)
    assert [r.status for r in results.values()] == ["ok", "ok"]


def test_a_step_starts_when_its_own_input_is_there_and_not_when_a_level_is_done() -> None:
    read = asyncio.Event()

    async def search_slowly(call: Call, context: Context) -> Outcome:
        await read.wait()
        return Outcome(items=(event("e1", "Slow", NOW),))

    async def read_at_once(call: Call, context: Context) -> Outcome:
        read.set()
        return Outcome(items=(mail(call.arguments["id"]),))

    agents: Agents = {
        "gmail": agent("gmail", search=answering(mail("m1")), read=read_at_once),
        "gcal": agent("gcal", search=search_slowly),
    }
    plan = Plan(
        (
            looking("s1"),
            looking("s2", "gcal"),
            Step("s3", "gmail", "read", {"id": Reference("s1", "items[0].id")}, ("s1",)),
        )
    )
    heard = Heard()
    results = run(plan, agents, heard)
    assert results["s3"].items[0].id == "m1"
    assert heard.finished == ["s1", "s3", "s2"]


def test_a_failed_step_leaves_the_others_standing_and_carries_the_documented_words() -> None:
    agents: Agents = {
        "gmail": agent("gmail", search=failing(StepError("unavailable"))),
        "gcal": agent("gcal", search=answering(event("e1", "Here", NOW))),
    }
    results = run(Plan((looking("s1"), looking("s2", "gcal"))), agents)
    assert results["s1"].status == "failed"
    assert results["s1"].error is not None
    assert results["s1"].error["code"] == "gmail_unavailable"
    assert results["s1"].error["title"] == "Gmail Temporarily Unavailable"
    assert results["s2"].status == "ok"


def test_a_bug_in_an_agent_is_a_failed_step_and_not_an_exception(
    caplog: pytest.LogCaptureFixture,
) -> None:
    agents: Agents = {"gmail": agent("gmail", search=failing(ZeroDivisionError()))}
    results = run(Plan((looking("s1"),)), agents)
    assert results["s1"].status == "failed"
    assert results["s1"].error is not None
    assert results["s1"].error["code"] == "unknown_error"
    assert "ZeroDivisionError" in caplog.text


def test_a_step_that_takes_too_long_is_timed_out() -> None:
    agents: Agents = {
        "gmail": agent("gmail", search=hanging),
        "gcal": agent("gcal", search=answering(event("e1", "Here", NOW))),
    }
    results = run(Plan((looking("s1"), looking("s2", "gcal"))), agents)
    assert results["s1"].status == "timed_out"
    assert results["s2"].status == "ok"


def test_what_needs_a_failed_step_is_skipped_with_its_error() -> None:
    read = Capability(answering(mail("m1")), frozenset({"id"}))
    agents: Agents = {"gmail": agent("gmail", search=failing(StepError("unavailable")), read=read)}
    step = Step("s2", "gmail", "read", {"id": Reference("s1", "items[0].id")}, ("s1",))
    results = run(Plan((looking("s1"), step)), agents)
    assert results["s2"].status == "skipped"
    assert results["s2"].error is not None
    assert results["s2"].error["code"] == "gmail_unavailable"


def test_a_write_runs_although_one_of_its_searches_failed_if_the_other_gave_what_it_needs() -> None:
    calls: list[Call] = []

    async def draft(call: Call, context: Context) -> Outcome:
        calls.append(call)
        return Outcome(action={"id": "a1"})

    booked = mail("m1", "Your reservation", "Reservation number: HX42PQ", reply_to="")
    agents: Agents = {
        "gmail": agent(
            "gmail",
            search=answering(booked),
            draft_email=Capability(draft, frozenset({"to"}), writes=True),
        ),
        "gcal": agent("gcal", search=failing(StepError("unavailable"))),
    }
    step = Step(
        "s3",
        "gmail",
        "draft_email",
        {
            "to": Reference("s1", "booking.reply_address"),
            "booking_reference": Reference("s1", "booking.reference"),
        },
        ("s1", "s2"),
    )
    results = run(Plan((looking("s1"), looking("s2", "gcal"), step)), agents)
    assert results["s3"].status == "ok"
    assert calls[0].arguments["to"] == "orla.brandt@northwind.example"
    assert calls[0].arguments["booking_reference"] == "HX42PQ"
    assert calls[0].sources["to"].id == "m1"


def test_a_fallback_runs_only_if_its_step_found_nothing() -> None:
    fallback = Step("s1b", "gmail", "list", {}, ("s1",), when_empty="s1")
    plan = Plan((looking("s1"), fallback))
    found: Agents = {
        "gmail": agent("gmail", search=answering(mail("m1")), list=answering(mail("m2")))
    }
    empty: Agents = {"gmail": agent("gmail", search=answering(), list=answering(mail("m2")))}
    broken: Agents = {
        "gmail": agent(
            "gmail", search=failing(StepError("unavailable")), list=answering(mail("m2"))
        )
    }
    assert run(plan, found)["s1b"].status == "skipped"
    assert run(plan, empty)["s1b"].status == "ok"
    assert run(plan, broken)["s1b"].status == "skipped"


def test_a_fallback_answers_for_the_step_that_found_nothing() -> None:
    async def read(call: Call, context: Context) -> Outcome:
        return Outcome(items=(mail(call.arguments["id"]),))

    agents: Agents = {
        "gmail": agent("gmail", search=answering(), list=answering(mail("m2")), read=read)
    }
    plan = Plan(
        (
            looking("s1"),
            Step("s1b", "gmail", "list", {}, ("s1",), when_empty="s1"),
            Step("s2", "gmail", "read", {"id": Reference("s1", "items[0].id")}, ("s1", "s1b")),
        )
    )
    assert run(plan, agents)["s2"].items[0].id == "m2"


def test_a_fallback_in_another_service_runs_where_nothing_is_about_the_question() -> None:
    agents: Agents = {
        "gmail": agent("gmail", search=answering(mail("m1", "Oil", "Ten barrels."))),
        "gdrive": agent("gdrive", search=answering(mail("m2", "Fire drill", "By the tree."))),
    }
    first = Step("s1", "gmail", "search", {"query": "fire drill"})
    other = Step("s2x", "gdrive", "search", {"query": "fire drill"}, ("s1",), when_empty="s1")
    assert run(Plan((first, other)), agents)["s2x"].status == "ok"
    agents = {**agents, "gmail": agent("gmail", search=answering(mail("m1", "Fire drill")))}
    assert run(Plan((first, other)), agents)["s2x"].status == "skipped"


def test_a_wider_search_runs_unless_what_is_meant_was_surely_found() -> None:
    first = Step("s1", "gmail", "search", {"query": "fire drill"})
    wider = Step("w1", "gdrive", "search", {"query": "fire drill"}, ("s1",), unless_surer=0.3)
    drive = agent("gdrive", search=answering(mail("f1", "Drill")))

    def status(found: Item) -> str:
        agents: Agents = {"gmail": agent("gmail", search=answering(found)), "gdrive": drive}
        return run(Plan((first, wider)), agents)["w1"].status

    assert status(mail("m1", "Fire drill", "The fire drill is on Friday.", similarity=0.8)) == (
        "skipped"
    )
    assert status(mail("m1", "Oil", "Ten barrels.", similarity=0.1)) == "ok"
    broken: Agents = {"gmail": agent("gmail", search=failing(StepError("unavailable")))}
    assert run(Plan((first, wider)), {**broken, "gdrive": drive})["w1"].status == "ok"


def test_what_another_service_told_fills_the_arguments_of_later_steps() -> None:
    async def read(call: Call, context: Context) -> Outcome:
        return Outcome(items=(mail(call.arguments["id"]),))

    agents: Agents = {
        "gmail": agent("gmail", search=answering(mail("m1", "Oil")), read=read),
        "gdrive": agent("gdrive", search=answering(mail("m2", "Fire drill"))),
    }
    steps = (
        Step("s1", "gmail", "search", {"query": "fire drill"}),
        Step("s1x", "gdrive", "search", {"query": "fire drill"}, ("s1",), when_empty="s1"),
        Step("s2", "gmail", "read", {"id": Reference("s1", "best.id")}, ("s1", "s1x")),
    )
    assert run(Plan(steps), agents)["s2"].items[0].id == "m2"


def _flaky(failures: int, error: StepError) -> tuple[Any, list[int]]:
    """An operation that fails so often, and the list of its calls."""
    calls: list[int] = []

    async def flaky(call: Call, context: Context) -> Outcome:
        calls.append(len(calls))
        if len(calls) <= failures:
            raise error
        return Outcome(items=(mail("m1"),))

    return flaky, calls


def _run_for_long(plan: Plan, agents: Agents, asked: Context | None = None) -> StepResult:
    async def go() -> list[StepResult]:
        return await execute(plan, agents=agents, context=asked or context(), emit=Heard())

    return asyncio.run(go())[0]


def test_a_read_that_failed_for_a_passing_reason_is_tried_again() -> None:
    flaky, calls = _flaky(1, StepError("unavailable"))
    found = _run_for_long(Plan((looking("s1"),)), {"gmail": agent("gmail", search=flaky)})
    assert (found.status, len(calls)) == ("ok", 2)


def test_a_read_that_will_never_work_is_not_tried_again() -> None:
    flaky, calls = _flaky(1, StepError("permission_denied"))
    found = _run_for_long(Plan((looking("s1"),)), {"gmail": agent("gmail", search=flaky)})
    assert (found.status, len(calls)) == ("failed", 1)


def test_no_step_sleeps_longer_than_it_may_run() -> None:
    flaky, calls = _flaky(1, StepError("rate_limited", retry_after=60))
    found = _run_for_long(Plan((looking("s1"),)), {"gmail": agent("gmail", search=flaky)})
    assert (found.status, len(calls)) == ("failed", 1)
    assert found.error is not None
    assert found.error["retry_after"] == 60


def test_a_write_is_tried_once() -> None:
    flaky, calls = _flaky(1, StepError("unavailable"))
    agents: Agents = {"gmail": agent("gmail", draft_email=Capability(flaky, writes=True))}
    found = _run_for_long(Plan((Step("s1", "gmail", "draft_email"),)), agents)
    assert (found.status, len(calls)) == ("failed", 1)


def test_what_keeps_failing_for_a_person_is_left_alone_for_a_while() -> None:
    flaky, calls = _flaky(99, StepError("unavailable", retry_after=60))
    agents: Agents = {"gmail": agent("gmail", search=flaky)}
    asked = context()
    found = [_run_for_long(Plan((looking("s1"),)), agents, asked) for _ in range(5)]
    assert len(calls) == 3
    assert found[-1].error is not None
    assert found[-1].error["code"] == "gmail_unavailable"
    assert found[-1].error["retry_after"] > 0
    _run_for_long(Plan((looking("s1"),)), agents)  # somebody else is not held up
    assert len(calls) == 4


def test_a_service_that_answers_closes_the_way_to_nothing() -> None:
    flaky, calls = _flaky(99, StepError("not_found"))
    agents: Agents = {"gmail": agent("gmail", search=flaky)}
    asked = context()
    for _ in range(5):
        _run_for_long(Plan((looking("s1"),)), agents, asked)
    assert len(calls) == 5


def test_cancelling_stops_what_runs() -> None:
    stopped = asyncio.Event()

    async def wait(call: Call, context: Context) -> Outcome:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            stopped.set()
            raise
        return Outcome()

    heard = Heard()

    async def go() -> None:
        running = asyncio.create_task(
            execute(
                Plan((looking("s1"), looking("s2", "gmail", "s1"))),
                agents={"gmail": agent("gmail", search=wait)},
                context=context(),
                emit=heard,
            )
        )
        await asyncio.sleep(0.01)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert stopped.is_set()
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(go())
    assert heard.finished == ["s1"]


def test_a_step_that_would_have_read_on_tells_no_error() -> None:
    error = {"code": "nothing_to_act_on", "message": "Nothing was found."}
    read = Step("s2", "gmail", "thread", {"id": "x"})
    write = Step("s2", "gmail", "archive_email", {"id": "x"})
    assert StepResult(read, "skipped", error=error).as_json()["error"] is None
    assert StepResult(write, "skipped", error=error).as_json()["error"] == error
