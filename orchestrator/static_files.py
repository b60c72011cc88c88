"""Scripts and style sheets, served by WhiteNoise; whatever else is asked for passes in the loop.

WhiteNoise alone is synchronous, and so would every waiting answer keep a thread.
"""

from __future__ import annotations

from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise's middleware, for requests of both kinds."""

    async_capable = True

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if not iscoroutinefunction(self):
            return super().__call__(request)
        if request.path_info.startswith(self.static_prefix):
            return self._file_or_next(request)
        return self.get_response(request)

    async def _file_or_next(self, request: HttpRequest) -> Any:
        response = await sync_to_async(self._file, thread_sensitive=False)(request)
        return response or await self.get_response(request)

    def _file(self, request: HttpRequest) -> Any:
        path = request.path_info
        found = self.find_file(path) if self.autorefresh else self.files.get(path)
        return None if found is None else self.serve(found, request)
