"""The OpenAPI description, and a page that shows it without anything from outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.permissions import AllowAny

METHODS: Final = ("get", "post", "put", "patch", "delete")
PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "description": "What went wrong, in words for the person, and what can be done about it.",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "title", "message", "action", "action_url", "retry_after"],
            "properties": {
                "code": {"type": "string", "description": "A name for programs."},
                "title": {"type": "string"},
                "message": {"type": "string"},
                "action": {"type": "string", "nullable": True, "description": "Of a button."},
                "action_url": {"type": "string", "nullable": True, "description": "Its address."},
                "retry_after": {"type": "number", "nullable": True, "description": "Seconds."},
            },
        }
    },
}
PROBLEMS: Final[Mapping[str, str]] = {
    "400": "Something in the request is not valid; the message says what.",
    "401": "Nobody is signed in, or the token is unknown, revoked or expired.",
    "403": "The CSRF token is missing or wrong, or the person may not do this.",
    "404": "There is no such thing of this person.",
    "405": "The method is not one of this address.",
    "409": "It is in a state in which this cannot be done.",
    "410": "It is no longer kept.",
    "413": "The body is too large.",
    "415": "The body is not JSON.",
    "429": "The plan allows no more for now.",
    "503": "Something that is needed does not answer; asking again may help.",
    "504": "It took too long.",
}
RARE: Final = frozenset({"409", "410", "504"})  # where `x-problems` names them
RATE_HEADERS: Final[dict[str, Any]] = {
    "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}},
    "X-RateLimit-Limit": {"description": "Of the window.", "schema": {"type": "integer"}},
    "X-RateLimit-Remaining": {"description": "In the window.", "schema": {"type": "integer"}},
    "X-RateLimit-Reset": {
        "description": "When the window ends: seconds since 1970.",
        "schema": {"type": "integer"},
    },
}


class Bearer(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """How the description names our tokens."""

    target_class = "accounts.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer"}


@extend_schema(exclude=True)
class Description(SpectacularJSONAPIView):
    """`GET /api/v1/schema/`: the description as JSON, for anybody."""

    permission_classes = [AllowAny]


def every_problem(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Adds the answers that any endpoint can give, in the one error shape."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for _, _, operation in _operations(result):
        named = set(operation.pop("x-problems", ()))
        for status, meaning in PROBLEMS.items():
            if status in RARE - named:
                continue
            answer: dict[str, Any] = {
                "description": meaning,
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}
                },
            }
            if status == "429":
                answer["headers"] = RATE_HEADERS
            operation["responses"].setdefault(status, answer)
    return result


def docs(request: HttpRequest) -> HttpResponse:
    """`GET /api/v1/docs/`: the description as a page, for anybody."""
    return render(request, "api_docs.html", _page())


@cache
def _page() -> dict[str, Any]:
    generator = SchemaGenerator()  # type: ignore[no-untyped-call]
    description = generator.get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, method, operation in _operations(description):
        shown = _shown(path, method, operation, description["components"]["schemas"])
        groups.setdefault(operation["tags"][0], []).append(shown)
    return {"info": description["info"], "groups": groups, "problems": PROBLEMS}


def _operations(description: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method, methods[method]


def _shown(
    path: str, method: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]
) -> dict[str, Any]:
    body = operation.get("requestBody")
    text = operation.get("summary") or operation.get("description", "")
    return {
        "method": method.upper(),
        "path": path,
        "short": path.removeprefix("/api/v1/"),
        "id": operation["operationId"],
        "text": text,
        "parameters": [
            {**parameter, "type": "\n".join(_lines(parameter["schema"], schemas))}
            for parameter in operation.get("parameters", ())
        ],
        "body": _contents(body, schemas) if body else [],
        "answers": [
            {"status": status, "text": answer.get("description", ""), "contents": contents}
            for status, answer in operation["responses"].items()
            if status not in PROBLEMS
            for contents in [_contents(answer, schemas)]
        ],
    }


def _contents(holder: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {"type": media_type, "shape": "\n".join(_lines(content.get("schema", {}), schemas))}
        for media_type, content in holder.get("content", {}).items()
    ]


def _lines(schema: Mapping[str, Any], schemas: Mapping[str, Any], depth: int = 0) -> list[str]:
    """A schema as indented lines, one a property; references are followed."""
    schema = _resolved(schema, schemas)
    if schema.get("type") == "array":
        first, *rest = _lines(schema.get("items", {}), schemas, depth)
        return [f"list of {first}", *rest]
    properties = schema.get("properties")
    if not properties or depth > 4:
        return [_kind(schema)]
    lines = ["object | null" if schema.get("nullable") else "object"]
    for name, value in properties.items():
        optional = "" if name in schema.get("required", ()) else "?"
        first, *rest = _lines(value, schemas, depth + 1)
        lines.append(f"  {name}{optional}: {first}")
        lines += [f"  {line}" for line in rest]
    return lines


def _resolved(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema or "allOf" in schema:
        target = schema["allOf"][0] if "allOf" in schema else schema
        if "$ref" not in target:
            return target
        schema = {
            **schemas[target["$ref"].rpartition("/")[2]],
            **({"nullable": True} if schema.get("nullable") else {}),
        }
    return schema


def _kind(schema: Mapping[str, Any]) -> str:
    kind = str(schema.get("format") or schema.get("type") or "anything")
    if "enum" in schema:
        kind = " | ".join(f'"{value}"' for value in schema["enum"])
    elif "oneOf" in schema:
        kind = "one of several"
    return f"{kind} | null" if schema.get("nullable") else kind
