"""Media uploads: simple, multipart and resumable.

Source: developers.google.com/workspace/drive/api/guides/manage-uploads
"""

import re
import secrets
import threading
from dataclasses import dataclass, field

from accounts.google.simulator.call import Media, Reply, Request, json_body
from accounts.google.simulator.errors import ApiError, invalid
from accounts.google.simulator.multipart import split_parts
from accounts.google.simulator.store import Json

CHUNK = 256 * 1024
Received = tuple[Json, Media | None]


@dataclass
class Session:
    """One resumable upload under way; lost when the simulator ends."""

    body: Json
    content_type: str
    total: int | None
    token: str
    data: bytearray = field(default_factory=bytearray)


class Uploads:
    """Receives uploads; sessions are kept in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: dict[str, Session] = {}

    def receive(self, request: Request) -> Received | Reply:
        """Metadata and bytes once all is there, else the reply that asks for more."""
        kind = request.one("uploadType") or request.one("upload_protocol")
        if kind == "media":
            return {}, Media(_type(request), request.body)
        if kind == "multipart":
            return _multipart(request)
        if kind == "resumable":
            upload_id = request.one("upload_id")
            return self._go_on(request, upload_id) if upload_id else self._start(request)
        raise invalid(f"Invalid upload request: uploadType is {kind!r}", parameter="uploadType")

    def _start(self, request: Request) -> Reply:
        upload_id = secrets.token_urlsafe(24)
        length = request.headers.get("X-Upload-Content-Length")
        session = Session(
            body=json_body(request.body),
            content_type=request.headers.get("X-Upload-Content-Type", "application/octet-stream"),
            total=int(length) if length and length.isdigit() else None,
            token=request.headers.get("Authorization", ""),
        )
        with self._lock:
            self._sessions[upload_id] = session
        query = "&".join(
            f"{name}={value}" for name, values in request.query.items() for value in values
        )
        location = f"{request.root}{request.path}?{query}&upload_id={upload_id}"
        return Reply(
            200, body=b"", headers={"Location": location, "X-GUploader-UploadID": upload_id}
        )

    def _go_on(self, request: Request, upload_id: str) -> Received | Reply:
        with self._lock:
            session = self._sessions.get(upload_id)
            if session is None:
                raise ApiError(404, "notFound", "Upload session not found")
            done = _append(session, request)
            if done:
                del self._sessions[upload_id]
        if done:
            return session.body, Media(session.content_type, bytes(session.data))
        headers = {"Range": f"bytes=0-{len(session.data) - 1}"} if session.data else {}
        return Reply(308, body=b"", headers=headers)


def _append(session: Session, request: Request) -> bool:
    header = request.headers.get("Content-Range")
    if header is None:
        session.data[:] = request.body
        return True
    match = re.fullmatch(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)", header)
    if match is None:
        raise invalid(f"Invalid Content-Range: {header}")
    if match[3] != "*":
        session.total = int(match[3])
    if match[1] is not None:
        _chunk(session, int(match[1]), request.body)
    return session.total is not None and len(session.data) >= session.total


def _chunk(session: Session, start: int, data: bytes) -> None:
    if start > len(session.data):
        raise ApiError(503, "backendError", "Bytes are missing before this chunk")
    last = session.total is not None and start + len(data) >= session.total
    if not last and len(data) % CHUNK:
        raise invalid("Chunks other than the last must be multiples of 256 KB")
    session.data[start:] = data


def _multipart(request: Request) -> Received:
    parts = split_parts(request.headers.get("Content-Type", ""), request.body)
    if len(parts) != 2:
        raise invalid("Malformed multipart body.")
    meta, media = parts
    return json_body(meta.body), Media(_media_type(media.headers.get("Content-Type")), media.body)


def _type(request: Request) -> str:
    return _media_type(request.headers.get("Content-Type"))


def _media_type(value: str | None) -> str:
    return (value or "application/octet-stream").strip()
