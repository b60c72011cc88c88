"""The booking with the airline: mails, e-ticket, check-in reminder, both flights, the itinerary."""

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
    AIRLINE,
    AYLIN,
    DEMO,
    MARGUERITE,
    OLUCHI,
    TOM,
)

_TICKET = """
# Electronic ticket - passenger itinerary receipt

Turkish Airlines
Booking reference (PNR): QX7RLM

Passenger | Ticket number | Baggage
HARTWELL / DENIZ MRS | 000-2418830917 | 1 x 23 kg
NWADIKE / OLUCHI MS | 000-2418830918 | 1 x 23 kg

Flight | From | To | Date | Departs | Arrives
TK1234 | London Heathrow (LHR) T2 | Istanbul (IST) | {flight:slash} | 11:25 | 18:20
TK1239 | Istanbul (IST) | London Heathrow (LHR) T2 | {flight_back:slash} | 14:30 | 16:40

Fare conditions: EcoFly. Cancellation up to 24 hours before departure: fee GBP 65 per passenger.
Changes: fee GBP 40 per passenger plus the fare difference. No refund after departure.

Total paid: GBP 612.48 (Visa ending 0119)
"""

MAILS = (
    Mail(
        "tk-trip-ask",
        "-41 10:05",
        AYLIN,
        "Site walk at the museum in {flight:month}?",
        """
Dear Deniz,

The scaffolding in the rope hall comes down at the end of this month, so from {flight:long} we
could finally walk the visitor route together. Two full days would be enough: one for the
galleries, one for the quay and the ferry stop.

Could you bring Oluchi? Her photo survey of the stairs was the most useful page of the report.

Best wishes from the Golden Horn,
Aylin
""",
    ),
    Mail(
        "tk-trip-yes",
        "-40 09:31",
        DEMO,
        "",
        """
Hi Aylin,

Yes to both. We will fly on {flight:long} and back on {flight_back:long}, which leaves Thursday
and Friday free for the route. I will book this week.

Deniz
""",
        re="tk-trip-ask",
        cc=(OLUCHI,),
    ),
    Mail(
        "tk-approve",
        "-39 16:48",
        MARGUERITE,
        "Istanbul trip",
        """
Approved from my side: two seats, economy with a bag each, up to £650 in total. Put it on the
museum's job number (BF-1187), not on overheads. M.
""",
    ),
    Mail(
        "tk-booking",
        "-37 21:14",
        AIRLINE,
        "Your booking is confirmed - QX7RLM",
        """
Dear Deniz Hartwell,

Thank you for choosing Turkish Airlines. Your booking is confirmed and your tickets have been
issued.

# Booking reference (PNR): QX7RLM

Passengers
- Mrs Deniz Hartwell (seat 14A)
- Ms Oluchi Nwadike (seat 14B)

Flight | Route | Date | Departs | Arrives
TK1234 | London Heathrow to Istanbul | {flight:full} | 11:25 | 18:20
TK1239 | Istanbul to London Heathrow | {flight_back:full} | 14:30 | 16:40

All times are local. The total of GBP 612.48 was charged to your Visa card ending 0119. Your
electronic ticket is attached as a PDF.

Need to change or cancel? Reply to this e-mail with your booking reference at least 24 hours
before departure. A cancellation costs GBP 65 per passenger on the EcoFly fare.
""",
        attachments=(Attachment("E-ticket QX7RLM.pdf", _TICKET),),
        labels=("Important", "Starred"),
    ),
    Mail(
        "tk-booking-forward",
        "-36 08:20",
        DEMO,
        "Fwd: Your booking is confirmed - QX7RLM",
        """
Oluchi, we are in: 14A and 14B, you get the middle seat on the way out and I take it coming
home. Can you check that they spelled your surname as in the passport?
""",
        to=(OLUCHI,),
        re="tk-booking",
    ),
    Mail(
        "tk-spelling",
        "-36 09:02",
        OLUCHI,
        "",
        """
Spelled right, for once! My passport runs until next summer so no trouble there either. Is the
hotel sorted or shall I look near the ferry pier?
""",
        re="tk-booking-forward",
    ),
    Mail(
        "tk-hotel",
        "-34 13:37",
        DEMO,
        "Two rooms near the pier",
        """
Hello,

I would like to book two single rooms from {flight:date} to {flight_back:date} (three nights),
quiet side if possible. We arrive late, around 20:30.

Deniz
""",
        to=(AYLIN,),
    ),
    Mail(
        "tk-hotel-answer",
        "-33 11:15",
        AYLIN,
        "",
        """
The guest house beside the museum keeps two rooms for you under my name, breakfast included,
3,150 lira a night each. Nothing to pay before you come. The tram from the airport metro is the
easiest way; take the T5 to the last stop.
""",
        re="tk-hotel",
    ),
    Mail(
        "tk-seats",
        "-12 12:03",
        AIRLINE,
        "Schedule notice for TK1239",
        """
Dear passenger,

The return flight TK1239 of your booking QX7RLM now leaves from gate area F instead of area D.
Departure and arrival times stay as they are. You need not do anything.

Turkish Airlines customer relations
""",
        form="html",
        labels=("Category Updates",),
    ),
    Mail(
        "tk-checkin",
        "-1 06:30",
        AIRLINE,
        "Get ready: check-in for TK1234 opens soon",
        """
Dear Deniz Hartwell,

Your trip to Istanbul comes closer. Online check-in for flight TK1234 on {flight:full} opens
24 hours before departure, at 11:25 London time the day before, and closes 90 minutes before
take-off.

Before you travel
- Check that both passports are valid for 150 days beyond the date of entry.
- Enter the passport data of Mrs Hartwell and Ms Nwadike under booking reference QX7RLM.
- One cabin bag of 8 kg and one checked bag of 23 kg are included for each passenger.

Bag drop is in Terminal 2, zone B, from 08:25.
""",
        labels=("Unread", "Category Updates"),
    ),
)

EVENTS = (
    Event(
        "tk1234-flight",
        "Flight TK1234 London - Istanbul",
        "+2wed 11:25",
        end="+2wed 18:20",
        end_zone="Europe/Istanbul",
        location="London Heathrow (LHR), Terminal 2",
        description="Turkish Airlines TK1234, booking reference QX7RLM. Seats 14A and 14B.\n"
        "Deniz Hartwell, Oluchi Nwadike. Departs 11:25 London, arrives 18:20 Istanbul.",
        guests=(Guest(DEMO), Guest(OLUCHI)),
    ),
    Event(
        "tk1239-flight",
        "Flight TK1239 Istanbul - London",
        "+2sat 14:30",
        zone="Europe/Istanbul",
        end="+2sat 16:40",
        end_zone="Europe/London",
        location="Istanbul Airport (IST)",
        description="Turkish Airlines TK1239, booking reference QX7RLM.",
        guests=(Guest(DEMO), Guest(OLUCHI)),
    ),
    Event(
        "museum-route-walk",
        "Visitor route walk: galleries",
        "+2thu 13:30",
        210,
        zone="Europe/Istanbul",
        location="Haliç Denizcilik Müzesi",
        organizer=AYLIN,
        guests=(Guest(AYLIN), Guest(DEMO), Guest(OLUCHI)),
    ),
    Event(
        "museum-quay-walk",
        "Quay and ferry stop survey",
        "+2fri 09:30",
        180,
        zone="Europe/Istanbul",
        location="Haliç Denizcilik Müzesi, south quay",
        organizer=AYLIN,
        guests=(Guest(AYLIN), Guest(DEMO), Guest(OLUCHI, "TENTATIVE")),
    ),
    Event(
        "museum-dinner",
        "Dinner with Aylin and the curators",
        "+2fri 19:30",
        120,
        zone="Europe/Istanbul",
        location="Karaköy, fish restaurant by the bridge",
        organizer=AYLIN,
        guests=(Guest(DEMO), Guest(OLUCHI), Guest(AYLIN)),
    ),
)

FILES = (
    File(
        "Travel/Istanbul itinerary.docx",
        "-35 20:10",
        "-3 18:42",
        """
# Istanbul itinerary

Booking reference QX7RLM (Turkish Airlines), two passengers: Deniz and Oluchi.

# {flight:long}

- 08:15 coach from Bristol reaches Heathrow Terminal 2
- 11:25 TK1234 leaves, 18:20 local arrival
- T5 tram to the last stop, guest house under Aylin's name

# Museum days

- Thursday 13:30 to 17:00: galleries with Aylin
- Friday 09:30 to 12:30: quay and ferry stop; 19:30 dinner in Karaköy

# {flight_back:long}

- 11:00 leave for the airport
- 14:30 TK1239 leaves, 16:40 in London
""",
        google="document",
        shares=(Share(OLUCHI, "writer"), Share(TOM, "reader")),
        starred=True,
    ),
    File("Travel/E-ticket QX7RLM.pdf", "-37 21:20", "-37 21:20", _TICKET),
    File(
        "Travel/Trip costs BF-1187.xlsx",
        "-33 12:00",
        "-8 17:05",
        """
# Costs
Item | Who | GBP
Flights TK1234 and TK1239 | both | 612.48
Guest house, 3 nights, 2 rooms | both | 398.00
Coach to Heathrow and back | both | 92.40
Daily allowance | Deniz | 105
Daily allowance | Oluchi | 105
Total | | 1312.88
""",
        google="spreadsheet",
        shares=(Share(MARGUERITE, "commenter"), Share(OLUCHI, "writer")),
    ),
    File(
        "Travel/Packing list.txt",
        "-30 21:33",
        "-2 22:01",
        """
passport, both cards, lira from the drawer
laser measure + spare batteries
sketch roll, 6B pencils, red pen
charger, adaptor type F
present for Aylin: the harbour print
walking shoes (wet quay!)
""",
    ),
)

STORY = Story(
    MAILS, EVENTS, FILES,
    dates={"flight": "+2wed", "flight_back": "+2sat"},
    terms=("Turkish Airlines", "TK1234", "TK1239", "QX7RLM", "000-2418830917", "000-2418830918",
           "BF-1187", "Karaköy", "Haliç Denizcilik", "Istanbul itinerary", "Golden Horn",
           "turkishairlines", "EcoFly"),
)  # fmt: skip
