"""The second person's world, which shares nobody with the first."""

from .model import Person
from .people import SECOND

CALLUM = SECOND
MOIRA = Person("Moira Strachan-Bell", "moira@ovenandelm.example", work=True)
WES = Person("Wesley Adeyemi-Cole", "wes@ovenandelm.example", work=True)
IVY = Person("Ivy Thornbury", "ivy.thornbury@postfen.example")
NORRLAND = Person("Norrland Air", "tickets@norrlandair.example", form="alt")
MILLER = Person("Harrowgill Mill", "orders@harrowgillmill.example", form="html")
COUNCILLOR = Person("Leith market office", "stalls@marketoffice.example.org", form="plain")
OVENS = Person("Pietro Lanzani", "pietro@lanzaniforni.example", zone="Europe/Rome")
GRAIN = Person("Grain & Crumb", "letter@grainandcrumb.example", form="html")
BIKES = Person("Pedalworks Leith", "shop@pedalworks.example", form="html")
SPAMMER = Person("Miracle Flour", "boost@miracleflour.example.net", form="plain")

SECOND_CAST = {name: value for name, value in list(globals().items()) if isinstance(value, Person)}
