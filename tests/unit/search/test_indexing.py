"""What a page of records leaves in the cache, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.tenancy import tenant
from search import indexing
from search.indexing import MixedPage
from search.models import Email, EmailPassage, Event, EventPassage, File, FilePassage
from tests.factories import Person
from tests.factories_search import NOW, event, file, index, mail

LATER = NOW + timedelta(hours=1)


def emails(person: Person) -> dict[str, Email]:
    with tenant(person.id):
        return {e.google_id: e for e in Email.objects.filter(user_id=person.id)}


def row_versions(person: Person, table: str) -> list[tuple[Any, ...]]:
    """Postgres's own version of each row: it changes when the row is written."""
    with tenant(person.id), connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text, ctid::text FROM {table} ORDER BY ctid")  # noqa: S608
        return list(cursor.fetchall())


def test_a_mail_is_stored_with_its_fields_and_a_short_preview(person: Person) -> None:
    record = mail(
        "m1",
        "Quarterly numbers",
        "word " * 1000,
        labels=("INBOX", "UNREAD"),
        attachments=({"filename": "a.pdf", "mime_type": "application/pdf", "size": 3},),
    )
    report = index(person, [record])
    stored = emails(person)["m1"]
    assert (report.new, report.changed, report.unchanged) == (1, 0, 0)
    assert report.ids == (stored.id,)
    assert stored.subject == "Quarterly numbers"
    assert stored.received_at == record.received_at
    assert stored.labels == ["INBOX", "UNREAD"]
    assert not stored.is_read
    assert stored.has_attachments
    assert 1900 < len(stored.preview) <= 2000
    assert stored.body_full is None
    assert stored.synced_at == NOW


def test_the_full_text_is_kept_only_for_who_wants_it(person: Person) -> None:
    text = "word " * 1000 + "end"
    index(person, [mail("m1", "Long", text)])
    person.user.keeps_full_bodies = True
    person.user.save()
    index(person, [mail("m1", "Long", text)], now=LATER)
    assert emails(person)["m1"].body_full == text


def test_what_is_unchanged_is_neither_written_nor_embedded(person: Person) -> None:
    records = [mail(f"m{n}", f"Subject {n}", f"Text number {n}") for n in range(5)]
    index(person, records)
    before = (row_versions(person, "search_email"), row_versions(person, "search_emailpassage"))
    report = index(person, records, now=LATER)
    assert (report.new, report.changed, report.unchanged, report.embedded) == (0, 0, 5, 0)
    after = (row_versions(person, "search_email"), row_versions(person, "search_emailpassage"))
    assert after == before
    assert {e.synced_at for e in emails(person).values()} == {NOW}


def test_a_new_label_is_written_without_embedding_again(person: Person) -> None:
    record = mail("m1", "Offer", "Our offer is attached.", labels=("INBOX", "UNREAD"))
    index(person, [record])
    vectors = row_versions(person, "search_emailpassage")
    report = index(person, [replace(record, labels=("INBOX", "Clients"))], now=LATER)
    assert (report.changed, report.embedded) == (1, 0)
    assert emails(person)["m1"].labels == ["INBOX", "Clients"]
    assert emails(person)["m1"].is_read
    assert row_versions(person, "search_emailpassage") == vectors


def test_changed_text_replaces_the_passages(person: Person) -> None:
    index(person, [file("f1", "Plan.txt", "word " * 300)])
    with tenant(person.id):
        many = FilePassage.objects.filter(user_id=person.id).count()
    report = index(person, [file("f1", "Plan.txt", "short now")], now=LATER)
    with tenant(person.id):
        left = list(FilePassage.objects.filter(user_id=person.id))
    assert many > 2
    assert (report.changed, report.embedded) == (1, 1)
    assert [(p.position, p.starts, p.ends) for p in left] == [(0, 0, 9)]


def test_an_item_without_text_has_one_passage(person: Person) -> None:
    assert index(person, [mail("m1", "", "", sender_name="", sender_email="")]).embedded == 1
    assert index(person, [event("e1", "")]).embedded == 1
    assert index(person, [file("f1", "", "")]).embedded == 1


def test_passages_point_into_the_full_text(person: Person) -> None:
    record = mail(
        "m1", "Trip", "one two three " * 80, quoted="> old words", attachment_text="itinerary " * 9
    )
    index(person, [record])
    whole = indexing.full_text(record)
    with tenant(person.id):
        spans = list(EmailPassage.objects.filter(user_id=person.id).values_list("starts", "ends"))
    texts = [whole[start:end] for start, end in spans]
    assert any("itinerary" in text for text in texts)
    assert not any("old words" in text for text in texts)


def test_occurrences_of_one_event_are_embedded_once(person: Person) -> None:
    occurrences = [
        event(f"e{n}", "Weekly planning", starts_at=NOW + timedelta(weeks=n)) for n in range(10)
    ]
    page = indexing.prepare(
        user_id=person.id, connection_id=person.connection.id, records=occurrences, now=NOW
    )
    with tenant(person.id):
        indexing.write(page)
        passages = EventPassage.objects.filter(user_id=person.id)
        vectors = {str(p.embedding) for p in passages}
        count = passages.count()
    assert count == 10
    assert len(vectors) == 1


def test_the_same_id_in_two_calendars_is_two_events(person: Person) -> None:
    index(person, [event("e1", "Here"), event("e1", "There", calendar_id="team@example.org")])
    with tenant(person.id):
        titles = set(Event.objects.filter(user_id=person.id).values_list("title", flat=True))
    assert titles == {"Here", "There"}


def test_of_two_records_with_one_id_the_last_counts(person: Person) -> None:
    report = index(person, [mail("m1", "First"), mail("m1", "Second")])
    assert report.new == 1
    assert emails(person)["m1"].subject == "Second"


def test_what_is_gone_is_removed_with_its_passages(person: Person) -> None:
    index(person, [mail(f"m{n}", "Hello", f"text {n}") for n in range(4)])
    keys: dict[str, Any] = {
        "user_id": person.id,
        "connection_id": person.connection.id,
        "service": "gmail",
    }
    with tenant(person.id):
        assert indexing.remove(**keys, google_ids=["m0", "unknown"]) == 1
        assert indexing.remove(**keys, keep={"m1", "m2"}) == 1
        left = set(EmailPassage.objects.filter(user_id=person.id).values_list("item_id", flat=True))
    kept = emails(person)
    assert set(kept) == {"m1", "m2"}
    assert left == {e.id for e in kept.values()}


def test_keeping_the_events_of_one_calendar_leaves_the_others(person: Person) -> None:
    index(person, [event("e1"), event("e2"), event("e3", calendar_id="team@example.org")])
    with tenant(person.id):
        gone = indexing.remove(
            user_id=person.id,
            connection_id=person.connection.id,
            service="gcal",
            keep={"e1"},
            calendar_id="ada@example.org",
        )
        left = set(Event.objects.filter(user_id=person.id).values_list("google_id", flat=True))
    assert gone == 1
    assert left == {"e1", "e3"}


def test_removing_needs_to_know_what(person: Person) -> None:
    with pytest.raises(ValueError, match="either"):
        indexing.remove(user_id=person.id, connection_id=person.connection.id, service="gmail")


def test_a_page_of_two_kinds_is_refused(person: Person) -> None:
    with pytest.raises(MixedPage):
        index(person, [mail("m1"), file("f1")])


def test_an_empty_page_does_nothing(person: Person) -> None:
    assert index(person, []).ids == ()


@pytest.mark.parametrize(
    "text",
    [
        "nul \x00 and surrogate \ud800 and bell \x07",
        "a" * 300_000,
        " ".join(f"w{n}" for n in range(200_000)),
        "漢字" * 100_000,
        "a.b-c@" * 50_000,
        "'; DROP TABLE search_email; -- %s %(x)s {} \\",
        "😀" * 1000,
    ],
    ids=["controls", "one word", "many words", "unspaced", "compounds", "sql", "emoji"],
)
def test_any_text_can_be_indexed(person: Person, text: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("search.rows.MAX_PASSAGES", 2)  # the vectors are not what is tested
    index(person, [mail("m1", text[:500], text, quoted=text, sender_name=text[:200])])
    index(person, [file("f1", text[:100], text)])
    assert len(emails(person)["m1"].preview) <= 2000
    with tenant(person.id):
        assert File.objects.filter(user_id=person.id).count() == 1
