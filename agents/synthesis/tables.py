"""Tables in a text: each row as a sentence that says what its cells are.

A sheet or a mail comes as lines with their cells between bars or tabs, the names of the columns in
the first.
"""

from __future__ import annotations

import re

_CELLS = re.compile(r"[ ]*\|[ ]*|\t")
_FIGURE = re.compile(r"\d")
LONGEST_NAME = 30  # characters of a column's name


def as_sentences(text: str) -> str:
    """The text with every row of a table as a paragraph of its own: `Thing: Sofa; GBP: 640`."""
    if "|" not in text and "\t" not in text:
        return text
    told: list[str] = []
    names: list[str] = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in _CELLS.split(line.strip().strip("|"))]
        if len(cells) < 2:
            names = []
            told.append(line)
        elif not names and _are_names(cells):
            names = cells
        else:
            told.append(f"\n{_row(cells, names)}\n")
    return "\n".join(told)


def rows(text: str) -> list[list[str]]:
    """The first table of a text: its names, then its rows with as many cells; else nothing."""
    found: list[list[str]] = []
    for line in text.split("\n"):
        cells = [cell.strip() for cell in _CELLS.split(line.strip().strip("|"))]
        is_row = len(cells) == len(found[0]) if found else len(cells) > 1 and _are_names(cells)
        if is_row:
            found.append(cells)
        elif found:
            break
    return found


def _are_names(cells: list[str]) -> bool:
    return all(
        cell and len(cell) <= LONGEST_NAME and not _FIGURE.search(cell) and cell.strip("-: ")
        for cell in cells
    )


def _row(cells: list[str], names: list[str]) -> str:
    if len(names) != len(cells):
        return "; ".join(cell for cell in cells if cell.strip("-: "))
    told = (f"{name}: {cell}" for name, cell in zip(names, cells, strict=True) if cell.strip("-: "))
    return "; ".join(told)
