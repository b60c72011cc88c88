"""Next year's budget with Sarah of finance: the numbers change, the newest wins."""

from accounts.google.simulator.demonstration.model import (
    Attachment,
    Event,
    File,
    Guest,
    Mail,
    Share,
    Story,
)
from accounts.google.simulator.demonstration.people import DEMO, MARGUERITE, PRIYANKA, SARAH, TOMASZ

MAILS = (
    Mail(
        "budget-1-first-draft",
        "-33 09:20",
        SARAH,
        "Studio budget for next year",
        """
Hi Deniz,

Here is my first pass at the studio budget for next year. The total comes to £412,000, which is
£31,000 more than this year. The big movers:

- Freelance design days: £96,000
- Site surveys and travel: £44,000
- Prototyping and print: £58,000
- Software and hosting: £27,500

The rest is rent, insurance and training. The sheet is in Drive under Finance. Tell me where
your projects disagree with me; I would rather argue now than in April.
""",
        labels=("Important",),
    ),
    Mail(
        "budget-2-questions",
        "-32 11:42",
        DEMO,
        "",
        """
Morning Sarah,

Thanks, that is clearer than last year's. Two things look off to me. Surveys: the museum and the
hospital both want a second round, so £44,000 will not last beyond September. And I cannot see
the new plotter anywhere, Priyanka has been promised one since spring.

Deniz
""",
        re="budget-1-first-draft",
    ),
    Mail(
        "budget-3-cut",
        "-27 15:10",
        SARAH,
        "",
        """
I have moved travel up to £49,000 and put the plotter in at £11,200. To pay for it, freelance
days drop to £78,000. New total: £398,500. Marguerite asked for something that begins with a
three, so please do not ask for it back all at once.
""",
        re="budget-2-questions",
    ),
    Mail(
        "budget-4-freelance",
        "-26 10:04",
        DEMO,
        "",
        """
I can live with the plotter line but not with £78,000 for freelancers. The Tidewell second phase
alone needs 140 days between May and August. If that proposal is signed we would be turning work
away by June. Could we tie part of it to the signature?
""",
        re="budget-3-cut",
        cc=(MARGUERITE,),
    ),
    Mail(
        "budget-5-marguerite",
        "-25 08:55",
        MARGUERITE,
        "",
        """
Tying it to the signature is sensible. Sarah, please show me a version with a reserve that is
released only when Tidewell signs. I still want the total below 410.
""",
        re="budget-4-freelance",
        to=(DEMO, SARAH),
    ),
    Mail(
        "budget-6-final",
        "-3 16:40",
        SARAH,
        "",
        """
Right, final numbers for the budget, these replace everything I sent before:

- Total: £405,250
- Freelance design days: £84,000, plus a reserve of £18,000 that we release when Tidewell signs
- Site surveys and travel: £49,000
- Plotter: £9,750 (Tomasz found a refurbished one)

I need your sign-off by {budget_signoff:long}. We go through it line by line in the budget
review on {budget_review:long} at 14:00, bring the survey forecast.
""",
        re="budget-5-marguerite",
        to=(DEMO,),
        cc=(MARGUERITE,),
        labels=("Unread", "Important"),
        attachments=(
            Attachment(
                "Studio budget summary.csv",
                """
Line | First draft | Second | Final
Freelance design days | 96000 | 78000 | 84000
Reserve (released on signature) | 0 | 0 | 18000
Site surveys and travel | 44000 | 49000 | 49000
Plotter | 0 | 11200 | 9750
Total | 412000 | 398500 | 405250
""",
            ),
        ),
    ),
    Mail(
        "budget-forecast-ask",
        "-2 09:26",
        DEMO,
        "Survey days you expect",
        """
Priyanka, Tomasz,

for the review with Sarah I need one number from each of you: survey days between January and
December, worst case. Rough is fine. By Monday lunch please.
""",
        to=(PRIYANKA, TOMASZ),
    ),
    Mail(
        "budget-forecast-priyanka",
        "-2 12:12",
        PRIYANKA,
        "",
        """
37 days if the hospital adds the car parks, 29 if they do not. I would plan with 37, they always
add the car parks.
""",
        re="budget-forecast-ask",
    ),
    Mail(
        "budget-hosting",
        "-19 17:22",
        TOMASZ,
        "Hosting: what finance asked",
        """
Sarah wanted the hosting line explained. £27,500 breaks down as £13,200 for the two render
servers, £6,900 for licences that are per seat, £4,100 backups off site and £3,300 for the font
library. The render servers are the only piece that we could squeeze, and only by making
everybody wait for exports.
""",
        to=(SARAH, DEMO),
    ),
    Mail(
        "sarah-coffee",
        "-61 14:03",
        SARAH,
        "Expense claim, and a coffee machine",
        """
Your claim for the Cardiff visit is paid, £48.60, should land on Thursday. Separately: the lease
on the coffee machine ends soon and the supplier offers the same one for £39 a month. Anyone who
wants oat milk foam should say so now.
""",
    ),
)

EVENTS = (
    Event(
        "budget-review-sarah",
        "Budget review with Sarah",
        "+1tue 14:00",
        60,
        location="Meeting room Avon",
        organizer=SARAH,
        description="Line by line through the studio budget for next year (£405,250). "
        "Bring the survey forecast.",
        guests=(Guest(SARAH), Guest(DEMO), Guest(MARGUERITE, "TENTATIVE")),
    ),
    Event(
        "budget-kickoff",
        "Budget kick-off",
        "-5mon 15:00",
        45,
        organizer=SARAH,
        guests=(Guest(SARAH), Guest(DEMO), Guest(MARGUERITE)),
    ),
    Event(
        "budget-signoff-deadline",
        "Sign off studio budget",
        "+1fri",
        days=1,
        busy=False,
        description="Sarah needs the sign-off today.",
    ),
)

FILES = (
    File(
        "Finance/Studio budget next year.xlsx",
        "-33 09:05",
        "-3 16:21",
        """
# Budget
Line | GBP | Note
Freelance design days | 84000 | 140 days for Tidewell not included
Reserve for Tidewell | 18000 | released when the proposal is signed
Site surveys and travel | 49000 | hospital second round
Prototyping and print | 58000 |
Software and hosting | 27500 | see Tomasz
Plotter | 9750 | refurbished
Rent and rates | 112000 |
Insurance | 14600 |
Training and conferences | 16400 |
Contingency | 16000 |
Total | 405250 | final
# History
Version | Total | Sent
First draft | 412000 | {on[-33]:iso}
Second | 398500 | {on[-27]:iso}
Final | 405250 | {on[-3]:iso}
""",
        google="spreadsheet",
        starred=True,
        shares=(Share(SARAH, "owner"), Share(DEMO, "writer"), Share(MARGUERITE, "writer")),
    ),
    File(
        "Finance/Old/Studio budget first draft.xlsx",
        "-33 09:01",
        "-33 09:01",
        """
# Draft
Line | GBP
Freelance design days | 96000
Site surveys and travel | 44000
Prototyping and print | 58000
Software and hosting | 27500
Total | 412000
""",
        shares=(Share(SARAH, "owner"), Share(DEMO, "reader")),
    ),
    File(
        "Finance/Budget review notes.md",
        "-2 18:00",
        "-2 18:14",
        """
# Budget review, notes for {budget_review:short}

- survey days: Priyanka 37 worst case, Tomasz not answered yet
- ask Sarah what happens to the reserve if Tidewell signs late
- training line looks low: two people want the accessibility course (£1,150 each)
""",
    ),
)

STORY = Story(
    MAILS, EVENTS, FILES,
    dates={"budget_review": "+1tue", "budget_signoff": "+1fri"},
    terms=("Sarah", "Lindqvist", "405,250", "405250", "412,000", "398,500", "Studio budget",
           "Brackenfold", "brackenfold.example"),
)  # fmt: skip
