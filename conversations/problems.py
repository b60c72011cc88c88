"""What can be wrong with a question, beyond what can be wrong anywhere."""

from __future__ import annotations

from uuid import UUID

from accounts.problems import Problem


class UnknownConversation(Problem):
    def __init__(self, conversation_id: UUID) -> None:
        super().__init__(
            code="not_found",
            title="No Such Conversation",
            message=f"There is no conversation {conversation_id}. Leave it out to begin a new one.",
            status=404,
        )
