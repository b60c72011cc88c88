"""Mailbox records as the Gmail API shows them."""

from accounts.google.simulator import mime
from accounts.google.simulator.store import Blobs, Json


def stub(record: Json, *, labels: bool = False) -> Json:
    """What lists and writes answer."""
    short = {"id": record["id"], "threadId": record["threadId"]}
    return short | {"labelIds": record["labelIds"]} if labels else short


def message_view(record: Json, blobs: Blobs, format: str | None, wanted: list[str]) -> Json:
    """A message in format full, metadata (only ``wanted`` headers, if any), minimal or raw."""
    view = stub(record, labels=True) | {
        "snippet": record["snippet"],
        "historyId": str(record["historyId"]),
        "internalDate": str(record["internalDate"]),
        "sizeEstimate": record["size"],
    }
    if format == "minimal":
        return view
    raw = blobs.get(record["blob"])
    if format == "raw":
        return view | {"raw": mime.encode(raw)}
    if format == "metadata":
        return view | {"payload": _metadata(raw, wanted)}
    return view | {"payload": mime.payload(raw, record["id"])}


def label_view(label: Json) -> Json:
    return dict(label)


def _metadata(raw: bytes, wanted: list[str]) -> Json:
    head = mime.parse(raw)
    names = {name.lower() for name in wanted}
    headers = [h for h in mime.headers_of(head) if not names or h["name"].lower() in names]
    return {"mimeType": head.get_content_type(), "headers": headers}
