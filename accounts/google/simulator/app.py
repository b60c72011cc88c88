"""The WSGI application: Google's paths at the root, its own controls below /_control."""

import ipaddress
import logging
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qs

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request as HttpRequest
from werkzeug.wrappers import Response

from accounts.google.simulator import api, control, oauth
from accounts.google.simulator.batch import PATHS as BATCH_PATHS
from accounts.google.simulator.batch import answer_batch
from accounts.google.simulator.call import Reply, Request
from accounts.google.simulator.errors import ApiError, StoreError
from accounts.google.simulator.faults import as_error
from accounts.google.simulator.upload import Uploads
from accounts.google.simulator.world import World

log = logging.getLogger("google_simulator")


class Application:
    """Speaks Google's APIs for all accounts of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.uploads = Uploads()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        http = HttpRequest(environ)
        reply = self.reply(http)
        if reply.lose:
            raise ConnectionResetError("the answer is lost, as a fault rule asked for")
        response = Response(reply.payload(), status=reply.status, content_type=reply.content_type())
        for name, value in reply.headers.items():
            response.headers[name] = value
        if reply.status in (204, 308) and not reply.payload():
            response.headers.pop("Content-Type", None)
        return response(environ, start_response)

    def reply(self, http: HttpRequest) -> Reply:
        """The answer to one HTTP request; nothing is raised."""
        try:
            _check_host(http)
            if http.path.startswith("/_control/"):
                return control.answer(self.world, http)
            return self._google(read_request(http))
        except ApiError as error:
            return api.error_reply(error)
        except StoreError as error:
            log.error("%s", error)
            return api.error_reply(ApiError(503, "backendError", str(error)))
        except Exception:  # one broken call must not end the program; the log has the trace
            log.exception("a call failed")
            return api.error_reply(ApiError(500, "backendError", "Internal error encountered."))
        finally:
            _drain(http)

    def _google(self, request: Request) -> Reply:
        if request.path.rstrip("/") in BATCH_PATHS and request.method == "POST":
            return answer_batch(
                request, lambda inner: api.answer(self.world, self.uploads, inner, batch=True)
            )
        if (request.method, request.path) in oauth.ENDPOINTS:
            return self._oauth(request)
        return api.answer(self.world, self.uploads, request)

    def _oauth(self, request: Request) -> Reply:
        rule = self.world.faults.pick(request.method, request.path)
        if rule is not None and rule.kind in ("timeout", "reset"):
            time.sleep(rule.seconds if rule.kind == "timeout" else 0)
            return Reply(lose="reset")
        if rule is not None and rule.kind == "invalid_grant":
            return oauth.refused("invalid_grant", "Token has been expired or revoked.")
        if rule is not None and not rule.kind.endswith("_after"):
            raise as_error(rule)
        reply = oauth.ENDPOINTS[request.method, request.path](self.world, request)
        self.world.log.add(
            at=self.world.now(),
            email="",
            method=request.method,
            path=request.path,
            status=reply.status,
        )
        return Reply(lose="reset") if rule is not None else reply


def read_request(http: HttpRequest) -> Request:
    """The whole request; long GETs may come as POST with X-HTTP-Method-Override."""
    method, body = http.method, http.get_data()
    query = http.args.to_dict(flat=False)
    override = http.headers.get("X-HTTP-Method-Override", "").upper()
    if method == "POST" and override == "GET":
        method, query = "GET", query | parse_qs(body.decode(), keep_blank_values=True)
        body = b""
    return Request(
        method=method,
        path=http.path,
        query=query,
        headers=Headers(list(http.headers)),
        body=body,
        root=http.host_url.rstrip("/"),
    )


def _check_host(http: HttpRequest) -> None:
    """Refuse names that are not loopback: a page in a browser could point its own name here."""
    host = http.headers.get("Host", "").rsplit(":", 1)[0].strip("[]").lower()
    try:
        good = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        good = False
    if not good:
        raise ApiError(403, "forbidden", "The simulator answers to loopback names only.")


def _drain(http: HttpRequest) -> None:
    """Read what is left of the body, so that the connection can be used again."""
    try:
        while http.stream.read(1 << 20):
            pass
    except (OSError, ValueError):
        log.debug("a body ended early")
