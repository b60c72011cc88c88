"""Everybody is synced every 15 minutes, each in a minute of their own, and nobody twice."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django_celery_beat.models import CrontabSchedule, PeriodicTask

from accounts.models import Connection, User
from accounts.tenancy import tenant
from orchestrator.celery import app
from sync import periodic, schedule
from sync.models import SyncStatus
from sync.timetable import TIMETABLE, register
from tests import factories

NOON = datetime(2026, 3, 4, 12, 0, 10, tzinfo=UTC)


def minute_of(user_id: UUID) -> datetime:
    return NOON + timedelta(minutes=schedule.slot(user_id))


def people(count: int) -> list[UUID]:
    made = [User(email=f"person{number}@example.org") for number in range(count)]
    User.objects.bulk_create(made)
    for user in made:
        with tenant(user.id):
            Connection.objects.create(user=user, email=user.email)
    return [user.id for user in made]


def claimed_from(start: datetime, minutes: int) -> Counter[UUID]:
    ticks = (start + timedelta(minutes=number) for number in range(minutes))
    return Counter(user_id for tick in ticks for user_id in schedule.claim_due(now=tick))


def test_slots_are_stable_and_spread() -> None:
    assert schedule.slot(UUID("00000000-0000-4000-8000-000000000001")) == 13
    spread = Counter(schedule.slot(UUID(int=number)) for number in range(15_000))
    assert set(spread) == set(range(15))
    assert max(spread.values()) < 1.2 * min(spread.values())


def test_the_database_knows_the_same_slots(db: None) -> None:
    ids = [UUID(int=number * 7919) for number in range(200)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT sync_slot(id) FROM unnest(%s::uuid[]) AS id", [ids])
        assert [row[0] for row in cursor.fetchall()] == [schedule.slot(user_id) for user_id in ids]


def test_everybody_has_one_turn_in_a_quarter_of_an_hour(db: None) -> None:
    ids = people(12)
    claimed_from(NOON - timedelta(minutes=15), 15)

    assert claimed_from(NOON, 15) == dict.fromkeys(ids, 1)
    assert claimed_from(NOON + timedelta(minutes=15), 15) == dict.fromkeys(ids, 1)


def test_a_turn_comes_in_its_own_minute(person: factories.Person) -> None:
    before = minute_of(person.id) - timedelta(minutes=1)

    assert schedule.claim_due(now=before) == []
    assert schedule.claim_due(now=minute_of(person.id)) == [person.id]
    assert schedule.claim_due(now=minute_of(person.id)) == []


def test_a_beat_that_comes_two_minutes_late_loses_nobody(person: factories.Person) -> None:
    late = minute_of(person.id) + timedelta(minutes=2)

    assert schedule.claim_due(now=late) == [person.id]
    assert schedule.claim_due(now=late + timedelta(seconds=10)) == []


def test_whoever_signed_in_last_comes_first(db: None) -> None:
    ids = [user_id for user_id in people(60) if schedule.slot(user_id) == 3]
    assert len(ids) > 1
    User.objects.filter(id=ids[-1]).update(last_login=NOON)

    assert schedule.claim_due(now=NOON + timedelta(minutes=3))[0] == ids[-1]


@pytest.mark.parametrize("status", [Connection.Status.REVOKED, Connection.Status.EXPIRED])
def test_an_account_that_google_refuses_has_no_turn(person: factories.Person, status: str) -> None:
    with tenant(person.id):
        Connection.objects.filter(user_id=person.id).update(status=status)

    assert claimed_from(NOON, 15) == {}


def test_a_person_who_was_deactivated_has_no_turn(person: factories.Person) -> None:
    User.objects.filter(id=person.id).update(is_active=False)

    assert claimed_from(NOON, 15) == {}


@pytest.mark.django_db(transaction=True)
def test_claimers_at_the_same_time_claim_each_person_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(schedule, "CLAIMED_AT_ONCE", 2)
    ids = {user_id for user_id in people(100) if schedule.slot(user_id) in (5, 6, 7)}
    now = NOON + timedelta(minutes=7)
    claimed: list[UUID] = []
    start = threading.Barrier(6)

    def claim() -> None:
        start.wait()
        while due := schedule.claim_due(now=now):
            claimed.extend(due)
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    claimed.extend(schedule.claim_due(now=now))  # what all passed over while it was locked

    assert len(ids) > 10
    assert Counter(claimed) == dict.fromkeys(ids, 1)


def test_a_turn_puts_all_services_into_their_queues(person: factories.Person) -> None:
    assert schedule.enqueue_due(now=minute_of(person.id)) == 1

    with tenant(person.id):
        waiting = SyncStatus.objects.filter(user_id=person.id, status="queued")
        assert set(waiting.values_list("service", flat=True)) == {"gmail", "gcal", "gdrive"}


def test_beat_finds_its_timetable_and_the_workers_its_tasks(db: None) -> None:
    register(CrontabSchedule, PeriodicTask)
    app.loader.import_default_modules()

    tasks = {task.name: task for task in PeriodicTask.objects.all()}
    assert {entry.name for entry in TIMETABLE} <= set(tasks)
    assert {entry.task for entry in TIMETABLE} <= set(app.tasks)
    assert str(tasks["Sync whoever is due"].crontab).startswith("* * * * *")


def test_what_an_operator_changed_in_the_timetable_stays(db: None) -> None:
    register(CrontabSchedule, PeriodicTask)
    PeriodicTask.objects.filter(task="sync.claim_due").update(enabled=False)

    register(CrontabSchedule, PeriodicTask)

    assert not PeriodicTask.objects.get(task="sync.claim_due").enabled
    assert PeriodicTask.objects.filter(task="sync.claim_due").count() == 1


def test_the_task_of_every_minute_counts_the_people(db: None) -> None:
    assert periodic.claim_due() == 0
