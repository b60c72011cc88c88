"""All files of an account with their text, as records; what did not change is not fetched."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from accounts.google.client import GoogleAccount
from accounts.google.drive import (
    EXPORTS,
    FOLDER,
    GOOGLE_TYPES,
    LARGEST,
    SHORTCUT,
    DriveFile,
    download,
    export,
    folder_paths,
    get_start_page_token,
    list_files,
)
from accounts.google.errors import Gone, NotFound, Refused
from search.records import FileRecord
from search.stored import StoredFile
from search.text import file_text, language
from search.text.documents import kind_of
from sync.pages import Page, Skip

PAGE = 20
DOWNLOADS = 4  # at once
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a file, as text; `problem` says what of it could not be read, and why."""

    text: str = ""
    problem: str = ""
    is_gone: bool = False


def pages(account: GoogleAccount, *, known: Mapping[str, StoredFile]) -> Iterator[Page]:
    """Every file that the person sees outside of the bin.

    Args:
        known: the files that are indexed already, by id.

    Raises GoogleError.
    """
    cursor = get_start_page_token(account)
    everything = {file.id: file for listed in list_files(account) for file in listed}
    paths = folder_paths({i: f for i, f in everything.items() if f.mime_type == FOLDER})
    files = [f for f in everything.values() if f.mime_type != FOLDER]
    with ThreadPoolExecutor(DOWNLOADS, thread_name_prefix="drive") as pool:
        for start in range(0, len(files), PAGE):
            chunk = files[start : start + PAGE]
            changed = [
                f for f in chunk if f.mime_type != SHORTCUT and not _is_known(f, known, paths)
            ]
            contents = list(pool.map(lambda file: read(account, file), changed))
            page = _page(chunk, dict(zip(changed, contents, strict=True)), paths)
            yield Page(
                records=page.records,
                seen=page.seen,
                skipped=page.skipped,
                done=start + len(chunk),
                total=len(files),
            )
    yield Page(done=len(files), total=len(files), cursor=cursor, is_last=True)


def read(account: GoogleAccount, file: DriveFile) -> Content:
    """The text of a file, as far as it has one and is not above 10 MB.

    Raises GoogleError for what may pass.
    """
    is_export = file.mime_type in EXPORTS
    if not is_export and not _holds_text(file):
        return Content()
    if (file.size or 0) > LARGEST:
        return Content(problem=f"larger than {LARGEST // 1_000_000} MB")
    try:
        if is_export:
            data, media_type = export(account, file)
        else:
            data, media_type = download(account, file), file.mime_type
    except (NotFound, Gone):
        return Content(is_gone=True)
    except Refused as error:
        return Content(problem=f"Google does not give it out ({error.reason or error.status})")
    name = "" if is_export else file.name
    found = file_text(data, mime_type=media_type, filename=name)
    return Content(text=found.text, problem="; ".join(found.problems))


def record_of(file: DriveFile, *, text: str, path: str) -> FileRecord:
    """The record of a file with its text, below the folder `path`."""
    modified_at = file.modified_at or file.created_at
    if modified_at is None:
        raise ValueError("a file has neither time")
    return FileRecord(
        google_id=file.id,
        drive_id=file.drive_id,
        name=file.name,
        mime_type=file.mime_type,
        folder_id=file.parent_id,
        path=path,
        web_link=file.web_link,
        owners=tuple({"name": name, "email": email} for name, email in file.owners),
        shared_with=_shared_with(file),
        text=text,
        size=file.size,
        version=file.version,
        created_at=file.created_at,
        modified_at=modified_at,
        language=language(text) or "",
    )


def _page(
    chunk: list[DriveFile], contents: Mapping[DriveFile, Content], paths: Mapping[str, str]
) -> Page:
    records: list[FileRecord] = []
    skipped = [
        Skip(f.id, "a shortcut: its target counts where it is visible")
        for f in chunk
        if f.mime_type == SHORTCUT
    ]
    for file, content in contents.items():
        if content.is_gone:
            continue
        if content.problem:
            log.warning("file %s is indexed without its content", file.id)
            skipped.append(Skip(file.id, f"content not read: {content.problem}"))
        try:
            records.append(record_of(file, text=content.text, path=_path(file, paths)))
        except ValueError as error:
            log.warning("file %s is skipped: %s", file.id, error)
            skipped.append(Skip(file.id, f"unreadable: {error}"))
    gone = {file.id for file, content in contents.items() if content.is_gone}
    return Page(
        records=tuple(records),
        seen=tuple(f.id for f in chunk if f.id not in gone),
        skipped=tuple(skipped),
    )


def _is_known(file: DriveFile, known: Mapping[str, StoredFile], paths: Mapping[str, str]) -> bool:
    held = known.get(file.id)
    return held is not None and held == StoredFile(
        version=file.version,
        modified_at=file.modified_at or held.modified_at,
        path=_path(file, paths),
        shared_with=_shared_with(file),
    )


def _path(file: DriveFile, paths: Mapping[str, str]) -> str:
    folder = paths.get(file.parent_id, "")
    return f"{folder}/{file.name}" if folder else file.name


def _holds_text(file: DriveFile) -> bool:
    """As far as type and name tell; Google's other own kinds (forms, maps) have no text."""
    if file.mime_type.startswith(GOOGLE_TYPES):
        return False
    return kind_of(b"", mime_type=file.mime_type, filename=file.name) is not None


def _shared_with(file: DriveFile) -> tuple[dict[str, str], ...]:
    return tuple(
        {"name": p.name, "email": p.email, "role": p.role, "type": p.type}
        for p in file.permissions
        if p.role != "owner"
    )
