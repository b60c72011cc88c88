"""What Anthropic's API can do to us."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.llm_server import LlmServer, running_llm_server
from tests.unit.agents.models import anthropic_at, heard, request


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with running_llm_server() as running:
        yield running


def test_text_comes_in_the_pieces_of_the_server(server: LlmServer) -> None:
    server.says("Good ", "morning", ".")
    assert heard(anthropic_at(server)) == (["Good ", "morning", "."], None)
    sent = server.requests[0]
    assert (sent["model"], sent["stream"], sent["max_tokens"]) == ("scripted", True, 50)
    assert sent["system"] == "Be brief."
    assert sent["messages"] == [{"role": "user", "content": "Hello?"}]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, "auth"),
        (403, "auth"),
        (500, "unavailable"),
        (529, "unavailable"),
        (400, "malformed"),
        (404, "auth"),
    ],
)
def test_every_refusal_has_its_kind(server: LlmServer, status: int, kind: str) -> None:
    server.says(status=status)
    _, error = heard(anthropic_at(server))
    assert error is not None
    assert (error.kind, error.provider) == (kind, "anthropic")


def test_a_rate_limit_says_when_to_come_back(server: LlmServer) -> None:
    server.says(status=429, headers={"Retry-After": "70"})
    _, error = heard(anthropic_at(server))
    assert error is not None
    assert (error.kind, error.retry_after) == ("rate_limited", 70.0)


@pytest.mark.parametrize("how", [{"cut": True}, {"unfinished": True}, {"error": "api_error"}])
def test_what_breaks_after_some_text_is_a_cut(server: LlmServer, how: dict[str, bool]) -> None:
    server.says("The total is ", **how)
    pieces, error = heard(anthropic_at(server))
    assert pieces == ["The total is "]
    assert error is not None
    assert error.kind == "cut"


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("overloaded_error", "unavailable"),
        ("rate_limit_error", "rate_limited"),
        ("authentication_error", "auth"),
    ],
)
def test_an_error_inside_a_stream_before_any_text_has_its_kind(
    server: LlmServer, type_: str, kind: str
) -> None:
    for _ in range(3 if kind == "rate_limited" else 1):
        server.says(error=type_)
    _, error = heard(anthropic_at(server))
    assert error is not None
    assert error.kind == kind


def test_nonsense_is_malformed(server: LlmServer) -> None:
    server.says("x", malformed=True)
    pieces, error = heard(anthropic_at(server))
    assert pieces == []
    assert error is not None
    assert error.kind == "malformed"


def test_a_server_that_is_not_there_is_unavailable() -> None:
    _, error = heard(anthropic_at(LlmServer(root="http://127.0.0.1:9")))
    assert error is not None
    assert error.kind == "unavailable"


def test_a_model_without_structured_output_is_asked_by_the_prompt_alone(
    server: LlmServer,
) -> None:
    server.says(status=400)
    server.says('{"a": 1}')
    asked = request(schema={"type": "object"}, purpose="classification")
    assert heard(anthropic_at(server), asked=asked) == (['{"a": 1}'], None)
    assert server.requests[0]["output_config"]["format"]["schema"] == {"type": "object"}
    assert "output_config" not in server.requests[1]
