"""Calendars, files and unsafe archives of Google Takeout exports at the simulator."""

import io
import json
import stat
import urllib.error
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from docx import Document

from tests.google_simulator import (
    access_token,
    control,
    google_client,
    load_takeout,
    mbox,
    running_simulator,
    zipped,
)

Json = dict[str, Any]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_simulator(tmp_path_factory.mktemp("google")) as address:
        yield address


@pytest.fixture
def email() -> str:
    return f"{uuid4().hex[:10]}@example.org"


def ics(*events: str, head: str = "X-WR-TIMEZONE:Europe/Berlin") -> bytes:
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}\n{blocks}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


PLAIN = "UID:plain@x\nDTSTART:20261201T090000Z\nDTEND:20261201T100000Z\nSUMMARY:Plain"


def load_calendar(url: str, email: str, *events: str, **files: bytes) -> Json:
    paths = {f"Calendar/{email}.ics": ics(*events)} if events else {}
    paths |= {f"Calendar/{name}.ics": data for name, data in files.items()}
    return dict(load_takeout(url, email, paths)["gcal"])


def events(url: str, email: str, calendar: str = "primary", **options: Any) -> list[Json]:
    client = google_client(url, "calendar", access_token(url, email)).events()
    return list(client.list(calendarId=calendar, **options).execute()["items"])


def test_an_event_keeps_what_the_calendar_file_says(url: str, email: str) -> None:
    load_calendar(
        url,
        email,
        f"""UID:one@x
DTSTART;TZID=America/New_York:20261201T090000
DURATION:PT90M
SUMMARY:Überblick\\, kurz
DESCRIPTION:Line one\\nLine two
LOCATION:Room 1
STATUS:TENTATIVE
TRANSP:TRANSPARENT
SEQUENCE:3
ORGANIZER;CN=Ida:mailto:ida@example.net
ATTENDEE;CN="Ida";PARTSTAT=ACCEPTED:mailto:ida@example.net
ATTENDEE;PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:{email}
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bo@example.net
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij""",
    )
    (event,) = events(url, email)
    assert event["start"] == {
        "dateTime": "2026-12-01T09:00:00-05:00", "timeZone": "America/New_York"}  # fmt: skip
    assert event["end"]["dateTime"] == "2026-12-01T10:30:00-05:00"
    assert event["summary"] == "Überblick, kurz"
    assert event["description"] == "Line one\nLine two"
    assert (event["status"], event["transparency"], event["sequence"]) == (
        "tentative", "transparent", 3)  # fmt: skip
    assert (event["iCalUID"], event["organizer"]["email"]) == ("one@x", "ida@example.net")
    answers = [(g["email"], g["responseStatus"]) for g in event["attendees"]]
    assert answers == [
        ("ida@example.net", "accepted"), (email, "declined"), ("bo@example.net", "needsAction"),
    ]  # fmt: skip
    assert event["attendees"][0]["organizer"]
    assert event["attendees"][1]["optional"]
    assert event["attendees"][1]["self"]
    assert event["hangoutLink"] == "https://meet.google.com/abc-defg-hij"


def test_series_with_exceptions(url: str, email: str) -> None:
    load_calendar(
        url, email,
        """UID:week@x
DTSTART;TZID=Europe/Berlin:20261201T100000
DTEND;TZID=Europe/Berlin:20261201T110000
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Berlin:20261208T100000
SUMMARY:Weekly""",
        """UID:week@x
RECURRENCE-ID;TZID=Europe/Berlin:20261215T100000
DTSTART;TZID=Europe/Berlin:20261216T140000
DTEND;TZID=Europe/Berlin:20261216T150000
SUMMARY:Moved""",
        """UID:week@x
RECURRENCE-ID:20261222T090000Z
DTSTART:20261222T090000Z
DTEND:20261222T100000Z
STATUS:CANCELLED
SUMMARY:Weekly""",
    )  # fmt: skip
    shown = events(url, email, singleEvents=True, orderBy="startTime")
    assert [(e["summary"], e["start"]["dateTime"]) for e in shown] == [
        ("Weekly", "2026-12-01T10:00:00+01:00"),
        ("Moved", "2026-12-16T14:00:00+01:00"),
    ]
    assert shown[1]["id"] == f"{shown[0]['recurringEventId']}_20261215T090000Z"


def test_whole_days_floating_times_and_home_made_zones(url: str, email: str) -> None:
    zone = """BEGIN:VTIMEZONE
TZID:My Zone
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE"""
    data = ics(
        "UID:day@x\nDTSTART;VALUE=DATE:20261224\nSUMMARY:Day",
        "UID:float@x\nDTSTART:20261201T100000\nSUMMARY:Floating",
        "UID:own@x\nDTSTART;TZID=My Zone:20261201T100000\nSUMMARY:Own",
        "UID:utc@x\nDTSTART:20261201T100000Z\nSUMMARY:Utc",
        head=f"X-WR-TIMEZONE:Europe/Berlin\n{zone}",
    )
    load_takeout(url, email, {"Calendar/x.ics": data})
    held = {e["summary"]: (e["start"], e["end"]) for e in events(url, email)}
    assert held["Day"] == ({"date": "2026-12-24"}, {"date": "2026-12-25"})
    assert held["Floating"][0]["dateTime"] == "2026-12-01T10:00:00+01:00"
    assert held["Own"][0]["dateTime"] == "2026-12-01T08:00:00+01:00"
    assert held["Utc"][0]["dateTime"] == "2026-12-01T11:00:00+01:00"


def test_each_file_is_a_calendar_and_the_persons_own_is_primary(url: str, email: str) -> None:
    load_calendar(
        url, email, PLAIN,
        Family=ics(PLAIN, head="X-WR-CALNAME:Our family\nX-WR-TIMEZONE:Asia/Tokyo"),
        Other=ics(PLAIN),
    )  # fmt: skip
    client = google_client(url, "calendar", access_token(url, email))
    entries = client.calendarList().list().execute()["items"]
    assert [(e["summary"], e["timeZone"], e.get("primary", False)) for e in entries] == [
        (email, "Europe/Berlin", True),
        ("Our family", "Asia/Tokyo", False),
        ("Other", "Europe/Berlin", False),
    ]
    ids = {events(url, email, entry["id"])[0]["id"] for entry in entries}
    assert len(ids) == 3


def test_loading_a_calendar_again_tells_only_what_changed(url: str, email: str) -> None:
    other = PLAIN.replace("plain@x", "other@x")
    assert load_calendar(url, email, PLAIN, other) == {
        "read": 2, "new": 2, "changed": 0, "skipped": []}  # fmt: skip
    client = google_client(url, "calendar", access_token(url, email)).events()
    token = client.list(calendarId="primary").execute()["nextSyncToken"]
    before = events(url, email)
    assert load_calendar(url, email, PLAIN, other)["changed"] == 0
    assert events(url, email) == before
    counts = load_calendar(url, email, PLAIN, other.replace("SUMMARY:Plain", "SUMMARY:New"))
    assert (counts["new"], counts["changed"]) == (0, 1)
    changed = client.list(calendarId="primary", syncToken=token).execute()["items"]
    assert [e["summary"] for e in changed] == ["New"]


def test_broken_events_are_counted_with_their_reasons(url: str, email: str) -> None:
    counts = load_calendar(
        url, email, PLAIN, "UID:a@x\nSUMMARY:No start", "UID:b@x\nDTSTART:rubbish",
        "UID:c@x\nDTSTART:20261201T090000Z\nDTEND:20261130T090000Z",
        "UID:d@x\nDTSTART:20261201T090000Z\nRRULE:FREQ=SOMETIMES",
        text=b"hello",
    )  # fmt: skip
    assert (counts["read"], counts["new"]) == (6, 1)
    assert sum(s["n"] for s in counts["skipped"]) == 5
    assert "not a calendar" in {s["reason"] for s in counts["skipped"]}


def docx(text: str) -> bytes:
    out, document = io.BytesIO(), Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def load_files(url: str, email: str, files: dict[str, bytes]) -> Json:
    paths = {f"Drive/{path}": data for path, data in files.items()}
    return dict(load_takeout(url, email, paths)["gdrive"])


def files_of(url: str, email: str) -> dict[str, Json]:
    state = control(url, "GET", f"state?email={email}")
    return {f["name"]: f for f in state["files"]}


def test_folders_sidecars_and_native_files(url: str, email: str) -> None:
    sidecar = {
        "title": "Reisebericht", "mime_type": "application/vnd.google-apps.document",
        "created": "2026-01-02T03:04:05.000Z", "last_modified": "2026-02-03T04:05:06.000Z",
        "permissions": [
            {"role": "owner", "type": "user", "name": "Ida Öst", "emailAddress": "ida@example.net"},
            {"role": "writer", "type": "user", "name": "Me", "emailAddress": email},
            {"role": "reader", "type": "anyone"},
        ],
    }  # fmt: skip
    counts = load_files(url, email, {
        "Reisen/Süd/bericht.docx": docx("Über die Brücke"),
        "Reisen/Süd/bericht.docx-info.json": json.dumps(sidecar).encode(),
        "notes.md": b"# Notes",
    })  # fmt: skip
    assert counts == {"read": 2, "new": 2, "changed": 0, "skipped": []}
    held = files_of(url, email)
    assert set(held) == {"Reisen", "Süd", "Reisebericht", "notes.md"}
    report = held["Reisebericht"]
    assert report["parents"] == [held["Süd"]["id"]]
    assert held["Süd"]["parents"] == [held["Reisen"]["id"]]
    assert (report["createdTime"], report["modifiedTime"]) == (
        "2026-01-02T03:04:05.000Z", "2026-02-03T04:05:06.000Z")  # fmt: skip
    assert [o["displayName"] for o in report["owners"]] == ["Ida Öst"]
    assert not report["ownedByMe"]
    assert held["notes.md"]["mimeType"] == "text/markdown"
    assert held["notes.md"]["ownedByMe"]
    drive = google_client(url, "drive", access_token(url, email)).files()
    text = drive.export(fileId=report["id"], mimeType="text/plain").execute()
    assert text.decode("utf-8-sig").strip() == "Über die Brücke"
    assert drive.get_media(fileId=held["notes.md"]["id"]).execute() == b"# Notes"
    found = drive.list(q="fullText contains 'brücke'").execute()["files"]
    assert [f["id"] for f in found] == [report["id"]]


def test_loading_files_again_tells_only_what_changed(url: str, email: str) -> None:
    files = {"a.txt": b"one", "F/b.txt": b"two"}
    load_files(url, email, files)
    before = files_of(url, email)
    assert load_files(url, email, files) == {"read": 2, "new": 0, "changed": 0, "skipped": []}
    assert files_of(url, email) == before
    changes = google_client(url, "drive", access_token(url, email)).changes()
    start = changes.getStartPageToken().execute()["startPageToken"]
    counts = load_files(url, email, files | {"a.txt": b"three", "c.txt": b"new"})
    assert (counts["new"], counts["changed"]) == (1, 1)
    after = files_of(url, email)
    assert after["a.txt"]["id"] == before["a.txt"]["id"]
    assert int(after["a.txt"]["version"]) > int(before["a.txt"]["version"])
    told = {c["fileId"] for c in changes.list(pageToken=start).execute()["changes"]}
    assert told == {after["a.txt"]["id"], after["c.txt"]["id"]}


def test_a_broken_sidecar_is_told_and_its_file_kept(url: str, email: str) -> None:
    counts = load_files(url, email, {"a.txt": b"x", "a.txt-info.json": b"{broken"})
    assert (counts["read"], counts["new"], counts["skipped"][0]["n"]) == (1, 1, 1)


def test_broken_documents_are_files_all_the_same(url: str, email: str) -> None:
    counts = load_files(url, email, {
        "a.docx": b"PK\x03\x04 broken", "b.pdf": b"%PDF-1.4 broken", "c.xlsx": b"", "d": b"\0",
    })  # fmt: skip
    assert counts == {"read": 4, "new": 4, "changed": 0, "skipped": []}


def refused(url: str, email: str, data: bytes) -> str:
    """The message with which a zip was refused; nothing of it may have been loaded."""
    with pytest.raises(urllib.error.HTTPError) as error:
        control(url, "POST", f"takeout?email={email}", data)
    with error.value:
        assert error.value.code == 400
        message = json.load(error.value)["error"]["message"]
    try:
        state = control(url, "GET", f"state?email={email}")
        assert (state["messages"], state["files"], state["events"]) == ([], [], [])
    except urllib.error.HTTPError as missing:
        missing.close()
    return str(message)


MAIL = mbox("From: a@example.net\nSubject: x\n\nx\n")


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "Takeout/Drive/../../evil.txt", "/etc/evil", "C:/evil", "Takeout\\..\\evil"],
)
def test_names_that_leave_the_export_are_refused(url: str, email: str, name: str) -> None:
    assert "unsafe name" in refused(url, email, zipped({"Takeout/Mail/a.mbox": MAIL, name: b"x"},
                                                       root=""))  # fmt: skip


def test_links_are_refused(url: str, email: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Takeout/Mail/a.mbox", MAIL)
        link = zipfile.ZipInfo("Takeout/Drive/link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert "symbolic link" in refused(url, email, out.getvalue())


def test_bombs_are_refused(url: str, email: str) -> None:
    data = zipped({"Mail/a.mbox": MAIL, "Drive/zeros": b"\0" * (32 * 2**20)})
    assert "bomb" in refused(url, email, data)


@pytest.mark.parametrize(
    "data",
    [b"", b"no zip", zipped({"readme.txt": b"x"}), zipped({"Photos/a.jpg": b"x"}), zipped({}),
     zipped({"Mail/a.mbox": MAIL})[:-30]],
)  # fmt: skip
def test_what_is_no_export_is_refused_with_what_to_do(url: str, email: str, data: bytes) -> None:
    message = refused(url, email, data)
    assert "Takeout" in message or "damaged" in message or "zip" in message


def test_a_damaged_entry_imports_nothing(url: str, email: str) -> None:
    data = bytearray(zipped({"Drive/a.txt": b"fine", "Mail/a.mbox": MAIL * 50}))
    at = data.index(b"Mail/a.mbox") + 40
    data[at] ^= 0xFF
    assert "damaged" in refused(url, email, bytes(data))
