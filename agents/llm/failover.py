"""The models of this installation, in the order in which they are asked."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from agents.llm import openai
from agents.llm.base import ChatModel, Message, ModelError

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Failover:
    """Asks one model after the other until one begins to answer.

    Once text has been shown there is no other model: a cut is the caller's to mend.
    """

    models: Sequence[ChatModel]
    mode: str = field(init=False)

    def __post_init__(self) -> None:
        self.mode = self.models[0].mode

    async def stream(self, messages: Sequence[Message], *, max_tokens: int) -> AsyncIterator[str]:
        """See `ChatModel.stream`. `mode` is then that of the model that answers."""
        for n, model in enumerate(self.models, 1):
            try:
                async for piece in model.stream(messages, max_tokens=max_tokens):
                    self.mode = model.mode
                    yield piece
                return
            except ModelError as error:
                log.warning("%s: %s (%s)", model.mode, error, error.kind)
                if error.kind == "cut" or n == len(self.models):
                    raise


async def close() -> None:
    """Closes the connections to models that the running loop has opened."""
    await openai.close()


def from_settings() -> ChatModel | None:
    """The configured models behind one; None without any."""
    models = [model for model in (openai.from_settings(),) if model is not None]
    return Failover(models) if models else None
