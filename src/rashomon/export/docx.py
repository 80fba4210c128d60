"""Decides how the desk note becomes a Word document: real headings, bullets and footnotes, written part by part.

The file is a ZIP of the parts that WordprocessingML asks for and no others: no macro, no link that loads, no field. Its times are
those that ZIP counts from, so that equal notes are equal files.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..types import Analysis
from . import writes
from ._markup import escaped
from ._note import Note, Said, Section, Source, note

SHELL = Path(__file__).parent / "_docx"  # the parts that are alike in every document
FIXED = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.rels",
    "word/_rels/document.xml.rels": "document.rels",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
}
EPOCH = (1980, 1, 1, 0, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'  # A4
RULES = (("-1", "separator"), ("0", "continuationSeparator"))  # the lines above footnotes, which Word wants as footnotes
BOLD, ITALIC, PLAIN = "<w:b/>", "<w:i/>", '<w:b w:val="0"/>'


@writes(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".docx",
    "The desk note with footnotes, for Word and LibreOffice",
)
def to_docx(analysis: Analysis) -> bytes:
    """The same note as the HTML."""
    made, out = note(analysis), BytesIO()
    with ZipFile(out, "w") as file:
        for name, text in _parts(made).items():
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            file.writestr(info, text.encode())
    return out.getvalue()


def _parts(made: Note) -> dict[str, str]:
    """Every file of the package by name; the list of their types first, as readers want it."""
    fixed = {name: (SHELL / part).read_text(encoding="utf-8") for name, part in FIXED.items()}
    return fixed | {
        "docProps/core.xml": _core(made),
        "word/document.xml": f"{XML}<w:document {WORD}><w:body>{''.join(_body(made))}{PAGE}</w:body></w:document>\n",
        "word/footnotes.xml": f"{XML}<w:footnotes {WORD}>{''.join(_footnotes(made))}</w:footnotes>\n",
    }


def _core(made: Note) -> str:
    """Title and language; no author and no time, since a program wrote it and it has no clock."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(made.title)}</dc:title><dc:description>{escaped(made.machine_made)}</dc:description>"
        f"<dc:language>{escaped(made.lang)}</dc:language></cp:coreProperties>\n"
    )


def _body(made: Note) -> Iterator[str]:
    yield _paragraph("Title", _run(made.title))
    yield _paragraph("Normal", _run(made.statement))
    for section in made.sections:
        yield from _section(section)
    if made.left_out:
        yield _paragraph("Normal", _run(made.left_out, ITALIC))
    for heading, sources in made.sources:
        yield _paragraph("Heading1", _run(heading))
        yield from map(_source, sources)
    yield _paragraph("Normal", _run(made.machine_made, ITALIC))


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield _paragraph("Heading1", _run(section.heading) + (_run(f" ({section.remark})", PLAIN) if section.remark else ""))
    for line in section.lines:
        mark = f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{line.number}"/></w:r>'
        yield _paragraph("ListBullet", _run(line.text) + mark)
    if section.more:
        yield _paragraph("Normal", _run(section.more, ITALIC))


def _source(source: Source) -> str:
    headline = _run(f" {source.headline},", _lang(source.lang)) if source.headline else ""
    address = _run(f", {source.address}") if source.address else ""
    return _paragraph("ListBullet", _run(source.siglum, BOLD) + headline + _run(f" {source.about}") + address)


def _footnotes(made: Note) -> Iterator[str]:
    for id, kind in RULES:
        yield f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for line in made.lines:
        yield f'<w:footnote w:id="{line.number}">{"".join(_places(line))}</w:footnote>'


def _places(line: Said) -> Iterator[str]:
    """A paragraph for every place; the number stands before the first."""
    for n, place in enumerate(line.places):
        mark = "" if n else '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>' + _run(" ")
        yield _paragraph("FootnoteText", mark + _run(place.where) + _run(place.excerpt, _lang(place.lang)))


def _lang(lang: str) -> str:
    return f'<w:lang w:val="{escaped(lang)}"/>' if lang else ""


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, look: str = "") -> str:
    """Some text; a blank at either end stands."""
    before, after = " " * text.startswith(" "), " " * text[1:].endswith(" ")
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{before}{escaped(text)}{after}</w:t></w:r>'
