"""Gmail API v1: drafts and sending."""

import base64
import binascii
import secrets
from email.utils import format_datetime

from accounts.google.simulator import mailbox, mime
from accounts.google.simulator.call import Call, Handler
from accounts.google.simulator.errors import invalid, not_found
from accounts.google.simulator.gmail_view import message_view, stub
from accounts.google.simulator.paging import paginate
from accounts.google.simulator.store import Json


def create(call: Call) -> Json:
    raw, thread = _message(call, call.body.get("message") or {})
    record = mailbox.deposit(
        call.account,
        call.world.blobs,
        _complete(call, raw),
        labels=["DRAFT"],
        now_ms=_now(call),
        thread=thread,
    )
    draft = {"id": f"r{secrets.randbelow(9 * 10**18) + 10**18}", "message": record["id"]}
    call.account.put("drafts", draft["id"], draft)
    return {"id": draft["id"], "message": stub(record, labels=True)}


def get(call: Call) -> Json:
    draft, record = _draft(call, call.path["id"])
    return {
        "id": draft["id"],
        "message": message_view(record, call.world.blobs, call.params["format"], []),
    }


def list_drafts(call: Call) -> Json:
    drafts = list(reversed(call.account.all("drafts").values()))
    size = max(1, min(call.params["maxResults"] or 100, 500))
    page, token = paginate(
        drafts, token=call.params["pageToken"], size=size, identity=lambda d: str(d["id"])
    )
    answer: Json = (
        {
            "drafts": [
                {"id": d["id"], "message": stub(mailbox.message(call.account, d["message"]))}
                for d in page
            ]
        }
        if page
        else {}
    )
    if token:
        answer["nextPageToken"] = token
    return answer | {"resultSizeEstimate": len(drafts)}


def update(call: Call) -> Json:
    """Replace a draft's content: the draft keeps its id, its message gets a new one."""
    draft, old = _draft(call, call.path["id"])
    raw, thread = _message(call, call.body.get("message") or {})
    mailbox.remove(call.account, old)
    call.account.remove("drafts", draft["id"])
    if thread not in mailbox.threads(call.account):
        thread = None
    record = mailbox.deposit(
        call.account,
        call.world.blobs,
        _complete(call, raw),
        labels=["DRAFT"],
        now_ms=_now(call),
        thread=thread,
    )
    call.account.put("drafts", draft["id"], {"id": draft["id"], "message": record["id"]})
    return {"id": draft["id"], "message": stub(record, labels=True)}


def delete(call: Call) -> None:
    draft, record = _draft(call, call.path["id"])
    mailbox.remove(call.account, record)
    call.account.remove("drafts", draft["id"])


def send_draft(call: Call) -> Json:
    """The draft is gone, and a new message with a new id is in Sent."""
    draft, record = _draft(call, str(call.body.get("id") or ""))
    raw, thread = call.world.blobs.get(record["blob"]), record["threadId"]
    if (call.body.get("message") or {}).get("raw") or call.media:
        raw, wanted = _message(call, call.body.get("message") or {})
        thread = wanted or thread
    _must_have_recipient(raw)
    sent = _post(call, raw, thread if len(mailbox.threads(call.account)[thread]) > 1 else None)
    mailbox.remove(call.account, record)
    call.account.remove("drafts", draft["id"])
    return stub(sent, labels=True)


def send(call: Call) -> Json:
    raw, thread = _message(call, call.body)
    _must_have_recipient(raw)
    return stub(_post(call, raw, thread), labels=True)


def insert(call: Call) -> Json:
    """Put a mail into the mailbox as it is, as if it had come in."""
    raw, thread = _message(call, call.body)
    labels = call.body.get("labelIds") or []
    known = mailbox.labels(call.account)
    for label in labels:
        if label not in known:
            raise invalid(f"Invalid label: {label}", reason="invalidArgument")
    sent = mailbox.sent_at(mailbox.describe(raw, ""))
    by_header = call.params["internalDateSource"] == "dateHeader"
    record = mailbox.deposit(
        call.account,
        call.world.blobs,
        raw,
        labels=list(labels),
        now_ms=sent if by_header and sent is not None else _now(call),
        thread=thread,
    )
    return stub(record, labels=True)


def _post(call: Call, raw: bytes, thread: str | None) -> Json:
    """Put the mail into Sent (and the inbox, when written to oneself)."""
    raw = _with_googles_message_id(_complete(call, raw))
    labels = ["SENT"]
    if call.email in mailbox.recipients(mailbox.describe(raw, "")):
        labels += ["INBOX", "UNREAD"]
    return mailbox.deposit(
        call.account, call.world.blobs, raw, labels=labels, now_ms=_now(call), thread=thread
    )


def _message(call: Call, message: Json) -> tuple[bytes, str | None]:
    """The RFC 822 bytes and the thread of a request."""
    thread = message.get("threadId")
    if call.media is not None:
        return call.media.data, thread
    text = message.get("raw")
    if not isinstance(text, str) or not text:
        raise invalid(
            "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
            reason="invalidArgument",
        )
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_"), thread
    except binascii.Error as error:
        raise invalid(
            "Invalid value at 'message.raw' (TYPE_BYTES), Base64 decoding failed",
            reason="invalidArgument",
        ) from error


def _complete(call: Call, raw: bytes) -> bytes:
    """Add the From, Date and Message-ID that Gmail adds when they are missing."""
    head = mime.parse(raw)
    missing = {
        "From": call.email,
        "Date": format_datetime(call.now),
        "Message-ID": _new_message_id(),
    }
    lines = [f"{name}: {value}\r\n" for name, value in missing.items() if not head.get(name)]
    return "".join(lines).encode() + raw


def _with_googles_message_id(raw: bytes) -> bytes:
    """Google may replace the Message-ID of a mail that is sent; the simulator always does."""
    head, separator, body = raw.partition(b"\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")
    lines = [
        b"X-Google-Original-" + line if line.lower().startswith(b"message-id:") else line
        for line in head.split(b"\n")
    ]
    new = f"Message-ID: {_new_message_id()}\r\n".encode()
    return new + b"\n".join(lines) + separator + body


def _new_message_id() -> str:
    return f"<CA{secrets.token_urlsafe(36)}@mail.gmail.com>"


def _must_have_recipient(raw: bytes) -> None:
    if not mailbox.recipients(mailbox.describe(raw, "")):
        raise invalid("Recipient address required", reason="invalidArgument")


def _draft(call: Call, draft_id: str) -> tuple[Json, Json]:
    draft = call.account.get("drafts", draft_id)
    if draft is None:
        raise not_found()
    return draft, mailbox.message(call.account, draft["message"])


def _now(call: Call) -> int:
    return int(call.now.timestamp() * 1000)


METHODS: dict[str, Handler] = {
    "gmail.users.drafts.create": create,
    "gmail.users.drafts.get": get,
    "gmail.users.drafts.list": list_drafts,
    "gmail.users.drafts.update": update,
    "gmail.users.drafts.delete": delete,
    "gmail.users.drafts.send": send_draft,
    "gmail.users.messages.send": send,
    "gmail.users.messages.insert": insert,
    "gmail.users.messages.import": insert,
}
