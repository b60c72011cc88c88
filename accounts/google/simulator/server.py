"""The threaded HTTP/1.1 server; loopback only."""

import ipaddress
import logging
import socket
import struct
from typing import Any

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from accounts.google.simulator.app import Application
from accounts.google.simulator.errors import SimulatorError

log = logging.getLogger("google_simulator")


class KeepAliveHandler(WSGIRequestHandler):
    """Keeps connections open: the application reads every body to its end before it answers."""

    protocol_version = "HTTP/1.1"
    timeout = 75
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        """Answer one request; werkzeug's own closes the connection after every answer.

        A call that was told to lose its answer ends in a reset, as on a broken network.
        """
        if self.headers.get("Expect", "").lower().strip() == "100-continue":
            self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        environ = self.make_environ()
        try:
            body = b"".join(self.server.app(environ, self._start))
        except ConnectionResetError:
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        except (ConnectionError, TimeoutError):
            self.close_connection = True
            return
        self.end_headers()
        self.wfile.write(body)

    def _start(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        code, _, phrase = status.partition(" ")
        self.send_response(int(code), phrase)
        for name, value in headers:
            self.send_header(name, value)

    def log(self, type: str, message: str, *args: Any) -> None:
        log.debug(message, *args)


def check_loopback(host: str) -> None:
    """Raises SimulatorError unless ``host`` is a loopback address."""
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise SimulatorError(f"{host} is not a loopback address: the simulator knows no passwords")


def open_server(application: Application, *, host: str, port: int) -> BaseWSGIServer:
    """A server bound to a loopback address. Raises SimulatorError, for a port in use too."""
    check_loopback(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SimulatorError(f"port {port} cannot be used: {error.strerror}") from error
    return make_server(host, port, application, threaded=True, request_handler=KeepAliveHandler)
