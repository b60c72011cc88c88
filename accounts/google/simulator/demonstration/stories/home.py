"""At home: the dentist, the landlord, the climbing gym, a parcel, a lost rucksack."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import events, files, mails

_MAILS = """
=== dentist-recall | -75 08:00 | DENTIST | Time for your check-up | labels=Category Updates
Dear Deniz, it has been six months since Dr Farquharson last saw you. Ring us on 0117 496 0388 or
answer this mail with two days that suit you. Mornings before nine go first.
=== dentist-reply | -74 12:40 | DEMO | | re=dentist-recall ; noquote
Hello, a Wednesday or Thursday at eight would be best. And please put Leyla on the list for a
first look at the wobbly molar.
=== dentist-booked | -73 09:15 | DENTIST | Your appointment: {dentist:long}, 08:20 | re=dentist-reply ; noquote
# Appointment confirmed

Deniz Hartwell, check-up and hygienist, {dentist:full} at 08:20, forty minutes, Dr Farquharson.
Leyla follows at 09:00 if the school agrees. A missed visit costs £35 unless you tell us two
working days before.
=== dentist-form | -30 10:30 | DENTIST | Medical history form
We moved to a new records system. Before your next visit please tell us about allergies, medicines
and pregnancies on the paper form at reception; nothing is kept online.
=== dentist-move | -7 15:05 | DENTIST | We had to move your appointment to {dentist:long}
Dr Farquharson is at a course in the week that we first agreed. Your check-up is now on
{dentist:long} at 08:20, same chair, same length. Leyla keeps the slot after yours.
=== boiler-out | -58 07:12 | DEMO | No hot water since last night | to=LANDLORD
Hello, the boiler in 9 Cotterell Row shows error F28 and makes a clicking noise. Reset twice,
nothing. There are two small children in the house, so the sooner the better. You can let yourself
in with the key in the safe, the cat will complain but means no harm.
=== boiler-ack | -58 09:48 | LANDLORD | | re=boiler-out
Sorry to hear that. Our heating engineer Barnaby can come this afternoon between two and four. F28
is usually the gas valve. We pay, of course; please do not order anyone yourselves.
=== boiler-done | -57 10:02 | LANDLORD | | re=boiler-ack
Barnaby replaced the valve and the ignition lead. He also found that the pressure vessel is at the
end of its life and has ordered one. He will be back once it arrives.
=== boiler-vessel | -50 13:33 | LANDLORD | Second boiler visit
The vessel has come. Could Barnaby do it on Saturday at nine? It takes about an hour during which
the water is off.
=== boiler-vessel-ok | -50 19:20 | DEMO | | re=boiler-vessel
Saturday at nine is fine, Tom is in. Bring a bucket, the drain cock drips.
=== rent-increase | -21 11:00 | LANDLORD | Your rent from the new term
Dear Mr and Mrs Hartwell, your fixed term ends in ten weeks. The owner would like you to stay and
proposes £1,520 a month instead of £1,450, again for twelve months. Please let us know within four
weeks. Everything else in the agreement stays the same.
=== rent-answer | -16 20:58 | DEMO | | re=rent-increase
Hello, we would like to stay too. £1,520 seems a lot after the summer of the boiler. Would the owner
agree to £1,485 if we sign for two years? We would also repaint the hall ourselves.
=== rent-agreed | -11 12:12 | LANDLORD | | re=rent-answer
The owner agrees: £1,490 for twenty-four months, and she pays for the paint (up to £120, white or
something you would call white). The agreement comes by post. Please return it signed by
{rent_sign:long}.
=== rent-inspection | -5 10:10 | LANDLORD | Half-yearly inspection
We would like to look in for the usual inspection on {inspection:long} between ten and twelve. We
check smoke alarms, gutters and the damp spot in the back bedroom. You need not be there.
=== gym-welcome | -190 18:00 | GYM | Welcome to the wall
You are now an off-peak member at Kestrel. Your induction covers auto-belays and falling off with
dignity. Chalk balls only, please; loose chalk makes our filters cough.
=== gym-price | -46 09:00 | GYM | Membership: what changes in the new quarter | labels=Category Promotions
# New prices

Off-peak goes from £34 to £38 a month, full from £46 to £51. In return we open at 06:30 on weekdays
and the training board in the cellar is free for all. If you would rather leave, tell us before the
first of the month.
=== gym-freeze-ask | -44 21:14 | DEMO | | re=gym-price ; noquote
Hi, could I freeze my membership (number K-4471) for two months? I have a tendon that wants a rest and a
lot of evenings at work.
=== gym-freeze | -43 08:45 | GYM | Your membership is paused | re=gym-freeze-ask ; noquote
Done. K-4471 sleeps until {gym_back:long} and costs nothing meanwhile. The old price of £34 stays
yours for the six months that follow, because you asked nicely. Rice bucket exercises help tendons.
=== gym-kids | -14 17:00 | GYM | Saturday club has places for under-nines | labels=Category Promotions,Unread
Leyla was on our waiting list: the nine o'clock group has two free places from next month. £52 for
eight Saturdays, shoes included. Places are held for a week.
=== parcel-shipped | -18 13:11 | PARCEL | On its way: parcel PWX-7719-0043
Your parcel from The Lamp Drawer left our hub at Avonmouth. We expect to hand it over on Friday
between 11:00 and 13:00. Driver: Wendell.
=== parcel-missed | -15 12:20 | PARCEL | We missed you
Nobody answered at number 9. Wendell has left PWX-7719-0043 with a neighbour at number 11 (name
given: Mr Achterberg).
=== parcel-where | -14 19:02 | DEMO | Do you have a lamp of ours? | to=DESMOND
Desmond, the driver swears that he gave you a big box for us. If it hums, it is the lamp. May I
collect it tonight?
=== parcel-neighbour | -14 19:30 | DESMOND | | re=parcel-where
No box here! I was at choir until eight. There is something large and wet behind your bins, though.
=== parcel-claim | -13 08:01 | DEMO | Wrong delivery, PWX-7719-0043 | to=PARCEL ; attach=Home/Parcel claim C-90218.docx
Your driver wrote that a neighbour signed. Nobody did; the parcel stood behind the bins in the rain
and the shade is ruined. Photos attached to the claim form. I ask for £64, the price of the shade.
=== parcel-refund | -6 16:45 | PARCEL | Claim C-90218 decided | re=parcel-claim ; noquote
We are sorry. Claim C-90218 over £64.00 is accepted; the money reaches the card you paid with in
three to five working days. The driver's photo showed your bins, not a neighbour.
=== lost-report | -26 18:40 | DEMO | Lost: small yellow rucksack, 16:30 to Severn Beach | to=RAIL
Hello, my son left his rucksack on the 16:30 from Temple Meads today, second coach, seats by the
bike space. Yellow, fox badge, inside a grey knitted rabbit called Bay Tavşan, a lunch box and one
wellington. The rabbit matters, the rest can be replaced.
=== lost-ack | -25 09:00 | RAIL | | re=lost-report
Thank you for your report. It has the number LP-66120. Items found on trains are brought to us within
three days and kept for two months. A search by hand takes place every Thursday.
=== lost-found | -22 14:26 | RAIL | LP-66120: we may have your item | re=lost-ack
A yellow bag with a fox was handed in at Avonmouth. The colleague writes "contains rabbit, one boot,
very old sandwich". It can be collected with proof of identity, fee £4.
=== lost-joy | -22 15:02 | DEMO | Fwd: LP-66120: we may have your item | re=lost-found ; to=TOM
RABBIT FOUND. Can you go past Avonmouth tomorrow? Bring your passport and four pounds. Tell Finn
only when you hold it in your hands.
=== lost-tom | -22 15:20 | TOM | | re=lost-joy
On my way in spirit already. Will throw the sandwich into the Severn.
"""

_EVENTS = """
=== dentist-checkup | +2mon 08:20 | 40 | Dentist: check-up and hygienist | at=Marlowe Street Dental, 27 Marlowe Street
Dr Farquharson. Leyla at 09:00.
=== dentist-old | -7wed 08:20 | 40 | Dentist (moved by the practice) | status=CANCELLED
=== boiler-engineer | -8sat 09:00 | 60 | Barnaby: boiler vessel | at=9 Cotterell Row ; cal=Family
=== inspection-lettings | +3tue 10:00 | 120 | Inspection by Ellery Lettings | cal=Family
Smoke alarms, gutters, damp spot in the back bedroom.
=== rent-signature | +2wed | 1d | Return signed tenancy agreement | cal=Family ; free=1
=== gym-resume | +4mon | 1d | Climbing membership K-4471 wakes up | free=1
=== climbing-bea | -6thu 18:30 | 120 | Climbing with Bea | at=Kestrel Climbing ; with=BEATRIX
=== climbing-bea-2 | -12thu 18:30 | 120 | Bouldering, Bea brings Ottilie | at=Kestrel Climbing ; with=BEATRIX-
"""

_FILES = """
=== Home/Tenancy agreement Cotterell Row.pdf | -290 10:00 | -290 10:00
# Assured shorthold tenancy (summary)

Property: 9 Cotterell Row, Bristol. Tenants: Thomas and Deniz Hartwell. Agent: Ellery Lettings.
Rent: GBP 1,450 a month, due on the first. Deposit: GBP 1,673, held in a scheme, certificate 88-TD-519.
Repairs to heating within 24 hours. Pets: one cat.
=== Home/Boiler log.txt | -58 07:30 | -49 11:02
F28 twice, reset did not help
engineer Barnaby: gas valve + ignition lead replaced
pressure vessel replaced a week later, pressure now 1.4 bar, top up below 1.0
next service: before the clocks change
=== Home/Paint colours.md | -10 21:00 | -9 22:12
# Hall

- walls: chalk white, 5 litres
- skirting: the grey that is left from Finn's shelf
- door: ask Rosalind about the green

Agent pays up to £120, keep the receipt.
=== Home/Insurance inventory.xlsx | -240 19:30 | -120 20:15 | google=spreadsheet ; share=TOM:writer
# Rooms
Room | Thing | Bought | GBP
Living room | Piano, second hand | 2019 | 900
Living room | Sofa | 2022 | 640
Kitchen | Dishwasher | 2023 | 379
Study | Laptop | 2024 | 1180
Hall | Two bicycles and the trailer | 2021 | 1450
=== Home/Parcel claim C-90218.docx | -13 07:55 | -13 08:00
# Claim for parcel PWX-7719-0043

Left behind the bins in the rain, no neighbour signed. Shade of the lamp ruined: £64.00.
"""

_SHELF = files(_FILES, CAST)
STORY = Story(
    mails(_MAILS, CAST, _SHELF),
    events(_EVENTS, CAST),
    _SHELF,
    dates={
        "dentist": "+2mon",
        "rent_sign": "+2wed",
        "inspection": "+3tue",
        "gym_back": "+4mon",
    },
    terms=(
        "Farquharson",
        "Cotterell",
        "Ellery Lettings",
        "K-4471",
        "PWX-7719-0043",
        "C-90218",
        "Achterberg",
        "LP-66120",
        "Bay Tavşan",
        "Marlowe Street",
        "Kestrel Climbing",
        "Parcelwren",
        "Sabrina Rail",
        "88-TD-519",
        "Barnaby",
    ),
)
