"""A chat-completions server on loopback that says what a test has scripted, and nothing else.

Each call takes the next script; a call that nobody scripted answers 500 and fails the test when
the server is closed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer. `pieces` are streamed; `status` other than 200 is an error with `headers`;
    with `cut` the connection breaks after the pieces; with `malformed` they are not JSON;
    with `unfinished` the stream ends in order but without a finish reason. All pieces but the
    first wait until `held`, if there is one, is set."""

    pieces: Sequence[str] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False
    malformed: bool = False
    unfinished: bool = False
    held: threading.Event | None = None


@dataclass
class LlmServer:
    url: str = ""
    script: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    unscripted: int = 0

    def says(self, *pieces: str, **how: Any) -> None:
        self.script.append(Reply(pieces, **how))

    def prompt(self, call: int = -1) -> str:
        """Everything that was sent in a call's messages."""
        return "\n".join(m["content"] for m in self.requests[call]["messages"])


@contextmanager
def running_llm_server() -> Iterator[LlmServer]:
    """A server for one test. Fails the test for a call that was not scripted."""
    state = LlmServer()
    server = _Server(state)
    state.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert state.unscripted == 0, f"{state.unscripted} calls of the model were not scripted"
    assert state.script == [], f"{len(state.script)} scripted answers were never asked for"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, state: LlmServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.state = state


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        state = self.server.state
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state.requests.append({**body, "path": self.path})
        if not state.script or not self.path.endswith("/chat/completions"):
            state.unscripted += 1
            self._error(Reply(status=500))
            return
        reply = state.script.pop(0)
        if reply.status != 200:
            self._error(reply)
        else:
            self._stream(reply)

    def _error(self, reply: Reply) -> None:
        content = json.dumps({"error": {"message": "scripted", "type": "test"}}).encode()
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for number, piece in enumerate(reply.pieces):
            if number and reply.held is not None:
                reply.held.wait(30)
            self._event("{not json" if reply.malformed else _chunk(piece))
        if reply.cut:
            return
        if not reply.unfinished:
            self._event(_chunk("", finish="stop"))
            self._event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")

    def _event(self, data: str) -> None:
        content = f"data: {data}\n\n".encode()
        self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        return


def _chunk(text: str, *, finish: str | None = None) -> str:
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "scripted",
            "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}],
        }
    )
