"""A corpus with relevance judgements, from EVAL_DATA, as the mail of a scratch person."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model

from accounts.tenancy import tenant
from search import indexing
from search.records import EmailRecord, IndexReport

PAGE = 100
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def scratch_person(email: str) -> tuple[UUID, UUID]:
    """The ids of a person for measurements and of their one connection, made if need be."""
    people = get_user_model().objects
    person = people.filter(email=email).first() or people.create_user(email, None)
    with tenant(person.pk):
        connections = apps.get_model("accounts", "Connection").objects
        account, _ = connections.get_or_create(user=person, email=email)
    return person.pk, account.pk


def load(corpus: Path, *, user_id: UUID, connection_id: UUID, now: datetime) -> IndexReport:
    """Indexes the corpus; what is indexed already is not embedded again."""
    mails = (mail_of(json.loads(line)) for line in corpus.open(encoding="utf-8"))
    report = IndexReport()
    while page := list(islice(mails, PAGE)):
        prepared = indexing.prepare(
            user_id=user_id, connection_id=connection_id, records=page, now=now
        )
        with tenant(user_id):
            report += indexing.write(prepared)
        done = report.new + report.changed + report.unchanged
        sys.stderr.write(f"\r{done} mails indexed")
    sys.stderr.write("\n")
    return report


def mail_of(document: dict[str, Any]) -> EmailRecord:
    """A document of a corpus as a mail; what is no mail has neither people nor a day."""
    metadata = document.get("metadata") or {}
    name, address = _person(metadata.get("from", ""))
    sent = metadata.get("sent")
    return EmailRecord(
        google_id=document["_id"],
        thread_id=document["_id"],
        rfc822_message_id=document["_id"],
        subject=document.get("title", ""),
        sender_name=name,
        sender_email=address,
        reply_to="",
        recipients=tuple(_recipients(metadata)),
        received_at=datetime.fromisoformat(sent).replace(tzinfo=UTC) if sent else UNDATED,
        labels=(),
        text=document["text"],
        attachments=tuple({"filename": str(name)} for name in metadata.get("attachments", ())),
    )


def _recipients(metadata: dict[str, Any]) -> Iterator[dict[str, str]]:
    for kind in ("to", "cc"):
        for person in re.split(r";\s*", metadata.get(kind, "")):
            if person:
                name, address = _person(person)
                yield {"kind": kind, "name": name, "email": address}


def _person(text: str) -> tuple[str, str]:
    """Name and address of a header that scanning has damaged: commas unquoted, brackets open."""
    name, _, address = text.partition("<")
    return name.strip("'\" "), address.strip("<> ")
