"""Google's own discovery documents: routes, scopes, parameters and schemas of every method."""

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from googleapiclient.discovery_cache import get_static_doc
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from accounts.google.simulator.errors import ApiError, invalid

SERVICES = {"gmail": "v1", "calendar": "v3", "drive": "v3"}
Params = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Method:
    """One method of one API, as its discovery document describes it."""

    id: str
    service: str
    scopes: frozenset[str]
    parameters: dict[str, Any] = field(repr=False)
    response: dict[str, str] | None


@dataclass(frozen=True)
class Route:
    """Where a path leads; ``upload`` when it came in below /upload."""

    method: Method
    upload: bool


@cache
def document(service: str) -> dict[str, Any]:
    """The discovery document that ships with google-api-python-client."""
    text = get_static_doc(service, SERVICES[service])  # type: ignore[no-untyped-call]
    if text is None:
        raise RuntimeError(f"google-api-python-client has no {service} document")
    return dict(json.loads(text))


def schemas(service: str) -> dict[str, Any]:
    return dict(document(service)["schemas"])


def match(http_method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The method behind a path and the values in the path. Raises ApiError 404 or 405."""
    try:
        route, values = _routes().bind("localhost").match(path, http_method)
    except HTTPException as error:
        code = error.code or 404
        if code not in (404, 405):
            code = 404
        raise ApiError(
            code,
            "notFound" if code == 404 else "httpMethodNotAllowed",
            f"No method at {http_method} {path}",
        ) from error
    return route, dict(values)


def check_parameters(method: Method, given: dict[str, list[str]]) -> Params:
    """Typed values of the query's parameters, with defaults. Raises ApiError 400."""
    values: Params = {}
    for name, spec in method.parameters.items():
        if spec.get("location") != "query":
            continue
        texts = given.get(name, [])
        if spec.get("repeated"):
            values[name] = [_value(name, spec, text) for text in texts]
        elif texts:
            values[name] = _value(name, spec, texts[-1])
        elif spec.get("required"):
            raise invalid(f"Required parameter: {name}", parameter=name, reason="required")
        else:
            default = spec.get("default")
            values[name] = None if default is None else _value(name, spec, default)
    return values


def _value(name: str, spec: dict[str, Any], text: str) -> Any:
    if spec["type"] == "boolean":
        if text.lower() not in ("true", "false"):
            raise _bad(name, text)
        return text.lower() == "true"
    if spec["type"] == "integer":
        return _integer(name, spec, text)
    if "enum" in spec and text not in spec["enum"]:
        raise _bad(name, text)
    return text


def _integer(name: str, spec: dict[str, Any], text: str) -> int:
    if not re.fullmatch(r"-?\d{1,19}", text):
        raise _bad(name, text)
    number = int(text)
    if number < int(spec.get("minimum", 0)) or number > int(spec.get("maximum", 2**63)):
        raise _bad(name, text)
    return number


def _bad(name: str, text: str) -> ApiError:
    return invalid(f"Invalid value '{text}' for {name}.", parameter=name, reason="invalidParameter")


@cache
def _routes() -> Map:
    rules: list[Rule] = []
    for service in SERVICES:
        doc = document(service)
        for name, spec in _methods(doc):
            method = Method(
                id=name,
                service=service,
                scopes=frozenset(spec.get("scopes", ())),
                parameters=spec.get("parameters", {}),
                response=spec.get("response"),
            )
            path = "/" + doc["servicePath"] + re.sub(r"\{\+?(\w+)\}", r"<\1>", spec["path"])
            verb = [spec["httpMethod"]]
            rules.append(Rule(path, endpoint=Route(method, upload=False), methods=verb))
            if "mediaUpload" in spec:
                verb = [spec["httpMethod"], "PUT"]
                upload = Route(method, upload=True)
                rules.append(Rule("/upload" + path, endpoint=upload, methods=verb))
    return Map(rules, strict_slashes=False, merge_slashes=False)


def _methods(resource: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(spec["id"], spec) for spec in resource.get("methods", {}).values()]
    for inner in resource.get("resources", {}).values():
        found += _methods(inner)
    return found
