"""Files of Drive as Takeout writes them: each with a sidecar of what Drive knows about it."""

import json
from datetime import UTC, date, datetime

from .documents import render
from .model import Account, File, Person, Share
from .when import Words, moment


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"


def _sidecar(file: File, path: str, owner: Person, today: date) -> dict[str, object]:
    name = path.rpartition("/")[2]
    title = name.rpartition(".")[0] if file.google else name
    modified = _stamp(moment(file.modified, today))
    shares = file.shares
    if not any(share.role == "owner" for share in shares):
        shares = (Share(owner, "owner"), *shares)
    details: dict[str, object] = {
        "title": title,
        "created": _stamp(moment(file.created, today)),
        "last_modified_by_any_user": modified,
        "content_last_modified": modified,
        "starred": file.starred,
        "permissions": [
            {"role": s.role, "type": "user", "name": s.person.name,
             "emailAddress": s.person.email}
            for s in shares
        ],
    }  # fmt: skip
    if file.google:
        details["mime_type"] = f"application/vnd.google-apps.{file.google}"
    return details


def files(account: Account, today: date) -> dict[str, bytes]:
    """Path below ``Drive/`` to content, sidecars included."""
    words = Words(account.dates, today)
    found: dict[str, bytes] = {}
    for file in account.files:
        if file.path in found:
            raise ValueError(f"two files are at {file.path!r}")
        name = file.path.rpartition("/")[2]
        at = moment(file.modified, today).astimezone(UTC)
        found[file.path] = render(name, words.fill(file.content), at)
        details = _sidecar(file, file.path, account.owner, today)
        text = json.dumps(details, ensure_ascii=False, indent=1)
        found[f"{file.path}-info.json"] = text.encode()
    return found
