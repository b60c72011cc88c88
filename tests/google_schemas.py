"""Google's discovery documents as an oracle that the simulator had no hand in."""

import json
import re
from functools import cache
from typing import Any

from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.http import HttpRequest

VERSIONS = {"gmail": "v1", "calendar": "v3", "drive": "v3"}
FORMATS = {
    "int64": r"-?\d+",
    "uint64": r"\d+",
    "date": r"\d{4}-\d\d-\d\d",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
    "byte": r"[A-Za-z0-9_-]*=*",
}
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str, "boolean": bool, "integer": int, "number": (int, float),
}  # fmt: skip


@cache
def _text(service: str) -> str:
    text = get_static_doc(service, VERSIONS[service])  # type: ignore[no-untyped-call]
    assert text is not None
    return str(text)


def document(service: str) -> dict[str, Any]:
    """A fresh copy of the discovery document."""
    return dict(json.loads(_text(service)))


@cache
def _methods(service: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    todo = [document(service)]
    while todo:
        resource = todo.pop()
        todo += resource.get("resources", {}).values()
        found |= {spec["id"]: spec for spec in resource.get("methods", {}).values()}
    return found


@cache
def _schemas(service: str) -> dict[str, Any]:
    return dict(document(service)["schemas"])


def check_answer(method_id: str, answer: Any) -> None:
    """Fails when the answer of a method is not what its schema says."""
    service = method_id.partition(".")[0]
    schema = _methods(service)[method_id].get("response")
    if schema is None:
        assert not answer or isinstance(answer, bytes), f"{method_id} answers {answer!r}"
    elif isinstance(answer, dict):
        check(service, schema, answer, method_id)


def check(service: str, schema: dict[str, Any], value: Any, where: str) -> None:
    if "$ref" in schema:
        schema = _schemas(service)[schema["$ref"]]
    kind = schema.get("type", "any")
    if kind == "object":
        assert isinstance(value, dict), f"{where}: not an object: {value!r}"
        known, other = schema.get("properties", {}), schema.get("additionalProperties")
        for name, item in value.items():
            assert name in known or other, f"{where}: no field {name!r} in the schema"
            check(service, known.get(name) or other or {}, item, f"{where}.{name}")
    elif kind == "array":
        assert isinstance(value, list), f"{where}: not a list: {value!r}"
        for item in value:
            check(service, schema["items"], item, f"{where}[]")
    elif kind != "any":
        _check_scalar(schema, kind, value, where)


def _check_scalar(schema: dict[str, Any], kind: str, value: Any, where: str) -> None:
    assert isinstance(value, TYPES[kind]), f"{where}: not a {kind}: {value!r}"
    assert kind == "boolean" or not isinstance(value, bool), f"{where}: a boolean"
    pattern = FORMATS.get(schema.get("format", ""))
    if pattern and isinstance(value, str):
        assert re.fullmatch(pattern, value), f"{where}: not a {schema['format']}: {value!r}"
    if "enum" in schema:
        assert value in schema["enum"], f"{where}: {value!r} is none of {schema['enum']}"


class CheckedRequest(HttpRequest):
    """A request whose answer is checked against the discovery document's schema."""

    def execute(self, *arguments: Any, **named: Any) -> Any:
        answer = super().execute(*arguments, **named)
        check_answer(str(self.methodId), answer)
        return answer
