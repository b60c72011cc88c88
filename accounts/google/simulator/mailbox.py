"""A mailbox's records: messages, labels and the history of their changes."""

import hashlib
import re
import secrets
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from accounts.google.simulator import mime
from accounts.google.simulator.errors import invalid, not_found
from accounts.google.simulator.store import Blobs, Json, Store

SYSTEM_LABELS = (
    "INBOX",
    "SENT",
    "DRAFT",
    "SPAM",
    "TRASH",
    "UNREAD",
    "STARRED",
    "IMPORTANT",
    "CHAT",
    "CATEGORY_PERSONAL",
    "CATEGORY_SOCIAL",
    "CATEGORY_PROMOTIONS",
    "CATEGORY_UPDATES",
    "CATEGORY_FORUMS",
)
INDEXED_HEADERS = (
    "From",
    "To",
    "Cc",
    "Bcc",
    "Subject",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Date",
    "List-ID",
)
COUNTER = "gmail"


def gmail_id(seed: str) -> str:
    """16 hex digits that always follow from ``seed``; never with a leading zero."""
    number = int(hashlib.sha256(seed.encode()).hexdigest()[:16], 16)
    return f"{number | 1 << 60:016x}"


def new_id() -> str:
    return gmail_id(secrets.token_hex(16))


def describe(raw: bytes, blob: str) -> Json:
    """What the lists and searches need of a mail, so that it is parsed only once."""
    message = mime.parse(raw)
    headers = {name.lower(): mime.header(message, name) for name in INDEXED_HEADERS}
    text = mime.plain_text(message)[: mime.INDEXED]
    names = [mime.filename(part) for part, _ in mime.walk(message, "") if mime.filename(part)]
    people = " ".join(headers[name] for name in ("from", "to", "cc", "bcc"))
    return {
        "blob": blob,
        "size": len(raw),
        "headers": headers,
        "snippet": mime.snippet(text),
        "words": mime.words(" ".join([headers["subject"], people, *names, text])),
        "filenames": names,
    }


def sent_at(record: Json) -> int | None:
    """The Date header in milliseconds since 1970, or None."""
    try:
        return int(parsedate_to_datetime(record["headers"]["date"]).timestamp() * 1000)
    except (TypeError, ValueError, OverflowError):
        return None


def message(account: Store, message_id: str) -> Json:
    """The record of a message. Raises ApiError 404."""
    if not re.fullmatch(r"[0-9a-fA-F]{1,20}", message_id):
        raise invalid("Invalid id value", parameter="id", reason="invalidArgument")
    record = account.get("messages", message_id.lower())
    if record is None:
        raise not_found()
    return record


def newest_first(account: Store) -> list[Json]:
    return account.derived(
        "newest",
        lambda: sorted(
            account.all("messages").values(), key=lambda m: (-m["internalDate"], m["id"])
        ),
    )


def threads(account: Store) -> dict[str, list[Json]]:
    """Messages by thread, each thread oldest first; threads with the newest message first."""

    def group() -> dict[str, list[Json]]:
        found: dict[str, list[Json]] = {}
        for record in newest_first(account):
            found.setdefault(record["threadId"], []).insert(0, record)
        return found

    return account.derived("threads", group)


def by_message_id(account: Store) -> dict[str, Json]:
    """Messages by their Message-ID header."""
    return account.derived(
        "message-ids",
        lambda: {
            m["headers"]["message-id"]: m
            for m in account.all("messages").values()
            if m["headers"]["message-id"]
        },
    )


def labels(account: Store) -> dict[str, Json]:
    """All labels by id: the system's, then the person's own."""
    system = {name: {"id": name, "name": name, "type": "system"} for name in SYSTEM_LABELS}
    return system | account.all("labels")


def add_label(account: Store, name: str, **extra: Any) -> Json:
    """A label of that name; the id follows from the name."""
    for label in labels(account).values():
        if label["name"].casefold() == name.casefold():
            return label
    number = int(hashlib.sha256(name.encode()).hexdigest()[:12], 16)
    label = {
        "id": f"Label_{number}",
        "name": name,
        "type": "user",
        "messageListVisibility": "show",
        "labelListVisibility": "labelShow",
        **extra,
    }
    account.put("labels", label["id"], label)
    return label


def add(account: Store, record: Json) -> Json:
    """Store a new (or replaced) message and note it in the history."""
    history = note(account, "messagesAdded", record, [])
    stored = record | {"historyId": history}
    account.put("messages", record["id"], stored)
    return stored


def remove(account: Store, record: Json) -> None:
    """Delete a message for good."""
    note(account, "messagesDeleted", record, [])
    account.remove("messages", record["id"])


def relabel(account: Store, record: Json, *, add: list[str], remove: list[str]) -> Json:
    """Add and remove labels. Raises ApiError 400 for an unknown label."""
    known = labels(account)
    for label in [*add, *remove]:
        if label not in known:
            raise invalid(f"Invalid label: {label}", reason="invalidArgument")
    held = record["labelIds"]
    gained = [label for label in dict.fromkeys(add) if label not in held and label not in remove]
    lost = [label for label in dict.fromkeys(remove) if label in held]
    changed = record | {"labelIds": [name for name in held if name not in lost] + gained}
    for kind, names in (("labelsAdded", gained), ("labelsRemoved", lost)):
        if names:
            changed = changed | {"historyId": note(account, kind, changed, names)}
    if gained or lost:
        account.put("messages", record["id"], changed)
    return changed


def note(account: Store, kind: str, record: Json, names: list[str]) -> int:
    """Write one line of history; returns its id."""
    number = account.next_number(COUNTER)
    account.put(
        "history",
        str(number),
        {
            "id": number,
            "kind": kind,
            "message": record["id"],
            "thread": record["threadId"],
            "labels": names,
            "held": record["labelIds"],
        },
    )
    return number


def deposit(
    account: Store,
    blobs: Blobs,
    raw: bytes,
    *,
    labels: list[str],
    now_ms: int,
    thread: str | None = None,
    message_id: str | None = None,
) -> Json:
    """Put new RFC 822 bytes into the mailbox and into the thread where they belong."""
    own_id = message_id or new_id()
    record = describe(raw, blobs.put(raw)) | {
        "id": own_id,
        "labelIds": labels,
        "internalDate": now_ms,
    }
    record["threadId"] = _thread(account, record, thread) or own_id
    return add(account, record)


def recipients(record: Json) -> list[str]:
    """Addresses of To, Cc and Bcc."""
    fields = [record["headers"][name] for name in ("to", "cc", "bcc")]
    return [address.lower() for _, address in getaddresses(fields) if "@" in address]


def _thread(account: Store, record: Json, wanted: str | None) -> str | None:
    """Google joins a thread when References and the subject match, and threadId if given."""
    if wanted is not None and wanted not in threads(account):
        raise not_found()
    headers = record["headers"]
    references = re.findall(r"<[^<>\s]+>", f"{headers['references']} {headers['in-reply-to']}")
    for reference in reversed(references):
        parent = by_message_id(account).get(reference)
        if parent is None or _topic(parent) != _topic(record):
            continue
        if wanted in (None, parent["threadId"]):
            return str(parent["threadId"])
    return None


def _topic(record: Json) -> str:
    subject = " ".join(record["headers"]["subject"].split()).casefold()
    return re.sub(r"^((re|fwd?|aw|wg|sv|vs|rv|tr|antw|ynt|ilt)\s*(\[\d+\])?\s*:\s*)+", "", subject)
