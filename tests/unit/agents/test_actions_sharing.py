"""Files that are shared and no longer shared, with the access from before brought back."""

from __future__ import annotations

import pytest

from agents.errors import StepError
from tests.factories import Person
from tests.factories_search import run
from tests.simulated_google import calls_since, faults, last_call
from tests.unit.agents.acting import Json, carried_out, google_of, propose, undone

BO = "bo@port.example"


@pytest.fixture
def file(connected: Person, google: str) -> str:
    files = google_of(connected, google, "drive").files()
    body = {"name": "Pier plan", "mimeType": "application/vnd.google-apps.folder"}
    return str(files.create(body=body, fields="id").execute()["id"])


def access(person: Person, google: str, file_id: str) -> dict[str, str]:
    files = google_of(person, google, "drive").files()
    found = files.get(fileId=file_id, fields="permissions(emailAddress,role)").execute()
    return {p["emailAddress"]: p["role"] for p in found["permissions"] if p["role"] != "owner"}


def sharing(file_id: str, **parts: object) -> Json:
    return {"file_id": file_id, "title": "Pier plan", "email": BO, "role": "reader",
            "notify": True} | parts  # fmt: skip


def test_a_file_is_shared_and_taken_back(connected: Person, google: str, file: str) -> None:
    done = carried_out(connected, "gdrive", "share_file", sharing(file))
    assert done["status"] == "done"
    assert access(connected, google, file) == {BO: "reader"}
    undone(connected, done)
    assert access(connected, google, file) == {}


def test_another_role_replaces_the_one_from_before_and_undo_restores_it(
    connected: Person, google: str, file: str
) -> None:
    carried_out(connected, "gdrive", "share_file", sharing(file))
    done = carried_out(connected, "gdrive", "share_file", sharing(file, role="writer"))
    assert access(connected, google, file) == {BO: "writer"}
    undone(connected, done)
    assert access(connected, google, file) == {BO: "reader"}


def test_sharing_takes_nothing_from_who_may_do_more_already(
    connected: Person, google: str, file: str
) -> None:
    carried_out(connected, "gdrive", "share_file", sharing(file, role="writer"))
    unsaid = {"role": {"source": "default", "ref": None}}
    done = carried_out(connected, "gdrive", "share_file", sharing(file), provenance=unsaid)
    assert done["status"] == "done"
    assert access(connected, google, file) == {BO: "writer"}
    undone(connected, done)
    assert access(connected, google, file) == {BO: "writer"}


def test_undo_leaves_access_that_another_gave_since(
    connected: Person, google: str, file: str
) -> None:
    done = carried_out(connected, "gdrive", "share_file", sharing(file))
    files = google_of(connected, google, "drive")
    permission = done["receipt"]["google_id"]
    files.permissions().update(
        fileId=file, permissionId=permission, body={"role": "writer"}
    ).execute()
    with pytest.raises(StepError):
        undone(connected, done)
    assert access(connected, google, file) == {BO: "writer"}


def test_a_share_that_is_there_already_is_not_made_again(
    connected: Person, google: str, file: str
) -> None:
    carried_out(connected, "gdrive", "share_file", sharing(file))
    before = last_call(google)
    assert carried_out(connected, "gdrive", "share_file", sharing(file))["status"] == "done"
    calls = calls_since(google, before, connected.user.email)
    assert {call["method"] for call in calls} == {"GET"}


def test_access_that_is_taken_away_comes_back_by_undo(
    connected: Person, google: str, file: str
) -> None:
    carried_out(connected, "gdrive", "share_file", sharing(file, role="commenter"))
    done = carried_out(connected, "gdrive", "unshare_file", sharing(file))
    assert access(connected, google, file) == {}
    undone(connected, done)
    assert access(connected, google, file) == {BO: "commenter"}


def test_who_has_no_access_cannot_lose_it(connected: Person, google: str, file: str) -> None:
    failed = carried_out(connected, "gdrive", "unshare_file", sharing(file))
    assert (failed["status"], failed["error"]["code"]) == ("failed", "not_found")


def test_the_owner_keeps_their_file(connected: Person, google: str, file: str) -> None:
    own = sharing(file, email=connected.user.email)
    failed = carried_out(connected, "gdrive", "unshare_file", own)
    assert (failed["status"], failed["error"]["code"]) == ("failed", "invalid_arguments")


@pytest.mark.parametrize("kind", ["reset", "reset_after"])
def test_a_lost_answer_is_looked_up_and_never_asked_again(
    connected: Person, google: str, file: str, kind: str
) -> None:
    before = last_call(google)
    faults(google, {"match": "POST .*permissions", "kind": kind, "times": 1})
    done = carried_out(connected, "gdrive", "share_file", sharing(file))
    assert done["status"] == ("done" if kind == "reset_after" else "unknown")
    assert access(connected, google, file) == ({BO: "reader"} if kind == "reset_after" else {})
    calls = calls_since(google, before, connected.user.email)
    assert sum(call["method"] == "POST" for call in calls) <= 1


@pytest.mark.parametrize("parts", [{"role": "owner"}, {"email": "nobody"}, {"file_id": ""}])
def test_what_makes_no_share_is_refused(connected: Person, parts: Json) -> None:
    with pytest.raises(StepError):
        run(propose(connected, "gdrive", "share_file", sharing("f1") | parts))
