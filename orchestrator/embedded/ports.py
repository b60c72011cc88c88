"""Ports on the loopback interface that nobody else uses."""

import random
import socket
from collections.abc import Callable

from orchestrator.embedded.data_dir import DataDir
from orchestrator.embedded.errors import EmbeddedError, PortTaken

LOOPBACK = "127.0.0.1"
# Below the range from which Linux and macOS take the ports of outgoing connections.
CANDIDATES = range(20_000, 32_000)
ATTEMPTS = 200
STARTS = 4


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` of the loopback interface now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections that only wait for their end are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def free_port() -> int:
    """Some free port. Raises EmbeddedError when none was found."""
    for port in random.sample(CANDIDATES, ATTEMPTS):
        if is_free(port):
            return port
    raise EmbeddedError(f"none of {ATTEMPTS} ports tried on {LOOPBACK} is free")


def start_on_a_port(data_dir: DataDir, name: str, start: Callable[[int], None]) -> int:
    """Call `start(port)` with the port remembered for `name`, or with another if it is taken.

    `start` raises PortTaken when somebody was faster; then the next port is tried.
    """
    port = data_dir.remembered_port(name)
    for _ in range(STARTS):
        if port is None or not is_free(port):
            port = free_port()
        # Before the start: a server of ours must be found again even if we die now.
        data_dir.remember_port(name, port)
        try:
            start(port)
        except PortTaken:
            port = None
        else:
            return port
    raise EmbeddedError(f"{name} found its port taken {STARTS} times in a row")
