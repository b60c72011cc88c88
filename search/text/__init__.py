"""Text of mails, attachments and files. Knows nothing of the database or of Django."""

from search.text.documents import FileText, file_text
from search.text.errors import TextError, UnreadableMail
from search.text.folding import clean, fold, preview
from search.text.headers import Address
from search.text.html import html_text
from search.text.language import language
from search.text.mail import MailText, mail_text
from search.text.parts import Attachment
from search.text.passages import Passage, passages
from search.text.quotes import split_reply

__all__ = [
    "Address",
    "Attachment",
    "FileText",
    "MailText",
    "Passage",
    "TextError",
    "UnreadableMail",
    "clean",
    "file_text",
    "fold",
    "html_text",
    "language",
    "mail_text",
    "passages",
    "preview",
    "split_reply",
]
