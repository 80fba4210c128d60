"""Which text of a page is its article: trafilatura says (`precise`) or resiliparse (`bulk`), and neither is believed blindly.

What was chosen is held against what is plainly article text (`_page_loss`). Where it lost most of that, or took menus
for text, the other extractor is asked; then the page's own statement of its text; then the containers with most of the
running text are taken as they stand. Whatever came of it is noted (`fallback`, `flattened`) and told in the ledger: an
empty report, or one with half of its text, would be a witness that keeps silent.

Data tables are left out, tables that lay out a page are not. Pages of more than `read.html_elements` go to resiliparse,
which is linear: trafilatura took 8 s for 12,000 spans in one paragraph.
"""

from __future__ import annotations

from typing import Any

from ..config import ReadConfig
from ._page_fragment import stated_text
from ._page_loss import CLUTTERED, KEPT, Run, chars, clutter, kept, main_text
from ._page_said import Statements
from ._page_tree import HtmlElement, flatten, unfold_lists, unfold_tables

Note = dict[str, object]
MISREAD = "E-LAYOUT"
OTHER = "read by the other extractor"


def article(tree: HtmlElement, said: Statements, runs: list[Run], elements: int, config: ReadConfig) -> tuple[str, Note]:
    """The article's text, and a note where it was not found as asked for. The tree is not the same afterwards."""
    from lxml.etree import strip_elements

    unfold_tables(tree)
    unfold_lists(run.block for run in runs)
    strip_elements(tree, "table", with_tail=False)
    containers, main = main_text(runs)
    for element in {one for container in containers for one in (container, *container.iterancestors())}:
        element.attrib.pop("aria-hidden", None)  # an open dialogue lies over the article; extractors would pass it by
    many, bulk = elements > config.html_elements, config.extraction == "bulk"
    text = _bulk(tree) if bulk or many else _precise(tree)
    share = kept(main, text)
    note: Note = {}
    if many and not bulk:
        note = {"fallback": f"{MISREAD}: {elements:,} elements, more than the {config.html_elements:,} of read.html_elements; {OTHER}"}
    if text.strip() and share >= KEPT:
        return (text, note) if bulk or many else _without_menus(tree, text, main)
    why = f"{MISREAD}: {config.extraction} extraction " + (f"kept {share:.0%} of the main text" if text.strip() else "found nothing")
    if not many:
        other = _precise(tree) if bulk else _bulk(tree)
        if other.strip() and kept(main, other) >= KEPT:
            return other, {"fallback": f"{why}; {OTHER}"}
    own = stated_text(said.of_article("articleBody"))
    if own and kept(main, own) >= KEPT:
        return own, {"fallback": f"{why}; the page's own statement of its text is taken"}
    if containers and len(text) < chars(main):  # else the extractor may know better what the main text is
        return "\n".join(map(flatten, containers)), {"flattened": f"{why}; the text is taken without layout"}
    return text, note or ({"fallback": f"{why}; its text is longer, and taken"} if text.strip() else {})


def _without_menus(tree: HtmlElement, text: str, main: list[Run]) -> tuple[str, Note]:
    """The text, or that of the bulk extractor where it leaves out menus that stand in this one."""
    menus = clutter(text)
    if menus >= CLUTTERED:
        other = _bulk(tree)
        if clutter(other) < menus / 2 and kept(main, other) >= kept(main, text):
            return other, {"fallback": f"{MISREAD}: {menus:.0%} of what precise extraction found reads like menus; {OTHER}"}
    return text, {}


def _precise(tree: HtmlElement) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, fast=True, include_comments=False, include_tables=False)  # works on a copy
    return (found.text or "") if found is not None else ""


def _bulk(tree: HtmlElement) -> str:
    from lxml.etree import tostring
    from resiliparse.extract.html2text import extract_plain_text

    page = tostring(tree, encoding="unicode", method="html")
    return str(extract_plain_text(page, main_content=True, alt_texts=False, list_bullets=False, comments=False, post_meta=False))
