"""What the server puts on the chat page, before any script runs."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import override_settings
from django.utils import timezone

from accounts.models import Connection
from accounts.tenancy import tenant
from conversations.models import Conversation, Turn
from tests import factories, factories_conversations
from tests.page_client import Page


@pytest.fixture
def ada(transactional_db: None) -> factories.Person:
    return factories.person("ada@example.org")


@pytest.fixture
def page(ada: factories.Person, client: Page) -> Page:
    client.force_login(ada.user)
    return client


def test_a_conversation_of_somebody_else_is_not_found(page: Page) -> None:
    other = factories.person("grace@example.org")
    assert page.get(f"/c/{_conversation(other)}").status_code == 404
    assert page.get(f"/c/{uuid4()}").status_code == 404


def test_a_conversation_asks_to_sign_in_first(client: Page, ada: factories.Person) -> None:
    address = f"/c/{_conversation(ada)}"
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_turns_that_still_run_are_marked_for_the_page(page: Page, ada: factories.Person) -> None:
    conversation = _conversation(ada)
    running = _turn(ada, conversation, Turn.Status.RUNNING)
    finished = _turn(ada, conversation, Turn.Status.DONE)
    text = page.get(f"/c/{conversation}").content.decode()
    assert f'data-running-turn="{running}"' in text
    assert str(finished) not in text
    assert 'data-query="Is it &lt;b&gt;late&lt;/b&gt;?"' in text


def test_the_offline_mode_is_told_only_where_there_is_no_model(page: Page) -> None:
    assert "Offline mode" in page.get("/").content.decode()
    with override_settings(OPENAI_API_KEY="key"):
        assert "Offline mode" not in page.get("/").content.decode()


def test_somebody_without_an_account_is_told_how_to_begin(
    page: Page, ada: factories.Person
) -> None:
    with tenant(ada.user.id):
        Connection.objects.filter(user_id=ada.user.id).delete()
    text = page.get("/").content.decode()
    assert "Google Takeout" in text
    assert 'id="composer"' not in text


def test_a_conversation_takes_no_posts(page: Page, ada: factories.Person) -> None:
    assert page.post(f"/c/{_conversation(ada)}").status_code == 405


MAIL = {"to": ["bo@port.example"], "subject": "Pier & plank", "body": "At nine?"}


def test_a_mail_that_was_approved_and_not_sent_is_told_with_the_way_to_it(
    page: Page, ada: factories.Person
) -> None:
    now = timezone.now()
    about = factories_conversations.conversation(ada, "The pier")
    approved = {"operation": "send_email", "arguments": MAIL, "status": "approved"}
    left = factories_conversations.action(
        ada, about, **approved, approved_at=now - timedelta(minutes=3)
    )
    waits = factories_conversations.action(ada, about, **approved, approved_at=now)
    text = page.get("/").content.decode()
    assert "“Pier &amp; plank” to bo@port.example. You approved it, but it did not go out" in text
    assert f'href="/c/{about.id}#action-{left.id}"' in text
    assert str(waits.id) not in text


def _conversation(person: factories.Person) -> UUID:
    with tenant(person.user.id):
        return Conversation.objects.create(user_id=person.user.id, title="The pier").id


def _turn(person: factories.Person, conversation: UUID, status: str) -> UUID:
    with tenant(person.user.id):
        return Turn.objects.create(
            user_id=person.user.id,
            conversation_id=conversation,
            request_id=str(uuid4()),
            query="Is it <b>late</b>?",
            status=status,
            created_at=timezone.now(),
        ).id
