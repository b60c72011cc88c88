"""What an OpenAI-compatible server can do to us."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agents.llm.base import prompt
from tests.llm_server import LlmServer, running_llm_server
from tests.unit.agents.models import heard, openai_at, request


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with running_llm_server() as running:
        yield running


def test_text_comes_in_the_pieces_of_the_server(server: LlmServer) -> None:
    server.says("Good ", "morning", ".")
    assert heard(openai_at(server)) == (["Good ", "morning", "."], None)
    request = server.requests[0]
    assert request["model"] == "scripted"
    assert request["stream"] is True
    assert request["messages"][1] == {"role": "user", "content": "Hello?"}


def test_a_rate_limit_says_when_to_come_back(server: LlmServer) -> None:
    server.says(status=429, headers={"Retry-After": "70"})
    pieces, error = heard(openai_at(server))
    assert pieces == []
    assert error is not None
    assert (error.kind, error.retry_after) == ("rate_limited", 70.0)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "auth"), (403, "auth"), (500, "unavailable"), (503, "unavailable"), (400, "malformed")],
)
def test_every_refusal_has_its_kind(server: LlmServer, status: int, kind: str) -> None:
    server.says(status=status)
    _, error = heard(openai_at(server))
    assert error is not None
    assert error.kind == kind


def test_a_broken_connection_after_some_text_is_a_cut(server: LlmServer) -> None:
    server.says("The total is ", cut=True)
    pieces, error = heard(openai_at(server))
    assert pieces == ["The total is "]
    assert error is not None
    assert error.kind == "cut"


def test_a_stream_that_just_ends_is_a_cut(server: LlmServer) -> None:
    server.says("The total is ", unfinished=True)
    _, error = heard(openai_at(server))
    assert error is not None
    assert error.kind == "cut"


def test_nonsense_is_malformed(server: LlmServer) -> None:
    server.says("x", malformed=True)
    pieces, error = heard(openai_at(server))
    assert pieces == []
    assert error is not None
    assert error.kind == "malformed"


def test_an_empty_answer_is_malformed(server: LlmServer) -> None:
    server.says()
    _, error = heard(openai_at(server))
    assert error is not None
    assert error.kind == "malformed"


def test_a_server_that_is_not_there_is_unavailable() -> None:
    _, error = heard(openai_at(LlmServer(root="http://127.0.0.1:9")))
    assert error is not None
    assert error.kind == "unavailable"


def test_what_a_server_refuses_is_left_out_from_then_on(server: LlmServer) -> None:
    server.says(status=400, param="temperature")
    server.says("One.")
    chat = openai_at(server, is_own=True)
    assert heard(chat) == (["One."], None)
    assert "temperature" in server.requests[0]
    assert "temperature" not in server.requests[1]
    assert server.requests[1]["max_tokens"] == 50
    assert chat.refused == {"temperature"}


def test_a_refused_limit_is_asked_for_by_its_other_name(server: LlmServer) -> None:
    server.says(status=400, param="max_tokens")
    server.says("One.")
    assert heard(openai_at(server, is_own=True)) == (["One."], None)
    assert server.requests[1]["max_completion_tokens"] == 50
    assert "max_tokens" not in server.requests[1]


def test_a_structured_answer_is_asked_for_by_its_schema(server: LlmServer) -> None:
    server.says("{", '"a": 1}')
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    asked = request(schema=schema, purpose="classification")
    assert heard(openai_at(server), asked=asked) == (['{"a": 1}'], None)
    form = server.requests[0]["response_format"]
    assert form["json_schema"]["schema"] == schema


def test_the_prompt_says_that_sources_are_data() -> None:
    assert "data" in prompt("synthesize")
