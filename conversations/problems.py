"""What can be wrong with a question, beyond what can be wrong anywhere."""

from __future__ import annotations

from uuid import UUID

from accounts.problems import Problem


class UnknownConversation(Problem):
    def __init__(self, conversation_id: UUID | None) -> None:
        super().__init__(
            code="not_found",
            title="No Such Conversation",
            message=f"There is no conversation {conversation_id}. Leave it out to begin a new one.",
            status=404,
        )


class UnknownTurn(Problem):
    def __init__(self, turn_id: UUID) -> None:
        super().__init__(
            code="not_found",
            title="No Such Question",
            message=f"There is no question {turn_id}.",
            status=404,
        )


class EventsGone(Problem):
    """The turn ended, and its events are no longer kept."""

    def __init__(self, turn_id: UUID) -> None:
        super().__init__(
            code="gone",
            title="Already Answered",
            message="The events of this question are no longer kept. Its answer is in the "
            "conversation.",
            action="Show Answer",
            action_url=f"/api/v1/tasks/{turn_id}",
            status=410,
        )


def cancelled() -> Problem:
    return Problem(
        code="cancelled",
        title="Stopped",
        message="You stopped this question before it was answered.",
        action="Ask Again",
        status=409,
    )


def interrupted() -> Problem:
    return Problem(
        code="interrupted",
        title="Answer Interrupted",
        message="This question was interrupted before it was answered. Please ask it again.",
        action="Ask Again",
        status=503,
    )


def too_slow() -> Problem:
    return Problem(
        code="timed_out",
        title="Took Too Long",
        message="This question took too long to answer. Please ask it again, perhaps in parts.",
        action="Ask Again",
        status=504,
    )


def still_running() -> Problem:
    return Problem(
        code="still_running",
        title="Still Working",
        message="This question is still being answered. Ask again in a moment.",
        status=503,
        retry_after=5,
    )


def too_busy() -> Problem:
    return Problem(
        code="rate_limited",
        title="Please Wait",
        message="We're processing too many requests right now. Please wait a moment and try again.",
        action="Try Again",
        status=503,
        retry_after=2,
    )


def restarting() -> Problem:
    return Problem(
        code="restarting",
        title="Restarting",
        message="This server is about to restart. Please ask again in a moment.",
        action="Try Again",
        status=503,
        retry_after=3,
    )


def too_many_streams() -> Problem:
    return Problem(
        code="rate_limited",
        title="Please Wait",
        message="You follow too many questions at a time. Close one and try again.",
        action="Try Again",
        status=429,
        retry_after=5,
    )
