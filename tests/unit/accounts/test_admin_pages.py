"""The staff pages: states, counts and times of everybody, content of nobody, and all recorded."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import psycopg
import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from accounts.models import Connection, User
from accounts.staff import StaffPages, reading_as
from accounts.staff_views import Person
from accounts.tenancy import tenant
from agents.models import Action
from conversations.models import Conversation, Message, Turn
from sync.models import SyncStatus
from tests import database, factories

CONTENT = "heliotrope"  # in every column that holds content
PAGES = [model for model, pages in admin.site._registry.items() if isinstance(pages, StaffPages)]
NAMES = [model._meta.label_lower for model in PAGES]


@pytest.fixture
def support(db: None) -> User:
    return User.objects.create_user("support@example.org", factories.PASSWORD, is_staff=True)


@pytest.fixture
def client(support: User) -> Client:
    signed_in = Client()
    signed_in.force_login(support)
    return signed_in


@pytest.fixture
def busy_person(person: factories.Person) -> factories.Person:
    """A person who has asked, been answered, been proposed something, and been synced."""
    with tenant(person.id):
        _ask(person)
        SyncStatus.objects.create(
            user=person.user,
            connection_id=person.connection.id,
            service="gmail",
            cursor=CONTENT,
            skipped=[CONTENT],
        )
    return person


def _ask(person: factories.Person) -> None:
    conversation = Conversation.objects.create(user=person.user, title=CONTENT)
    turn = Turn.objects.create(
        user=person.user,
        conversation_id=conversation.id,
        request_id=f"{CONTENT} {uuid4()}",
        query=CONTENT,
        status="failed",
        error={"code": "unavailable", "message": CONTENT},
    )
    Message.objects.create(
        user=person.user,
        conversation_id=conversation.id,
        turn_id=turn.id,
        query=CONTENT,
        response=CONTENT,
        response_html=CONTENT,
        citations=[{"title": CONTENT}],
        intent={"words": CONTENT},
        plan={"words": CONTENT},
        steps=[CONTENT],
        suggestions=[CONTENT],
        services_failed=["gdrive"],
        timings_ms={"total": 321.0},
    )
    Action.objects.create(
        user=person.user,
        connection_id=person.connection.id,
        turn_id=turn.id,
        agent="gmail",
        operation="draft_email",
        key=str(turn.id),
        arguments={"to": CONTENT},
        provenance={"to": CONTENT},
        receipt={"link": CONTENT},
        proposed_at=timezone.now(),
    )


def changelist(name: str) -> str:
    return reverse(f"admin:{name.replace('.', '_')}_changelist")


def rows_of(client: Client, name: str, **query: str | int) -> list[UUID]:
    response = client.get(changelist(name), query)
    assert response.status_code == 200
    return [row.pk for row in response.context["cl"].result_list]


def test_there_is_a_page_for_each_thing_that_support_needs() -> None:
    assert set(NAMES) == {
        "accounts.person",
        "accounts.googleaccount",
        "accounts.auditrecord",
        "sync.syncstate",
        "conversations.conversationrecord",
        "conversations.question",
        "agents.actionrecord",
    }


@pytest.mark.parametrize("name", NAMES)
def test_lists_and_records_show_no_content(
    client: Client, busy_person: factories.Person, name: str
) -> None:
    audit.record(user_id=busy_person.id, actor=audit.PERSON, event=audit.Event.QUESTION_ASKED)
    (row, *_) = rows_of(client, name, q="ada@example.org")
    record = reverse(f"admin:{name.replace('.', '_')}_change", args=[row])

    for address in (changelist(name), record):
        page = client.get(address)
        assert page.status_code == 200
        text = page.content.decode()
        assert "ada@example.org" in text
        assert CONTENT not in text


@pytest.mark.parametrize("name", NAMES)
def test_pages_need_nothing_inline_and_nothing_from_elsewhere(
    client: Client, busy_person: factories.Person, name: str
) -> None:
    for address in (reverse("admin:index"), changelist(name)):
        page = client.get(address)
        text = page.content.decode()
        assert "css/admin.css" in text
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_list_says_so(client: Client, name: str) -> None:
    page = client.get(changelist(name), {"q": "nobody@example.org"}).content.decode()

    assert "Show all of them" in page


@pytest.mark.parametrize("name", NAMES)
def test_nothing_can_be_added_or_deleted(
    client: Client, busy_person: factories.Person, name: str
) -> None:
    view = f"admin:{name.replace('.', '_')}"

    assert client.post(reverse(f"{view}_add"), {}).status_code == 403
    assert client.post(reverse(f"{view}_delete", args=[uuid4()]), {}).status_code in (302, 403)


@pytest.mark.parametrize("name", ["index", *(f"{n.replace('.', '_')}_changelist" for n in NAMES)])
def test_only_staff_come_in(person: factories.Person, name: str) -> None:
    stranger, other = Client(), Client()
    other.force_login(person.user)

    away = stranger.get(reverse(f"admin:{name}"), follow=True)
    assert away.redirect_chain[-1][0].startswith("/accounts/login/")
    refused = other.get(reverse(f"admin:{name}"), follow=True)
    assert refused.status_code == 403


def test_opening_a_persons_record_is_an_entry_in_their_audit(
    client: Client, support: User, person: factories.Person
) -> None:
    client.get(reverse("admin:accounts_person_change", args=[person.id]))

    (entry,) = audit.entries(user_id=person.id)
    assert (entry.actor, entry.event) == (audit.staff(support.id), "staff_viewed")
    assert entry.subject == f"person:{person.id}"


@pytest.mark.parametrize("query", ["user_id={id}", "q=Ada@example.org"])
def test_narrowing_a_list_down_to_a_person_is_an_entry_too(
    client: Client, busy_person: factories.Person, query: str
) -> None:
    client.get(changelist("agents.actionrecord") + "?" + query.format(id=busy_person.id))

    (entry,) = audit.entries(user_id=busy_person.id)
    assert entry.subject == "action:list"


def test_a_change_of_plan_is_recorded_before_and_after(
    client: Client, support: User, person: factories.Person
) -> None:
    address = reverse("admin:accounts_person_change", args=[person.id])

    saved = client.post(address, {"plan": "pro", "is_active": "on"})

    assert saved.status_code == 302
    assert User.objects.get(id=person.id).plan == "pro"
    (entry,) = audit.entries(user_id=person.id)
    assert (entry.event, entry.before, entry.after) == (
        "staff_changed",
        {"plan": "free"},
        {"plan": "pro"},
    )
    shown = client.get(changelist("accounts.auditrecord"), {"event": "staff_changed"})
    assert "plan: free → pro" in shown.content.decode()
    assert support.email in shown.content.decode()


def test_whoever_is_deactivated_is_signed_out(client: Client, person: factories.Person) -> None:
    theirs = Client()
    theirs.force_login(person.user)
    address = reverse("admin:accounts_person_change", args=[person.id])

    client.post(address, {"plan": "free"})

    assert not User.objects.get(id=person.id).is_active
    assert theirs.get("/").status_code == 302
    assert audit.entries(user_id=person.id)[-1].after == {"is_active": False}


def test_staff_cannot_lock_out_staff(client: Client, support: User) -> None:
    address = reverse("admin:accounts_person_change", args=[support.id])

    client.post(address, {"plan": "pro"})

    support.refresh_from_db()
    assert (support.plan, support.is_active) == ("pro", True)


def test_no_page_makes_anybody_staff_or_changes_an_address(
    client: Client, person: factories.Person
) -> None:
    address = reverse("admin:accounts_person_change", args=[person.id])

    client.post(
        address,
        {"plan": "free", "is_active": "on", "is_staff": "on", "email": "x@example.org"},
    )

    kept = User.objects.get(id=person.id)
    assert (kept.is_staff, kept.email) == (False, "ada@example.org")


def test_sync_again_queues_and_records(
    client: Client, support: User, busy_person: factories.Person
) -> None:
    chosen = rows_of(client, "sync.syncstate")

    done = client.post(
        changelist("sync.syncstate"),
        {"action": "sync_again", "_selected_action": [str(pk) for pk in chosen]},
        follow=True,
    )

    assert "1 put into the queue" in done.content.decode()
    with tenant(busy_person.id):
        assert SyncStatus.objects.get(user_id=busy_person.id).status == "queued"
    (entry,) = audit.entries(user_id=busy_person.id)
    assert (entry.event, entry.actor) == ("sync_requested", audit.staff(support.id))


def test_an_account_that_google_refuses_says_so_and_is_not_queued(
    client: Client, busy_person: factories.Person
) -> None:
    with tenant(busy_person.id):
        Connection.objects.filter(user_id=busy_person.id).update(status="revoked")
    chosen = rows_of(client, "sync.syncstate")

    page = client.post(
        changelist("sync.syncstate"),
        {"action": "sync_again", "_selected_action": [str(pk) for pk in chosen]},
        follow=True,
    ).content.decode()

    assert "0 put into the queue" in page
    assert "the person must connect it again" in page


@pytest.mark.parametrize("name", NAMES)
def test_a_list_costs_the_same_however_long_it_is(
    client: Client,
    busy_person: factories.Person,
    other_person: factories.Person,
    name: str,
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            rows_of(client, name)
        return len(captured)

    rows_of(client, name)
    before = queries()
    with tenant(other_person.id):
        for _ in range(3):
            _ask(other_person)
        SyncStatus.objects.create(
            user=other_person.user, connection_id=other_person.connection.id, service="gmail"
        )

    assert queries() == before


def test_ten_thousand_conversations_come_in_pages(client: Client, person: factories.Person) -> None:
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO conversations_conversation (id, user_id, title, created_at, updated_at) "
            "SELECT uuidv7(), %s, '', now(), now() - n * interval '1 minute' "
            "FROM generate_series(1, 10000) n",
            [person.id],
        )

    page = client.get(changelist("conversations.conversationrecord"), {"p": 200})

    assert page.context["cl"].result_count == 10_000
    assert len(page.context["cl"].result_list) == 50


def test_the_views_are_empty_without_a_member_of_staff(person: factories.Person) -> None:
    assert list(Person.objects.all()) == []
    with reading_as(person.id):  # no staff
        assert list(Person.objects.all()) == []


def test_a_deactivated_member_of_staff_sees_nothing(support: User) -> None:
    with reading_as(support.id):
        assert Person.objects.count() == 1
        User.objects.filter(id=support.id).update(is_active=False)
        assert Person.objects.count() == 0


def test_a_view_cannot_be_written(support: User) -> None:
    with (
        pytest.raises(Exception, match="permission denied"),
        reading_as(support.id),
    ):
        Person.objects.filter(id=support.id).update(email="x@example.org")


@pytest.mark.parametrize(
    "column",
    [
        "accounts_user.password",
        "accounts_connection.refresh_token",
        "accounts_connection.access_token",
        "conversations_conversation.title",
        "conversations_turn.query",
        "conversations_message.query",
        "conversations_message.response",
        "conversations_message.citations",
        "conversations_message.steps",
        "agents_action.arguments",
        "agents_action.provenance",
        "agents_action.receipt",
        "sync_syncstatus.skipped",
        "search_email.subject",
        "search_event.calendar_name",
        "search_file.name",
    ],
)
def test_the_role_of_the_views_cannot_read_content(db: None, column: str) -> None:
    table, name = column.split(".")
    with database.owner_connection(connection.settings_dict["NAME"]) as owner:
        owner.execute("SET ROLE orchestrator_staff")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            owner.execute(f"SELECT {name} FROM {table}")  # noqa: S608


def test_states_may_be_odd_and_still_be_shown(client: Client, person: factories.Person) -> None:
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_auditentry (user_id, actor, event, subject, after) "
            "VALUES (%s, 'system', 'never_heard_of', '<b>x</b>', %s)",
            [person.id, '{"services": ["gmail", "gcal"], "<i>": null}'],
        )

    page = client.get(changelist("accounts.auditrecord")).content.decode()

    assert "services: gmail, gcal" in page
    assert "<b>x</b>" not in page
