"""Files: whose they are, who sees them, and where in them the answer stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from agents.query import Item
from agents.synthesis import found, wording
from agents.synthesis.lines import file_kind, file_line, owners, quote, shares, shows_shares, title
from agents.synthesis.material import Material
from agents.synthesis.relevance import ABOUT, Selection
from agents.understanding import filing
from agents.words import content_words, coverage

SHOWN = 10
ALL = 50  # of a list that nothing was looked for in
ALIKE = 2
SNIPPET = 180
_EDITS = ("can edit", "owner", "manage")
_ENDING = re.compile(r"\.\w{1,5}$")
_CODE = re.compile(r"\b(?=\w*\d)[\w-]+\b|\b\w+-\d+\b")
_YES_OR_NO = re.compile(r"^\W*(?:and )?(?:is|are|was|were|does|do|did|has|have|can)\b", re.I)
# Files that are not one's own.
_BY_OTHERS = re.compile(
    r"\b(?:belong(?:s|ing)? to|owned by|of|from) (?:some(?:body|one) else|others?(?: people)?"
    r"|other people)\b|\b(?:not|n't|isn't|aren't) mine\b|\bwho\b.*\bshared\b.*\bwith (?:me|us)\b"
    r"|\b(?:i|we) (?:don't|do not) own\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"\b(?:own(?:s|ed|er)?|belongs?|whose|made|makes?|create[sd]?|creator|authors?|authored|wrote"
    r"|written|writes?|upload(?:s|ed)?|shar(?:e[sd]?|ing)|access|see|sees|edit(?:s|ed)?|open|view"
    r"|chang(?:ed?|es)|prepared|drafted|put together|set up|started|kept|keeps?|updat(?:es|ed?))\b",
    re.IGNORECASE,
)
_IN_A_FOLDER = re.compile(r"\b(?:folders?|ordner|carpeta|dossier|klasör\w*)\b", re.IGNORECASE)
# Files that nobody else sees.
_PRIVATE = re.compile(
    r"\b(?:not|never|n't|isn't|aren't|haven't)(?: \w+){0,3} shared\b|\bunshared\b|\bshared with "
    r"(?:nobody|no one|no-one)\b|\bonly (?:i|me) can (?:see|open|edit)|\bprivate\b"
    r"|\bnobody else can (?:see|open|edit)",
    re.IGNORECASE,
)


def asks_whose(material: Material) -> bool:
    """Whether a question asks for the people of a file, and not for somebody it tells of."""
    return bool(_WHOSE.search(material.query.text))


def shared_with(material: Material) -> str:
    """Who can see or edit the file that is meant."""
    files = _by_title(material.selected("gdrive", SHOWN), material)
    if _BY_OTHERS.search(material.query.text) and not files.is_weak:
        files = Selection(tuple(i for i in files.items if owners(i) != "you") or files.items)
    named = _called(material) if not _BY_OTHERS.search(material.query.text) else None
    if named and (files.is_weak or named not in files.items[:1]):
        files = Selection(
            (named, *(i for i in files.items if i is not named and not files.is_weak))
        )
    if not files.items or files.is_weak:
        return found.listed(material)
    if _PRIVATE.search(material.query.text) and not _YES_OR_NO.match(material.query.text):
        return listed(material)
    if _is_of_many(material) and not _YES_OR_NO.match(material.query.text):
        return listed(material)
    if _is_of_many(material):
        return _yes_or_no(files.items, material)
    first = files.items[0]
    rest = [f"- {_line(item, material)}" for item in files.items[1:][:ALIKE]]
    others = ["Similar files:\n" + "\n".join(rest)] if rest else []
    return "\n\n".join((_access(first, material), *others))


def listed(material: Material) -> str:
    """The files that were asked for, with their owner, access and last change."""
    files = material.selected("gdrive", SHOWN if material.sought("gdrive") else ALL)
    if not files.items or files.is_weak or material.widened("gdrive"):
        return found.listed(material)
    if not all(_is_as_asked(item, material) for item in files.items):
        files = Selection(tuple(i for i in files.items if _is_as_asked(i, material)))
    if _IN_A_FOLDER.search(material.query.text):
        files = Selection(_inside(files.items, material))
    if not files.items:
        return f"I did not find a file{_whose(material)}. I searched Google Drive."
    if material.intent.entities.get("latest"):
        newest = sorted(files.items, key=lambda item: item.when or material.query.now)[::-1]
        lines = [_line(item, material) for item in newest[: 1 + ALIKE]]
        before = "\n".join(f"- {line}" for line in lines[1:])
        return f"The newest: {lines[0]}" + (f"\n\nBefore that:\n{before}" if before else "")
    by_content = bool(material.wanted)
    lines = [f"- {_line(item, material, with_words=by_content)}" for item in files.items]
    number = wording.counted(len(files.items), "file")
    return f"I found {number}{_whose(material)}:\n" + "\n".join(lines)


def _by_title(files: Selection, material: Material) -> Selection:
    """Those first that are called by the asked words; one file is meant, and not what it tells."""
    if files.is_weak or _is_of_many(material):
        return files
    held = {id(i): coverage(material.wanted, i.title) for i in files.items}
    return Selection(tuple(sorted(files.items, key=lambda i: -held[id(i)])))


def _called(material: Material) -> Item | None:
    """The file of whose title all words are in the question, the most words first."""
    titles = [
        (len(words), item)
        for item in material.found.get("gdrive", ())
        if (words := content_words(_CODE.sub("", _ENDING.sub("", item.title)))) <= material.said
    ]
    most = max((number for number, _ in titles), default=0)
    return next((item for number, item in titles if number == most), None) if most > 1 else None


def _yes_or_no(items: tuple[Item, ...], material: Material) -> str:
    """Whether the file that is meant is shared with the one, or owned by the one, that is named."""
    meant = max(items, key=lambda item: coverage(material.wanted, item.title))
    word = "Yes" if _is_as_asked(meant, material) else "No"
    if word == "Yes" and coverage(material.wanted, meant.title) < 1.0 and material.wanted:
        word = f"I did not find a file with all of these words{_whose(material)}. But"
        return f"{word} {_access(meant, material)}"
    return f"{word}: {_access(meant, material)}"


def _is_as_asked(item: Item, material: Material) -> bool:
    """Whether owner and access are as the question says: a search only prefers them."""
    entities = material.intent.entities
    people = {"owner": owners(item), "shared_by": owners(item)}
    people["shared_with_person"] = f"{wording.joined(shares(item))} {_addresses(item)}"
    if _BY_OTHERS.search(material.query.text) and owners(item) == "you":
        return False
    if _PRIVATE.search(material.query.text) and (shares(item) or not shows_shares(item)):
        return False
    asked = {k: str(entities[k]) for k in people if entities.get(k)}
    return all(
        coverage(content_words(name), people[key]) > 0
        for key, name in asked.items()
        if not _is_oneself(name)
    ) and _may("shared_with_person" in asked, item, material)


def _may(is_of_somebody: bool, item: Item, material: Material) -> bool:
    """Whether the one who is named has the right that is asked for: to see is not to edit."""
    right = filing.right_of(material.query.text.lower())
    if not is_of_somebody or right is None:
        return True
    name = content_words(str(material.intent.entities["shared_with_person"]))
    theirs = [one for one in shares(item) if coverage(name, one) > 0]
    needed = _EDITS if right == "edit" else (*_EDITS, "can comment")
    return not theirs or any(word in one for one in theirs for word in needed)


def _inside(items: tuple[Item, ...], material: Material) -> tuple[Item, ...]:
    """Those in a folder of the name that is asked for, where there are any."""
    folder = {id(i): str(i.details.get("path") or "").rpartition("/")[0] for i in items}
    there = tuple(i for i in items if coverage(material.wanted, folder[id(i)]) >= ABOUT)
    return there or items


def _is_oneself(name: str) -> bool:
    return name.lower() in ("me", "i", "myself", "us") or "@" in name


def _addresses(item: Item) -> str:
    return " ".join(
        str(entry.get("email") or "") if isinstance(entry, Mapping) else str(entry)
        for entry in item.details.get("shared_with") or ()
    )


def _access(item: Item, material: Material) -> str:
    """`X (Google Doc in Plans) belongs to you and is shared with …`"""
    mark = material.sources.cite(item)
    named = f"**{title(item)}** ({file_kind(item)})"
    owner = owners(item)
    others = shares(item)
    owned = f" belongs to {owner}" if owner else ""
    changed = f" Last changed {wording.short_day(item.when, material.query)}." if item.when else ""
    if others:
        number = wording.counted(len(others), "person", "people")
        return (
            f"{named}{owned} and is shared with {number}: {wording.joined(others)}.{changed} {mark}"
        )
    if shows_shares(item):
        return f"{named}{owned} and is not shared with anyone.{changed} {mark}"
    return (
        f"{named}{owned} and is shared with you; Google shows with whom else only to people who "
        f"can share it.{changed} {mark}"
    )


def _line(item: Item, material: Material, *, with_words: bool = False) -> str:
    line = file_line(item, material.query, material.sources.cite(item))
    in_title = bool(material.wanted) and found.names(item, material)
    said = "" if in_title or not with_words else quote(item, material.wanted, limit=SNIPPET)
    return f"{line}{' ' + said if said else ''}"


def _whose(material: Material) -> str:
    entities = material.intent.entities
    said = "".join(
        f" {words} {wording.plain(str(entities[key]))}"
        for key, words in (
            ("owner", "owned by"),
            ("shared_by", "shared by"),
            ("shared_with_person", "shared with"),
        )
        if entities.get(key)
    )
    topic = f" about “{wording.plain(material.topic)}”" if material.topic else ""
    return f"{said}{topic}{found.when(material)}"


def _is_of_many(material: Material) -> bool:
    """Whether files are asked for and not the one."""
    return bool({"owner", "shared_by", "shared_with_person"} & material.intent.entities.keys())
