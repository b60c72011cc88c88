"""What operators watch: figures in Prometheus' text format at `/metrics`, never content.

Each process counts its own. Buckets are in seconds, around the goals of the product: an answer in
under a second, a first token in under 80 ms.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.08, 0.15, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)

ANSWERS = Counter(
    "orchestrator_answers_total", "Answers by how they were written.", ["mode", "partial"]
)
FAILURES = Counter("orchestrator_turns_failed_total", "Turns that ended without an answer.")
STAGE_SECONDS = Histogram(
    "orchestrator_stage_seconds", "Time of a stage of an answer.", ["stage"], buckets=BUCKETS
)
STEP_FAILURES = Counter(
    "orchestrator_service_failures_total", "Services that an answer had to do without.", ["service"]
)
RUNNING = Gauge("orchestrator_turns_running", "Turns that are being answered by this process.")


def observe_answer(
    *, mode: str, timings_ms: Mapping[str, float], services_failed: list[str]
) -> None:
    """Counts a finished answer and the time of its stages."""
    ANSWERS.labels(mode=mode, partial=str(bool(services_failed)).lower()).inc()
    for stage, ms in timings_ms.items():
        STAGE_SECONDS.labels(stage=stage).observe(ms / 1000)
    for service in services_failed:
        STEP_FAILURES.labels(service=service).inc()


async def metrics(request: HttpRequest) -> HttpResponse:
    """Everything that this process counted, for Prometheus to scrape."""
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
