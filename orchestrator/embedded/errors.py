"""What can go wrong with the servers of a fresh machine."""


class EmbeddedError(Exception):
    """One line for the person at the terminal: what is wrong and what to do about it."""


class PortTaken(EmbeddedError):
    """Another program got the port first; the caller chooses another one and tries again."""


class Locked(EmbeddedError):
    """Another process holds the lock, and did all the time that was waited for it."""
