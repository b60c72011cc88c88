"""What travels between a client and the API: JSON, within limits, whatever was accepted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from rest_framework import exceptions
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.request import Request


class JSONBody(JSONParser):
    """JSON within Django's limit for a body; DRF's own parser reads whatever comes."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        length = int(getattr(stream, "META", {}).get("CONTENT_LENGTH") or 0)
        if length > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or length):
            raise RequestDataTooBig
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise exceptions.ParseError("JSON parse error - nested too deeply") from error


class AlwaysJSON(DefaultContentNegotiation):
    """Every answer is JSON, whatever `Accept` says (RFC 9110, section 12.5.1, allows it)."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        return renderers[0], renderers[0].media_type
