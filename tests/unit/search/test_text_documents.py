"""Files become text; what cannot be read is said in words and never raised."""

import io
import random
import zipfile

import docx
import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from search.text import FileText, file_text

OPEN_XML = "application/vnd.openxmlformats-officedocument."
DOCX = f"{OPEN_XML}wordprocessingml.document"
XLSX = f"{OPEN_XML}spreadsheetml.sheet"
PPTX = f"{OPEN_XML}presentationml.presentation"


def read(content: bytes, mime_type: str, filename: str = "file") -> FileText:
    return file_text(content, mime_type=mime_type, filename=filename)


def a_pdf(*pages: str) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    for page in pages:
        canvas.drawString(72, 720, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def a_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Offer", level=1)
    document.add_paragraph("We offer tea – at once.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], "ABCD", strict=True):
        cell.text = text
    document.add_paragraph("Regards")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def an_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Costs"
    sheet.append(["Item", "Amount", None, "When"])
    sheet.append(["Tea", 3.5, None, None])
    sheet["D2"] = "2024-01-08"
    book.create_sheet("Notes").append(["all paid", True, 1200])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def an_archive(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def a_slide(*paragraphs: str) -> bytes:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    lines = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in paragraphs)
    return f'<?xml version="1.0"?><sld xmlns:a="{drawing}">{lines}</sld>'.encode()


def test_the_pages_of_a_pdf_are_read() -> None:
    found = read(a_pdf("First page words", "Second page words"), "application/pdf")
    assert found == FileText("First page words\n\nSecond page words")


def test_a_pdf_is_known_by_its_beginning() -> None:
    assert read(a_pdf("Words"), "application/octet-stream").text == "Words"


def test_an_encrypted_pdf_says_so() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(a_pdf("Secret"))))
    writer.encrypt("password", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    assert read(target.getvalue(), "application/pdf") == FileText("", ("encrypted",))


def test_a_pdf_of_pictures_says_that_it_holds_no_text() -> None:
    found = read(a_pdf(""), "application/pdf")
    assert found.text == ""
    assert "no text" in found.problems[0]


def test_paragraphs_and_tables_of_a_docx_are_read_in_order() -> None:
    found = read(a_docx(), DOCX)
    assert found == FileText("Offer\nWe offer tea – at once.\nA | B\nC | D\nRegards")


def test_sheets_of_an_xlsx_are_read_with_their_names() -> None:
    found = read(an_xlsx(), XLSX)
    assert found.text == (
        "Costs\nItem | Amount |  | When\nTea | 3.5 |  | 2024-01-08\n\nNotes\nall paid | True | 1200"
    )


def test_slides_of_a_pptx_are_read_in_their_order_with_their_notes() -> None:
    content = an_archive(
        **{
            "ppt/slides/slide10.xml": a_slide("Tenth"),
            "ppt/slides/slide2.xml": a_slide("Second", "More"),
            "ppt/notesSlides/notesSlide2.xml": a_slide("Note"),
        }
    )
    assert read(content, PPTX).text == "Second\nMore\n\nNote\n\nTenth"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_columns_of_a_csv_are_told_apart(separator: str) -> None:
    rows = [["Name", "Note"], ["Tea", '"x, y; z"'], ["Milk", "1"]]
    content = "\r\n".join(separator.join(row) for row in rows).encode()
    assert read(content, "text/csv").text == "Name | Note\nTea | x, y; z\nMilk | 1"


def test_a_csv_of_another_time_is_decoded() -> None:
    content = "Straße;Größe\nGrüner Weg;3,5\n".encode("cp1252")
    assert read(content, "application/vnd.ms-excel", "x.csv").text == (
        "Straße | Größe\nGrüner Weg | 3,5"
    )


def test_a_csv_with_an_open_quote_is_read() -> None:
    assert "b" in read(b'a,"b\nc,d\n' * 3, "text/csv").text


def test_events_are_read_with_what_people_ask_for() -> None:
    content = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:1\r\n"
        b"SUMMARY:Budget\\, part two\r\nDTSTART;TZID=Europe/Berlin:20240108T100000\r\n"
        b"DTEND;TZID=Europe/Berlin:20240108T110000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n"
        b"LOCATION:Room 4\r\nORGANIZER;CN=Kim:mailto:kim@example.org\r\n"
        b"ATTENDEE;CN=Lee;PARTSTAT=ACCEPTED:mailto:lee@example.com\r\n"
        b"ATTENDEE:mailto:ann@example.com\r\nDESCRIPTION:Bring\\nfigures\r\nEND:VEVENT\r\n"
        b"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Holiday\r\nDTSTART;VALUE=DATE:20240109\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    assert read(content, "text/calendar").text == (
        "Cancelled: Budget, part two\nWhen: 2024-01-08 10:00 CET – 2024-01-08 11:00 CET\n"
        "Repeats: FREQ=WEEKLY;COUNT=3\nWhere: Room 4\nOrganizer: Kim <kim@example.org>\n"
        "Attendees: Lee <lee@example.com> (accepted), ann@example.com\nBring\nfigures\n\n"
        "Cancelled: Holiday\nWhen: 2024-01-09"
    )


def test_a_broken_calendar_gives_its_lines_and_a_problem() -> None:
    found = read(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Budget\nno line at all", "text/calendar")
    assert "Budget" in found.text
    assert found.problems


def test_pages_and_plain_files_are_read() -> None:
    page = '<meta charset="iso-8859-1"><h1>Größe</h1><script>x</script>'.encode("latin-1")
    assert read(page, "text/html").text == "Größe"
    assert read("# Größe\n\n- a".encode(), "text/markdown", "x.md").text == "# Größe\n\n- a"
    assert read("Größe".encode("utf-16"), "text/plain").text == "Größe"


@pytest.mark.parametrize(
    ("mime_type", "filename"),
    [("image/png", "x.png"), ("application/zip", "x.zip"), ("application/octet-stream", "x"),
     ("", ""), ("audio/mpeg", "x.txt"), ("text/rtf", "x.rtf")],
)  # fmt: skip
def test_files_without_words_have_no_text_and_no_problem(mime_type: str, filename: str) -> None:
    assert read(b"\x00\x01", mime_type, filename) == FileText("")


def test_the_name_tells_what_a_nameless_type_holds() -> None:
    assert read(a_docx(), "application/octet-stream", "Offer.DOCX").text.startswith("Offer")


@pytest.mark.parametrize("mime_type", ["application/pdf", DOCX, XLSX, PPTX, "text/plain"])
def test_an_empty_file_is_a_problem(mime_type: str) -> None:
    assert read(b"", mime_type) == FileText("", ("empty",))


@pytest.mark.parametrize("mime_type", [DOCX, XLSX, PPTX])
def test_an_archive_that_unpacks_to_too_much_is_refused(mime_type: str) -> None:
    bomb = an_archive(**{"word/document.xml": b" " * 45_000_000})
    found = read(bomb, mime_type)
    assert found.text == ""
    assert "too much" in found.problems[0]


@pytest.mark.parametrize("mime_type", [DOCX, XLSX, PPTX])
def test_what_is_no_archive_is_refused(mime_type: str) -> None:
    found = read(b"\xd0\xcf\x11\xe0" * 100, mime_type)
    assert found == FileText("", ("encrypted or no Office document",))


def test_entities_of_slides_are_not_expanded() -> None:
    slide = a_slide("&b;").replace(
        b'<?xml version="1.0"?>',
        b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    )
    assert read(an_archive(**{"ppt/slides/slide1.xml": slide}), PPTX).text == ""


def test_text_beyond_the_limit_is_cut_and_said_to_be() -> None:
    found = read(b"words " * 400_000, "text/plain")
    assert len(found.text) <= 2_000_000
    assert "2,000,000" in found.problems[0]


def test_a_sheet_that_claims_a_million_rows_is_read_up_to_a_limit() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A1048576"] = "first", "last"
    target = io.BytesIO()
    book.save(target)
    assert "first" in read(target.getvalue(), XLSX).text


@pytest.mark.parametrize(
    ("content", "mime_type"),
    [(a_pdf("Words", "More"), "application/pdf"), (a_docx(), DOCX), (an_xlsx(), XLSX)],
    ids=["pdf", "docx", "xlsx"],
)
def test_damaged_files_give_text_or_a_problem(content: bytes, mime_type: str) -> None:
    rng = random.Random(11)
    for _ in range(40):
        damaged = bytearray(content)
        for _ in range(rng.choice([1, 5, 40])):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        cut = rng.choice([len(damaged), rng.randrange(len(damaged))])
        found = read(bytes(damaged[:cut]), mime_type)
        assert found.text or found.problems
