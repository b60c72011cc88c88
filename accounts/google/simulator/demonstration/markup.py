"""Light markup: ``# heading``, ``- item``, ``a | b`` rows and paragraphs, as blocks and as HTML."""

import html
import re
from dataclasses import dataclass

_WRAPPED = 70
_LINK = re.compile(r"https://[^\s<>)]*[^\s<>).,]")


@dataclass(frozen=True)
class Block:
    """A piece of a document: heading, items, rows or paragraph."""

    kind: str
    lines: tuple[str, ...]


def _kind(line: str) -> str:
    if line.startswith("# "):
        return "heading"
    if line.startswith("- "):
        return "items"
    return "rows" if " | " in line else "paragraph"


def blocks(text: str) -> list[Block]:
    """Blocks in order; a blank line or a change of kind ends one."""
    found: list[Block] = []
    for chunk in re.split(r"\n\s*\n", text.strip("\n")):
        group: list[str] = []
        kind = ""
        for line in chunk.splitlines():
            if group and (_kind(line) != kind or kind == "heading"):
                found.append(Block(kind, tuple(group)))
                group = []
            kind = _kind(line)
            group.append(line[2:] if kind in ("heading", "items") else line)
        if group:
            found.append(Block(kind, tuple(group)))
    return found


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in line.split("|")]


def _inline(text: str) -> str:
    return _LINK.sub(lambda m: f'<a href="{m[0]}">{m[0]}</a>', html.escape(text, quote=False))


def _block_html(block: Block) -> str:
    if block.kind == "heading":
        return f'<h2 style="font-size:20px;margin:16px 0">{_inline(block.lines[0])}</h2>'
    if block.kind == "items":
        return "<ul>" + "".join(f"<li>{_inline(line)}</li>" for line in block.lines) + "</ul>"
    if block.kind == "rows":
        rows = (
            "<tr>" + "".join(f"<td>{_inline(c)}</td>" for c in cells(line)) + "</tr>"
            for line in block.lines
        )
        return '<table cellpadding="4">\n' + "\n".join(rows) + "\n</table>"
    # A long line was wrapped by the writer's editor, a short one was ended on purpose.
    ended = (_inline(x) + ("<br>" if len(x) < _WRAPPED else "") for x in block.lines)
    return "<p>" + "\n".join(ended).removesuffix("<br>") + "</p>"


def personal_html(text: str) -> str:
    """The HTML part that a person's mail client writes beside the text."""
    return '<div dir="ltr">' + "\n".join(_block_html(b) for b in blocks(text)) + "</div>\n"


def company_html(text: str, *, title: str, sender: str, domain: str) -> str:
    """A bulk mail: nested tables, styles, a preheader, a tracking pixel."""
    first = next((b.lines[0] for b in blocks(text) if b.kind == "paragraph"), title)
    body = "\n".join(_block_html(b) for b in blocks(text))
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{html.escape(title)}</title>
<style>body {{ margin: 0; background: #f4f4f2 }} .card {{ max-width: 600px }}
@media (max-width: 620px) {{ .card {{ width: 100% !important }} }}</style></head>
<body><div style="display:none;max-height:0;overflow:hidden">{_inline(first)}</div>
<table role="presentation" width="100%"><tr><td align="center">
<table class="card" role="presentation"><tr><td>
<img src="https://static.{domain}/logo.png" alt="{html.escape(sender)}" width="120">
</td></tr><tr><td>
{body}
</td></tr></table></td></tr></table>
<img src="https://open.{domain}/p.gif" width="1" height="1" alt=""></body></html>
"""
