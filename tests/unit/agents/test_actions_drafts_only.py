"""Where nothing may be sent, what was proposed or approved before is not sent either."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from accounts.models import Mode, User
from agents import actions
from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.unit.agents.acting import Json, propose, state, which

MAIL: Json = {"to": ["bo@port.example"], "cc": [], "bcc": [], "subject": "Pier", "body": "At nine?"}


def sent(person: Person, google: str) -> list[Json]:
    return [mail for mail in state(person, google)["messages"] if "SENT" in mail["labelIds"]]


def choose_drafts(person: Person) -> None:
    User.objects.filter(id=person.id).update(mode=Mode.DRAFT_ONLY)


def test_a_mail_that_was_proposed_before_the_person_chose_drafts_is_not_sent(
    connected: Person, google: str
) -> None:
    action = run(propose(connected, "gmail", "send_email", MAIL))
    choose_drafts(connected)
    with pytest.raises(StepError) as refused:
        run(actions.approve_and_execute(**which(connected, action)))
    assert refused.value.code == "drafts_only"
    assert (
        run(actions.get(user_id=connected.id, action_id=which(connected, action)["action_id"]))[
            "status"
        ]
        == "proposed"
    )
    assert sent(connected, google) == []


def test_nor_is_one_that_was_approved_and_waits(connected: Person, google: str) -> None:
    action = run(propose(connected, "gmail", "send_email", MAIL))
    run(actions.approve(**which(connected, action)))
    choose_drafts(connected)
    failed = run(actions.execute(**which(connected, action)))
    assert (failed["status"], failed["error"]["code"]) == ("failed", "drafts_only")
    assert sent(connected, google) == []
    assert state(connected, google)["drafts"] == []


def test_the_operators_switch_is_everybodys(
    connected: Person, google: str, settings: Settings
) -> None:
    action = run(propose(connected, "gmail", "send_email", MAIL))
    settings.SENDS_MAIL = False
    with pytest.raises(StepError) as refused:
        run(actions.approve_and_execute(**which(connected, action)))
    assert refused.value.code == "drafts_only"
    assert sent(connected, google) == []


def test_drafts_are_still_made(connected: Person, google: str, settings: Settings) -> None:
    settings.SENDS_MAIL = False
    action = run(propose(connected, "gmail", "draft_email", MAIL))
    done = run(actions.approve_and_execute(**which(connected, action)))
    assert done["status"] == "done"
    assert len(state(connected, google)["drafts"]) == 1
