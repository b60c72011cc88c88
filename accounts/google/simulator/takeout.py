"""Google Takeout exports."""

from pathlib import Path

from accounts.google.simulator.store import Json
from accounts.google.simulator.world import World


def load(world: World, *, email: str, path: Path) -> Json:
    return {}
