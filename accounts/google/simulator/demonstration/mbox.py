"""Mails as the mbox of a Takeout export (mboxrd quoting, X-Gmail-Labels, X-GM-THRID)."""

import re
from datetime import UTC, date
from email.message import EmailMessage
from email.policy import default as policy
from email.utils import format_datetime, formataddr

from .documents import render
from .markup import company_html, personal_html
from .model import Account, Person
from .threads import Letter, letters, number
from .when import Words

NAME = "All mail Including Spam and Trash.mbox"
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_HEADING = re.compile(r"^# ", re.MULTILINE)
_MIME = {
    "pdf": ("application", "pdf"), "csv": ("text", "csv"), "ics": ("text", "calendar"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "txt": ("text", "plain"),
}  # fmt: skip


def _addresses(people: tuple[Person, ...]) -> str:
    return ", ".join(formataddr((p.name, p.email)) for p in people)


def _labels(letter: Letter, owner: Person) -> str:
    own = list(letter.mail.labels)
    if letter.mail.sender == owner and "Sent" not in own:
        own.insert(0, "Sent")
    elif not {"Spam", "Trash", "Archived", "Sent", "Inbox"} & set(own):
        own.insert(0, "Inbox")
    if "Unread" not in own:
        own.append("Opened")
    return ",".join(own)


def _form(letter: Letter) -> str:
    form = letter.mail.form or letter.mail.sender.form
    if form != "mixed":
        return form
    return "alt" if number(letter.mail.key) % 5 < 2 else "plain"


def _html(letter: Letter, text: str) -> str:
    sender = letter.mail.sender
    if letter.mail.raw_html:
        return letter.mail.raw_html
    if sender.form == "mixed":
        return personal_html(text)
    domain = sender.email.split("@")[1]
    return company_html(text, title=letter.subject, sender=sender.name, domain=domain)


def _body(message: EmailMessage, letter: Letter) -> None:
    mail = letter.mail
    text = letter.text + (f"\n\n{letter.quoted}" if letter.quoted else "") + "\n"
    form = _form(letter)
    encoding = mail.encoding or ("quoted-printable" if not text.isascii() else None)
    if form == "html":
        message.set_content(_html(letter, text), subtype="html", charset=mail.charset, cte=encoding)
        return
    plain = _HEADING.sub("", text)
    message.set_content(plain, charset=mail.charset, cte=encoding)
    if form == "alt":
        message.add_alternative(
            _html(letter, text), subtype="html", charset=mail.charset, cte="quoted-printable"
        )


def _boundaries(message: EmailMessage, key: str) -> None:
    for n, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"{number(key):019d}.{n}")


def _message(letter: Letter, owner: Person, words: Words) -> EmailMessage:
    mail = letter.mail
    message = EmailMessage(policy=policy)
    message["X-GM-THRID"] = str(letter.thread_id)
    message["X-Gmail-Labels"] = _labels(letter, owner)
    message["Date"] = format_datetime(letter.at)
    message["From"] = _addresses((mail.sender,))
    message["To"] = _addresses(letter.to)
    if mail.cc:
        message["Cc"] = _addresses(mail.cc)
    message["Subject"] = letter.subject
    message["Message-ID"] = letter.message_id
    if letter.references:
        message["In-Reply-To"] = letter.references[-1]
        message["References"] = " ".join(letter.references)
    _body(message, letter)
    for attachment in mail.attachments:
        name = words.fill(attachment.name)
        maintype, subtype = _MIME[name.rpartition(".")[2]]
        data = render(name, words.fill(attachment.content), letter.at.astimezone(UTC))
        message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    _boundaries(message, mail.key)
    return message


def mbox(account: Account, today: date) -> bytes:
    """The whole mailbox, oldest first."""
    words = Words(account.dates, today)
    parts = []
    for letter in letters(account, today):
        at = letter.at.astimezone(UTC)
        line = f"From {number(letter.mail.key)}@xxx {at:%a %b %d %H:%M:%S} +0000 {at:%Y}\n"
        data = _message(letter, account.owner, words).as_bytes()
        parts.append(line.encode() + _FROM.sub(rb">\1", data).rstrip(b"\n") + b"\n\n")
    return b"".join(parts)
