"""`DATA_DIR/env`: lines `export NAME=value` that a shell can read, and so can we."""

import shlex
from collections.abc import Mapping
from pathlib import Path

from orchestrator.embedded.private_files import write_private


def format_env(values: Mapping[str, str]) -> str:
    """One `export NAME=value` a line, each value quoted for a POSIX shell."""
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items())


def write_env_file(path: Path, values: Mapping[str, str]) -> None:
    """Write the file (mode 0600) unless it says the same already."""
    text = format_env(values)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_private(path, text)


def read_env_file(path: Path) -> dict[str, str]:
    """The names and values in the file; empty when there is none. Lines of other forms are
    passed over."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    values = {}
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if len(words) == 2 and words[0] == "export" and "=" in words[1]:
            name, _, value = words[1].partition("=")
            values[name] = value
    return values
