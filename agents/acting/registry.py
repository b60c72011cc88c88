"""What can be carried out."""

from __future__ import annotations

from collections.abc import Mapping

from agents.acting import events, mail, sharing, tidying
from agents.acting.writer import Writer
from agents.errors import ActionUnavailable

WRITERS: Mapping[tuple[str, str], Writer] = {
    ("gmail", "draft_email"): mail.DRAFT,
    ("gmail", "send_email"): mail.SEND,
    ("gmail", "reply_email"): mail.SEND,
    ("gmail", "forward_email"): mail.SEND,
    ("gmail", "label_email"): tidying.LABEL,
    ("gmail", "archive_email"): tidying.ARCHIVE,
    ("gmail", "trash_email"): tidying.TRASH,
    ("gcal", "create_event"): events.CREATE,
    ("gcal", "update_event"): events.UPDATE,
    ("gcal", "delete_event"): events.DELETE,
    ("gcal", "respond_event"): events.RESPOND,
    ("gdrive", "share_file"): sharing.SHARE,
    ("gdrive", "unshare_file"): sharing.UNSHARE,
}


def writer(agent: str, operation: str) -> Writer:
    """Raises ActionUnavailable."""
    found = WRITERS.get((agent, operation))
    if found is None:
        raise ActionUnavailable(operation)
    return found
