"""The servers of the test suite, started before Django's settings are read.

Loaded by `-p tests.servers`; what already runs below DATA_DIR is left alone.
"""

import os

from orchestrator.embedded import stack

os.environ.setdefault("DATA_DIR", ".data/tests")
os.environ["ENVIRONMENT"] = "local"
stack.up(with_simulator=False, durable=False)
