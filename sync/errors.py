"""What can go wrong when a service is synced."""

from __future__ import annotations


class SyncError(Exception):
    """Root of this app's errors; the text is for people.

    Attributes:
        retry_after: seconds after which trying again may help; None: it will not.
        reconnect: whether the person has to connect their Google account again.
        unreachable: whether nothing came back from Google at all.
    """

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        reconnect: bool = False,
        unreachable: bool = False,
    ) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.reconnect = reconnect
        self.unreachable = unreachable


class AlreadyRunning(SyncError):
    """Another process syncs this service of this account now."""


class ClaimLost(SyncError):
    """This run was silent for so long that another one took over; what it had written stays."""


class NotConnected(SyncError):
    """There is no such connection."""


class NoExport(SyncError):
    """The path does not lead to a Google Takeout export."""


class BadExport(SyncError):
    """The export is damaged or unsafe. Nothing of it was taken."""


class NotQueued(SyncError):
    """The workers' queues cannot be reached; nothing waits."""
