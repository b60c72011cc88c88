"""Mails of a Takeout export: read first, applied to the mailbox afterwards."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field

from accounts.google.simulator import gmail_labels, mailbox, mbox, mime
from accounts.google.simulator.archive import Entry
from accounts.google.simulator.store import Blobs, Json, Store

TAKEOUT_HEADER = re.compile(
    rb"^(?:X-GM-THRID|X-Gmail-Labels):[^\n]*\n(?:[ \t][^\n]*\n)*", re.I | re.M
)
KNOWN = "from|to|date|subject|message-id|received|cc|bcc"
# the first line is a header field, or one that mails have stands somewhere in the head
FIELD = re.compile(rf"\A[!-9;-~]+:|^(?:{KNOWN}):", re.I | re.M)


@dataclass(frozen=True)
class Mail:
    """One mail of the export; ``record`` is None when the mailbox has it just so."""

    id: str
    source: Json
    thread: str | None
    labels: list[str]
    record: Json | None


@dataclass
class Batch:
    """What was read, and what could not be."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    mails: list[Mail] = field(default_factory=list)


def read(entries: list[Entry], *, email: str, account: Store, blobs: Blobs) -> Batch:
    """Read every mbox as a stream; the bytes of new mails go to ``blobs`` at once."""
    reader = _Reader(email=email, account=account, blobs=blobs)
    for entry in entries:
        with entry.open() as stream:
            for found in mbox.read(stream):
                reader.batch.read += 1
                reason = found.reason or reader.take(found)
                if reason:
                    reader.batch.skipped[reason] += 1
    return reader.batch


def apply(batch: Batch, account: Store) -> tuple[int, int]:
    """Bring the mailbox to what was read, inside a transaction; how many are new and changed."""
    new = changed = 0
    roots = _roots(batch, account)
    for mail in batch.mails:
        if mail.record is None:
            continue
        old = account.get("messages", mail.id)
        record = mail.record | {
            "labelIds": _labels(mail.labels, account),
            "threadId": mail.thread or roots.get(mail.id, mail.id),
            "source": mail.source,
        }
        if old and old["blob"] == record["blob"] and old["threadId"] == record["threadId"]:
            _relabel(account, old, record)
        else:
            mailbox.add(account, record)
        _keep_draft(account, record)
        new, changed = (new, changed + 1) if old else (new + 1, changed)
    return new, changed


@dataclass
class _Reader:
    email: str
    account: Store
    blobs: Blobs
    batch: Batch = field(default_factory=Batch)
    digests: set[str] = field(default_factory=set)
    seeds: Counter[str] = field(default_factory=Counter)

    def take(self, found: mbox.Found) -> str:
        """Add one mail to the batch; returns the reason when it cannot be."""
        head, separator, body = _halves(found.raw)
        own = TAKEOUT_HEADER.sub(b"", head + b"\n")[:-1]
        if not FIELD.search(own.decode("latin-1")):
            return "no header fields of a mail"
        raw = own + separator + body
        digest = hashlib.sha256(raw).hexdigest()
        if digest in self.digests:
            return "the same mail twice"
        self.digests.add(digest)
        try:
            self.batch.mails.append(self.mail(head, raw, digest, found))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            return f"cannot be parsed ({type(error).__name__})"
        return ""

    def mail(self, head: bytes, raw: bytes, digest: str, found: mbox.Found) -> Mail:
        fields = mime.parse(head + b"\n\n")
        labels = gmail_labels.split(mime.header(fields, "X-Gmail-Labels"))
        number = mime.header(fields, "X-GM-THRID")
        thread = f"{int(number):016x}" if re.fullmatch(r"\d{1,19}", number) else None
        own_id = self.id_of(mime.header(fields, "Message-ID") or digest)
        source = {"blob": digest, "labels": sorted(labels), "thread": thread}
        old = self.account.get("messages", own_id)
        same = old is not None and old.get("source") == source
        record = None if same else self.record(raw, own_id, found)
        return Mail(own_id, source, thread, labels, record)

    def id_of(self, seed: str) -> str:
        """The Gmail id of a Message-ID; its second bearer with other content gets another."""
        self.seeds[seed] += 1
        again = f"\n{self.seeds[seed]}" if self.seeds[seed] > 1 else ""
        return mailbox.gmail_id(f"{self.email}\n{seed}{again}")

    def record(self, raw: bytes, own_id: str, found: mbox.Found) -> Json:
        record = mailbox.describe(raw, self.blobs.put(raw, durable=False))
        mime.payload(raw, own_id)  # what cannot be shown must be told now, not when it is opened
        arrived = found.at()
        fallback = int(arrived.timestamp() * 1000) if arrived else 0
        return record | {"id": own_id, "internalDate": mailbox.sent_at(record) or fallback}


def _halves(raw: bytes) -> tuple[bytes, bytes, bytes]:
    match = re.search(rb"\r?\n\r?\n", raw)
    return (raw[: match.start()], match[0], raw[match.end() :]) if match else (raw, b"\n\n", b"")


def _roots(batch: Batch, account: Store) -> dict[str, str]:
    """The thread of each mail without X-GM-THRID: that of the mail its References begin with."""
    records = {m.id: m.record for m in batch.mails if m.record}
    known = {r["headers"]["message-id"]: key for key, r in records.items()}
    fixed = {m.id: m.thread for m in batch.mails if m.thread}
    older = mailbox.by_message_id(account)
    threads: dict[str, str] = {}
    for own_id in records:
        at, passed = own_id, {own_id}
        while (parent := _parent(records.get(at), known)) and parent not in passed:
            passed.add(parent)
            at = parent
        threads[own_id] = fixed.get(at) or _older_thread(records.get(at), older) or at
    return threads


def _parent(record: Json | None, known: dict[str, str]) -> str | None:
    for reference in _references(record):
        if reference in known:
            return known[reference]
    return None


def _older_thread(record: Json | None, older: dict[str, Json]) -> str | None:
    for reference in _references(record):
        if reference in older:
            return str(older[reference]["threadId"])
    return None


def _references(record: Json | None) -> list[str]:
    if record is None:
        return []
    headers = record["headers"]
    return re.findall(r"<[^<>\s]+>", f"{headers['references']} {headers['in-reply-to']}")


def _labels(names: list[str], account: Store) -> list[str]:
    ids = []
    for name in names:
        system = gmail_labels.system_label(name)
        if system is None:
            system = mailbox.add_label(account, name)["id"]
        if system and system not in ids:
            ids.append(system)
    return ids


def _relabel(account: Store, old: Json, record: Json) -> None:
    before, after = old["labelIds"], record["labelIds"]
    changed = mailbox.relabel(
        account, old,
        add=[name for name in after if name not in before],
        remove=[name for name in before if name not in after],
    )  # fmt: skip
    account.put("messages", old["id"], changed | {"source": record["source"]})


def _keep_draft(account: Store, record: Json) -> None:
    draft_id = f"r{int(record['id'], 16)}"
    if "DRAFT" in record["labelIds"]:
        account.put("drafts", draft_id, {"id": draft_id, "message": record["id"]})
    else:
        account.remove("drafts", draft_id)
