"""The demonstration exports are believable, stable and well-formed."""

import io
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from icalendar import Calendar

from accounts.google.simulator.demonstration.accounts import ACCOUNTS, terms
from accounts.google.simulator.demonstration.mbox import NAME, mbox
from accounts.google.simulator.demonstration.takeout import export, write
from tests.demonstration_exports import (
    DEMO,
    OTHER_DAYS,
    ROOT,
    SECOND,
    TODAY,
    body,
    components,
    details,
    event,
    messages,
)

# Stability


@pytest.mark.parametrize("name", [DEMO, SECOND])
def test_the_same_day_gives_the_same_bytes(
    name: str, exports: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    module = "accounts.google.simulator.demonstration"
    command = [sys.executable, "-m", module, "--today", TODAY.isoformat(), "--person", name]
    subprocess.run([*command, "--out", tmp_path], cwd=ROOT, env=environment, check=True)
    root = tmp_path / name / "Takeout"
    written = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert written == exports[name]


def test_ids_stay_when_the_day_changes(demo: dict[str, bytes], tmp_path: Path) -> None:
    later = export(ACCOUNTS[DEMO], TODAY + timedelta(days=100))
    fields = ("Message-ID", "X-GM-THRID", "References")
    before, after = (
        {tuple(str(m[f]) for f in fields) for m in messages(data[f"Mail/{NAME}"], tmp_path)}
        for data in (demo, later)
    )
    assert before == after
    assert {e["UID"] for e in components(demo)} == {e["UID"] for e in components(later)}
    assert demo.keys() == later.keys()
    assert demo != later


def test_only_the_wanted_person_is_written(tmp_path: Path) -> None:
    write(tmp_path, TODAY, SECOND)
    assert [p.name for p in tmp_path.iterdir()] == [SECOND]


def test_the_generator_needs_no_django() -> None:
    package = "accounts.google.simulator.demonstration"
    code = f"import sys, {package}.takeout; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


# Mail


def test_there_is_a_year_of_mail(mails: list[EmailMessage]) -> None:
    assert len(mails) >= 300
    dates = sorted(parsedate_to_datetime(m["Date"]).date() for m in mails)
    assert dates[0] < TODAY - timedelta(days=270)
    assert dates[-1] >= TODAY - timedelta(days=2)


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS], ids=str)
@pytest.mark.parametrize("name", [DEMO, SECOND])
def test_all_mail_was_received_before_this_morning(name: str, today: date, tmp_path: Path) -> None:
    morning = datetime.combine(today, time(9), UTC)
    found = {str(m["Message-ID"]): m for m in messages(mbox(ACCOUNTS[name], today), tmp_path)}
    when = {key: parsedate_to_datetime(m["Date"]) for key, m in found.items()}
    assert max(when.values()) < morning
    for key, message in found.items():
        if message["In-Reply-To"]:
            parent = found[str(message["In-Reply-To"])]
            assert when[str(parent["Message-ID"])] < when[key], key
            assert parent["X-GM-THRID"] == message["X-GM-THRID"]


def test_hardly_any_bodies_are_alike(mails: list[EmailMessage]) -> None:
    shingles = []
    for message in mails:
        words = re.findall(r"\w+", body(message).lower())
        shingles.append({tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))})
    alike = {
        b
        for a, b in itertools.combinations(range(len(mails)), 2)
        if len(shingles[a] & shingles[b]) > 0.8 * len(shingles[a] | shingles[b])
    }
    assert len(alike) <= 0.05 * len(mails)


def test_mail_comes_in_every_kind(mails: list[EmailMessage]) -> None:
    kinds = Counter(m.get_content_type() for m in mails)
    assert min(kinds[k] for k in ("text/plain", "text/html", "multipart/alternative")) >= 25
    names = [str(a.get_filename()) for m in mails for a in m.iter_attachments()]
    assert {n.rpartition(".")[2] for n in names} >= {"pdf", "docx", "xlsx", "csv", "ics"}
    labels = Counter(x for m in mails for x in str(m["X-Gmail-Labels"]).split(","))
    for label in ("Inbox", "Sent", "Unread", "Starred", "Spam", "Important"):
        assert labels[label] >= 3, label
    threads = Counter(m["X-GM-THRID"] for m in mails)
    assert sum(1 for n in threads.values() if n >= 3) >= 15


def test_two_other_languages_come_in_their_charsets(
    mails: list[EmailMessage], by_id: dict[str, EmailMessage]
) -> None:
    found = {
        (p.get_content_charset(), p["Content-Transfer-Encoding"])
        for m in mails
        for p in m.walk()
        if p.get_content_maintype() == "text"
    }
    assert found >= {
        ("iso-8859-9", "quoted-printable"),
        ("iso-8859-9", "base64"),
        ("iso-8859-1", "quoted-printable"),
        ("iso-8859-1", "base64"),
        ("utf-8", "quoted-printable"),
    }
    assert "yarım kilo ıspanak" in body(by_id["<aile-borek@posta.example>"])
    assert "prüfen Sie besonders" in body(by_id["<vm-zeichnung@vossberg-metallbau.example>"])
    texts = [body(m) for m in mails]
    assert sum(1 for t in texts if re.search(r"\b(bir|ve|için|iki|da|saat|çok)\b", t)) >= 10
    assert sum(1 for t in texts if re.search(r"\b(und|die|nicht)\b", t)) >= 10


def test_some_mails_are_hostile(by_id: dict[str, EmailMessage]) -> None:
    forward = by_id["<hostile-forward@assist-sync.example.net>"]
    assert "ignore previous instructions" in body(forward)
    html = by_id["<hostile-html@signsupplies.example.net>"].get_content()
    assert "<script>" in html
    assert '<img src="https://' in html


# Stories


def test_the_flight_is_in_all_three_services(
    demo: dict[str, bytes], by_id: dict[str, EmailMessage]
) -> None:
    booking = by_id["<tk-booking@mail.turkishairlines.example>"]
    assert "QX7RLM" in body(booking)
    assert "TK1234" in body(booking)
    ticket = next(a for a in booking.iter_attachments())
    pages = pypdf.PdfReader(io.BytesIO(ticket.get_content())).pages
    assert "QX7RLM" in pages[0].extract_text()
    flight = event(demo, "tk1234-flight")
    assert flight["DTSTART"].params["TZID"] == "Europe/London"
    assert flight["DTEND"].params["TZID"] == "Europe/Istanbul"
    assert flight["DTSTART"].dt.date() > TODAY
    path = "Travel/Istanbul itinerary.docx"
    assert details(demo, path)["mime_type"] == "application/vnd.google-apps.document"
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(demo[f"Drive/{path}"])).paragraphs)
    assert "TK1234" in text


def test_the_newest_budget_is_the_sheets(
    demo: dict[str, bytes], by_id: dict[str, EmailMessage]
) -> None:
    newest = by_id["<budget-6-final@brackenfold.example>"]
    first = by_id["<budget-1-first-draft@brackenfold.example>"]
    assert "£405,250" in body(newest)
    assert "£412,000" in body(first)
    assert newest["X-GM-THRID"] == first["X-GM-THRID"]
    book = openpyxl.load_workbook(
        io.BytesIO(demo["Drive/Finance/Studio budget next year.xlsx"]), read_only=True
    )
    rows = {row[0]: row[1] for row in book["Budget"].iter_rows(values_only=True)}
    assert rows["Total"] == 405250
    lines = [v for k, v in rows.items() if k != "Total" and isinstance(v, int)]
    assert sum(lines) == 405250


def test_two_people_share_a_first_name(mails: list[EmailMessage]) -> None:
    senders = {str(m["From"]).split(" <")[0] for m in mails}
    assert len({s for s in senders if s.startswith("Sarah ")}) == 2


def test_the_offsite_starts_at_three(
    demo: dict[str, bytes], by_id: dict[str, EmailMessage]
) -> None:
    offsite = event(demo, "offsite")
    assert offsite["DTSTART"].dt.time() == time(15)
    assert offsite["SEQUENCE"] == 2
    for key, hour in (("invite", "10"), ("moved-13", "13"), ("moved-15", "15")):
        invitation = next(
            by_id[f"<offsite-{key}@brackenfold.example>"].iter_attachments()
        ).get_content()
        moved: Any = Calendar.from_ical(str(invitation)).walk("VEVENT")[0]
        start = moved["DTSTART"].dt
        assert start.hour == int(hour)
        assert start.date() == offsite["DTSTART"].dt.date()
    deck = details(demo, "Offsite/Offsite deck.pptx")
    assert deck["mime_type"] == "application/vnd.google-apps.presentation"
    assert len(deck["permissions"]) == 6
    assert {p["role"] for p in deck["permissions"]} == {"owner", "writer", "commenter", "reader"}


def test_the_absence_clashes_with_the_client_meeting(demo: dict[str, bytes]) -> None:
    away = event(demo, "out-of-office-deniz")
    meeting = event(demo, "tidewell-walkthrough")["DTSTART"].dt.date()
    assert away["DTSTART"].dt <= meeting < away["DTEND"].dt
    assert "Drive/Team/Out of office.docx" in demo


def test_the_dispute_names_its_amounts(by_id: dict[str, EmailMessage]) -> None:
    text = body(by_id["<quillmere-credit@quillmere.example>"])
    assert "£720.00" in text
    assert "£4,140.00" in text
    assert "QM-CN-118" in text


# Drive


def test_every_file_opens_and_has_a_sidecar(exports: dict[str, dict[str, bytes]]) -> None:
    for data in exports.values():
        paths = [n for n in data if n.startswith("Drive/") and not n.endswith("-info.json")]
        for path in paths:
            sidecar = json.loads(data[f"{path}-info.json"])
            assert sidecar["title"]
            assert sidecar["created"] <= sidecar["content_last_modified"] < TODAY.isoformat()
            roles = [p["role"] for p in sidecar["permissions"]]
            assert roles.count("owner") == 1
            assert opened(path, data[path]).strip(), path


def opened(path: str, content: bytes) -> str:
    kind = path.rpartition(".")[2]
    stream = io.BytesIO(content)
    if kind == "docx":
        document = docx.Document(stream)
        cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if kind == "xlsx":
        sheets = openpyxl.load_workbook(stream).worksheets
        return "\n".join(str(r) for s in sheets for r in s.iter_rows(values_only=True))
    if kind == "pdf":
        return "\n".join(p.extract_text() for p in pypdf.PdfReader(stream).pages)
    if kind == "pptx":
        with zipfile.ZipFile(stream) as package:
            slides = [n for n in package.namelist() if n.startswith("ppt/slides/slide")]
            texts = (package.read(n).decode() for n in slides)
            return "\n".join(re.sub(r"<[^>]+>", " ", text) for text in texts)
    return content.decode().replace("\r\n ", "")


def test_there_are_enough_files_of_every_kind(demo: dict[str, bytes]) -> None:
    sidecars = [n for n in demo if n.endswith("-info.json")]
    assert len(sidecars) >= 60
    kinds = Counter(n.removesuffix("-info.json").rpartition(".")[2] for n in sidecars)
    assert min(kinds[k] for k in ("txt", "md", "csv", "docx", "xlsx", "pdf")) >= 4
    google = Counter(json.loads(demo[n]).get("mime_type", "") for n in sidecars)
    assert min(google[f"application/vnd.google-apps.{k}"] for k in ("document", "spreadsheet")) >= 5


# Names


def test_the_second_person_is_smaller_and_shares_nothing(
    exports: dict[str, dict[str, bytes]], mails: list[EmailMessage], tmp_path: Path
) -> None:
    second = messages(exports[SECOND][f"Mail/{NAME}"], tmp_path)
    assert 55 <= len(second) <= 70
    assert len(components(exports[SECOND])) >= 15
    ids = [{str(m["Message-ID"]) for m in box} for box in (mails, second)]
    assert not ids[0] & ids[1]
    assert len([n for n in exports[SECOND] if n.endswith("-info.json")]) >= 10
    texts = " ".join(str(m["Subject"]) + body(m) for m in second)
    assert "budget" in texts
    assert "QX7RLM" not in texts


RESERVED = re.compile(r"(^|\.)(example|example\.(com|org|net)|invalid|test)$")


def test_only_reserved_domains_occur(exports: dict[str, dict[str, bytes]], tmp_path: Path) -> None:
    for data in exports.values():
        texts = [opened(n, c) for n, c in data.items() if not n.startswith("Mail/")]
        for message in messages(data[f"Mail/{NAME}"], tmp_path):
            texts += [f"{k}: {v}" for k, v in message.items() if k != "X-Gmail-Labels"]
            texts += [
                str(p.get_content()) for p in message.walk() if p.get_content_maintype() == "text"
            ]
        found = re.findall(r"(?:[\w.+-]@|https?://)([\w-]+(?:\.[\w-]+)+)", "\n".join(texts))
        assert len(found) > 100
        assert {d for d in found if not RESERVED.search(d)} == set()


def test_the_terms_name_the_distinctive_words(capsys: pytest.CaptureFixture[str]) -> None:
    found = terms()
    assert {"Turkish Airlines", "TK1234", "QX7RLM", "Sarah", "Lindqvist"} <= set(found)
    assert {"NR482", "QM-20417", "Hollowmere"} <= set(found)
    assert DEMO not in found
    assert all(len(term) >= 5 for term in found), [t for t in found if len(t) < 5]
