"""The numbered sources of an answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from agents.query import Citation, Item


@dataclass(slots=True)
class Sources:
    """Numbers items in the order in which an answer first cites them."""

    items: list[Item] = field(default_factory=list)

    def number(self, item: Item) -> int:
        """The number of an item, from 1; the same item keeps its number."""
        for n, known in enumerate(self.items, 1):
            if (known.service, known.id, known.key) == (item.service, item.id, item.key):
                return n
        self.items.append(item)
        return len(self.items)

    def cite(self, *items: Item) -> str:
        """`[1]`, or `[1] [2]`."""
        return " ".join(f"[{self.number(item)}]" for item in items)

    def citations(self) -> tuple[Citation, ...]:
        return tuple(
            Citation(
                n, item.service, item.id, item.title, item.url, item.as_of, item.key, item.when
            )
            for n, item in enumerate(self.items, 1)
        )
