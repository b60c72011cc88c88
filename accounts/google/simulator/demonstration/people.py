"""The cast. Everybody is invented; every address is in a reserved domain."""

from .model import Person

DEMO = Person(
    "Deniz Hartwell",
    "demo@example.com",
    signature="Deniz Hartwell\nHead of Projects, Brackenfold\n+44 117 496 0142",
)
SECOND = Person("Callum Ferreday", "second@example.com")


def _colleague(name: str, signature: str = "") -> Person:
    local = ".".join(name.lower().replace("-", "").split())
    return Person(name, f"{local}@brackenfold.example", work=True, signature=signature)


# Brackenfold, a wayfinding studio in Bristol
SARAH = _colleague("Sarah Lindqvist", "Sarah Lindqvist | Finance Lead | Brackenfold")
MARGUERITE = _colleague("Marguerite Okonjo")
PRIYANKA = _colleague("Priyanka Ramanathan")
TOMASZ = _colleague("Tomasz Wieczorek", "Tomasz W. (systems)")
JONAH = _colleague("Jonah Feldgate", "Jonah Feldgate, Accounts & Events")
OLUCHI = _colleague("Oluchi Nwadike")
TEAM = (MARGUERITE, PRIYANKA, TOMASZ, JONAH, OLUCHI)

# Clients and suppliers
GARETH = Person("Gareth Pruett", "g.pruett@tidewellharbour.example", work=True,
                signature="Gareth Pruett\nVisitor Experience, Tidewell Harbour Trust")  # fmt: skip
MORWENNA = Person("Morwenna Tregidga", "m.tregidga@tidewellharbour.example", work=True)
DOROTHEA = Person("Dorothea Blanchard", "accounts@quillmere.example", work=True,
                  signature="Dorothea Blanchard\nCredit Control, Quillmere Print")  # fmt: skip
HENRIK = Person("Henrik Vossberg", "h.vossberg@vossberg-metallbau.example", work=True,
                zone="Europe/Berlin",
                signature="Henrik Vossberg\nVossberg Metallbau GmbH, Kassel")  # fmt: skip
AYLIN = Person("Aylin Karahan", "aylin.karahan@halicmuze.example", work=True,
               zone="Europe/Istanbul",
               signature="Aylin Karahan\nHaliç Denizcilik Müzesi")  # fmt: skip
WILHELMINA = Person("Wilhelmina Stroud", "w.stroud@castlemoor-nhs.example", work=True)
BASTIEN = Person("Bastien Delacroix-Mott", "bastien@lumenroute.example", work=True,
                 zone="Europe/Paris")  # fmt: skip
INES = Person("Ines Carvalhal", "ines.carvalhal@mailhaven.example")
SIGNPOST = Person("Signpost Europe programme", "programme@signpost-europe.example", form="alt",
                  zone="Europe/Amsterdam")  # fmt: skip
AIRLINE = Person("Turkish Airlines", "booking@mail.turkishairlines.example", form="alt",
                 zone="Europe/Istanbul")  # fmt: skip

# Family, friends, neighbours
TOM = Person("Tom Hartwell", "tom.hartwell@mailhaven.example")
GULAY = Person("Gülay Aksoy", "gulay.aksoy@posta.example", zone="Europe/Istanbul")
KEREM = Person("Kerem Aksoy", "kerem.aksoy@posta.example", zone="Europe/Istanbul")
ROSALIND = Person("Rosalind Hartwell", "rosalind.hartwell@mailhaven.example")
BEATRIX = Person("Beatrix Yarwood", "bea.yarwood@mailhaven.example")
DESMOND = Person("Desmond Achterberg", "desmond@achterberg.example")
SARAH_ABIOYE = Person("Sarah Abioye", "sarah.abioye@ashgrovevale.example")
SCHOOL = Person("Ashgrove Vale Primary", "office@ashgrovevale.example", form="alt")
LANDLORD = Person("Ellery Lettings", "hello@ellerylettings.example")
DENTIST = Person("Marlowe Street Dental", "reception@marlowedental.example", form="html")
GYM = Person("Kestrel Climbing", "members@kestrelclimbing.example", form="html")
PARCEL = Person("Parcelwren", "updates@parcelwren.example", form="html")
RAIL = Person("Sabrina Rail lost property", "lostproperty@sabrinarail.example")


CAST = {name: value for name, value in list(globals().items()) if isinstance(value, Person)}
