"""School: the fair with Sarah Abioye, the parents' evening, a lost tooth."""
# ruff: noqa: E501 - one entry a line

from accounts.google.simulator.demonstration.model import Story
from accounts.google.simulator.demonstration.people import CAST
from accounts.google.simulator.demonstration.script import events, files, mails

_MAILS = """
=== fair-call | -38 20:05 | SARAH_ABIOYE | School fair: who does what this year
Hello lovely helpers, the fair is on {fair:long}, two till five, in the hall and on the small
playground. We still need someone for signs (Deniz??), two strong people for tables, and a person
who is not afraid of candy floss.
=== fair-signs | -37 21:48 | DEMO | | re=fair-call
I knew that you would say that. Yes to signs: arrows from the gate, names over the stalls, one big
map. Please send me the list of stalls by the weekend before.
=== fair-stalls | -23 19:31 | SARAH_ABIOYE | List of stalls | attach=School/Fair stalls.csv
Here they are: cakes, tombola, second-hand uniforms, hook-a-duck, face painting, the quiet corner,
books by weight. The hook-a-duck pool leaks, so it goes outside. Could the map have a picture of a
duck?
=== fair-duck | -22 22:09 | DEMO | | re=fair-stalls ; attach=School/Fair map.docx
There will be a duck. It is drawn by Leyla, so it may look like a boot.
=== fair-float | -6 20:17 | SARAH_ABIOYE | Money boxes for the fair
We start with £25 of change in each of seven boxes. Tomorrow I fetch the coins. Who counts at the
end? Last year we took £1,184 and I was still finding pennies in my coat at Christmas.
=== fair-rain | -1 21:03 | SARAH_ABIOYE | If it rains on {fair:day} | labels=Unread
Plan B: the ducks move into the bike shed. Deniz, would your arrows survive a shower? We set up from
noon; soup for everybody who carries tables.
=== parents-evening | -19 15:30 | SCHOOL | Parents' evening: book your slot
Ten minutes with each class teacher on {parents:long}, 16:00 to 19:00. Mr Okafor (Kingfisher) and Miss
Dunmore (Wren) send their lists home with the children. Please be on time, the hall is heated until
seven only.
=== parents-slot | -18 09:41 | DEMO | | re=parents-evening
17:10 with Mr Okafor for Leyla and 17:30 with Miss Dunmore for Finn, please.
=== parents-ok | -17 11:20 | SCHOOL | | re=parents-slot
Both slots are yours. Finn's drawings hang in the corridor by the library, do have a look.
=== school-nits | -33 14:00 | SCHOOL | Head lice in Wren class
Dear parents, there are visitors in Wren class again. Please check with a fine comb tonight and on
Friday. Shaved heads are not required, whatever the children say.
=== school-trip | -64 12:10 | SCHOOL | Kingfisher class goes to the tide mill | labels=Category Updates
On the last Thursday of the month the class visits the tide mill. Packed lunch, wellies, £7.50 for the
coach. Two parents may come along; the first two who answer win.
=== school-trip-yes | -64 12:16 | DEMO | | re=school-trip
I would love to come along, if six minutes is fast enough.
=== school-trip-won | -63 10:00 | SCHOOL | | re=school-trip-yes
It was: you were second. You are in charge of six children and the first-aid bag.
=== school-tooth | -47 13:22 | SCHOOL | Leyla's tooth
Nothing serious: Leyla lost a tooth in PE and swallowed it, we think. She is in good spirits and asks
whether the tooth fairy accepts a written statement. We have given her one with the school stamp.
=== school-menu | -9 08:30 | SCHOOL | Lunch menu for the coming weeks | form=html
Monday: lentil pie. Tuesday: jacket potatoes. Wednesday: roast or cauliflower. Thursday: noodles with
things. Friday: fish. Children with allergies have a coloured tray; please tell the kitchen about
changes in writing.
=== school-club | -70 16:00 | SCHOOL | Chess club starts again | labels=Category Updates
Tuesdays from quarter past three until four in the library, run by Mr Okafor. £2 a session, the first
is free. Beginners very welcome, sore losers as well.
"""

_EVENTS = """
=== school-fair | +2sun 14:00 | 180 | School fair at Ashgrove Vale | cal=Family ; at=Ashgrove Vale Primary ; by=SARAH_ABIOYE ; with=SARAH_ABIOYE,DEMO,TOM?
Signs, stall names, one map with a duck. Set-up from noon.
=== parents-evening-event | +1wed 17:10 | 40 | Parents' evening (Leyla 17:10, Finn 17:30) | cal=Family ; at=Ashgrove Vale Primary, hall ; with=TOM
=== chess-club | -20tue 15:15 | 45 | Leyla: chess club | cal=Family ; rrule=FREQ=WEEKLY/BYDAY=TU ; skip=-4tue,+5tue
=== swimming-finn | -30thu 16:30 | 45 | Finn: swimming | cal=Family ; rrule=FREQ=WEEKLY/BYDAY=TH ; at=Easton pool
=== tide-mill | -9thu 09:00 | 360 | Tide mill with Kingfisher class | cal=Family
Six children, one first-aid bag.
=== inset-day | +4fri | 1d | No school (training day) | cal=Family
=== nursery-photo | -13mon 09:30 | 30 | School photographs | cal=Family
=== sports-day | -20fri 13:00 | 150 | Sports day | cal=Family ; at=Ashgrove Vale field
=== half-term | -4mon | 5d | Half-term | cal=Family ; free=1
"""

_FILES = """
=== School/Fair map.docx | -20 21:00 | -3 22:40 | google=document ; share=SARAH_ABIOYE:writer
# School fair, {fair:long}

Gate: big arrow, left around the bins.

- Hall: cakes, tombola, uniforms, books by weight, quiet corner
- Playground: hook-a-duck (bike shed if it rains), face painting

Duck: drawn by Leyla.
=== School/Fair stalls.csv | -22 20:00 | -5 20:50
Stall | Who | Float
Cakes | Rosalind | 25
Tombola | Mr Yarwood | 25
Uniforms | office | 25
Hook-a-duck | Tom | 25
Face painting | Bea | 25
Books by weight | Desmond | 25
=== School/Letter about swimming.txt | -100 20:00 | -100 20:10
Dear Miss Dunmore, Finn may go under water now but only if somebody counts aloud to five.
"""

_SHELF = files(_FILES, CAST)
STORY = Story(
    mails(_MAILS, CAST, _SHELF),
    events(_EVENTS, CAST),
    _SHELF,
    dates={"fair": "+2sun", "parents": "+1wed"},
    terms=(
        "Abioye",
        "Ashgrove Vale",
        "Okafor",
        "Dunmore",
        "Kingfisher class",
        "Leyla",
        "tide mill",
    ),
)
