"""A minimal PresentationML package: one slide for each ``# heading`` with what stands below it."""

import io
import zipfile
from xml.sax.saxutils import escape

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NS = f'xmlns:a="{_A}" xmlns:r="{_R}" xmlns:p="{_P}"'
_GROUP = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_TYPES = "application/vnd.openxmlformats-officedocument.presentationml"


def _shape(number: int, kind: str, lines: list[str]) -> str:
    text = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in lines or [""])
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr/>'
        f'<p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/>{text}</p:txBody></p:sp>"
    )


def _tree(tag: str, shapes: str = "", after: str = "") -> str:
    return (
        f"{_HEAD}<p:{tag} {_NS}><p:cSld><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        f"{after}</p:{tag}>"
    )


def _relations(*pairs: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(pairs, 1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{namespace}">{inner}</Relationships>'


def _theme() -> str:
    names = [
        "dk1",
        "lt1",
        "dk2",
        "lt2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    ]
    colours = "".join(f'<a:{n}><a:srgbClr val="2F4F4F"/></a:{n}>' for n in names)
    fonts = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = f'<a:ln w="9525">{fill[: len(fill) // 3]}</a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'{_HEAD}<a:theme xmlns:a="{_A}" name="Plain"><a:themeElements>'
        f'<a:clrScheme name="Plain">{colours}</a:clrScheme><a:fontScheme name="Plain">'
        f"<a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}'
        f"</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _content_types(count: int) -> str:
    parts = {"presentation": "presentation.main", "slideMasters/slideMaster1": "slideMaster",
             "slideLayouts/slideLayout1": "slideLayout"}  # fmt: skip
    parts |= {f"slides/slide{n}": "slide" for n in range(1, count + 1)}
    inner = "".join(
        f'<Override PartName="/ppt/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/ppt/theme/theme1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        f"{inner}</Types>"
    )


def _pages(text: str) -> list[list[str]]:
    pages: list[list[str]] = []
    for line in text.strip("\n").splitlines():
        if line.startswith("# "):
            pages.append([line[2:]])
        elif line.strip():
            pages[-1].append(line.removeprefix("- "))
    return pages


def _presentation(count: int) -> str:
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n + 1}"/>' for n in range(1, count + 1))
    return (
        f"{_HEAD}<p:presentation {_NS}><p:sldMasterIdLst>"
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        f'<p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/>'
    "</p:sldLayoutIdLst>"
)


def deck(text: str, title: str) -> bytes:
    """A .pptx file with the slides of the text, which starts with a heading."""
    pages = _pages(text)
    slides = [f"slides/slide{n}.xml" for n in range(1, len(pages) + 1)]
    parts = {
        "[Content_Types].xml": _content_types(len(pages)),
        "_rels/.rels": _relations(("officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": _presentation(len(pages)),
        "ppt/_rels/presentation.xml.rels": _relations(
            ("slideMaster", "slideMasters/slideMaster1.xml"), *(("slide", s) for s in slides)
        ),
        "ppt/theme/theme1.xml": _theme(),
        "ppt/slideMasters/slideMaster1.xml": _tree("sldMaster", after=_MAP),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")
        ),
        "ppt/slideLayouts/slideLayout1.xml": _tree("sldLayout"),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        ),
    }
    for name, page in zip(slides, pages, strict=True):
        shapes = _shape(2, "title", page[:1]) + _shape(3, "body", page[1:])
        parts[f"ppt/{name}"] = _tree("sld", shapes)
        parts[f"ppt/slides/_rels/{name.split('/')[1]}.rels"] = _relations(
            ("slideLayout", "../slideLayouts/slideLayout1.xml")
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, xml in parts.items():
            target.writestr(name, xml)
    return out.getvalue()
