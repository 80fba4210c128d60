"""PDF: the text that lies in the file, page after page; a scan without text is none.

Lines are put together to paragraphs, words that a line end broke are made whole where that is plain, and a line that stands
first or last on most pages is taken for a running head. In doubt everything is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped, whole
from ._decode import whole_characters
from ._fields import sort_out
from ._streams import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

RUNNING_PAGES = 3  # on which a line must stand first or last to be a running head
RUNNING_SHARE = 0.6  # of all pages
RUNNING_CHARS = 100
BROKEN = re.compile("[\ufffe\x02\u00ad]\r?\n?")  # how pdfium writes a hyphen at the end of a line, and puts the next behind it
HALVES = re.compile(r"([^\W\d_]{2,40})-$")
REST = re.compile(r"([a-zà-öø-ÿ]{2,40})")


def split_pdf(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The file, whole: its index stands at its end."""
    return whole(source, config.payload_bytes, "bytes of a PDF file that read.payload_bytes allows")


def read_pdf(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The text of all pages as one document."""
    pages, more = _pages(piece, config)
    text = "\n".join(paragraphs(without_running(pages)))
    if not text.strip():
        raise InputError("E-NO-TEXT", piece.file, f"no text on any page, of {len(pages):,}; it may be a scan")
    given, extra = sort_out(piece.fields)
    yield Raw(piece.origin, "pdf", whole_characters(text), fields=given, extra={**extra, "pages": len(pages)})
    if more:
        yield skipped("E-MANY", piece.file, f"{more:,} pages behind the {config.pdf_pages:,} of read.pdf_pages are not read")


def _pages(piece: Piece, config: ReadConfig) -> tuple[list[list[str]], int]:
    """The lines of every page, and how many pages were not read."""
    try:
        import pypdfium2
    except ImportError as error:
        raise InputError("E-PACKAGE", piece.file, "pypdfium2 is not installed; get it by `pip install 'rashomon[pdf]'`") from error
    try:
        document = pypdfium2.PdfDocument(piece.content)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError("E-LOCKED", piece.file, "the file is encrypted; save it without a password") from error
        raise InputError("E-PDF", piece.file, f"not PDF, or damaged: {error}"[:300]) from error
    pages: list[list[str]] = []
    chars = 0
    try:
        for number in range(min(len(document), config.pdf_pages)):
            lines = _lines(document, number)
            chars += sum(map(len, lines))
            if chars > config.text_chars:
                raise InputError("E-TEXT-LONG", piece.file, f"more than the {config.text_chars:,} characters of read.text_chars")
            pages.append(lines)
        return pages, max(len(document) - config.pdf_pages, 0)
    finally:
        document.close()


def _lines(document: PdfDocument, number: int) -> list[str]:
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
    except pypdfium2.PdfiumError:
        return []  # a page that cannot be read is as one without text
    return [" ".join(line.split()) for line in BROKEN.sub("-\n", text).splitlines() if line.strip()]


def without_running(pages: list[list[str]]) -> list[list[str]]:
    """The pages without a first and last line that most of them share, page numbers aside."""
    for end in (0, -1):
        seen = Counter(_shape(lines[end]) for lines in pages if lines)
        running = {shape for shape, count in seen.items() if count >= max(RUNNING_PAGES, RUNNING_SHARE * len(pages))}
        pages = [
            _without(lines, end) if lines and len(lines[end]) <= RUNNING_CHARS and _shape(lines[end]) in running else lines
            for lines in pages
        ]
    return pages


def _without(lines: list[str], end: int) -> list[str]:
    return lines[1:] if end == 0 else lines[:-1]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def paragraphs(pages: list[list[str]]) -> Iterator[str]:
    """Lines put together as long as a sentence goes on, or the line was full."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines)))
    full = 0.8 * sorted(map(len, lines))[len(lines) * 3 // 4]
    held = lines[0]
    for line, after in pairwise(lines):
        if half := HALVES.search(line):
            held = _whole_word(held, half[1], after, words)
        elif after[:1].islower() or len(line) >= full:
            held = f"{held} {after}"
        else:
            yield held
            held = after
    yield held


def _whole_word(held: str, half: str, after: str, words: Counter[str]) -> str:
    """The text with the word that a line end broke; with its hyphen where it is written so elsewhere, or where that is no broken word."""
    rest = REST.match(after)
    if rest and (words[half + rest[1]] or not words[f"{half}-{rest[1]}"]):
        return held[:-1] + after
    return held + after if rest or after[:1].isalpha() else f"{held} {after}"


def looks_like_pdf(head: bytes) -> bool:
    """Whether the mark of the format stands at the beginning."""
    return head.startswith(b"%PDF-")


readers.add("pdf", Reader((".pdf",), looks_like_pdf, split_pdf, read_pdf))
