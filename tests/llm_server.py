"""A model server on loopback that says what a test has scripted, and nothing else.

It speaks OpenAI's chat completions (below `url`) and Anthropic's messages (below `root`). Each
call takes the next script, whichever it speaks; a call that nobody scripted answers 500 and fails
the test when the server is closed.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WAIT = 30  # seconds that a held answer waits at most


@dataclass(frozen=True)
class Reply:
    """One answer. `pieces` are streamed; `status` other than 200 is an error with `headers`, which
    may name a refused `param`; with `cut` the connection breaks after the pieces; with `malformed`
    they are not JSON; with `unfinished` the stream ends in order but without a finish reason;
    `error` is the type of an error inside Anthropic's stream. `usage` are the tokens in and out
    that it tells. All pieces but the first wait until `held`, if there is one, is set; all pieces
    wait until `stalled`."""

    pieces: Sequence[str] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    param: str | None = None
    cut: bool = False
    malformed: bool = False
    unfinished: bool = False
    error: str = ""
    usage: tuple[int, int] | None = None
    held: threading.Event | None = None
    stalled: threading.Event | None = None


@dataclass
class LlmServer:
    root: str = ""
    script: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    unscripted: int = 0

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    @property
    def asked(self) -> list[str]:
        """Who was asked, in order: openai or anthropic."""
        spoken = {"chat/completions": "openai", "messages": "anthropic"}
        return [spoken[r["path"].removeprefix("/v1/").partition("?")[0]] for r in self.requests]

    def says(self, *pieces: str, **how: Any) -> None:
        self.script.append(Reply(pieces, **how))

    def prompt(self, call: int = -1) -> str:
        """Everything that was sent in a call's messages."""
        request = self.requests[call]
        told = [str(request.get("system", ""))] + [m["content"] for m in request["messages"]]
        return "\n".join(part for part in told if part)


@contextmanager
def running_llm_server() -> Iterator[LlmServer]:
    """A server for one test. Fails the test for a call that was not scripted."""
    state = LlmServer()
    server = _Server(state)
    state.root = f"http://127.0.0.1:{server.server_address[1]}"
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

    def handle_error(self, request: Any, client_address: Any) -> None:
        return  # a client that went away in mid-stream is what some tests are about


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        state = self.server.state
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        state.requests.append({**body, "path": self.path})
        is_openai = self.path.endswith("/chat/completions")
        if not state.script or not (is_openai or "/messages" in self.path):
            state.unscripted += 1
            self._error(Reply(status=500))
            return
        reply = state.script.pop(0)
        if reply.status != 200:
            self._error(reply)
        else:
            self._stream(reply, _OPENAI if is_openai else _ANTHROPIC)

    def _error(self, reply: Reply) -> None:
        error = {"message": "scripted", "type": "test", "param": reply.param}
        content = json.dumps({"type": "error", "error": error}).encode()
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, reply: Reply, speech: _Speech) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self._events(speech.begin(reply))
        if reply.stalled is not None:
            reply.stalled.wait(WAIT)
        for number, piece in enumerate(reply.pieces):
            if number and reply.held is not None:
                reply.held.wait(WAIT)
            self._events([("message", "{not json")] if reply.malformed else speech.says(piece))
        if reply.cut:
            return
        if reply.error:
            error = {"type": "error", "error": {"type": reply.error, "message": "scripted"}}
            self._events([("error", json.dumps(error))])
        elif not reply.unfinished:
            self._events(speech.end(reply))
        self.wfile.write(b"0\r\n\r\n")

    def _events(self, events: Sequence[tuple[str, str]]) -> None:
        for name, data in events:
            content = f"event: {name}\ndata: {data}\n\n".encode()
            self.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        return


class _OpenAI:
    """Chunks of a chat completion."""

    def begin(self, reply: Reply) -> list[tuple[str, str]]:
        return []

    def says(self, text: str) -> list[tuple[str, str]]:
        return [self._chunk([{"index": 0, "delta": {"content": text}, "finish_reason": None}])]

    def end(self, reply: Reply) -> list[tuple[str, str]]:
        last = [self._chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}])]
        if reply.usage is not None:
            told = dict(zip(("prompt_tokens", "completion_tokens"), reply.usage, strict=True))
            last.append(self._chunk([], usage={**told, "total_tokens": sum(reply.usage)}))
        return [*last, ("message", "[DONE]")]

    def _chunk(self, choices: list[dict[str, Any]], **more: Any) -> tuple[str, str]:
        chunk = {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "scripted",
            "choices": choices,
        }
        return "message", json.dumps(chunk | more)


class _Anthropic:
    """Events of a message."""

    def begin(self, reply: Reply) -> list[tuple[str, str]]:
        message: dict[str, Any] = {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "scripted",
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {"input_tokens": (reply.usage or (0, 0))[0], "output_tokens": 1},
        }
        block = {"index": 0, "content_block": {"type": "text", "text": ""}}
        return [
            self._event("message_start", message=message),
            self._event("content_block_start", **block),
            self._event("ping"),
        ]

    def says(self, text: str) -> list[tuple[str, str]]:
        delta = {"type": "text_delta", "text": text}
        return [self._event("content_block_delta", index=0, delta=delta)]

    def end(self, reply: Reply) -> list[tuple[str, str]]:
        delta = {"stop_reason": "end_turn", "stop_sequence": None}
        usage = {"output_tokens": (reply.usage or (0, 0))[1]}
        return [
            self._event("content_block_stop", index=0),
            self._event("message_delta", delta=delta, usage=usage),
            self._event("message_stop"),
        ]

    def _event(self, name: str, **fields: Any) -> tuple[str, str]:
        return name, json.dumps({"type": name, **fields})


_Speech = _OpenAI | _Anthropic
_OPENAI, _ANTHROPIC = _OpenAI(), _Anthropic()
