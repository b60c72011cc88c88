"""What did not work, in the documented words."""

from __future__ import annotations

from collections.abc import Sequence

from agents.errors import error_message
from agents.query import Service, StepResult
from agents.synthesis.material import Material


def failed_services(results: Sequence[StepResult]) -> tuple[Service, ...]:
    """The services of which a step failed or ran out of time."""
    failed = (r.step.agent for r in results if r.status in ("failed", "timed_out"))
    return tuple(dict.fromkeys(failed))


def notes(material: Material) -> list[str]:
    """One sentence a failed service: what happened, what still worked, what can be done."""
    failed = failed_services(material.results)
    worked = tuple(s for s in material.searched() if s not in failed)
    said = []
    for service in failed:
        result = next(
            r
            for r in material.results
            if r.step.agent == service and r.status in ("failed", "timed_out")
        )
        code = str((result.error or {}).get("code", "unknown_error"))
        is_down = code.endswith("_unavailable") and code != "action_unavailable"
        words = error_message("unavailable" if is_down else code, service, worked=worked)
        said.append(f"Note: {words['message']}")
    return list(dict.fromkeys(said))
