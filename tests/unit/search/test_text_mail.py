"""A mail of every kind becomes text and facts."""

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from search.text import Address, UnreadableMail, mail_text

HEAD = (
    b"From: Kim Park <kim@example.org>\r\nTo: lee@example.com\r\nSubject: Plan\r\n"
    b"Message-ID: <1@example.org>\r\nDate: Mon, 8 Jan 2024 10:00:00 +0200\r\n"
)


def mail(head: bytes, body: bytes = b"Words.") -> bytes:
    return HEAD + head + b"\r\n\r\n" + body


def multipart(subtype: str, *parts: bytes) -> bytes:
    inner = b"".join(b"--B\r\n" + part + b"\r\n" for part in parts)
    return mail(f"Content-Type: multipart/{subtype}; boundary=B".encode(), inner + b"--B--\r\n")


PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
HTML = b"Content-Type: text/html; charset=utf-8\r\n\r\n"


def test_the_facts_of_a_mail_are_read() -> None:
    raw = (
        b'From: "Park, Kim" <kim@example.org>\r\n'
        b"To: =?utf-8?q?J=C3=BCrgen?= <j@example.org>, Ray, Lee <lee@example.com>,\r\n"
        b" plain@example.net\r\n"
        b"Cc: Team: a@example.org, b@example.org;\r\nBcc: hidden@example.org\r\n"
        b"Reply-To: answers@example.org (Answers)\r\nSubject: =?iso-8859-1?Q?R=E9union?= lundi\r\n"
        b"Message-ID: <1@example.org>\r\nIn-Reply-To: <0@example.org>\r\n"
        b"References: <x@example.org>\r\n <0@example.org>\r\n"
        b"Date: Mon, 8 Jan 2024 10:00:00 +0200 (EET)\r\n"
        b"List-Unsubscribe: <mailto:off@example.org>\r\n\r\nThe plan is in the attachment.\r\n"
    )
    read = mail_text(raw)
    assert read.sender == Address("Park, Kim", "kim@example.org")
    assert read.to == (
        Address("Jürgen", "j@example.org"),
        Address("Ray, Lee", "lee@example.com"),
        Address("", "plain@example.net"),
    )
    assert [one.email for one in read.cc] == ["a@example.org", "b@example.org"]
    assert read.bcc == (Address("", "hidden@example.org"),)
    assert read.reply_to == (Address("Answers", "answers@example.org"),)
    assert read.subject == "Réunion lundi"
    assert read.message_id == "<1@example.org>"
    assert read.in_reply_to == "<0@example.org>"
    assert read.references == ("<x@example.org>", "<0@example.org>")
    assert read.date == datetime(2024, 1, 8, 10, tzinfo=timezone(timedelta(hours=2)))
    assert read.body == read.reply == "The plan is in the attachment."
    assert read.list_unsubscribe
    assert read.language == "en"
    assert read.problems == ()


def test_a_reply_is_told_from_what_it_quotes() -> None:
    body = (
        b"Fine.\r\n\r\n-- \r\nKim\r\n\r\nOn 7 Jan 2024 Lee <lee@example.com> wrote:\r\n> When?\r\n"
    )
    read = mail_text(mail(b"X: y", body))
    assert read.reply == "Fine."
    assert read.quoted == "On 7 Jan 2024 Lee <lee@example.com> wrote:\n> When?"
    assert "Kim" in read.body


def test_a_forwarded_mail_says_what_it_forwards() -> None:
    raw = HEAD.replace(b"Plan", b"Fwd: Plan") + (
        b"\r\nFrom: Ann\r\nSent: Monday\r\nTo: Kim\r\nSubject: Plan\r\n\r\nAll set."
    )
    assert mail_text(raw).reply.endswith("All set.")


def test_the_plain_form_is_preferred() -> None:
    raw = multipart("alternative", PLAIN + b"plain words", HTML + b"<p>rich words</p>")
    assert mail_text(raw).body == "plain words"


def test_a_plain_form_that_only_points_to_the_other_is_not() -> None:
    page = HTML + b"<p>The invoice is due on Friday.</p>" * 40
    raw = multipart("alternative", PLAIN + b"Please view this mail in a browser.", page)
    assert mail_text(raw).body.startswith("The invoice is due")


def test_an_empty_plain_form_gives_way() -> None:
    raw = multipart("alternative", PLAIN + b" \r\n", HTML + b"<p>rich words</p>")
    assert mail_text(raw).body == "rich words"


def test_all_inline_parts_of_a_mixed_mail_are_read_in_order() -> None:
    raw = multipart("mixed", PLAIN + b"before", HTML + b"<b>middle</b>", PLAIN + b"after")
    assert mail_text(raw).body == "before\n\nmiddle\n\nafter"


def test_embedded_pictures_are_no_text() -> None:
    page = HTML + b'<p>See</p><img src="cid:1">'
    picture = (
        b"Content-Type: image/png; name=logo.png\r\nContent-Disposition: inline\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    )
    read = mail_text(multipart("related", page, picture))
    assert read.body == "See"
    assert [(one.filename, one.size, one.text) for one in read.attachments] == [("logo.png", 8, "")]


def test_attachments_give_their_text_and_their_names() -> None:
    message = EmailMessage()
    message["From"] = "kim@example.org"
    message.set_content("See attached.")
    message.add_attachment("Item;Price\nTea;3\n", subtype="csv", filename="prix été.csv")
    message.add_attachment(
        b"\x00\x01", maintype="application", subtype="zip", filename="a/../b.zip"
    )
    read = mail_text(message.as_bytes())
    assert [one.filename for one in read.attachments] == ["prix été.csv", "b.zip"]
    assert [one.text for one in read.attachments] == ["Item | Price\nTea | 3", ""]
    assert read.body == "See attached."


def test_a_broken_attachment_is_named_with_its_reason() -> None:
    part = b"Content-Type: application/pdf; name=offer.pdf\r\n\r\n%PDF-1.4 not really"
    read = mail_text(multipart("mixed", PLAIN + b"See attached.", part))
    (problem,) = read.problems
    assert problem.startswith("attachment offer.pdf: broken")
    assert read.body == "See attached."


def test_an_invitation_is_read_as_an_attachment() -> None:
    event = (
        b"Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n"
        b"BEGIN:VEVENT\r\nSUMMARY:Budget review\r\nDTSTART:20240108T100000Z\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    read = mail_text(multipart("mixed", PLAIN + b"You are invited.", event))
    (invitation,) = read.attachments
    assert invitation.filename == "invite.ics"
    assert invitation.text == "Budget review\nWhen: 2024-01-08 10:00 UTC"


def test_a_mail_within_a_mail_is_an_attachment_with_text() -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\n" + mail(b"X: y", b"The older words.")
    read = mail_text(multipart("mixed", PLAIN + b"New words.", inner))
    assert read.body == "New words."
    (attached,) = read.attachments
    assert attached.mime_type == "message/rfc822"
    assert attached.filename == "Plan.eml"
    assert "The older words." in attached.text
    assert "kim@example.org" in attached.text


def test_words_sent_as_a_named_part_are_the_body_where_there_is_no_other() -> None:
    part = b'Content-Type: text/plain; name="msg.txt"\r\n\r\nAll I have to say.'
    assert mail_text(multipart("mixed", part)).body == "All I have to say."


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Content-Type: text/plain; charset=utf-8", "Grüße".encode()),
        (b"Content-Type: text/plain; charset=iso-8859-1", "Grüße".encode()),
        (b"Content-Type: text/plain; charset=utf-8", "Grüße".encode("latin-1")),
        (b"Content-Type: text/plain; charset=us-ascii", "Grüße".encode()),
        (b"Content-Type: text/plain; charset=no-such", "Grüße".encode()),
        (b"Content-Type: text/plain; charset=unicode_escape", "Grüße".encode()),
        (b"Content-Type: text/plain", "Grüße".encode("utf-16")),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", b"R3LDvMOfZQ=="),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", b"R3LD!vMO\r\n fZ Q"),
        (
            b"Content-Type: text/plain\r\nContent-Transfer-Encoding: BASE64 ",
            b"R3LDvMOfZQ==\r\n-- \r\n",
        ),
        (b"Content-Transfer-Encoding: quoted-printable", b"Gr=C3=BC=C3=\r\n=9Fe"),
        (b"Content-Type: text/html; charset=utf-8", b"<p>Gr&uuml;&szlig;e</p>"),
        (b"Content-Type: text/html", '<meta charset="iso-8859-9"><p>Grüße'.encode("latin5")),
        (b"Content-Type: text/plain", b"<!DOCTYPE html><html><p>Gr&uuml;&szlig;e</p></html>"),
    ],
)
def test_words_are_read_whatever_their_label_says(head: bytes, body: bytes) -> None:
    assert mail_text(mail(head, body)).body == "Grüße"


def test_flowed_paragraphs_are_one_line_each() -> None:
    body = b"This is \r\none paragraph.\r\n>> quoted \r\n>> words\r\n-- \r\nKim\r\n"
    read = mail_text(mail(b"Content-Type: text/plain; format=flowed", body))
    assert read.body == "This is one paragraph.\n>> quoted words\n--\nKim"
    assert read.reply == "This is one paragraph."


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (b"=?utf-8?B?44GT44KT?= =?utf-8?B?44Gr?=", "こんに"),
        (b"=?utf-8?B?44GT44I=?= =?utf-8?B?k+OBqw==?=", "こんに"),
        ("Grüße".encode(), "Grüße"),
        ("Grüße".encode("latin-1"), "Grüße"),
        (b"=?x-nothing?Q?caf=C3=A9?= x", "café x"),
        (b"=?utf-8?Q?with a space?=", "with a space"),
        (b"=?utf-8?B?never closed", "=?utf-8?B?never closed"),
        (b"folded\r\n  over lines", "folded over lines"),
    ],
)
def test_subjects_are_decoded(subject: bytes, text: str) -> None:
    raw = b"From: kim@example.org\r\nSubject: " + subject + b"\r\n\r\nWords."
    assert mail_text(raw).subject == text


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b"filename*=utf-8''%C3%A9t%C3%A9.txt", "été.txt"),
        (b"filename*0=long; filename*1=name.txt", "longname.txt"),
        (b'filename="=?utf-8?B?w6l0w6kudHh0?="', "été.txt"),
        (b'filename="C:\\\\Users\\\\kim\\\\notes.txt"', "notes.txt"),
        (b"filename*=no-such''x.txt", "x.txt"),
    ],
)
def test_file_names_are_decoded_and_lose_their_folders(disposition: bytes, name: str) -> None:
    part = b"Content-Type: text/plain\r\nContent-Disposition: attachment; " + disposition
    read = mail_text(multipart("mixed", PLAIN + b"x", part + b"\r\n\r\nnotes"))
    assert [one.filename for one in read.attachments] == [name]


@pytest.mark.parametrize("date", [b"yesterday", b"Mon, 99 Foo 2024", b"", b"\xff"])
def test_a_date_that_is_none_is_taken_from_where_it_was_received(date: bytes) -> None:
    raw = b"Received: by a.example; Mon, 8 Jan 2024 10:00:00 +0000\r\nDate: " + date + b"\r\n\r\nx"
    assert mail_text(raw).date == datetime(2024, 1, 8, 10, tzinfo=UTC)
    assert mail_text(b"Subject: x\r\nDate: " + date + b"\r\n\r\nx").date is None


def test_a_date_without_a_zone_is_universal_time() -> None:
    read = mail_text(b"From: kim@example.org\nDate: Mon, 8 Jan 2024 10:00:00 -0000\n\nx")
    assert read.date == datetime(2024, 1, 8, 10, tzinfo=UTC)


def test_a_wrong_boundary_does_not_lose_the_words() -> None:
    raw = multipart("mixed", PLAIN + b"first", PLAIN + b"second").replace(
        b"boundary=B", b"boundary=A"
    )
    read = mail_text(raw)
    assert read.body == "first\n\nsecond"
    assert read.problems == ("body: its parts have a wrong boundary",)


def test_a_damaged_line_among_the_headers_does_not_lose_the_others() -> None:
    raw = HEAD.replace(b"To: lee", b"\xe4\x01 torn\r\nTo: lee") + b"\r\nWords."
    read = mail_text(raw)
    assert (read.subject, read.body) == ("Plan", "Words.")
    assert read.to == (Address("", "lee@example.com"),)


def test_an_encrypted_mail_says_so() -> None:
    raw = mail(b"Content-Type: application/pkcs7-mime; name=smime.p7m", b"\x30\x80")
    assert mail_text(raw).problems == ("body: encrypted",)


def test_a_mail_without_words_has_an_empty_body() -> None:
    read = mail_text(HEAD + b"\r\n")
    assert (read.body, read.reply, read.quoted, read.attachments) == ("", "", "", ())


@pytest.mark.parametrize("raw", [b"", b" \r\n", b"\x00\xff\xfe\x89PNG" * 50, bytes(range(256)) * 4])
def test_what_is_no_mail_is_refused_with_a_reason(raw: bytes) -> None:
    with pytest.raises(UnreadableMail) as refused:
        mail_text(raw)
    assert refused.value.reason


def test_parts_nested_without_end_are_refused_or_cut() -> None:
    raw = HEAD
    for depth in range(400):
        raw += f"Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n".encode()
    read = mail_text(raw + b"\r\ndeep")
    assert read.subject == "Plan"
    assert any("too deep" in problem for problem in read.problems)
