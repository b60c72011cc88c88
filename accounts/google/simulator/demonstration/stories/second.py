"""The second mailbox: a baker in Leith, an oven, a flight north. Some words are the same."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Attachment, Mail, Story
from accounts.google.simulator.demonstration.script import events, files, mails
from accounts.google.simulator.demonstration.second_people import CALLUM, NORRLAND, SECOND_CAST

_MAILS = """
=== oven-budget-1 | -45 20:10 | MOIRA | Oven budget
Callum, the cooperative voted: we may spend £23,000 on the oven, not a penny more, and the old one must leave
through the front door because the back one is listed.
=== oven-budget-2 | -44 06:30 | CALLUM | | re=oven-budget-1
Twenty-three is tight but fine. The Lanzani is £19,800 without the chimney. I will ask about a used flue.
=== oven-budget-3 | -10 21:45 | MOIRA | | re=oven-budget-2
New budget: £24,500, because the council demands a spark arrester. Please tell Pietro before he cuts the pipe.
=== oven-quote | -40 11:15 | OVENS | Quotation deck oven, three chambers
Dear Callum, three chambers, stone soles, 19.800 pounds delivered to the kerb. My cousin comes to build the
chimney, he needs four days and good coffee.
=== oven-quote-2 | -38 05:50 | CALLUM | | re=oven-quote
Coffee is no problem. Does the door open to the left? We have a pillar.
=== oven-quote-3 | -37 10:40 | OVENS | | re=oven-quote-2
To the left, to the right, for you it opens to the sky.
=== oven-date | -8 09:30 | OVENS | Arrival of the oven
The truck leaves Bologna on Monday and is with you on {oven:long} in the morning. Please no parked cars.
=== rye-1 | -60 19:00 | WES | The rye is sulking
Third day and the starter smells of nail varnish. I fed it twice and sang. Do we begin again from your jar?
=== rye-2 | -60 19:12 | CALLUM | | re=rye-1
Colder water, half the salt, and move it away from the dishwasher. My jar is on the top shelf behind the sultanas.
=== rye-3 | -58 04:55 | WES | | re=rye-2
It lives. It nearly left the bucket.
=== rota | -21 16:00 | WES | Rota for the dark weeks
I can do four nights if you take the Saturdays. Nadia is back on the 5th with one good wrist.
=== rota-2 | -21 18:00 | CALLUM | | re=rota
Saturdays are mine. No kneading for Nadia, she does the till and the jokes.
=== flour-1 | -150 08:00 | MILLER | Delivery note 7712
Strong white 20 bags | 372.00
Wholemeal rye 6 bags | 118.80

Payment within two weeks. The driver cannot do stairs any more.
=== flour-2 | -95 08:00 | MILLER | Price of spelt
The harvest was thin. Spelt rises to £31 a sack from next week, rye stays. Order before Friday for the old price.
=== flour-3 | -30 08:00 | MILLER | Delivery note 7960
Strong white 22 bags, spelt 3, malted flakes 2. Together £561.40. We left one bag in the rain and do not charge it.
=== flour-4 | -29 07:10 | CALLUM | | re=flour-3 ; noquote
Thank you. The wet bag has become forty crumpets.
=== market-1 | -130 10:00 | COUNCILLOR | Stall 14 is yours
From the first Saturday of the month you have pitch 14, by the bridge. No gas bottles, no amplified singing.
=== market-2 | -80 10:00 | COUNCILLOR | Wind warning for Saturday
Gusts above 45 mph are forecast. Gazebos must stay down. Trading from tables is at your own risk.
=== market-3 | -16 10:00 | COUNCILLOR | Winter market, extra days
Four evenings are added, three to eight. Lights are supplied, sockets are not. Answer by the 20th.
=== market-4 | -15 05:40 | CALLUM | | re=market-3
Yes to all four evenings, and we bring our own lanterns.
=== ivy-1 | -70 22:00 | IVY | Come north with me
My grant came through! Three weeks in Kiruna with the snow people. Visit for the first weekend?
=== ivy-2 | -69 04:45 | CALLUM | | re=ivy-1
I can get away Friday to Tuesday if Wes does the nights. Shall I bring bread or is that coals to Newcastle?
=== ivy-3 | -69 21:18 | IVY | | re=ivy-2
Bring bread. They have forty words for snow and one kind of toast.
=== ivy-4 | -25 20:30 | IVY | What to wear
Wool, wool, then something that stops wind. No cotton. Minus twenty is fine, minus twenty with humour is better.
=== ivy-5 | -5 18:44 | IVY | Hut keys
The hut is called Lavskrika, the key hangs behind the thermometer. Stove first, kettle second, hello third.
=== crumb-1 | -160 07:00 | GRAIN | Why salt waits
Add it after the first rest and the dough drinks more. We tested sixteen loaves and a very patient neighbour.
=== crumb-2 | -132 07:00 | GRAIN | A loaf from 1911
A reader found a ration book with a recipe for potato bread on the back. It wants mutton fat. We used butter.
=== crumb-3 | -104 07:00 | GRAIN | The baker's elbow
Physiotherapists call it something longer. Shape with your hips, change hands, and let the mixer do the first part.
=== crumb-4 | -76 07:00 | GRAIN | Rolls for Sundays
Cold proof from Saturday noon, eight minutes at 250 with steam. If they look like fists they need another hour.
=== crumb-5 | -48 07:00 | GRAIN | On burnt crusts
There is bold and there is black. The line runs at 214 degrees on the surface, and through most marriages.
=== crumb-6 | -20 07:00 | GRAIN | Saffron, honestly
Half of what is sold is safflower. Put a thread in cold milk: real saffron is in no hurry.
=== bike-1 | -90 12:00 | BIKES | Your cargo bike is ready
New chain, two spokes, brake pads, and we took a sourdough out of the hub. £86.
=== bike-2 | -33 12:00 | BIKES | Winter check
Book before the salt comes. Tyres with a thread of steel in them cost £44 each and save a hip.
=== bike-3 | -32 13:00 | CALLUM | | re=bike-2 ; noquote
Two of those tyres please, Tuesday after noon.
=== moira-minutes | -28 21:00 | MOIRA | Minutes, general meeting
Present: nineteen members and a dog. Approved: accounts, new oven, Nadia's jokes. Rejected: gluten.
=== moira-insurer | -52 09:00 | MOIRA | The insurer wants photographs
Of the extinguishers, with the date visible. Also of whatever is on top of the electricity cupboard, removed.
=== moira-insurer-2 | -52 14:10 | CALLUM | | re=moira-insurer
Photographs taken. The thing on the cupboard was a Christmas stollen from two years ago. It is perfectly fine.
=== wes-baby | -18 03:20 | WES | She is here
Two forty-one this morning, 3.4 kilos, looks like a bun. Nights are yours for a fortnight, sorry not sorry.
=== wes-baby-2 | -18 05:00 | CALLUM | | re=wes-baby
Welcome to the bun! Sleep when she sleeps. The ovens and I manage.
=== school-visit | -66 15:00 | IVY | My class in your bakery?
Twenty-two nine-year-olds who believe that bread grows in bags. Half an hour, they wash hands beforehand.
=== school-visit-2 | -65 04:40 | CALLUM | | re=school-visit
Bring them at ten when the second bake comes out. Everybody shapes one roll and nobody touches the slicer.
=== school-visit-3 | -50 16:20 | IVY | | re=school-visit-2
They talk of nothing else. One mother complains that her daughter now slaps dough at dinner.
=== heat-pump | -110 11:30 | MOIRA | Heat from the ovens
An engineer says that our waste heat could warm the flats upstairs. He would measure for a week, free of charge.
=== heat-pump-2 | -109 04:50 | CALLUM | | re=heat-pump
Let him measure. Mrs Geddes on the second floor already dries her stockings on our flue.
=== dentist-callum | -35 10:00 | CALLUM | Chipped a tooth on a seeded crust | to=MOIRA
Professional injury. I am at the dentist on Thursday at three; could you close the shop?
=== landlord-callum | -41 10:00 | CALLUM | The back stair light | to=MOIRA
Third bulb in a month. I think it is the rain that comes through the rose. An electrician, please, not a bulb.
=== recipe-callum | -26 19:45 | IVY | Cardamom knots, finally
500 g flour, 75 sugar, 10 fresh yeast, 12 g cardamom freshly ground, 250 milk, 80 butter. Knot them like a promise.
=== spam-flour | -22 01:00 | SPAMMER | triple your rise | labels=Spam,Unread
our powder make every dough bigger than head. bakers cry of joy. first tin free only pay ship
=== lost-apron | -12 20:00 | WES | Has anyone seen my apron
The blue one with the burn in the shape of Norway. Last seen on the market trailer.
=== lost-apron-2 | -11 05:10 | CALLUM | | re=lost-apron
On the scarecrow in the allotment next door. It suits him.
=== podcast | -55 12:30 | GRAIN | Would you talk to us?
For our spoken series we look for people who bake at night. Forty minutes, your own kitchen, hum of the ovens welcome.
=== podcast-2 | -54 04:33 | CALLUM | | re=podcast ; noquote
Come at three in the morning, the door is blue, mind the step.
=== van-ticket | -14 17:00 | WES | Parking ticket
Sixty pounds, because the trailer stood eleven minutes by the bridge. I appealed with a photo of the queue.
=== feast-order | -3 13:00 | MOIRA | Order for the feast
The ceilidh people want 180 rolls, six big ryes and "something with cherries" on {feast:long} by five.
=== feast-order-2 | -3 13:40 | CALLUM | | re=feast-order
Done in my head already. Cherries are in the freezer, bottom left, under the stollen.
=== chimney-sweep | -7 09:00 | MOIRA | The flue has an owl
The sweep stopped halfway up because somebody looked back at him. He returns when she has moved out.
=== cat-bakery | -1 20:20 | WES | The mouse question
There is one. I named her. Please do not tell the inspector either of these things.
"""

_EVENTS = """
=== norrland-flight | +2fri 13:05 | 225 | Flight NR482 Edinburgh - Kiruna | at=Edinburgh Airport
Norrland Air, booking reference M4TTKP.
=== oven-arrives | +1thu 07:00 | 180 | Oven arrives from Bologna | with=OVENS,MOIRA,CALLUM
=== oven-budget-meeting | +1tue 17:00 | 45 | Oven budget with Moira | with=MOIRA,CALLUM
=== night-bake | -30mon 02:00 | 360 | Night bake | rrule=FREQ=WEEKLY/BYDAY=MO,TU,WE,TH ; skip=-2wed
=== market-saturday | -30sat 06:00 | 480 | Market, stall 14 | rrule=FREQ=WEEKLY/BYDAY=SA ; skip=-11sat,+2sat
=== co-op-meeting | -4thu 19:00 | 120 | Cooperative meeting | by=MOIRA ; with=MOIRA,WES,CALLUM
=== school-class | -8fri 10:00 | 60 | Ivy's class visits | with=IVY,CALLUM
=== feast-delivery | +1fri 16:30 | 30 | Deliver ceilidh order
=== winter-market | +3thu 15:00 | 300 | Winter market evening
=== tooth | -5thu 15:00 | 30 | Dentist
=== bike-service | -4tue 12:30 | 30 | Cargo bike, winter tyres
=== podcast-recording | -7wed 03:00 | 60 | Podcast in the bakery | status=CANCELLED
=== insurer-inspection | +2tue 11:00 | 45 | Insurer looks at extinguishers | by=MOIRA ; with=MOIRA,CALLUM!
=== birthday-ivy | -120 | 1d | Ivy's birthday | rrule=FREQ=YEARLY ; free=1
=== kiruna | +2fri | 5d | Kiruna with Ivy | free=1
"""

_FILES = """
=== Oven/Oven budget.xlsx | -44 06:40 | -9 05:10 | google=spreadsheet ; share=MOIRA:writer
# Oven
Item | GBP
Lanzani, three chambers | 19800
Chimney and arrester | 3150
Floor | 900
Coffee for the cousin | 40
Total | 23890
=== Oven/Quotation Lanzani.pdf | -40 11:30 | -40 11:30
# Forni Lanzani, Bologna

Three chambers, stone soles: GBP 19,800 to the kerb. Door opens to the left.
=== Recipes/Rye starter.md | -200 05:00 | -57 05:30 | share=WES:writer
# Starter

- cold water
- half the salt
- never beside the dishwasher
=== Recipes/Cardamom knots.txt | -26 20:00 | -26 20:05
500 flour, 75 sugar, 10 yeast, 12 cardamom, 250 milk, 80 butter
=== Recipes/Crumpets from a wet bag.docx | -29 08:00 | -28 08:10 | google=document
# Crumpets

Use the flour the same day. Griddle at 180, rings greased, patience.
=== Shop/Rota.xlsx | -120 10:00 | -18 05:30 | share=WES:writer
# December
Night | Who
Monday | Callum
Tuesday | Callum
Saturday | Callum
=== Shop/Allergens.csv | -150 09:00 | -60 09:00
Bread | Gluten | Nuts | Milk
Rye | yes | no | no
Knots | yes | no | yes
=== Shop/Minutes general meeting.docx | -28 20:30 | -28 20:58 | google=document ; share=MOIRA:owner,CALLUM:reader
# Minutes

Approved: accounts, oven, jokes. Rejected: gluten.
=== Travel/Kiruna packing.txt | -24 21:00 | -4 21:10
wool, wool, windproof, six loaves, lamp, no cotton
=== Travel/Norrland ticket M4TTKP.pdf | -50 12:10 | -50 12:10
# Norrland Air, electronic ticket

Booking reference M4TTKP, Callum Ferreday. NR482 Edinburgh to Kiruna, {kiruna:date}, 13:05 to 17:50 local time.
"""

_TICKET = """
# Norrland Air, electronic ticket

Booking reference M4TTKP. Passenger: FERREDAY / CALLUM MR.
NR482 Edinburgh (EDI) to Kiruna (KRN), {kiruna:date}, 13:05 to 17:50 local time.
"""

_BOOKING = Mail(
    "norrland-booking",
    "-50 12:04",
    NORRLAND,
    "Your flight NR482 is booked",
    """
Dear Callum Ferreday, thank you for flying with us. Your booking reference is M4TTKP.

Flight | Route | Date | Departs | Arrives
NR482 | Edinburgh to Kiruna | {kiruna:full} | 13:05 | 17:50
NR483 | Kiruna to Edinburgh | {kiruna_back:full} | 09:20 | 12:00

Cancellation is possible until six hours before departure for a fee of £30.
""",
    attachments=(Attachment("Ticket M4TTKP.pdf", _TICKET),),
    labels=("Important",),
)
_CHECKIN = Mail(
    "norrland-checkin",
    "-2 07:00",
    NORRLAND,
    "NR482: snow boots count as hand luggage",
    """
Check-in for flight NR482 opens 30 hours before departure. Have M4TTKP at hand. Boots may be worn on board.
""",
    labels=("Unread",),
)
_FORWARD = Mail(
    "norrland-forward",
    "-50 18:00",
    CALLUM,
    "",
    "Seat 4F, left side, for the lights. I land at ten to six!",
    re="norrland-booking",
    to=(SECOND_CAST["IVY"],),
)

STORY = Story(
    (*mails(_MAILS, SECOND_CAST), _BOOKING, _CHECKIN, _FORWARD),
    events(_EVENTS, SECOND_CAST),
    files(_FILES, SECOND_CAST),
    dates={"oven": "+1thu", "kiruna": "+2fri", "kiruna_back": "+3tue", "feast": "+1fri"},
    terms=(
        "Ferreday",
        "Callum",
        "Strachan-Bell",
        "Adeyemi-Cole",
        "Thornbury",
        "Norrland",
        "NR482",
        "NR483",
        "M4TTKP",
        "Lanzani",
        "Harrowgill",
        "Grain & Crumb",
        "Pedalworks",
        "Kiruna",
        "Lavskrika",
    ),
)
