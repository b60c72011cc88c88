"""Everything of one account as JSON, for tests and demonstrations."""

from accounts.google.simulator import agenda, cabinet, mailbox
from accounts.google.simulator.store import Json, Store


def everything(account: Store, email: str) -> Json:
    """Messages, drafts, labels, events, files and permissions, with what was notified."""
    files = list(account.all("files").values())
    return {
        "email": email,
        "messages": [_message(m) for m in mailbox.newest_first(account)],
        "drafts": [_draft(account, d) for d in account.all("drafts").values()],
        "labels": list(mailbox.labels(account).values()),
        "calendars": list(agenda.calendars(account, email).values()),
        "events": [
            record["event"] | {"calendarId": calendar_id}
            for calendar_id in agenda.calendars(account, email)
            for record in agenda.records(account, calendar_id).values()
        ],
        "files": [cabinet.view(record, email) for record in files],
        "permissions": [
            held | {"fileId": record["file"]["id"]}
            for record in files
            for held in record["permissions"]
        ],
        "notifications": list(account.all("notifications").values()),
        "counters": {name: value["value"] for name, value in account.all("counters").items()},
    }


def _message(record: Json) -> Json:
    keys = (
        "id",
        "threadId",
        "labelIds",
        "historyId",
        "internalDate",
        "snippet",
        "headers",
        "size",
        "filenames",
    )
    return {key: record[key] for key in keys}


def _draft(account: Store, draft: Json) -> Json:
    return {"id": draft["id"], "message": _message(mailbox.message(account, draft["message"]))}
