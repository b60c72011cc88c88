"""The upload of a Google Takeout export, from the first page of somebody without an account."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST
from rest_framework import exceptions

from accounts.front_door import as_problem, json_response
from accounts.models import User
from accounts.plans import spend
from accounts.problems import Problem
from sync import simulator, upload_door, uploading

NOTICE: Final = "takeout"  # the tag of what is told about it on the next page
NAMES: Final = {"gmail": "mail", "gcal": "event", "gdrive": "file"}


@csrf_exempt  # its body is read by `_loaded` alone, and only from who may send it
@require_POST
def load_takeout(request: HttpRequest) -> HttpResponse:
    """Loads the uploaded file `export`. Answers a script (`Accept: application/json`) in JSON,
    and a form by the page that it came from, with a notice."""
    try:
        user = request.user
        if not isinstance(user, User):
            raise exceptions.NotAuthenticated
        uploading.check_offered()
        upload_door.check_sender(request)
        uploading.check_size(int(request.META.get("CONTENT_LENGTH") or 0))
        spend(user, "syncs")
        request.upload_handlers = [TemporaryFileUploadHandler(request)]
        return _loaded(request, user)
    except (MultiPartParserError, SuspiciousOperation):  # a body that is no form
        return _told(request, _nothing_chosen())
    except Exception as error:  # noqa: BLE001 - the edge: nothing may pass it
        return _told(request, error)


@csrf_protect
def _loaded(request: HttpRequest, user: User) -> HttpResponse:
    files = request.FILES.getlist("export")
    try:
        if len(files) != 1 or not isinstance(files[0], TemporaryUploadedFile):
            raise _nothing_chosen()
        path = Path(files[0].temporary_file_path())
        loaded = uploading.load(user, path, name=_name(files[0]))
    finally:
        for file in files:
            file.close()  # which removes it
    if _is_script(request):
        shown = {"read": loaded.read, "skipped": loaded.skipped, "queued": loaded.is_queued}
        return JsonResponse(shown)
    messages.success(request, _words(loaded), extra_tags=NOTICE)
    return redirect("/")


def takeout(request: HttpRequest) -> dict[str, Any]:
    """For templates: whether an export can be loaded here, and how large it may be."""
    limit = uploading.LARGEST
    offered = simulator.is_google()
    return {"takeout": {"is_offered": offered, "limit": limit, "limit_gb": limit // uploading.GB}}


def _told(request: HttpRequest, error: Exception) -> HttpResponse:
    problem = as_problem(error, where=request.path)
    if _is_script(request):
        return json_response(problem)
    if problem.status == 401:
        return redirect_to_login("/")
    messages.error(request, f"{problem.title}. {problem.message}", extra_tags=NOTICE)
    return redirect("/")


def _is_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _name(file: TemporaryUploadedFile) -> str:
    """The last part of what the browser calls it, for the person to know it again."""
    return PureWindowsPath(file.name or "").name[:100] or "The file"


def _words(loaded: uploading.Loaded) -> str:
    counts = ", ".join(_counted(loaded.read[service], name) for service, name in NAMES.items())
    skipped = sum(int(skip["n"]) for skips in loaded.skipped.values() for skip in skips)
    were = "was" if skipped == 1 else "were"
    left_out = f" {skipped:,} more could not be read and {were} left out." if skipped else ""
    when = "is being" if loaded.is_queued else "will within 15 minutes be"
    return f"Your export is loaded: {counts}.{left_out} It {when} made ready to be asked."


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}{'' if count == 1 else 's'}"


def _nothing_chosen() -> Problem:
    return Problem(
        code="invalid_request",
        title="No File",
        message="Choose the .zip file that Google Takeout gave you.",
        action="Choose A File",
        status=400,
    )
