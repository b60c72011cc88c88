"""initdb: the files of a new cluster."""

import locale
import shutil
from pathlib import Path

from orchestrator.embedded.errors import EmbeddedError
from orchestrator.embedded.postgres_home import Home
from orchestrator.embedded.private_files import write_private

INITDB_SECONDS = 300
LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8")


def ensure_cluster(home: Home, password: str, *, durable: bool) -> None:
    """Create the cluster beside its place and rename it, so that there is no half of one.

    Raises EmbeddedError.
    """
    if home.data.exists():
        return
    fresh = home.folder / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    password_file = home.folder / "password.new"
    write_private(password_file, password)
    home.user.give(password_file)
    try:
        arguments: list[str | Path] = ["-D", fresh, "-U", "postgres", "--auth=scram-sha-256"]
        arguments += [f"--pwfile={password_file}", "--encoding=UTF8", f"--locale={_locale()}"]
        arguments += [] if durable else ["--no-sync"]
        code = home.user.run(
            [home.program("initdb"), *arguments, "--no-instructions"],
            seconds=INITDB_SECONDS,
            log=home.tools_log,
        )
    finally:
        password_file.unlink()
    if code != 0:
        raise EmbeddedError(f"initdb failed: {home.last_words()}")
    with (fresh / "postgresql.conf").open("a", encoding="utf-8") as file:
        file.write("\ninclude 'app.conf'\n")
    fresh.rename(home.data)


def _locale() -> str:
    """A locale with UTF-8 character classes, of those that this machine has."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in LOCALES:
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"
