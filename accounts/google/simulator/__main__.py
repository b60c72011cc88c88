"""``python -m accounts.google.simulator --port N --data DIR [--takeout EMAIL=PATH ...]``."""

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from accounts.google.simulator import takeout
from accounts.google.simulator.app import Application
from accounts.google.simulator.errors import SimulatorError
from accounts.google.simulator.server import open_server
from accounts.google.simulator.world import World, normal_email


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGINT or SIGTERM. Returns the exit code: 0 done, 1 failed, 2 bad usage."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=options.log_level, format="simulator: %(message)s")
    try:
        pairs = [_pair(text) for text in options.takeout]
        world = World(options.data)
        try:
            server = open_server(Application(world), host=options.host, port=options.port)
            for email, path in pairs:
                print(f"{email}: {takeout.load(world, email=email, path=path)}", file=sys.stderr)
            for name in (signal.SIGINT, signal.SIGTERM):
                signal.signal(name, lambda *_: threading.Thread(target=server.shutdown).start())
            print(f"http://{options.host}:{server.port}", flush=True)
            server.serve_forever()
        finally:
            world.close()
    except SimulatorError as error:
        print(f"google_simulator: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="google_simulator", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="where its state is kept")
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--takeout", action="append", default=[], metavar="EMAIL=PATH")
    parser.add_argument("--log-level", default="WARNING")
    return parser


def _pair(text: str) -> tuple[str, Path]:
    email, separator, path = text.partition("=")
    if not separator or not path:
        raise SimulatorError(f"--takeout takes EMAIL=PATH, not {text!r}")
    return normal_email(email), Path(path)


if __name__ == "__main__":
    sys.exit(main())
