"""Senders of bulk mail: newsletters, shops, notices, spam. All invented."""

from .model import Person

WAYMARK = Person("Waymark Weekly", "editor@waymarkweekly.example", form="alt")
KITCHEN = Person("The Slow Saucepan", "hello@slowsaucepan.example", form="html")
TRAMLINES = Person("Tramlines & Towpaths", "post@tramlines.example", form="alt")
GROCER = Person("Greengage Grocers", "orders@greengage.example", form="html")
BOOKS = Person("Foxglove Books", "till@foxglovebooks.example", form="html")
TRAIN = Person("Sabrina Rail tickets", "tickets@sabrinarail.example", form="html")
BANK = Person("Penhallow Bank", "alerts@penhallowbank.example", form="alt")
ENERGY = Person("Brightwater Energy", "bills@brightwater.example", form="html")
LAMPS = Person("The Lamp Drawer", "shop@lampdrawer.example", form="html")
STREAM = Person("Plover Radio", "service@ploverradio.example", form="html")
DOCS = Person("Drive comments", "comments-noreply@docs.example.com", form="alt")
CALENDAR = Person("Calendar", "calendar-notification@calendar.example.com", form="alt")
SECURITY = Person("Account security", "no-reply@accounts.example.com", form="alt")
TICKETS = Person("Knotwork issues", "notifications@knotwork.example", form="plain")
COUNCIL = Person("Bristol waste service", "noreply@waste.example.org", form="plain")
LIBRARY = Person("Easton Library", "loans@eastonlibrary.example.org", form="plain")
SPAM_PRIZE = Person("Prize Desk", "winner@prizedesk-0077.example.net", form="html")
SPAM_PILLS = Person("Dr Slimfast Ok", "offer@dr-ok.example.net", form="plain")
SPAM_BANK = Person("Penhalow Bank", "secure@penhalow-bank.example.net", form="html")
SPAM_HEIR = Person("Barrister Emeka Vance", "barrister.vance@heirfund.example.net", form="plain")
SPAM_CRYPTO = Person("CoinGlacier", "vip@coinglacier.example.net", form="html")
SPAM_SEO = Person("Rank You Up", "growth@rankyouup.example.net", form="plain")
HOSTILE = Person("Assist-Sync Helpdesk", "helpdesk@assist-sync.example.net", form="plain")
HOSTILE_SHOP = Person("Sign Supplies Direct", "sales@signsupplies.example.net", form="html")
SPEDITION = Person("Spedition Ahrenholt", "dispo@spedition-ahrenholt.example", form="plain",
                   zone="Europe/Berlin")  # fmt: skip

SENDERS = {name: value for name, value in list(globals().items()) if isinstance(value, Person)}
