"""The proposal to a client: draft, feedback, deadline, walkthrough."""

from accounts.google.simulator.demonstration.model import (
    Attachment,
    Event,
    File,
    Guest,
    Mail,
    Share,
    Story,
)
from accounts.google.simulator.demonstration.people import (
    DEMO,
    GARETH,
    MARGUERITE,
    MORWENNA,
    OLUCHI,
    PRIYANKA,
)

_DRAFT = """
# Tidewell Harbour wayfinding, phase 2

Proposal by Brackenfold, draft 3. Reference BF-P-226.

# Aim

Visitors reach the ferry, the lighthouse walk and the fish market without asking anyone.

# What we deliver

- Route plan with 38 decision points
- Signs for the north quay and the market hall, in English and Cornish
- A tactile map at the harbour office
- Maintenance handbook

# Time and fee

Stage | Weeks | Fee (GBP)
Route plan | 6 | 18400
Design | 10 | 41250
Prototype on site | 4 | 12900
Handover | 3 | 7300

Total: £79,850 without VAT. Start eight weeks after signature.
"""

MAILS = (
    Mail(
        "tidewell-brief",
        "-52 10:20",
        GARETH,
        "Brief for the second phase",
        """
Dear Deniz,

the trustees liked the pilot and have voted money for a second phase: the north quay, the market
hall and the path to the lighthouse. We need a proposal from you with a fixed fee. Please keep
in mind that half of our visitors arrive by ferry and have never heard of us.

The trustees meet early next month, so your final text must be with us by {proposal_due:long},
17:00.
""",
        labels=("Important",),
        attachments=(
            Attachment(
                "Phase 2 brief.pdf",
                """
# Tidewell Harbour Trust: brief for phase 2

Areas: north quay, market hall, lighthouse path.
Languages: English and Cornish.
Ceiling for the fee: £85,000 without VAT.
Listed building consent applies to the market hall: no drilling into granite.
Final proposal due: {proposal_due:full}, 17:00.
""",
            ),
        ),
    ),
    Mail(
        "tidewell-thanks",
        "-51 09:14",
        DEMO,
        "",
        """
Dear Gareth,

thank you, that is wonderful news. Priyanka and I will walk the north quay next week at low and
at high tide; the views change more than the map suggests. You will have a first draft within
four weeks.
""",
        re="tidewell-brief",
        cc=(PRIYANKA,),
    ),
    Mail(
        "tidewell-quay-notes",
        "-46 18:25",
        PRIYANKA,
        "Notes from the quay",
        """
Walked it twice with the stroller from your hallway, Deniz, thank you. Findings: (1) the ramp by
the ice house is hidden until you stand on it, (2) ferry passengers all turn left because the
chip shop is left, (3) the granite cannot be drilled, so everything in the hall has to hang from
the beams or stand on feet.
""",
    ),
    Mail(
        "tidewell-draft-sent",
        "-22 16:02",
        DEMO,
        "Proposal phase 2, draft 3",
        """
Dear Gareth,

here is the third draft of our proposal, the first that I am happy to show. Fee £79,850 without
VAT, 23 weeks. The parts I would like your view on are the tactile map and the Cornish texts,
where we depend on your translator.
""",
        to=(GARETH,),
        cc=(PRIYANKA, MARGUERITE),
        attachments=(Attachment("Tidewell phase 2 proposal draft 3.docx", _DRAFT),),
    ),
    Mail(
        "tidewell-feedback",
        "-13 12:47",
        GARETH,
        "",
        """
Dear Deniz,

I have been through the draft with Morwenna and two trustees. In short: very good, with four
changes.

1. The prototype stage should come before Easter, when the ferries change to the summer
   timetable.
2. Please split the fee so that the market hall can be left out if consent is refused.
3. The tactile map: two instead of one, the second at the lighthouse car park.
4. Thirty-eight decision points sound like a lot to people who have to pay for posts. Could you
   explain on one page why?

Could you also walk the trustees through it on {proposal_walk:long} at 10:00? You in person,
please; they liked you last time.
""",
        re="tidewell-draft-sent",
        labels=("Important", "Starred"),
    ),
    Mail(
        "tidewell-morwenna",
        "-12 15:19",
        MORWENNA,
        "Cornish place names",
        """
Gareth asked me to send you the spellings that the language office has agreed: Porth an Tid for
the harbour, Marghas Puskes for the fish market, Golowji for the lighthouse. Please do not use
the ones on the old postcards.
""",
    ),
    Mail(
        "tidewell-second-map",
        "-11 09:50",
        DEMO,
        "What a second tactile map costs",
        """
Priyanka, Oluchi, Gareth wants two tactile maps. Bronze is out at that fee. Could you ask the
two workshops on our list for etched zinc and for moulded resin, 60 by 40, mounted at a slope?
""",
        to=(PRIYANKA, OLUCHI),
    ),
    Mail(
        "tidewell-map-prices",
        "-9 14:31",
        OLUCHI,
        "",
        """
Zinc: £2,380 each, five weeks. Resin: £1,640 each, three weeks, but the surface fades in salt
air after about four years. I would go for zinc; with resin we would be back there in no time.
""",
        re="tidewell-second-map",
    ),
    Mail(
        "tidewell-fee-internal",
        "-8 08:35",
        MARGUERITE,
        "Tidewell fee",
        """
With the second map and the split we land at £82,230, still below their ceiling of £85,000.
Do not go any lower, and make the market hall a separate line of £14,600. I sign on the day
before the deadline, so let me have the final version then.
""",
    ),
    Mail(
        "tidewell-consent",
        "-6 11:56",
        GARETH,
        "Listed building consent",
        """
The conservation officer has seen the sketch with the hanging signs and has no objection in
principle. She wants the fixings drawn at full size. That should make the market hall much less
of a risk, though the formal answer takes until next month.
""",
    ),
    Mail(
        "tidewell-reminder",
        "-2 09:58",
        GARETH,
        "Final proposal: {proposal_due:long}, 17:00",
        """
Dear Deniz,

a friendly reminder that the papers for the trustees go out on the evening of
{proposal_due:long}, so please let us have the final proposal by 17:00 on that day. I have put
you down for the walkthrough on {proposal_walk:long} at 10:00, in the sail loft.
""",
        labels=("Unread", "Important"),
    ),
    Mail(
        "tidewell-page",
        "-2 17:08",
        PRIYANKA,
        "The one page on decision points",
        """
It is in the folder: "Why 38 decision points". I grouped them into arrivals (9), choices (21) and
reassurance (8). Only the choices need posts, the others are paint and paper, which ought to calm
the people who pay.
""",
    ),
)

EVENTS = (
    Event(
        "tidewell-deadline",
        "Tidewell proposal due 17:00",
        "+1fri 16:00",
        60,
        description="Final version of BF-P-226 to Gareth Pruett. Marguerite signs the day before.",
    ),
    Event(
        "tidewell-walkthrough",
        "Tidewell Harbour Trust: proposal walkthrough",
        "+2thu 10:00",
        90,
        location="Sail loft, Tidewell Harbour",
        organizer=GARETH,
        description="Deniz walks the trustees through the phase 2 proposal, in person.",
        guests=(Guest(GARETH), Guest(MORWENNA), Guest(DEMO, "NEEDS-ACTION"), Guest(PRIYANKA)),
    ),
    Event(
        "tidewell-signing",
        "Marguerite signs the Tidewell proposal",
        "+1thu 16:30",
        15,
        guests=(Guest(MARGUERITE), Guest(DEMO)),
    ),
    Event(
        "tidewell-quay-walk",
        "Walk the north quay with Priyanka",
        "-7thu 13:00",
        180,
        location="Tidewell Harbour, north quay",
        guests=(Guest(PRIYANKA), Guest(DEMO)),
    ),
    Event(
        "tidewell-pilot-review",
        "Pilot review with the trust",
        "-14wed 11:00",
        90,
        location="Harbour office",
        organizer=GARETH,
        guests=(Guest(GARETH), Guest(MORWENNA), Guest(DEMO), Guest(MARGUERITE, "DECLINED")),
    ),
)

_TEAM = (Share(PRIYANKA, "writer"), Share(MARGUERITE, "commenter"))
FILES = (
    File(
        "Clients/Tidewell/Tidewell phase 2 proposal draft 3.docx",
        "-24 11:12",
        "-22 15:55",
        _DRAFT,
        shares=(*_TEAM, Share(GARETH, "commenter")),
    ),
    File(
        "Clients/Tidewell/Tidewell phase 2 proposal final.docx",
        "-8 10:00",
        "-2 18:20",
        """
# Tidewell Harbour wayfinding, phase 2

Proposal by Brackenfold. Reference BF-P-226. Due {proposal_due:full}, 17:00.

# Changes after the trust's comments

- Prototype on site before Easter
- Market hall as a separate line of £14,600
- Two tactile maps in etched zinc: harbour office and lighthouse car park
- Annex: why 38 decision points

# Fee

Stage | Weeks | Fee (GBP)
Route plan | 6 | 18400
Design, north quay and path | 10 | 29030
Market hall | 5 | 14600
Prototype on site | 4 | 12900
Handover | 3 | 7300

Total: £82,230 without VAT.
""",
        google="document",
        starred=True,
        shares=_TEAM,
    ),
    File(
        "Clients/Tidewell/Why 38 decision points.docx",
        "-3 14:10",
        "-2 17:01",
        """
# Why 38 decision points

A decision point is a place where somebody who does not know the harbour could go wrong.

- 9 arrivals: ferry steps, two car parks, the bus, the footpaths
- 21 choices: forks at which a post with arms stands
- 8 reassurances: paint on the ground or a small plate, no post

Twenty-one posts at £610 are £12,810. The other seventeen cost £1,900 together.
""",
        google="document",
        shares=_TEAM,
    ),
    File(
        "Clients/Tidewell/Phase 2 brief.pdf",
        "-52 10:40",
        "-52 10:40",
        """
# Tidewell Harbour Trust: brief for phase 2

Areas: north quay, market hall, lighthouse path. Ceiling for the fee: £85,000 without VAT.
Final proposal due {proposal_due:full}, 17:00.
""",
    ),
    File(
        "Clients/Tidewell/Quay survey points.csv",
        "-45 09:00",
        "-44 17:45",
        """
Point | Place | Problem | Kind
1 | Ice house ramp | hidden until close | choice
2 | Ferry steps | everyone turns left | arrival
3 | Market hall south door | granite, no drilling | choice
4 | Slipway | slippery at low tide | reassurance
5 | Lighthouse path gate | looks private | choice
""",
    ),
)

STORY = Story(
    MAILS, EVENTS, FILES,
    dates={"proposal_due": "+1fri", "proposal_walk": "+2thu"},
    terms=("Tidewell", "Pruett", "Tregidga", "BF-P-226", "79,850", "82,230", "Porth an Tid",
           "Marghas Puskes", "Golowji", "tidewellharbour.example"),
)  # fmt: skip
