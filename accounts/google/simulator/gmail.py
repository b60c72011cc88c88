"""Gmail API v1: profile, labels, messages, threads, attachments and history."""

from accounts.google.simulator import gmail_drafts, gmail_query, mailbox, mime
from accounts.google.simulator.call import Call, Handler
from accounts.google.simulator.errors import ApiError, invalid, not_found
from accounts.google.simulator.gmail_view import label_view, message_view, stub
from accounts.google.simulator.paging import paginate
from accounts.google.simulator.store import Json

HIDDEN = frozenset({"SPAM", "TRASH"})
MOST = 500


def profile(call: Call) -> Json:
    account = call.account
    return {
        "emailAddress": call.email,
        "messagesTotal": len(account.all("messages")),
        "threadsTotal": len(mailbox.threads(account)),
        "historyId": str(account.current_number(mailbox.COUNTER)),
    }


def list_labels(call: Call) -> Json:
    return {"labels": [label_view(label) for label in mailbox.labels(call.account).values()]}


def get_label(call: Call) -> Json:
    label = mailbox.labels(call.account).get(call.path["id"])
    if label is None:
        raise not_found()
    held = [m for m in call.account.all("messages").values() if label["id"] in m["labelIds"]]
    unread = [m for m in held if "UNREAD" in m["labelIds"]]
    return label_view(label) | {
        "messagesTotal": len(held),
        "messagesUnread": len(unread),
        "threadsTotal": len({m["threadId"] for m in held}),
        "threadsUnread": len({m["threadId"] for m in unread}),
    }


def create_label(call: Call) -> Json:
    name = str(call.body.get("name") or "").strip()
    if not name:
        raise invalid("Label name is required", reason="invalidArgument")
    taken = {label["name"].casefold() for label in mailbox.labels(call.account).values()}
    if name.casefold() in taken:
        raise ApiError(409, "aborted", "Label name exists or conflicts")
    extra = {
        key: call.body[key]
        for key in ("messageListVisibility", "labelListVisibility")
        if key in call.body
    }
    return label_view(mailbox.add_label(call.account, name, **extra))


def delete_label(call: Call) -> None:
    label = call.account.get("labels", call.path["id"])
    if label is None:
        raise not_found()
    for record in list(call.account.all("messages").values()):
        if label["id"] in record["labelIds"]:
            mailbox.relabel(call.account, record, add=[], remove=[label["id"]])
    call.account.remove("labels", label["id"])


def found(call: Call) -> list[Json]:
    """The messages that q, labelIds and includeSpamTrash ask for, newest first."""
    wanted = set(call.params["labelIds"])
    query = gmail_query.parse(
        call.params["q"] or "", now=call.now, me=call.email, labels=mailbox.labels(call.account)
    )
    everywhere = call.params["includeSpamTrash"] or query.everywhere or wanted & HIDDEN
    return [
        m
        for m in mailbox.newest_first(call.account)
        if wanted <= set(m["labelIds"])
        and (everywhere or not HIDDEN & set(m["labelIds"]))
        and query.matches(m)
    ]


def list_messages(call: Call) -> Json:
    records = found(call)
    size = max(1, min(call.params["maxResults"] or 100, MOST))
    page, token = paginate(
        records, token=call.params["pageToken"], size=size, identity=lambda m: str(m["id"])
    )
    answer: Json = {"messages": [stub(m) for m in page]} if page else {}
    if token:
        answer["nextPageToken"] = token
    return answer | {"resultSizeEstimate": len(records)}


def get_message(call: Call) -> Json:
    record = mailbox.message(call.account, call.path["id"])
    return message_view(
        record, call.world.blobs, call.params["format"], call.params["metadataHeaders"]
    )


def get_attachment(call: Call) -> Json:
    record = mailbox.message(call.account, call.path["messageId"])
    raw = call.world.blobs.get(record["blob"])
    data = mime.find_attachment(raw, record["id"], call.path["id"])
    if data is None:
        raise invalid("Invalid attachment token", reason="invalidArgument")
    return {"size": len(data), "data": mime.encode(data)}


def modify_message(call: Call) -> Json:
    record = mailbox.message(call.account, call.path["id"])
    return stub(
        mailbox.relabel(
            call.account,
            record,
            add=_names(call, "addLabelIds"),
            remove=_names(call, "removeLabelIds"),
        ),
        labels=True,
    )


def batch_modify(call: Call) -> None:
    for message_id in _names(call, "ids"):
        record = mailbox.message(call.account, message_id)
        mailbox.relabel(
            call.account,
            record,
            add=_names(call, "addLabelIds"),
            remove=_names(call, "removeLabelIds"),
        )


def trash_message(call: Call) -> Json:
    record = mailbox.message(call.account, call.path["id"])
    return stub(mailbox.relabel(call.account, record, add=["TRASH"], remove=["INBOX"]), labels=True)


def untrash_message(call: Call) -> Json:
    record = mailbox.message(call.account, call.path["id"])
    return stub(mailbox.relabel(call.account, record, add=[], remove=["TRASH"]), labels=True)


def delete_message(call: Call) -> None:
    mailbox.remove(call.account, mailbox.message(call.account, call.path["id"]))


def list_threads(call: Call) -> Json:
    groups = mailbox.threads(call.account)
    ids = list(dict.fromkeys(m["threadId"] for m in found(call)))
    size = max(1, min(call.params["maxResults"] or 100, MOST))
    page, token = paginate(ids, token=call.params["pageToken"], size=size, identity=str)
    answer: Json = (
        {
            "threads": [
                {
                    "id": thread,
                    "snippet": groups[thread][-1]["snippet"],
                    "historyId": str(max(m["historyId"] for m in groups[thread])),
                }
                for thread in page
            ]
        }
        if page
        else {}
    )
    if token:
        answer["nextPageToken"] = token
    return answer | {"resultSizeEstimate": len(ids)}


def get_thread(call: Call) -> Json:
    records = _thread(call)
    return {
        "id": call.path["id"],
        "historyId": str(max(m["historyId"] for m in records)),
        "messages": [
            message_view(m, call.world.blobs, call.params["format"], call.params["metadataHeaders"])
            for m in records
        ],
    }


def modify_thread(call: Call) -> Json:
    records = [
        mailbox.relabel(
            call.account,
            record,
            add=_names(call, "addLabelIds"),
            remove=_names(call, "removeLabelIds"),
        )
        for record in _thread(call)
    ]
    return {"id": call.path["id"], "messages": [stub(m, labels=True) for m in records]}


def trash_thread(call: Call) -> Json:
    records = [
        mailbox.relabel(call.account, record, add=["TRASH"], remove=["INBOX"])
        for record in _thread(call)
    ]
    return {"id": call.path["id"], "messages": [stub(m, labels=True) for m in records]}


def untrash_thread(call: Call) -> Json:
    records = [
        mailbox.relabel(call.account, record, add=[], remove=["TRASH"]) for record in _thread(call)
    ]
    return {"id": call.path["id"], "messages": [stub(m, labels=True) for m in records]}


def list_history(call: Call) -> Json:
    """What changed after startHistoryId, which is itself excluded; 404 when it is too old."""
    account, text = call.account, call.params["startHistoryId"] or ""
    if not text.isdigit():
        raise invalid("Missing or invalid startHistoryId", reason="invalidArgument")
    start, newest = int(text), account.current_number(mailbox.COUNTER)
    floor = int((account.get("floors", "gmail") or {"value": 0})["value"])
    if start < floor or start > newest:
        raise not_found()
    lines = [
        line
        for line in account.all("history").values()
        if line["id"] > start and _concerns(call, line)
    ]
    size = max(1, min(call.params["maxResults"] or 100, MOST))
    page, token = paginate(
        lines, token=call.params["pageToken"], size=size, identity=lambda line: str(line["id"])
    )
    answer: Json = {"history": [_history_view(line) for line in page]} if page else {}
    if token:
        answer["nextPageToken"] = token
    return answer | {"historyId": str(newest)}


HISTORY_TYPES = {
    "messageAdded": "messagesAdded",
    "messageDeleted": "messagesDeleted",
    "labelAdded": "labelsAdded",
    "labelRemoved": "labelsRemoved",
}


def _concerns(call: Call, line: Json) -> bool:
    types = {HISTORY_TYPES[name] for name in call.params["historyTypes"]}
    label = call.params["labelId"]
    return (not types or line["kind"] in types) and (
        not label or label in line["held"] or label in line["labels"]
    )


def _history_view(line: Json) -> Json:
    short = {"id": line["message"], "threadId": line["thread"]}
    change: Json = {"message": short | {"labelIds": line["held"]}}
    if line["labels"]:
        change["labelIds"] = line["labels"]
    return {"id": str(line["id"]), "messages": [short], line["kind"]: [change]}


def _thread(call: Call) -> list[Json]:
    records = mailbox.threads(call.account).get(call.path["id"].lower())
    if not records:
        raise not_found()
    return records


def _names(call: Call, key: str) -> list[str]:
    value = call.body.get(key) or []
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise invalid(f"Invalid value at '{key}'", reason="invalidArgument")
    return value


def _own(handler: Handler) -> Handler:
    """Only the person's own mailbox: ``me`` or their address."""

    def checked(call: Call) -> object:
        user = call.path["userId"].lower()
        if user not in ("me", call.email):
            raise ApiError(403, "forbidden", f"Delegation denied for {call.email}")
        return handler(call)

    return checked  # type: ignore[return-value]  # what the handler returns


METHODS: dict[str, Handler] = {
    name: _own(handler)
    for name, handler in {
        "gmail.users.getProfile": profile,
        "gmail.users.labels.list": list_labels,
        "gmail.users.labels.get": get_label,
        "gmail.users.labels.create": create_label,
        "gmail.users.labels.delete": delete_label,
        "gmail.users.messages.list": list_messages,
        "gmail.users.messages.get": get_message,
        "gmail.users.messages.modify": modify_message,
        "gmail.users.messages.batchModify": batch_modify,
        "gmail.users.messages.trash": trash_message,
        "gmail.users.messages.untrash": untrash_message,
        "gmail.users.messages.delete": delete_message,
        "gmail.users.messages.attachments.get": get_attachment,
        "gmail.users.threads.list": list_threads,
        "gmail.users.threads.get": get_thread,
        "gmail.users.threads.modify": modify_thread,
        "gmail.users.threads.trash": trash_thread,
        "gmail.users.threads.untrash": untrash_thread,
        "gmail.users.history.list": list_history,
        **gmail_drafts.METHODS,
    }.items()
}
