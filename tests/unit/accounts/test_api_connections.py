"""`/api/v1/connections`: Google accounts, what they allow, and letting go of one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from accounts.models import Connection
from accounts.scopes import by_service
from accounts.tenancy import tenant
from search.models import Email
from sync import importing
from sync.models import SyncStatus
from tests import factories
from tests import factories_search as cache
from tests.api_client import Api, problem
from tests.factories import Person
from tests.simulated_google import calls_since, faults, google, last_call, simulator_url

__all__ = ["google", "simulator_url"]

READ_ONLY = "https://www.googleapis.com/auth/gmail.readonly"
CALENDAR = "https://www.googleapis.com/auth/calendar"


def grant(person: Person, *scopes: str) -> None:
    with tenant(person.id):
        Connection.objects.filter(user_id=person.id).update(scopes=list(scopes))


def test_each_service_tells_what_it_has_and_lacks(person: Person) -> None:
    grant(person, CALENDAR, READ_ONLY)
    answer = Api(person.user).get("connections").json()
    (shown,) = answer["results"]
    assert answer["next"] is None
    assert shown["email"] == "ada@example.org"
    assert shown["services"]["gcal"] == {"granted": [CALENDAR], "missing": []}
    assert shown["services"]["gmail"]["granted"] == []
    assert len(shown["services"]["gmail"]["missing"]) == 2
    assert "token" not in str(shown)


def test_a_wider_scope_holds_the_narrower() -> None:
    assert by_service(["https://mail.google.com/"])["gmail"].missing == ()
    assert by_service([])["gdrive"].granted == ()


def test_another_persons_account_cannot_be_seen_or_let_go(
    person: Person, other_person: Person
) -> None:
    theirs = other_person.connection.id
    api = Api(person.user)
    assert str(theirs) not in str(api.get("connections").json())
    problem(api("DELETE", f"connections/{theirs}"), 404)
    problem(api("DELETE", f"connections/{uuid4()}"), 404)
    with tenant(other_person.id):
        assert Connection.objects.filter(user_id=other_person.id).exists()


def test_letting_go_takes_what_is_cached_with_it(transactional_db: None) -> None:
    person = factories.person("ada@example.org")
    cache.index(person, [cache.mail("m1", "The lighthouse", "It opens on 4 May.")])
    with tenant(person.id):
        SyncStatus.objects.create(
            user=person.user, connection_id=person.connection.id, service="gmail"
        )

    answer = Api(person.user)("DELETE", f"connections/{person.connection.id}")

    assert answer.status_code == 204
    with tenant(person.id):
        for model in (Connection, SyncStatus, Email):
            assert not model.objects.filter(user_id=person.id).exists()


@pytest.mark.parametrize("google_answers", [True, False])
def test_google_is_told_and_may_be_away(
    google: str, db: None, google_answers: bool, caplog: pytest.LogCaptureFixture
) -> None:
    email = f"{uuid4().hex}@example.org"
    user = factories.person(email).user
    connection = importing.connect(user)
    if not google_answers:
        faults(google, {"match": "POST /revoke", "status": 503, "times": 1})

    before = last_call(google)

    answer = Api(user)("DELETE", f"connections/{connection.id}")

    assert answer.status_code == 204
    assert ("did not end the access" in caplog.text) is not google_answers
    told = [c for c in calls_since(google, before) if str(c["path"]).startswith("/revoke")]
    assert [call["status"] for call in told if call["status"] == 200] == [200] * google_answers
