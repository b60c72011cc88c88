"""What operators see of the models at `/metrics`: figures, never content."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from prometheus_client import Counter, Gauge, Histogram

from orchestrator.telemetry import BUCKETS

CALLS = Counter(
    "orchestrator_model_calls_total",
    "Calls of a language model by how they ended.",
    ["provider", "purpose", "outcome"],
)
LEFT_ALONE = Gauge(
    "orchestrator_model_left_alone",
    "1 while a provider's breaker is open in this process.",
    ["provider"],
)
FIRST_TOKEN = Histogram(
    "orchestrator_model_first_token_seconds",
    "Time until a model's first token.",
    ["provider", "purpose"],
    buckets=BUCKETS,
)
TOKENS = Counter(
    "orchestrator_model_tokens_total",
    "Tokens sent to and received from models.",
    ["provider", "model", "direction"],
)
COST = Counter(
    "orchestrator_model_cost_usd_total", "What models cost, in US dollars.", ["provider", "model"]
)
CACHE = Counter(
    "orchestrator_model_cache_total",
    "Prompts that were looked for among those of the last five minutes.",
    ["purpose", "result"],
)
REFUSED = Counter(
    "orchestrator_model_refused_total", "Prompts for which no model was asked.", ["reason"]
)
INTENTS = Counter(
    "orchestrator_intents_total",
    "Questions by how they were understood: local (clear, or no model is configured), model "
    "(unclear), repaired (the model's second attempt), local_fallback (unclear, and no model "
    "could say).",
    ["path"],
)
CHECKS = Counter(
    "orchestrator_answer_checks_total",
    "What the checks found in answers of models.",
    ["finding"],
)


@dataclass(slots=True)
class Call:
    """One call of one model, from its beginning to `end`."""

    provider: str
    purpose: str
    outcome: str = "cancelled"
    _began: float = field(default_factory=time.perf_counter)
    _has_begun: bool = False

    def first_token(self) -> None:
        if not self._has_begun:
            self._has_begun = True
            seconds = time.perf_counter() - self._began
            FIRST_TOKEN.labels(self.provider, self.purpose).observe(seconds)

    def end(self) -> None:
        CALLS.labels(self.provider, self.purpose, self.outcome).inc()
