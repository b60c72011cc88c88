"""Files that only their owner may read, and that are never seen half written."""

import json
import os
import secrets
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Replace `path` by `text` in one step, mode 0600."""
    temporary = _written_beside(path, text)
    os.replace(temporary, path)


def create_private(path: Path, text: str) -> str:
    """Create `path` with `text` unless it exists; return what the file holds.

    Two processes that race end with the same content: the first one's.
    """
    if not path.exists():
        temporary = _written_beside(path, text)
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_text(encoding="utf-8")


def read_json_object(path: Path) -> dict[str, object]:
    """The JSON object in `path`; empty where there is none, or none that can be read."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def write_json_object(path: Path, value: dict[str, object]) -> None:
    write_private(path, json.dumps(value, indent=2) + "\n")


def _written_beside(path: Path, text: str) -> Path:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return temporary
