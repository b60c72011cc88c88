"""A short way to write many mails, events and files down.

Each starts with a line ``=== a | b | c | option=value ; option=value``; what follows is its text.
Mail: key | when | SENDER | subject. Event: key | start | minutes | title, or ``3d`` for all-day.
File: path | created | modified. People are named as in ``people``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from .model import Attachment, Event, File, Guest, Mail, Override, Person, Share

_HEAD = re.compile(r"^=== (.*)$", re.MULTILINE)
_ANSWERS = {"": "ACCEPTED", "-": "DECLINED", "?": "TENTATIVE", "!": "NEEDS-ACTION"}


def _entries(text: str, columns: int) -> Iterator[tuple[list[str], dict[str, str], str]]:
    parts = _HEAD.split(text)
    for head, body in zip(parts[1::2], parts[2::2], strict=True):
        fields = [field.strip() for field in head.split("|")]
        options: dict[str, str] = {}
        for option in "".join(fields[columns:]).split(";"):
            name, _, value = option.strip().partition("=")
            if name:
                options[name] = value
        yield fields[:columns], options, body.strip("\n")


def _list(value: str | None) -> list[str]:
    return [item for item in (value or "").split(",") if item]


def _attachments(path: str | None, shelf: Sequence[File]) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(file.path.rpartition("/")[2], file.content)
        for file in shelf
        if file.path == path
    )


def mails(text: str, cast: Mapping[str, Person], shelf: Sequence[File] = ()) -> tuple[Mail, ...]:
    """Options: re, to, cc, labels, form, charset, encoding, noquote, attach (path on shelf)."""
    return tuple(
        Mail(
            key,
            when,
            cast[sender],
            subject,
            body,
            re=options.get("re", ""),
            to=tuple(cast[name] for name in _list(options.get("to"))),
            cc=tuple(cast[name] for name in _list(options.get("cc"))),
            labels=tuple(_list(options.get("labels"))),
            form=options.get("form", ""),
            charset=options.get("charset", "utf-8"),
            encoding=options.get("encoding", ""),
            attachments=_attachments(options.get("attach"), shelf),
            quote="noquote" not in options,
        )
        for (key, when, sender, subject), options, body in _entries(text, 4)
    )


def _guest(name: str, cast: Mapping[str, Person]) -> Guest:
    mark = name[-1] if name[-1] in _ANSWERS else ""
    return Guest(cast[name.removesuffix(mark) if mark else name], _ANSWERS[mark])


def events(
    text: str,
    cast: Mapping[str, Person],
    overrides: Mapping[str, tuple[Override, ...]] | None = None,
) -> tuple[Event, ...]:
    """Options: at (place), with (guests; - ? ! mark their answers), by, cal, link, zone, status,
    rrule (its own ; written as /), skip, free."""
    found = []
    for (key, start, length, title), options, body in _entries(text, 4):
        by = options.get("by")
        found.append(
            Event(
                key,
                title,
                start,
                0 if length.endswith("d") else int(length),
                days=int(length[:-1]) if length.endswith("d") else 0,
                calendar=options.get("cal", ""),
                zone=options.get("zone", "Europe/London"),
                description=body,
                location=options.get("at", ""),
                link=options.get("link", ""),
                organizer=cast[by] if by else None,
                guests=tuple(_guest(name, cast) for name in _list(options.get("with"))),
                status=options.get("status", "CONFIRMED"),
                rrule=options.get("rrule", "").replace("/", ";"),
                skipped=tuple(_list(options.get("skip"))),
                overrides=(overrides or {}).get(key, ()),
                busy="free" not in options,
            )
        )
    return tuple(found)


def files(text: str, cast: Mapping[str, Person]) -> tuple[File, ...]:
    """Options: google, share (``NAME:role``), star."""
    return tuple(
        File(
            path,
            created,
            modified,
            body,
            google=options.get("google", ""),
            shares=tuple(
                Share(cast[name], role)
                for name, _, role in (item.partition(":") for item in _list(options.get("share")))
            ),
            starred="star" in options,
        )
        for (path, created, modified), options, body in _entries(text, 3)
    )
