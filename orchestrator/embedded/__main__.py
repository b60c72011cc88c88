"""`python -m orchestrator.embedded up [--no-simulator] [--no-migrations] | down | status | run |
demo-reset`."""

import argparse
import sys

from orchestrator.embedded import stack
from orchestrator.embedded.env_file import format_env
from orchestrator.embedded.errors import EmbeddedError
from orchestrator.embedded.launcher import run
from orchestrator.embedded.preparation import migrate_if_behind, reset_demonstration


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command; the exit code is 0, or 1 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m orchestrator.embedded", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="start what does not run yet, print DATA_DIR/env")
    up.add_argument("--no-simulator", action="store_true", help="leave out the simulated Google")
    up.add_argument("--no-migrations", action="store_true", help="leave the database as it is")
    commands.add_parser("down", help="stop everything below DATA_DIR")
    commands.add_parser("status", help="say what runs")
    commands.add_parser("run", help="everything in the foreground until Ctrl-C")
    commands.add_parser("demo-reset", help="demonstration data as on the first day")
    options = parser.parse_args(arguments)
    try:
        if options.command == "up":
            _up(with_simulator=not options.no_simulator, migrates=not options.no_migrations)
        elif options.command == "down":
            print("stopped:", ", ".join(stack.down()) or "nothing ran", file=sys.stderr)
        elif options.command == "run":
            return run()
        elif options.command == "demo-reset":
            return reset_demonstration()
        else:
            for name, runs in stack.status().items():
                print(f"{name}: {'up' if runs else 'down'}")
    except EmbeddedError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _up(*, with_simulator: bool, migrates: bool) -> None:
    running = stack.up(with_simulator=with_simulator)
    if migrates and migrate_if_behind(running):
        print("migrated the database", file=sys.stderr)
    print("started:", ", ".join(running.started) or "nothing, all run", file=sys.stderr)
    print(format_env(running.env), end="")


if __name__ == "__main__":
    sys.exit(main())
