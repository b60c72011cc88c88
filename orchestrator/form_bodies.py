"""Forms are Django's to read, a piece at a time from the disk.

Twisted, on which Daphne stands, would first parse each into memory, at a dozen times its size, in
the thread of everybody's requests, and whoever sent it.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

DAPHNE = "daphne.http_protocol"


def leave_to_django() -> None:
    """Where Daphne serves, from now on."""
    protocol: Any = sys.modules.get(DAPHNE)
    if protocol is not None:
        protocol.WebRequest = partial(protocol.WebRequest, parsePOSTFormSubmission=False)
