"""A printer's invoice is higher than the quote; a credit note is promised."""

from accounts.google.simulator.demonstration.model import (
    Attachment,
    Event,
    File,
    Guest,
    Mail,
    Share,
    Story,
)
from accounts.google.simulator.demonstration.people import DEMO, DOROTHEA, PRIYANKA, SARAH

_INVOICE = """
# Quillmere Print - Invoice QM-20417

To: Brackenfold, Bristol. Your order: BF-0932. Date: {invoice_date:date}

Item | Quantity | Price | Amount
Vinyl panels 900 x 600 | 46 | 78.00 | 3588.00
Proofs | 2 | 126.00 | 252.00
Express delivery | 1 | 420.00 | 420.00
Second print run | 1 | 300.00 | 300.00
Disposal surcharge | 1 | 300.00 | 300.00

Total due: GBP 4,860.00 within 20 days, by {invoice_due:date}.
"""

MAILS = (
    Mail(
        "quillmere-quote",
        "-68 14:12",
        DOROTHEA,
        "Quotation for order BF-0932",
        """
Dear Ms Hartwell,

as discussed we offer 46 vinyl panels at £78.00, two proofs at £126.00 and standard delivery at
£300.00, together £4,140.00. The price holds for six weeks.
""",
        labels=("Archived",),
    ),
    Mail(
        "quillmere-order",
        "-66 10:10",
        DEMO,
        "",
        """
Dear Ms Blanchard,

please go ahead at £4,140.00 as quoted, our order number is BF-0932. Delivery to the hospital,
gate 4, any weekday before noon.
""",
        re="quillmere-quote",
    ),
    Mail(
        "quillmere-invoice",
        "-31 08:05",
        DOROTHEA,
        "Invoice QM-20417",
        """
Dear customer,

please find attached invoice QM-20417 over £4,860.00 for your order BF-0932, payable within 20
days by {invoice_due:long}. Thank you for your business.
""",
        attachments=(Attachment("Invoice QM-20417.pdf", _INVOICE),),
    ),
    Mail(
        "quillmere-priyanka",
        "-30 09:44",
        PRIYANKA,
        "Did we order anything twice?",
        """
Quillmere has put a second print run and express delivery on the bill. The second run was their
mistake (the blue came out as purple, I have photos) and the lorry came two days LATE. So much
for express.
""",
    ),
    Mail(
        "quillmere-dispute",
        "-29 11:20",
        DEMO,
        "Invoice QM-20417: we dispute £720.00",
        """
Dear Ms Blanchard,

your invoice QM-20417 is £720.00 above the quotation of £4,140.00 that we accepted. Three lines
are not ours to pay:

- express delivery: £120.00 more than the agreed standard delivery
- second print run, £300.00: needed because the first was printed in the wrong blue
- disposal surcharge, £300.00: never mentioned in the quotation

Please send a credit note over £720.00. We pay £4,140.00 as soon as we have it.

Regards,
Deniz Hartwell
""",
        to=(DOROTHEA,),
        cc=(SARAH,),
    ),
    Mail(
        "quillmere-refusal",
        "-25 16:31",
        DOROTHEA,
        "",
        """
Dear Ms Hartwell,

our production manager says that the colour was approved on the proof. We can waive the surcharge
of £300.00 but not the second run. Amended amount: £4,560.00. Kindly pay by the date on the
invoice to avoid reminders.
""",
        re="quillmere-dispute",
    ),
    Mail(
        "quillmere-evidence",
        "-24 09:02",
        DEMO,
        "",
        """
Dear Ms Blanchard,

the proof that we approved shows RAL 5010; a scan with Priyanka's signature is attached to this
mail's file in our folder and I will gladly send it by post. What arrived is close to RAL 4008.
Your driver noted it on the delivery slip himself. Our position stands: £4,140.00.
""",
        re="quillmere-refusal",
    ),
    Mail(
        "quillmere-reminder",
        "-10 07:30",
        DOROTHEA,
        "First reminder: QM-20417",
        """
According to our records invoice QM-20417 over £4,860.00 is overdue. If your payment has crossed
with this letter please disregard it. Otherwise a late fee of £40.00 will be added.
""",
        form="html",
        labels=("Unread",),
    ),
    Mail(
        "quillmere-ask-sarah",
        "-9 13:14",
        DEMO,
        "Quillmere sends reminders",
        """
Sarah, they have started to send reminders although the amount is disputed. Please do NOT pay
the 4,860 if it turns up on your list. 4,140 is right, and only after the credit note.
""",
        to=(SARAH,),
    ),
    Mail(
        "quillmere-sarah-hold",
        "-9 14:05",
        SARAH,
        "",
        """
On hold, with a note. Their reminders are made by a machine, I would ring them.
""",
        re="quillmere-ask-sarah",
    ),
    Mail(
        "quillmere-credit",
        "-5 10:49",
        DOROTHEA,
        "Credit note QM-CN-118 follows",
        """
Dear Ms Hartwell,

I have spoken to production and to the driver. You are right about the colour and I apologise
for the reminder, which should have been stopped. We will issue credit note QM-CN-118 over
£720.00, so that £4,140.00 remain. It should reach you by {credit_due:long}.
""",
        re="quillmere-evidence",
        labels=("Important",),
    ),
)

EVENTS = (
    Event(
        "quillmere-call",
        "Call Quillmere about QM-20417",
        "+1mon 11:30",
        20,
        description="Has credit note QM-CN-118 (£720.00) been issued? Then pay £4,140.00.",
        location="+44 20 7946 0533",
    ),
    Event(
        "quillmere-payment",
        "Pay Quillmere £4,140.00 (after the credit note)",
        "+2tue",
        days=1,
        busy=False,
    ),
    Event(
        "quillmere-proof",
        "Proof check hospital panels",
        "-9tue 10:30",
        45,
        location="Quillmere Print, unit 6",
        guests=(Guest(PRIYANKA), Guest(DEMO)),
    ),
)

FILES = (
    File(
        "Finance/Invoices/Invoice QM-20417.pdf",
        "-31 08:20",
        "-31 08:20",
        _INVOICE,
        shares=(Share(SARAH, "reader"),),
    ),
    File(
        "Finance/Invoices/Quillmere dispute log.docx",
        "-29 10:40",
        "-5 11:30",
        """
# Quillmere dispute, invoice QM-20417

Date | What happened | Amount
{on[-68]:iso} | Quotation for BF-0932 | 4140.00
{on[-31]:iso} | Invoice QM-20417 | 4860.00
{on[-29]:iso} | We dispute | 720.00
{on[-25]:iso} | They offer | 4560.00
{on[-5]:iso} | Credit note QM-CN-118 promised | 720.00

Next step: ring Ms Blanchard if nothing has come by {credit_due:long}.
""",
        google="document",
        shares=(Share(SARAH, "writer"), Share(PRIYANKA, "reader")),
    ),
    File(
        "Finance/Invoices/Paid invoices.csv",
        "-200 09:00",
        "-7 16:40",
        """
Reference | Supplier | GBP | Paid
LR-5521 | Lumenroute | 1912.00 | {on[-122]:iso}
VM-88-204 | Vossberg Metallbau | 6340.50 | {on[-75]:iso}
EL-771 | Ellery Lettings | 1450.00 | {on[-21]:iso}
PW-30077 | Parcelwren | 18.90 | {on[-7]:iso}
""",
    ),
)

STORY = Story(
    MAILS, EVENTS, FILES,
    dates={"invoice_date": "-31", "invoice_due": "-11", "credit_due": "+1wed"},
    terms=("Quillmere", "QM-20417", "QM-CN-118", "BF-0932", "Blanchard", "LR-5521", "VM-88-204",
           "EL-771", "PW-30077", "quillmere.example"),
)  # fmt: skip
