"""Notices: comments on documents, calendar answers, issues, loans, bins."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.script import mails
from accounts.google.simulator.demonstration.senders import SENDERS

_MAILS = """
=== ntc-doc-1 | -23 15:12 | DOCS | Priyanka Ramanathan commented on "Tidewell phase 2 proposal draft 3" | labels=Category Updates
On "A tactile map at the harbour office": who maintains it? Salt eats resin. Let us say zinc here and in the
price table.
=== ntc-doc-2 | -21 09:28 | DOCS | Gareth Pruett commented on "Tidewell phase 2 proposal draft 3" | labels=Category Updates
On "38 decision points": trustees will stumble over that number. A page of explanation?
=== ntc-doc-3 | -10 12:44 | DOCS | Jonah Feldgate shared "Offsite deck" with you | labels=Category Updates
Jonah invited you to edit the presentation. Also invited: Marguerite, Priyanka, Tomasz and Oluchi.
Message: be frank.
=== ntc-doc-4 | -7 16:03 | DOCS | Marguerite Okonjo suggested a change in "Offsite agenda" | labels=Category Updates
Replaced "Portfolio review (90 min)" with "Portfolio review moves to January". Added: "Whom do we hire (Deniz)".
=== ntc-doc-5 | -3 17:10 | DOCS | Sarah Lindqvist edited "Studio budget next year" | labels=Category Updates,Unread
Cells changed: Freelance design days, Reserve for Tidewell, Plotter, Total. Version named "final".
=== ntc-doc-6 | -14 10:50 | DOCS | Aylin Karahan commented on "Route outline" | labels=Category Updates
On "75 minutes at a stroll": our grandmothers need a bench after forty. Could the terrace come earlier?
=== ntc-cal-1 | -36 10:15 | CALENDAR | Invitation: Team offsite at Hollowmere Barn | labels=Category Updates
Jonah Feldgate invites you. Going: Marguerite, Tomasz. Not answered: Priyanka, Oluchi, Sarah Lindqvist.
=== ntc-cal-2 | -3 11:18 | CALENDAR | Declined: Sarah Lindqvist cannot come to the offsite | labels=Category Updates
Sarah wrote: "At 15:00 I have the auditors. Eat a pie for me."
=== ntc-cal-3 | -2 10:01 | CALENDAR | Invitation: Tidewell Harbour Trust: proposal walkthrough | labels=Category Updates,Unread
Gareth Pruett invites you, Morwenna Tregidga and Priyanka Ramanathan on {proposal_walk:full} at 10:00 in the
sail loft. You have not answered yet.
=== ntc-cal-4 | -12 08:01 | CALENDAR | Cancelled: Pitch: botanical garden | labels=Category Updates
Jonah cancelled the meeting with a note: "They chose a firm that owns a greenhouse."
=== ntc-cal-5 | -6 18:20 | CALENDAR | Tentative: Marguerite may join the budget review | labels=Category Updates
She answered maybe: "Coming if the owners' call ends in time, start without me."
=== ntc-sec-1 | -170 22:48 | SECURITY | New sign-in on a tablet
Somebody, probably you, signed in on a tablet in Bristol at 22:46. If it was Leyla looking for owl videos,
you may want to lock the screen.
=== ntc-sec-2 | -81 07:14 | SECURITY | Recovery number changed
Your recovery phone now ends in 417. The old one stays valid for seven days in case this was not your wish.
=== ntc-sec-3 | -33 12:00 | SECURITY | Storage: 78 % used
Photos take 41 GB, mail 9 GB, everything else 28 GB. The largest single file is hospital-flythrough-v4.mov.
=== ntc-issue-1 | -99 14:35 | TICKETS | [plan-export] Arrows lose their heads in PDF (#214)
oluchi opened an issue: when I export sheet 7 at 1:50 the arrow heads are drawn on the wrong layer and vanish
in print. Happens with Harbour Sans only.
=== ntc-issue-2 | -98 10:20 | TICKETS | [plan-export] Re: Arrows lose their heads in PDF (#214)
tomasz: reproduced. The heads are glyphs, not paths, and the font subset drops them. Outlining the text first
helps, a real fix needs the new renderer.
=== ntc-issue-3 | -85 16:56 | TICKETS | [plan-export] Closed: Arrows lose their heads in PDF (#214)
tomasz closed this with version 3.2 of the exporter. Please delete the folder "arrows_final_FINAL".
=== ntc-issue-4 | -54 09:49 | TICKETS | [survey-app] Photos upload sideways (#87)
priyanka: half of the museum stairs lie on their side. Funny in the meeting, less so in the report. Phone was
held normally, GPS says Istanbul.
=== ntc-issue-5 | -30 13:13 | TICKETS | [survey-app] Counter misses people with umbrellas (#91)
deniz: on wet days the first-turn counter sees one broad person where two walk close together. 14 % fewer than by
hand on the quay.
=== ntc-issue-6 | -11 15:15 | TICKETS | [render-queue] Jobs restart from zero after a power loss (#102)
tomasz: after the fan incident eleven jobs began again at frame 1. They should pick up at the last finished
frame. Assigned to me, since I also own the fan.
=== ntc-bins-1 | -60 16:00 | COUNCIL | Collections move by a day
After the bank holiday everything is one day later: food waste Wednesday, glass Thursday, cardboard when you
least expect it. Bins out by six.
=== ntc-bins-2 | -17 16:00 | COUNCIL | Garden waste: last round before the break
Your green bin is emptied once more on Friday week and then rests for two months. Branches no thicker than a
thumb, please.
=== ntc-lib-1 | -116 08:00 | LIBRARY | Due back in three days: "Owls of the World"
Also on your card: "The Tiger Who Opened a Bakery" (renewed twice, cannot be renewed again) and a jigsaw with
299 of 300 pieces.
=== ntc-lib-2 | -34 08:00 | LIBRARY | Reserved for you: "How Buildings Speak"
Held behind the desk for eight days under the letter H. The person before you has left a bookmark and asks for
it back.
=== ntc-lib-3 | -9 08:00 | LIBRARY | You owe 40p
It is about the jigsaw. We found the missing piece in it after all, but somebody has chewed it.
"""

STORY = Story(mails(_MAILS, SENDERS), terms=("Knotwork issues", "Easton Library"))
