"""Just enough of the Redis protocol to see whether a server is there, without a client library."""

import socket

from orchestrator.embedded.ports import LOOPBACK

SECONDS = 5.0


def ask(port: int, password: str, *command: str) -> str | None:
    """The first line of the answer to one command, "" when the server closed the connection.

    None when nobody listens, the password is refused or nothing is said in time; an error answer
    is None as well.
    """
    try:
        with socket.create_connection((LOOPBACK, port), timeout=SECONDS) as connection:
            stream = connection.makefile("rb")
            connection.sendall(_encoded("AUTH", password))
            if stream.readline().strip() != b"+OK":
                return None
            connection.sendall(_encoded(*command))
            answer = stream.readline().decode("utf-8", "replace").strip()
    except OSError:
        return None
    return None if answer.startswith("-") else answer.removeprefix("+")


def _encoded(*words: str) -> bytes:
    parts = [f"*{len(words)}\r\n".encode()]
    for word in words:
        data = word.encode()
        parts.append(b"$%d\r\n%s\r\n" % (len(data), data))
    return b"".join(parts)
