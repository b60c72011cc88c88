"""What can go wrong when bytes are turned into text."""


class TextError(Exception):
    """Root of the errors of this package."""


class UnreadableMail(TextError):
    """Nothing can be made of these bytes; `reason` says why. Trying again will not help."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
