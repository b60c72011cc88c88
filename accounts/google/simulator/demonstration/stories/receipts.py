"""Receipts and bills: groceries, books, trains, the bank, energy, lamps, radio."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.script import mails
from accounts.google.simulator.demonstration.senders import SENDERS

_MAILS = """
=== rcp-grocer-1 | -276 18:44 | GROCER | Your order 118-2204
Oats 1 kg | 2.10
Pears, 6 | 2.85
Goat's milk, 2 pints | 3.90
Washing soda | 1.75

Together £10.60. Left in the porch, under the blue crate.
=== rcp-grocer-2 | -221 19:02 | GROCER | Order 118-2391: one thing was missing
We had no coriander that deserved the name and sent flat parsley instead, free. Potatoes, three lemons, rye
flour, eggs and the big tin of olives come to £19.35.
=== rcp-grocer-3 | -150 18:31 | GROCER | Order 118-2650 for the birthday
Forty strawberries sorted by size as you asked, two litres of cream, paper straws, a melon "that sounds right
when knocked on". £31.20, paid by card ending 0119.
=== rcp-grocer-4 | -86 17:57 | GROCER | Your crate is packed
# Crate 118-2877

Beetroot, kale, celeriac (sorry), Bramley apples 2 kg, brown sugar, cider vinegar 3 bottles.

£27.48 and a jar deposit of £3, which you get back.
=== rcp-grocer-5 | -49 18:20 | GROCER | Order 118-3012
Spinach 500 g, white cheese 200 g, eggs, milk. We do not stock yufka, try the shop on Stapleton Road. £9.15.
=== rcp-grocer-6 | -6 18:39 | GROCER | Order 118-3188 and a small refund
The avocados were hard as promised and will be ripe on Thursday as not promised. £1.60 goes back to you.
Rest of the bill: coffee, onions, lentils, a wheel of something Welsh, £22.05.
=== rcp-book-1 | -201 13:10 | BOOKS | Till receipt: two atlases and a pencil
One children's atlas of rivers, one second-hand atlas of Anatolia (1961, spine repaired), one pencil. £38.50.
Returns within a month unless the pencil has been sharpened.
=== rcp-book-2 | -31 11:26 | BOOKS | "The Salt Ledger" is waiting for you
Your copy came with this morning's van: £14.99, already paid. It weighs 840 grams, consider a bag. Open until six,
Thursdays until eight.
=== rcp-book-3 | -112 15:45 | BOOKS | Gift voucher for K. Aksoy
You bought a voucher over £25 with the message "for anything but sea urchins". The code is printed on the
card that we posted today.
=== rcp-train-1 | -66 07:58 | TRAIN | Tickets Bristol Temple Meads to Cardiff Central
Two day returns on the 08:30, £48.60, seats 21A and 22A facing backwards. Collection not needed, show this
mail. Change at none.
=== rcp-train-2 | -93 20:14 | TRAIN | Refund for a late train
Your journey from Paddington arrived 47 minutes late because of a swan. You are owed £17.25, which has been
sent to your card.
=== rcp-train-3 | -38 12:22 | TRAIN | Family day ranger, Saturday
Two adults, two children, anywhere between Gloucester and Weston for a day: £26. Not before nine o'clock. Bikes
by reservation, reference SR-3391-F.
=== rcp-train-4 | -4 09:36 | TRAIN | Coach and rail to Heathrow Terminal 2, {flight:date}
06:00 coach from Bristol bus station, two seats, arrives 08:15 at Terminal 2. £46.20 single. The way back is
open: any coach after 17:30 on {flight_back:date}.
=== rcp-bank-1 | -120 05:30 | BANK | Your statement is ready
The statement of the current account ending 4410 can be read in the app. Largest payment out: £1,450.00 to a
letting agent. Largest in: salary.
=== rcp-bank-2 | -75 11:05 | BANK | A payment abroad: €6,340.50
You asked us to send €6,340.50 to a company in Germany. It left today at a rate of 1.1712 and should arrive
tomorrow. If this was not you, ring 0117 496 0900 at once.
=== rcp-bank-3 | -37 21:16 | BANK | Card ending 0119 was used for £612.48
Merchant: an airline, online. You confirmed it on your phone at 21:13. Nothing to do.
=== rcp-bank-4 | -22 10:12 | BANK | Interest on your savings goes down
From next month the rainy-day account pays 2.9 % instead of 3.2 %. A fixed year at 3.6 % is open until we have
enough of it.
=== rcp-bank-5 | -2 05:31 | BANK | Standing orders next week | labels=Unread
Leaving soon: £1,450.00 rent, £34.00 piano lessons, £8.50 the owl sanctuary. Your balance covers them all.
=== rcp-energy-1 | -182 08:00 | ENERGY | Your summer bill
You used 412 kWh in ninety days, eleven per cent less than a year before. £118.30 will be taken on the 14th.
Estimated reading: no, thank you for sending your own.
=== rcp-energy-2 | -92 08:00 | ENERGY | Bill for the autumn quarter
Electricity £131.77, gas £96.04. Your boiler seems to have been off for two days. Lucky, or cold? You are in
credit by £42.
=== rcp-energy-3 | -27 08:00 | ENERGY | Please read the meters
It takes two minutes: the long number without the red digits, and the gas one under the stairs, behind
whatever you keep under the stairs.
=== rcp-lamp-1 | -20 14:02 | LAMPS | Order LD-2281: one pleated shade
Shade "Heron", 40 cm, sea green, £64.00, and a plain base in beech, £38.00. Ships in two days with
Parcelwren. Bulb not included: E27, at most 40 watts.
=== rcp-lamp-2 | -5 16:00 | LAMPS | A new shade at cost price
We heard about the rain. Your second "Heron" is £41.00 with the code WETBINS, until the end of the month.
=== rcp-radio-1 | -160 09:00 | STREAM | Plover Radio, yearly membership
£24 for twelve months without interruptions. Your most played programme: "Rain on other roofs", sixty-one
hours, mostly between two and four at night.
=== rcp-radio-2 | -15 09:00 | STREAM | Your card expires before the renewal
The card ending 0119 on your account runs out next spring. Change it whenever you like; the owls at three in
the morning go on meanwhile.
"""

STORY = Story(
    mails(_MAILS, SENDERS),
    terms=(
        "Greengage Grocers",
        "Foxglove Books",
        "Penhallow",
        "Brightwater",
        "Lamp Drawer",
        "Plover Radio",
        "LD-2281",
        "SR-3391-F",
        "118-3188",
    ),
)
