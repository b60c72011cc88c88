"""A simulated Google Workspace for the tests of this folder."""

from tests.simulated_google import connection, google, simulator_url

__all__ = ["connection", "google", "simulator_url"]
