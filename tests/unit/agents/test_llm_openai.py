"""What an OpenAI-compatible server can do to us."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack

import openai
import pytest

from agents.llm.base import Message, ModelError, prompt
from agents.llm.failover import Failover
from agents.llm.openai import OpenAIChat
from tests.llm_server import LlmServer, running_llm_server

ASKED = [Message("system", "Be brief."), Message("user", "Hello?")]


@pytest.fixture
def server() -> Iterator[LlmServer]:
    with running_llm_server() as running:
        yield running


def model(server: LlmServer) -> OpenAIChat:
    client = openai.AsyncOpenAI(api_key="none", base_url=server.url, max_retries=0)
    return OpenAIChat(client, "scripted")


def heard(*models: OpenAIChat) -> tuple[list[str], ModelError | None]:
    """The pieces that came, and the error that ended them."""
    pieces: list[str] = []

    async def go() -> None:
        async with AsyncExitStack() as clients:
            for each in models:
                await clients.enter_async_context(each.client)
            async for piece in Failover(models).stream(ASKED, max_tokens=50):
                pieces.append(piece)

    try:
        asyncio.run(go())
    except ModelError as error:
        return pieces, error
    return pieces, None


def test_text_comes_in_the_pieces_of_the_server(server: LlmServer) -> None:
    server.says("Good ", "morning", ".")
    assert heard(model(server)) == (["Good ", "morning", "."], None)
    request = server.requests[0]
    assert request["model"] == "scripted"
    assert request["stream"] is True
    assert request["messages"][1] == {"role": "user", "content": "Hello?"}


def test_a_rate_limit_says_when_to_come_back(server: LlmServer) -> None:
    server.says(status=429, headers={"Retry-After": "7"})
    pieces, error = heard(model(server))
    assert pieces == []
    assert error is not None
    assert (error.kind, error.retry_after) == ("rate_limited", 7.0)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, "auth"), (403, "auth"), (500, "unavailable"), (503, "unavailable"), (400, "malformed")],
)
def test_every_refusal_has_its_kind(server: LlmServer, status: int, kind: str) -> None:
    server.says(status=status)
    _, error = heard(model(server))
    assert error is not None
    assert error.kind == kind


def test_a_broken_connection_after_some_text_is_a_cut(server: LlmServer) -> None:
    server.says("The total is ", cut=True)
    pieces, error = heard(model(server))
    assert pieces == ["The total is "]
    assert error is not None
    assert error.kind == "cut"


def test_a_stream_that_just_ends_is_a_cut(server: LlmServer) -> None:
    server.says("The total is ", unfinished=True)
    _, error = heard(model(server))
    assert error is not None
    assert error.kind == "cut"


def test_nonsense_is_malformed(server: LlmServer) -> None:
    server.says("x", malformed=True)
    pieces, error = heard(model(server))
    assert pieces == []
    assert error is not None
    assert error.kind == "malformed"


def test_an_empty_answer_is_malformed(server: LlmServer) -> None:
    server.says()
    _, error = heard(model(server))
    assert error is not None
    assert error.kind == "malformed"


def test_a_server_that_is_not_there_is_unavailable() -> None:
    client = openai.AsyncOpenAI(api_key="none", base_url="http://127.0.0.1:9/v1", max_retries=0)
    _, error = heard(OpenAIChat(client, "scripted"))
    assert error is not None
    assert error.kind == "unavailable"


def test_the_next_model_is_asked_when_the_first_does_not_begin(server: LlmServer) -> None:
    server.says(status=503)
    server.says("Here I am.")
    assert heard(model(server), model(server)) == (["Here I am."], None)


def test_no_other_model_repeats_what_was_shown(server: LlmServer) -> None:
    server.says("The total is ", cut=True)
    pieces, error = heard(model(server), model(server))
    assert pieces == ["The total is "]
    assert error is not None
    assert error.kind == "cut"


def test_the_prompt_says_that_sources_are_data() -> None:
    assert "data" in prompt("synthesize")
