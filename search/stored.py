"""What the cache holds already, so that a sync need not fetch it again.

Only items whose passages are of the present embedding model count, and that were written by the
present rules (`search.rows.RULES`): the others are to be indexed anew, and their text is not kept
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BinaryField, Count, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import Exact

from accounts.tenancy import tenant
from search.embeddings.base import embedder
from search.models import Email, EmailPassage, Event, File, FilePassage
from search.rows import RULES_MARK, RULES_MARK_AT
from search.tables import Service

_MODELS = {"gmail": Email, "gcal": Event, "gdrive": File}
_MARK = Func(
    F("content_hash"), RULES_MARK_AT + 1, function="substr", output_field=BinaryField(max_length=8)
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What tells whether a file changed: Drive's version counts every change of the file itself,
    a folder's new name shows in the path alone, and what the person may see of those with whom it
    is shared in `shared_with` alone."""

    version: int
    modified_at: datetime
    path: str
    shared_with: tuple[Mapping[str, str], ...]


def stored_emails(*, user_id: UUID, connection_id: UUID) -> dict[str, frozenset[str]]:
    """The labels of every mail that is indexed, by Google's id. Raises EmbeddingError."""
    model = embedder().model_id
    passages = EmailPassage.objects.filter(
        user_id=user_id, item_id=OuterRef("id"), model=model, position=0
    )
    with tenant(user_id):
        rows: QuerySet[Email, tuple[str, list[str]]] = Email.objects.filter(
            Exists(passages), _is_of_these_rules(), user_id=user_id, connection_id=connection_id
        ).values_list("google_id", "labels")
        return {google_id: frozenset(labels) for google_id, labels in rows}


def stored_files(*, user_id: UUID, connection_id: UUID) -> dict[str, StoredFile]:
    """What is known of every file that is indexed, by Google's id.

    Raises EmbeddingError.
    """
    model = embedder().model_id
    passages = FilePassage.objects.filter(
        user_id=user_id, item_id=OuterRef("id"), model=model, position=0
    )
    with tenant(user_id):
        rows = File.objects.filter(
            Exists(passages), _is_of_these_rules(), user_id=user_id, connection_id=connection_id
        ).values_list("google_id", "version", "modified_at", "path", "shared_with")
        return {
            google_id: StoredFile(version, modified_at, path, tuple(shared_with))
            for google_id, version, modified_at, path, shared_with in rows
        }


def count_outdated(*, user_id: UUID) -> int:
    """How many items were written by other rules than the present ones; in the caller's tenant
    transaction. The next sync reads them again."""
    managers = (model._default_manager for model in _MODELS.values())
    return sum(items.filter(~_is_of_these_rules(), user_id=user_id).count() for items in managers)


def count_items(*, user_id: UUID, connection_id: UUID, service: Service) -> int:
    """How many items of a service are indexed; in the caller's tenant transaction."""
    items = _MODELS[service]._default_manager.filter(user_id=user_id, connection_id=connection_id)
    return items.count()


def name_of_sender(*, user_id: UUID, address: str) -> str:
    """The name under which an address writes most often in this mailbox; "" if it never does."""
    with tenant(user_id):
        row = (
            Email.objects.filter(user_id=user_id, sender_email__iexact=address)
            .exclude(sender_name="")
            .values("sender_name")
            .annotate(mails=Count("id"))
            .order_by("-mails", "sender_name")
            .first()
        )
    return str(row["sender_name"]) if row else ""


def _is_of_these_rules() -> Q:
    return Q(Exact(_MARK, Value(RULES_MARK)))
