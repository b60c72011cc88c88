"""The operating-system user that Postgres runs as: it refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestrator.embedded.errors import EmbeddedError

CANDIDATES = ("postgres", "nobody")
NOT_ALLOWED = 126


@dataclass(frozen=True)
class ServerUser:
    """`uid` and `gid` to switch to before a command runs, or None to stay who we are."""

    uid: int | None = None
    gid: int | None = None

    def run(
        self, arguments: Sequence[str | Path], *, seconds: float, log: Path | None = None
    ) -> int:
        """Run a command to its end as this user, its output to `log`; return its exit code, 126
        as from a shell for a program that this user may not run.

        No pipe is inherited: pg_ctl hands what it inherits to the server, and whoever reads the
        other end would wait as long as the server lives.
        """
        with open(log or os.devnull, "ab") as output:
            try:
                done = subprocess.run(
                    [str(argument) for argument in arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    cwd="/",
                    env=_environment(),
                    user=self.uid,
                    group=self.gid,
                    extra_groups=None if self.uid is None else [],  # setgroups is for root only
                    timeout=seconds,
                    check=False,
                )
            except PermissionError:
                return NOT_ALLOWED
        return done.returncode

    def can_write(self, folder: Path) -> bool:
        """Whether this user gets through to `folder` and may create files in it."""
        return self.run(["/bin/sh", "-c", 'test -w "$1/."', "sh", folder], seconds=30) == 0

    def give(self, path: Path) -> None:
        """Make this user the owner of `path`."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def server_user() -> ServerUser:
    """Who Postgres runs as: ourselves, or as root an unprivileged user. Raises EmbeddedError."""
    if os.geteuid() != 0:
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            raise EmbeddedError(
                f"user id {os.geteuid()} has no entry in /etc/passwd, which Postgres needs: "
                "add one, run as another user, or set DATABASE_URL"
            ) from None
        return ServerUser()
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(uid=entry.pw_uid, gid=entry.pw_gid)
    raise EmbeddedError(
        "Postgres does not run as root and there is no user postgres or nobody: "
        "run as an ordinary user or set DATABASE_URL"
    )


def _environment() -> dict[str, str]:
    """Ours without what would steer Postgres's programs elsewhere, in a locale that exists."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LANG": "C", "LC_ALL": "C"}
