"""What relatives are called: how they sign, and how they are greeted.

Nobody's address says whose mother they are; "love, Mum" under a mail does, and so does "Dear Mum"
above one's own. How somebody greets the person tells no more than that they are family: "abla" may
be written by a brother and by a sister.
"""

from __future__ import annotations

from typing import Final

# As a person says it; how they sign; how the person greets them; how they greet the person.
_TABLE: Final = """
mum mom mother mummy ma | mum mom mama mummy mother annen anneniz mutti mutter maman mamá
  | mum mom mama mummy mutti maman mamá anne anneciğim annecim annem |
dad father daddy pa | dad daddy papa father baban babanız vati vater papá
  | dad daddy papa vati papá baba babacığım babacım babam |
husband hubby | husband hubby kocan mari | husband hubby kocacığım |
wife | wife karın | wife karıcığım |
brother | brother bro bruder abin ağabeyin frère hermano
  | bro brother bruderherz abi ağabey abicim |
sister | sister sis schwester ablan sœur hermana
  | sis sister schwesterherz abla ablacım |
sibling siblings | kardeşin | kardeşim | abla ablacım ablacığım abi abicim sis bro
grandma grandmother gran granny nan | grandma granny gran nana nan oma babaannen anneannen
  | grandma granny gran nana nan oma babaanne anneanne |
grandpa grandfather grandad | grandpa grandad opa deden | grandpa grandad opa dede dedecim |
son | son sohn oğlun | oğlum |
daughter | daughter tochter kızın | kızım |
aunt auntie | aunt auntie tante teyzen halan | aunt auntie tante teyze teyzecim hala |
uncle | uncle onkel amcan dayın | uncle onkel amca dayı |
"""


def _rows() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    rows: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {}
    for line in _TABLE.replace("\n  ", " ").strip().splitlines():
        said, signs, greeted, greets = (tuple(part.split()) for part in line.split("|"))
        rows |= dict.fromkeys(said, (signs, greeted, greets))
    return rows


RELATIVES: Final = _rows()
