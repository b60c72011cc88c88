"""Drive of the simulator, through Google's own client."""

import io
import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from docx import Document
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload, MediaIoBaseDownload

from tests.google_simulator import (
    access_token,
    control,
    google_client,
    load_takeout,
    running_simulator,
)

Json = dict[str, Any]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GOOGLE_DOC = "application/vnd.google-apps.document"
FOLDER = "application/vnd.google-apps.folder"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


@pytest.fixture
def drive(url: str, email: str) -> Any:
    return google_client(url, "drive", access_token(url, email))


def create(
    drive: Any, name: str, data: bytes = b"text", kind: str = "text/plain", **more: Any
) -> Json:
    media = MediaInMemoryUpload(data, mimetype=kind)
    request = drive.files().create(body={"name": name, **more}, media_body=media, fields="*")
    return dict(request.execute())


def names(drive: Any, q: str, **more: Any) -> list[str]:
    answer = drive.files().list(q=q, fields="files(name)", **more).execute()
    return [f["name"] for f in answer["files"]]


def refusal(request: Any) -> tuple[int, str]:
    with pytest.raises(HttpError) as error:
        request.execute()
    reason = json.loads(error.value.content)["error"]["errors"][0]["reason"]
    return error.value.status_code, reason


def docx(text: str) -> bytes:
    out, document = io.BytesIO(), Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_without_fields_only_four_are_answered(drive: Any) -> None:
    made = create(drive, "a.txt")
    short = {"kind", "id", "name", "mimeType"}
    assert set(drive.files().get(fileId=made["id"]).execute()) == short
    assert set(drive.files().list().execute()["files"][0]) == short
    one = drive.files().get(fileId=made["id"], fields="owners/emailAddress,version").execute()
    assert set(one) == {"owners", "version"}
    assert set(one["owners"][0]) == {"emailAddress"}


def test_uploads_simple_multipart_and_resumable_arrive_whole(drive: Any) -> None:
    data = bytes(range(256)) * 4096 + b"the end"
    for resumable in (False, True):
        media = MediaInMemoryUpload(
            data, mimetype="application/x-test", resumable=resumable, chunksize=256 * 1024
        )
        made = (
            drive.files().create(body={"name": "big"}, media_body=media, fields="id,size").execute()
        )
        assert int(made["size"]) == len(data)
        assert drive.files().get_media(fileId=made["id"]).execute() == data
    simple = drive.files().create(media_body=MediaInMemoryUpload(b"x", mimetype="text/plain"))
    assert simple.execute()["name"] == "Untitled"


def test_downloads_come_in_ranges(drive: Any) -> None:
    made = create(drive, "a.txt", b"0123456789")
    out = io.BytesIO()
    loader = MediaIoBaseDownload(out, drive.files().get_media(fileId=made["id"]), chunksize=4)
    chunks, done = 0, False
    while not done:
        _, done = loader.next_chunk()
        chunks += 1
    assert (out.getvalue(), chunks) == (b"0123456789", 3)
    request = drive.files().get_media(fileId=made["id"])
    request.headers["Range"] = "bytes=-3"
    assert request.execute() == b"789"
    request.headers["Range"] = "bytes=10-"
    with pytest.raises(HttpError) as error:
        request.execute()
    assert error.value.status_code == 416


def test_native_files_export_and_others_download(drive: Any) -> None:
    doc = create(drive, "Plan", docx("Überblick"), DOCX, mimeType=GOOGLE_DOC)
    assert "size" not in doc
    export = drive.files().export
    text = export(fileId=doc["id"], mimeType="text/plain").execute()
    assert text.decode("utf-8-sig").strip() == "Überblick"
    assert export(fileId=doc["id"], mimeType=DOCX).execute().startswith(b"PK")
    assert refusal(export(fileId=doc["id"], mimeType="video/mp4")) == (400, "badRequest")
    assert refusal(drive.files().get_media(fileId=doc["id"])) == (403, "fileNotDownloadable")
    plain = create(drive, "a.txt")
    refused = export(fileId=plain["id"], mimeType="text/plain")
    assert refusal(refused) == (403, "fileNotExportable")


def test_exports_end_at_ten_megabytes(drive: Any) -> None:
    big = create(drive, "Big", b"word " * (2 * 2**20 + 10), "text/plain", mimeType=GOOGLE_DOC)
    whole = drive.files().export(fileId=big["id"], mimeType=DOCX)
    assert refusal(whole) == (403, "exportSizeLimitExceeded")


@pytest.fixture
def shelf(drive: Any, email: str) -> Any:
    folder = create_folder(drive, "Trips")
    create(drive, "Trip plan 2026.txt", b"Ferry to the island", parents=[folder])
    create(drive, "budget's end.csv", b"a,b", "text/csv")
    gone = create(drive, "old.txt", b"ferry")
    drive.files().update(fileId=gone["id"], body={"trashed": True}).execute()
    return drive, folder


def create_folder(drive: Any, name: str) -> str:
    return str(drive.files().create(body={"name": name, "mimeType": FOLDER}).execute()["id"])


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("name contains 'trip'", ["Trip plan 2026.txt", "Trips"]),
        ("name contains 'rip'", []),
        ("name = 'Trips'", ["Trips"]),
        ("name = 'budget\\'s end.csv'", ["budget's end.csv"]),
        ("fullText contains 'ferry'", ["Trip plan 2026.txt", "old.txt"]),
        ("fullText contains 'ferry' and trashed = false", ["Trip plan 2026.txt"]),
        ("mimeType = 'text/csv' or name = 'Trips'", ["Trips", "budget's end.csv"]),
        (
            f"mimeType != '{FOLDER}' and not trashed = true",
            ["Trip plan 2026.txt", "budget's end.csv"],
        ),
        ("'FOLDER' in parents", ["Trip plan 2026.txt"]),
        ("'root' in parents and trashed=false", ["Trips", "budget's end.csv"]),
        ("modifiedTime > '2020-01-01T00:00:00' and (trashed = true)", ["old.txt"]),
        ("modifiedTime < '2020-01-01T00:00:00'", []),
        ("'me' in owners and trashed = true", ["old.txt"]),
        ("sharedWithMe", None),
        ("name like 'x'", None),
        ("name contains 'x", None),
    ],
)
def test_search_terms(shelf: Any, q: str, expected: list[str] | None) -> None:
    drive, folder = shelf
    q = q.replace("FOLDER'", f"{folder}'") if "'FOLDER'" in q else q
    if expected is None:
        assert refusal(drive.files().list(q=q)) == (400, "invalid")
    else:
        assert sorted(names(drive, q)) == sorted(expected)


def test_order_and_pages(drive: Any) -> None:
    for name in ("b10", "b2", "a"):
        create(drive, name)
    assert names(drive, "", orderBy="name_natural") == ["a", "b2", "b10"]
    assert names(drive, "", orderBy="name desc")[-1] == "a"
    assert refusal(drive.files().list(orderBy="colour"))[0] == 400
    assert refusal(drive.files().list(pageSize=1001))[0] == 400
    seen, token = [], None
    while True:
        page = (
            drive.files()
            .list(pageSize=2, orderBy="name", pageToken=token, fields="nextPageToken,files/name")
            .execute()
        )
        seen += [f["name"] for f in page["files"]]
        token = page.get("nextPageToken")
        if token is None:
            break
    assert sorted(seen) == ["a", "b10", "b2"]
    assert len(seen) == 3


def test_every_change_raises_the_version(drive: Any) -> None:
    made = create(drive, "a.txt")
    changed = (
        drive.files()
        .update(fileId=made["id"], body={"name": "b.txt"}, fields="version,modifiedTime,name")
        .execute()
    )
    assert int(changed["version"]) > int(made["version"])
    share(drive, made["id"], "ida@example.net")
    shared = drive.files().get(fileId=made["id"], fields="version,shared").execute()
    assert int(shared["version"]) > int(changed["version"])


def share(drive: Any, file_id: str, address: str, role: str = "reader", **more: Any) -> Json:
    body = {"type": "user", "role": role, "emailAddress": address}
    made = drive.permissions().create(fileId=file_id, body=body, fields="*", **more).execute()
    return dict(made)


def test_sharing_notifies_unless_told_not_to(drive: Any, url: str, email: str) -> None:
    file_id = create(drive, "a.txt")["id"]

    def notified() -> list[str]:
        state = control(url, "GET", f"state?email={email}")
        return [n["to"] for n in state["notifications"]]

    share(drive, file_id, "quiet@example.net", sendNotificationEmail=False)
    assert notified() == []
    held = share(drive, file_id, "ida@example.net")
    assert notified() == ["ida@example.net"]
    update = drive.permissions().update
    update(fileId=file_id, permissionId=held["id"], body={"role": "writer"}).execute()
    drive.permissions().delete(fileId=file_id, permissionId=held["id"]).execute()
    assert notified() == ["ida@example.net"]


def test_one_person_has_one_permission_and_the_last_role_wins(drive: Any, email: str) -> None:
    file_id = create(drive, "a.txt")["id"]
    first = share(drive, file_id, "ida@example.net", "reader")
    second = share(drive, file_id, "ida@example.net", "writer")
    assert first["id"] == second["id"]
    listed = drive.permissions().list(fileId=file_id, fields="permissions(emailAddress,role)")
    assert listed.execute()["permissions"] == [
        {"emailAddress": email, "role": "owner"},
        {"emailAddress": "ida@example.net", "role": "writer"},
    ]
    drive.permissions().delete(fileId=file_id, permissionId=first["id"]).execute()
    gone = drive.permissions().get(fileId=file_id, permissionId=first["id"])
    assert refusal(gone) == (404, "notFound")
    owner = drive.files().get(fileId=file_id, fields="permissionIds").execute()["permissionIds"][0]
    assert refusal(drive.permissions().delete(fileId=file_id, permissionId=owner))[0] == 403


def test_a_writer_sees_with_whom_a_file_is_shared_and_a_reader_does_not(
    url: str, email: str
) -> None:
    others = [{"role": "reader", "type": "user", "emailAddress": "mallory@example.org"}]
    for role, sees in (("writer", True), ("reader", False)):
        held = [{"role": role, "type": "user", "emailAddress": email}, *others]
        owner = [{"role": "owner", "type": "user", "emailAddress": "owner@example.org"}]
        info = json.dumps({"title": f"{role}.txt", "permissions": owner + held}).encode()
        files = {f"Drive/{role}.txt": b"text", f"Drive/{role}.txt-info.json": info}
        load_takeout(url, email, files)
        drive = google_client(url, "drive", access_token(url, email))
        answer = drive.files().list(q=f"name contains '{role}'", fields="*").execute()
        (file,) = answer["files"]
        assert ("permissions" in file, file["capabilities"]["canShare"]) == (sees, sees)


def test_bad_permissions_are_refused(drive: Any) -> None:
    file_id = create(drive, "a.txt")["id"]
    for body in (
        {"role": "reader"},
        {"type": "user"},
        {"type": "user", "role": "reader"},
        {"type": "user", "role": "owner", "emailAddress": "ida@example.net"},
    ):
        assert refusal(drive.permissions().create(fileId=file_id, body=body))[0] in (400, 403)


def test_changes_come_once_each_with_the_new_start_on_the_last_page(drive: Any) -> None:
    start = drive.changes().getStartPageToken().execute()["startPageToken"]
    files = [create(drive, f"{n}.txt")["id"] for n in range(3)]
    drive.files().update(fileId=files[0], body={"name": "again"}).execute()
    drive.files().delete(fileId=files[1]).execute()
    seen, token, ends = [], start, []
    while token:
        page = drive.changes().list(pageToken=token, pageSize=2).execute()
        seen += [(c["fileId"], c["removed"]) for c in page["changes"]]
        ends.append("newStartPageToken" in page)
        token = page.get("nextPageToken")
    assert seen == [(files[2], False), (files[0], False), (files[1], True)]
    assert ends == [False, True]
    rest = drive.changes().list(pageToken=page["newStartPageToken"]).execute()
    assert rest["changes"] == []
    assert refusal(drive.changes().list(pageToken="x"))[0] == 400


def test_an_old_page_token_is_refused(drive: Any, url: str, email: str) -> None:
    start = drive.changes().getStartPageToken().execute()["startPageToken"]
    control(url, "POST", f"expire?email={email}")
    assert refusal(drive.changes().list(pageToken=start))[0] == 400


def test_a_folder_is_deleted_with_what_is_in_it(drive: Any) -> None:
    folder = create_folder(drive, "F")
    inside = create(drive, "in.txt", parents=[folder])
    drive.files().delete(fileId=folder).execute()
    assert refusal(drive.files().get(fileId=inside["id"])) == (404, "notFound")


def test_files_move_between_folders(drive: Any) -> None:
    folder = create_folder(drive, "F")
    made = create(drive, "a.txt")
    moved = (
        drive.files()
        .update(
            fileId=made["id"], addParents=folder, removeParents=made["parents"][0], fields="parents"
        )
        .execute()
    )
    assert moved["parents"] == [folder]
    unknown = drive.files().update(fileId=made["id"], addParents="nowhere")
    assert refusal(unknown) == (404, "notFound")


def test_about_needs_fields_and_root_is_my_drive(drive: Any, email: str) -> None:
    assert refusal(drive.about().get())[0] == 400
    assert drive.about().get(fields="user").execute()["user"]["emailAddress"] == email
    assert drive.files().get(fileId="root", fields="name").execute() == {"name": "My Drive"}
