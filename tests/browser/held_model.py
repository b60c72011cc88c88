"""A language model on loopback that stops in the middle of a sentence until it is let go.

Without a script it claims a deed, which the product shows nobody: it answers without a model.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LONGEST = 8.0  # seconds; the product gives up on a silent model after ten


@dataclass
class Held:
    """An answer in two parts; the second comes after `let_go`."""

    before: str
    after: str
    let_go: threading.Event = field(default_factory=threading.Event)


UNTRUE = Held("I have sent it.", "")
UNTRUE.let_go.set()


@dataclass
class HeldModel:
    url: str = ""
    script: list[Held] = field(default_factory=list)

    def will_say(self, before: str, after: str) -> threading.Event:
        """The next answer; set the event to let it go on."""
        held = Held(before, after)
        self.script.append(held)
        return held.let_go


@contextmanager
def running_model() -> Iterator[HeldModel]:
    model = HeldModel()
    server = _Server(model)
    model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, model: HeldModel) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.model = model

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A cancelled question closes its connection; that is no error of the test."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        script = self.server.model.script
        held = script.pop(0) if script else UNTRUE
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self._say(held.before)
        held.let_go.wait(LONGEST)
        self._say(held.after)
        self._say("", finish="stop")
        self._event("[DONE]")

    def _say(self, text: str, *, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        chunk = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "held",
            "choices": [choice],
        }
        self._event(json.dumps(chunk))

    def _event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        return
