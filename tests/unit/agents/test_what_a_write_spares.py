"""What the person leaves out of a wish is not written to: "everything except the review"."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from agents.intent import is_clear
from agents.planner import plan
from agents.query import Item, Query, StepResult
from agents.references import resolve_argument
from tests.unit.agents.answers import answered
from tests.unit.agents.asking import NOW, ZONE, ask, turn
from tests.unit.agents.material import event, mail

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)


def written_to(wish: str, items: list[Item], field: str) -> tuple[Any, str]:
    """The ids that are written to, and the answer beside the proposal."""
    intent = ask(wish)
    look, *_, write = plan(intent, Query(wish, uuid.UUID(int=0), NOW, ZONE)).steps
    found = StepResult(look, "ok", items=tuple(items))
    chosen = write.arguments[field]
    ids, _ = resolve_argument(field, chosen, {look.id: found}, question=wish)
    action = {"operation": write.operation, "arguments": {}, "provenance": {}}
    return ids, answered(intent, found, StepResult(write, "ok", action=action)).text


@pytest.mark.parametrize(
    "wish",
    [
        "clear my calendar on Friday but keep the review",
        "cancel all my meetings on Friday except the review",
        "cancel everything on Friday, apart from the harbour review please",
        "delete all events on Friday but not the review",
    ],
)
def test_an_event_that_is_to_stay_is_not_cancelled(wish: str) -> None:
    events = [event("review", "Harbour review", FRIDAY), event("row", "Rowing meetings", FRIDAY)]
    events.append(event("quiz", "Quiz meetings", FRIDAY))
    ids, text = written_to(wish, events, "event_id")
    assert ids == ["row", "quiz"]
    assert "Left out: “Harbour review”" in text


@pytest.mark.parametrize(
    "wish",
    [
        "delete all newsletters apart from the Lantern",
        "bin all the newsletters except the ones from the Lantern",
        "archive all newsletters but keep the Lantern",
    ],
)
def test_mails_that_are_to_stay_are_not_put_away(wish: str) -> None:
    mails = [
        mail("m1", "Weekly newsletters", sender_name="The Lantern"),
        mail("m2", "Our newsletters", sender_name="The Gannet"),
    ]
    ids, _ = written_to(wish, mails, "message_ids")
    assert ids == ["m2"]


def test_what_is_still_needed_is_not_binned() -> None:
    mails = [mail("m1", "The Lantern newsletters"), mail("m2", "The Gannet newsletters")]
    wish = "bin all the newsletters, I still need the Lantern one"
    assert written_to(wish, mails, "message_ids")[0] == ["m2"]


@pytest.mark.parametrize(
    ("wish", "people", "spared"),
    [
        ("Share the pier budget with Ana, not with Bo", ["Ana"], "Bo"),
        ("Tell Ana and Bo, but not Cem, that we are late", ["Ana", "Bo"], "Cem"),
    ],
)
def test_whom_it_shall_not_reach_it_does_not_reach(
    wish: str, people: list[str], spared: str
) -> None:
    intent = ask(wish)
    assert intent.entities["people"] == people
    assert spared not in str(intent.entities)


def test_only_mails_of_the_kind_that_was_said_are_put_away() -> None:
    def look(wish: str) -> Any:
        return plan(ask(wish), Query(wish, uuid.UUID(int=0), NOW, ZONE)).steps

    assert look("archive all unread mails from Ana")[0].arguments["unread"] is True
    assert look("bin every mail with an attachment from Bo")[0].arguments["has_attachment"] is True
    starred = look("star all unread mails from Ana")
    assert starred[0].arguments["unread"] is True
    assert starred[-1].arguments["flags"] == ("starred",)
    old = look("delete all mails older than six months from Ana")
    assert old[0].arguments["before"] == datetime(2026, 5, 25, tzinfo=NOW.tzinfo)
    assert len(old) == 2  # nothing wider is looked through where these are not found


def test_an_exclusion_that_fits_nothing_is_told() -> None:
    events = [event("row", "Rowing", FRIDAY)]
    ids, text = written_to("cancel all my events on Friday except the opera", events, "event_id")
    assert ids == ["row"]
    assert "nothing out" in text


@pytest.mark.parametrize(
    ("wish", "left"),
    [
        ("bin all of them except the second", [1, 3]),
        ("archive those but not the first", [2, 3]),
    ],
)
def test_of_what_was_cited_the_place_that_is_named_is_spared(wish: str, left: list[int]) -> None:
    before = turn("show my newest mails", "gmail", "gmail", "gmail")
    assert ask(wish, before).entities["ordinals"] == left


@pytest.mark.parametrize("wish", ["don't cancel the review on Friday", "do not delete Ana's mail"])
def test_what_shall_not_be_done_no_model_is_asked_about(wish: str) -> None:
    intent = ask(wish)
    assert (intent.operation, is_clear(intent)) == ("unsupported", True)


def test_what_a_mail_says_is_not_taken_apart() -> None:
    wish = ask("Send bo@port.example a mail saying that all but the review can go")
    assert "without" not in wish.entities
    assert "but the review" in wish.entities["message"]
