"""Partial responses: ``fields=a,b(c,d/e),*``.

Source: developers.google.com/gmail/api/guides/performance
"""

from typing import Any

from accounts.google.simulator.errors import invalid

Mask = dict[str, "Mask"]
Schemas = dict[str, Any]


def parse(text: str) -> Mask:
    """The tree of a mask; a field with an empty tree is wanted whole. Raises ApiError 400."""
    mask, end = _selectors(text.replace(" ", ""), 0)
    if end != len(text.replace(" ", "")) or not mask:
        raise _invalid(text)
    return mask


def apply(mask: Mask, value: Any) -> Any:
    """``value`` with only what the mask selects; lists are selected item by item."""
    if not mask:
        return value
    if isinstance(value, list):
        return [apply(mask, item) for item in value]
    if not isinstance(value, dict):
        return value
    wild = mask.get("*")
    picked = {}
    for key, item in value.items():
        if key in mask:
            picked[key] = apply(mask[key], item)
        elif wild is not None:
            picked[key] = apply(wild, item)
    return picked


def check(mask: Mask, schema: Any, schemas: Schemas) -> None:
    """Raise ApiError 400 for a field that the discovery document's schema does not know."""
    schema = _resolve(schema, schemas)
    for name, inner in mask.items():
        if name == "*":
            continue
        properties = schema.get("properties")
        if properties is None and "additionalProperties" in schema:
            continue
        if name not in (properties or {}):
            raise _invalid(name)
        check(inner, properties[name], schemas)


def _resolve(schema: Any, schemas: Schemas) -> Any:
    while "$ref" in schema or "items" in schema:
        schema = schemas[schema["$ref"]] if "$ref" in schema else schema["items"]
    return schema


def _selectors(text: str, at: int) -> tuple[Mask, int]:
    mask: Mask = {}
    while True:
        at = _selector(text, at, mask)
        if at >= len(text) or text[at] != ",":
            return mask, at
        at += 1


def _selector(text: str, at: int, mask: Mask) -> int:
    name, at = _name(text, at)
    inner = mask.setdefault(name, {})
    if at < len(text) and text[at] == "/":
        return _selector(text, at + 1, inner)
    if at < len(text) and text[at] == "(":
        nested, at = _selectors(text, at + 1)
        if at >= len(text) or text[at] != ")":
            raise _invalid(text)
        inner.update(nested)
        return at + 1
    return at


def _name(text: str, at: int) -> tuple[str, int]:
    start = at
    while at < len(text) and text[at] not in ",/()":
        at += 1
    if at == start:
        raise _invalid(text)
    return text[start:at], at


def _invalid(text: str) -> Exception:
    return invalid(f"Invalid field selection {text}", parameter="fields", reason="invalidParameter")
