"""What a model may say of a question: the form of its answer, and nothing beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.query import Operation, Service

FileType = Literal["document", "spreadsheet", "presentation", "pdf", "image", "folder"]
Shape = Literal[
    "agenda", "next", "who", "when", "where", "count", "list", "shared_with", "said",
    "amount", "needs_reply", "digest", "thread", "conflicts", "person", "free",
]  # fmt: skip
Short = Annotated[str, Field(max_length=200)]
Words = Annotated[tuple[Short, ...], Field(max_length=12)]


class NotAnIntent(ValueError):
    """The text is no valid answer; the message says what is wrong, for the model to mend."""


class _Part(BaseModel):
    """Keys that are not listed are left out."""

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


class SaidRange(_Part):
    start: datetime | None = None
    end: datetime | None = None


class SaidAnchor(_Part):
    relation: Literal["before", "after", "during", "about", "with_attachment"]
    services: Annotated[tuple[Service, ...], Field(max_length=3)] = ()
    topic: Short = ""
    people: Words = ()


class SaidEntities(_Part):
    people: Words = ()
    addresses: Words = ()
    direction: Literal["from", "to", "with"] | None = None
    topic: Annotated[str, Field(max_length=300)] | None = None
    references: Words = ()
    file_types: Annotated[tuple[FileType, ...], Field(max_length=6)] = ()
    labels: Words = ()
    flags: Annotated[
        tuple[Literal["unread", "starred", "important", "attachment"], ...], Field(max_length=4)
    ] = ()
    latest: bool | None = None
    ordinal: Annotated[int, Field(ge=-1, le=50)] | None = None
    owner: Short | None = None
    shared_by: Short | None = None
    shared_with_person: Short | None = None
    shape: Shape | None = None
    anchor: SaidAnchor | None = None
    about_booking: bool | None = None
    verb: Annotated[str, Field(max_length=30)] | None = None
    message: Annotated[str, Field(max_length=4000)] | None = None
    subject: Short | None = None
    title: Short | None = None
    location: Short | None = None
    duration_minutes: Annotated[int, Field(ge=1, le=20_160)] | None = None
    role: Literal["reader", "commenter", "writer"] | None = None
    response: Literal["accepted", "declined", "tentative"] | None = None


class SaidIntent(_Part):
    services: Annotated[tuple[Service, ...], Field(max_length=3)]
    operation: Operation
    confidence: Annotated[float, Field(ge=0, le=1)]
    clarification: Annotated[str, Field(max_length=200)] | None = None
    time_range: SaidRange | None = None
    entities: SaidEntities = SaidEntities()


def parsed(text: str) -> SaidIntent:
    """The answer of a model, which may stand between other words. Raises NotAnIntent."""
    begin, end = text.find("{"), text.rfind("}")
    if begin < 0 or end < begin:
        raise NotAnIntent("it holds no JSON object")
    try:
        return SaidIntent.model_validate(_without_nulls(json.loads(text[begin : end + 1])))
    except json.JSONDecodeError as error:
        raise NotAnIntent(f"it is no JSON: {error.msg} at character {error.pos}") from error
    except RecursionError as error:
        raise NotAnIntent("it is nested too deeply") from error
    except ValidationError as error:
        raise NotAnIntent("\n".join(_problems(error))) from error


def _without_nulls(value: Any) -> Any:
    """`null` means "not said", also where a list is expected."""
    if isinstance(value, dict):
        return {key: _without_nulls(v) for key, v in value.items() if v is not None}
    return value


def _problems(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False, include_input=False)[:8]:
        yield f"- {'.'.join(str(part) for part in problem['loc'])}: {problem['msg']}"


_LIMITS: Final = frozenset(
    {"title", "default", "minimum", "maximum", "maxLength", "maxItems", "format"}
)


def _wire(schema: Any) -> Any:
    """The schema as providers take it for structured output: every key required, none beside
    them, and no limits, which are checked here."""
    if isinstance(schema, list):
        return [_wire(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "object" and "properties" in schema:
        properties = {name: _wire(part) for name, part in schema["properties"].items()}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    kept = {key: _wire(part) for key, part in schema.items() if key not in _LIMITS}
    return {"$ref": kept["$ref"]} if "$ref" in kept else kept


def _whole(schema: dict[str, Any]) -> dict[str, Any]:
    parts = {name: _wire(part) for name, part in schema.pop("$defs", {}).items()}
    return {**_wire(schema), "$defs": parts}


SCHEMA: Final[dict[str, Any]] = _whole(SaidIntent.model_json_schema())
