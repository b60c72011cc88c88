"""The web process: HTTP through Django, sockets through Channels."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orchestrator.settings")

http = get_asgi_application()

from conversations import starting  # noqa: E402 - Django must be set up first
from conversations.draining import counted  # noqa: E402
from conversations.routing import sockets  # noqa: E402
from orchestrator import form_bodies  # noqa: E402

application = ProtocolTypeRouter({"http": counted(http), "websocket": sockets})
form_bodies.leave_to_django()
starting.begin()
