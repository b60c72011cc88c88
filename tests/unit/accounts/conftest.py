"""A simulated Google Workspace for the tests of this folder."""

from tests.demonstration_exports import by_id, demo, exports, mails
from tests.simulated_google import connection, google, simulator_url

__all__ = ["by_id", "connection", "demo", "exports", "google", "mails", "simulator_url"]
