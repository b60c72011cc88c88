"""An action from its proposal to its receipt, against a simulated Gmail."""

from __future__ import annotations

import asyncio
import base64
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest

from agents import actions
from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.google_simulator import access_token, control, google_client
from tests.simulated_google import calls_since, faults, last_call
from tests.unit.agents.material import NOW, stored_turn

MAIL: dict[str, Any] = {
    "to": ["bo@port.example"],
    "cc": [],
    "bcc": [],
    "subject": "Köprü – réservation ✓",
    "body": "Merhaba,\n\nÜberprüfen Sie bitte: 42 €.\n",
    "thread_id": None,
    "in_reply_to": "<pier@port.example>",
}
SAID = {name: {"source": "user", "ref": None} for name in MAIL}


async def proposed(person: Person, **parts: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "user_id": person.id,
        "turn_id": parts.get("turn_id") or await stored_turn(person.id),
        "connection_id": person.connection.id,
        "agent": "gmail",
        "operation": "draft_email",
        "arguments": MAIL,
        "provenance": SAID,
        "now": NOW,
    }
    return await actions.propose(**(values | parts))


def who(person: Person, action: dict[str, Any]) -> dict[str, Any]:
    return {"user_id": person.id, "action_id": UUID(action["id"]), "now": NOW}


def drafts_of(url: str, person: Person) -> list[dict[str, Any]]:
    state = control(url, "GET", f"state?email={person.user.email}")
    found: list[dict[str, Any]] = state["drafts"]
    return found


def test_nothing_exists_at_google_before_approval(connected: Person, google: str) -> None:
    action = run(proposed(connected))
    assert action["status"] == "proposed"
    assert action["receipt"] is None
    assert action["arguments"] == MAIL
    assert action["provenance"]["to"] == {"source": "user", "ref": None}
    assert drafts_of(google, connected) == []


def test_an_approved_draft_is_made_and_has_googles_receipt(connected: Person, google: str) -> None:
    async def go() -> dict[str, Any]:
        action = await proposed(connected)
        return await actions.approve_and_execute(**who(connected, action))

    done = run(go())
    (draft,) = drafts_of(google, connected)
    assert done["status"] == "done"
    assert done["receipt"]["google_id"] == draft["id"]
    assert draft["message"]["id"] in done["receipt"]["url"]


def test_the_draft_is_a_sound_message_in_any_language(connected: Person, google: str) -> None:
    async def go() -> dict[str, Any]:
        action = await proposed(connected)
        return await actions.approve_and_execute(**who(connected, action))

    run(go())
    email = connected.user.email
    client = google_client(google, "gmail", access_token(google, email))
    draft_id = drafts_of(google, connected)[0]["id"]
    answer = client.users().drafts().get(userId="me", id=draft_id, format="raw").execute()
    raw = base64.urlsafe_b64decode(answer["message"]["raw"])
    message = message_from_bytes(raw, policy=policy.default)
    assert raw.isascii()
    assert message["Subject"] == MAIL["subject"]
    assert message.get_content().replace("\r\n", "\n") == MAIL["body"]
    assert message["In-Reply-To"] == message["References"] == "<pier@port.example>"
    assert message["To"] == "bo@port.example"


def test_the_same_wish_of_a_turn_is_one_action(connected: Person) -> None:
    async def go() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        turn = await stored_turn(connected.id)
        first = await proposed(connected, turn_id=turn)
        second = await proposed(connected, turn_id=turn)
        return first, second, await proposed(connected)

    first, second, other = run(go())
    assert first["id"] == second["id"] != other["id"]


def test_two_executions_at_once_make_one_draft(connected: Person, google: str) -> None:
    async def go() -> list[dict[str, Any]]:
        action = await proposed(connected)
        one = who(connected, action)
        await actions.approve(**one)
        await asyncio.gather(*(actions.execute(**one) for _ in range(5)))
        return [await actions.execute(**one) for _ in range(2)]

    assert {action["status"] for action in run(go())} == {"done"}
    assert len(drafts_of(google, connected)) == 1


def test_an_action_that_nobody_approved_is_not_carried_out(connected: Person, google: str) -> None:
    async def go() -> dict[str, Any]:
        action = await proposed(connected)
        return await actions.execute(**who(connected, action))

    assert run(go())["status"] == "proposed"
    assert drafts_of(google, connected) == []


def test_a_rejected_action_cannot_be_approved(connected: Person, google: str) -> None:
    async def go() -> None:
        action = await proposed(connected)
        await actions.reject(**who(connected, action))
        with pytest.raises(actions.WrongState) as refused:
            await actions.approve_and_execute(**who(connected, action))
        assert refused.value.status == "rejected"

    run(go())
    assert drafts_of(google, connected) == []


def test_what_the_person_edits_is_their_own_words(connected: Person, google: str) -> None:
    async def go() -> dict[str, Any]:
        content = SAID | {"to": {"source": "content", "ref": "m1"}}
        action = await proposed(connected, provenance=content)
        return await actions.approve_and_execute(
            **who(connected, action), arguments={"to": ["else@port.example"]}
        )

    done = run(go())
    assert done["arguments"]["to"] == ["else@port.example"]
    assert done["provenance"]["to"] == {"source": "user", "ref": None}
    assert drafts_of(google, connected)[0]["message"]["headers"]["to"] == "else@port.example"


@pytest.mark.parametrize(
    "arguments",
    [{"to": ["nobody"]}, {"to": ["a@b.example\nBcc: c@d.example"]}, {"shell": "rm"}],
)
def test_an_edit_that_makes_no_mail_is_refused(
    connected: Person, arguments: dict[str, Any]
) -> None:
    async def go() -> dict[str, Any]:
        action = await proposed(connected)
        with pytest.raises(StepError):
            await actions.approve(**who(connected, action), arguments=arguments)
        return await actions.get(user_id=connected.id, action_id=UUID(action["id"]))

    assert run(go())["status"] == "proposed"


def test_undo_deletes_the_draft(connected: Person, google: str) -> None:
    async def go() -> list[str]:
        action = await proposed(connected)
        await actions.approve_and_execute(**who(connected, action))
        return [(await actions.undo(**who(connected, action)))["status"] for _ in range(2)]

    assert run(go()) == ["undone", "undone"]
    assert drafts_of(google, connected) == []


def test_what_was_not_done_cannot_be_undone(connected: Person) -> None:
    async def go() -> None:
        action = await proposed(connected)
        with pytest.raises(actions.WrongState):
            await actions.undo(**who(connected, action))

    run(go())


@pytest.mark.parametrize("kind", ["reset", "reset_after"])
def test_a_lost_answer_is_unknown_and_never_tried_again(
    connected: Person, google: str, kind: str
) -> None:
    before = last_call(google)
    faults(google, {"match": "POST .*drafts", "kind": kind, "times": 1})

    async def go() -> list[dict[str, Any]]:
        action = await proposed(connected)
        first = await actions.approve_and_execute(**who(connected, action))
        return [first, await actions.execute(**who(connected, action))]

    first, again = run(go())
    assert first["status"] == again["status"] == "unknown"
    assert first["receipt"] is None
    calls = calls_since(google, before, connected.user.email)
    assert sum("drafts" in str(call["path"]) for call in calls) == 1


def test_a_refusal_of_google_is_a_failure_with_the_documented_words(
    connected: Person, google: str
) -> None:
    faults(google, {"match": "POST .*drafts", "kind": "insufficientPermissions", "times": 1})

    async def go() -> dict[str, Any]:
        action = await proposed(connected)
        return await actions.approve_and_execute(**who(connected, action))

    failed = run(go())
    assert failed["status"] == "failed"
    assert failed["error"]["code"] == "permission_denied"
    assert drafts_of(google, connected) == []


def test_another_person_cannot_see_approve_or_undo_it(
    connected: Person, other_person: Person
) -> None:
    async def go() -> None:
        action = await proposed(connected)
        stranger: dict[str, Any] = {
            "user_id": other_person.id,
            "action_id": UUID(action["id"]),
            "now": NOW,
        }
        for attempt in (actions.approve, actions.reject, actions.execute, actions.undo):
            with pytest.raises(actions.UnknownAction):
                await attempt(**stranger)

    run(go())


def test_a_write_that_does_not_exist_cannot_be_proposed(connected: Person) -> None:
    with pytest.raises(StepError) as refused:
        run(proposed(connected, operation="share_file"))
    assert refused.value.code == "action_unavailable"
