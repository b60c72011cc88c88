"""No damage to a mail makes reading it fail in an unforeseen way."""

import random
from email.message import EmailMessage

import pytest

from search.text import MailText, UnreadableMail, mail_text

MUTATIONS = 300
TOKENS = [
    b"=?utf-8?b?", b"?=", b"\x00", b"\xff\xfe", b"charset=", b'"', b"filename*0*=", b"boundary=",
    b"\n--", b"\n\n", b"<", b">", b"\nContent-Transfer-Encoding: base64\n", b"text/html",
    b"\x80\xe9",
    b"multipart/mixed", b"message/rfc822", b"text/calendar", b"application/pdf", b"uuencode",
    b"unicode_escape", b"idna", b"utf-16", b"utf-7", b"iso-2022-jp", b";", b"*=", b"'", b":",
]  # fmt: skip


def sample_mails() -> list[bytes]:
    simple = EmailMessage()
    simple["From"] = "Kim Park <kim@example.org>"
    simple["To"] = "Jürgen <j@example.org>, lee@example.com"
    simple["Subject"] = "Réunion lundi"
    simple["Date"] = "Mon, 8 Jan 2024 10:00:00 +0200"
    simple.set_content("Grüße.\n\nOn 7 Jan 2024 Lee <lee@example.com> wrote:\n> When?\n")
    rich = EmailMessage()
    rich["From"] = "kim@example.org"
    rich["Subject"] = "Offer"
    rich.set_content("See the offer.")
    rich.add_alternative("<html><table><tr><td>Tea<td>3</table></html>", subtype="html")
    rich.add_attachment("a;b\n1;2\n", subtype="csv", filename="prix été.csv")
    event = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20240108T100000Z\nEND:VEVENT\n"
    rich.add_attachment(event + "END:VCALENDAR\n", subtype="calendar", filename="invite.ics")
    outer = EmailMessage()
    outer["From"] = "lee@example.com"
    outer.set_content("Forwarded.")
    outer.add_attachment(rich)
    return [simple.as_bytes(), rich.as_bytes(), outer.as_bytes()]


def damaged(raw: bytes, rng: random.Random) -> bytes:
    content = bytearray(raw)
    for _ in range(rng.choice([1, 4, 16, 60])):
        at = rng.randrange(len(content) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            content[at : at + 1] = bytes([rng.randrange(256)])
        elif kind == 1:
            del content[at : at + rng.randrange(1, 60)]
        elif kind == 2:
            content[at:at] = rng.choice(TOKENS)
        else:
            again = rng.randrange(len(content) + 1)
            content[at:at] = content[again : again + rng.randrange(200)]
    return bytes(content)


def all_texts(read: MailText) -> list[str]:
    addresses = (read.sender, *read.to, *read.cc, *read.bcc, *read.reply_to)
    files = [(one.filename, one.mime_type, one.text) for one in read.attachments]
    return [
        read.message_id, read.subject, read.in_reply_to, read.body, read.reply, read.quoted,
        *read.references, *read.problems,
        *(part for one in addresses for part in (one.name, one.email)),
        *(part for one in files for part in one),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_mail_gives_storable_text_or_a_reason(seed: int) -> None:
    rng = random.Random(seed)
    originals = sample_mails()
    read = 0
    for _ in range(MUTATIONS):
        try:
            texts = all_texts(mail_text(damaged(rng.choice(originals), rng)))
        except UnreadableMail:
            continue
        read += 1
        for text in texts:
            assert "\x00" not in text
            text.encode("utf-8")
    assert read > MUTATIONS * 0.9


def test_a_truncated_mail_gives_what_is_left() -> None:
    raw = sample_mails()[1]
    for length in range(40, len(raw), 7):
        assert mail_text(raw[:length]).sender.email.startswith("kim@")
