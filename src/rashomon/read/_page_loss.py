"""What of a page is plainly article text, and how much of it an extractor kept.

A run is a stretch of text of `RUN` characters and more outside of links and furniture. Runs in one
container belong together; the container with most text is the page's main text. An extractor that
leaves out most of it has misread the page: measured on the main text alone, because a page's
comments or teasers may be longer than its article, and to leave these out is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ._page_tree import INLINE, HtmlElement, path

RUN = 80  # characters
OPENING = 40  # characters by which a run is known again
SAMPLE = 300  # runs that are looked for, evenly spread: to look for each would be quadratic
PLAIN = 240  # characters in two runs that make a main text; less may be anything
KEPT = 0.5  # share of the main text below which an extractor has misread the page
FURNITURE = re.compile(  # but not in what a page says of a state: is-teaser, with-sidebar, no-comments
    r"(?<!is-)(?<!has-)(?<!with-)(?<!no-)(?<![a-z])(?:comments?(?!ar)|disqus|respond|repl(?:y|ies)|kommentare?|reacties?|related|recommend"
    r"|newsletter|subscri|cookie|consent|gdpr|sidebar|footer|breadcrumb|outbrain|taboola|copyright|disclaimer|caption|author-bio|about-author"
    r"|(?:teasers?|promos?|menu|nav)(?![a-z]))"
)
CLUTTERED = 0.3  # share of a text in lines like those of a menu, from which another extractor is asked
STOPS = (".", "!", "?", ":", ";", "…", "”", "“", '"', "»", "。", "؟")
ASIDE = frozenset("nav footer aside figure figcaption header button a h1 h2 h3 h4 h5 h6".split())
PARTS = frozenset("p li blockquote dd dt pre".split())  # blocks that stand in a container, and are none
FRAME = frozenset({"html", "body", "main", "article"})  # their classes speak of the whole page
ALONE = 2  # levels that a run moves up in search of others beside it


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of running text."""

    text: str  # its words, by single spaces
    block: HtmlElement  # that it stands in


def marks(element: HtmlElement) -> str:
    """The class and id of an element, by which pages name their furniture."""
    return f"{element.get('class', '')} {element.get('id', '')}".lower()[:300]


def long_runs(tree: HtmlElement) -> list[Run]:
    """The running text of a page, in order, headings aside; that in furniture only where there is no other."""
    judged: dict[HtmlElement, bool] = {}
    told: list[tuple[Run, bool]] = []
    for element in path(f"/descendant::*[text()[string-length() > {RUN}]]")(tree):
        block = element
        while block.tag in INLINE and block.tag != "a" and block.getparent() is not None:
            block = block.getparent()
        aside = _is_aside(block, judged)
        texts = (" ".join(text.split()) for text in (element.text, *(child.tail for child in element)) if text)
        told += [(Run(text, block), aside) for text in texts if len(text) > RUN]
    return [run for run, aside in told if not aside] or [run for run, _ in told]


def _is_aside(element: HtmlElement, judged: dict[HtmlElement, bool]) -> bool:
    """Whether an element or one that holds it is furniture; remembered in `judged`."""
    above = []
    while element is not None and element not in judged:
        above.append(element)
        element = element.getparent()
    aside = judged[element] if element is not None else False
    for one in reversed(above):
        aside = aside or one.tag in ASIDE or (one.tag not in FRAME and FURNITURE.search(marks(one)) is not None)
        judged[one] = aside
    return aside


def main_text(runs: Sequence[Run]) -> tuple[list[HtmlElement], list[Run]]:
    """The containers of the most running text, and their runs; nothing where there is plainly no text.

    More than one container where a page cuts its article into sections of one make.
    """
    rows: dict[HtmlElement, list[Run]] = {}
    for run in runs:
        container = run.block.getparent() if run.block.tag in PARTS and run.block.getparent() is not None else run.block
        rows.setdefault(container, []).append(run)
    for _ in range(ALONE):
        moved: dict[HtmlElement, list[Run]] = {}
        for container, held in rows.items():
            above = container.getparent()
            moved.setdefault(above if len(held) == 1 and above is not None else container, []).extend(held)
        rows = moved
    alike: dict[tuple[object, ...], list[HtmlElement]] = {}
    for container, held in rows.items():
        alike.setdefault(_make(container) if chars(held) >= PLAIN else (container,), []).append(container)
    texts = [(containers, [run for one in containers for run in rows[one]]) for containers in alike.values()]
    containers, held = max(texts, key=lambda text: chars(text[1]), default=([], []))
    return (containers, held) if len(held) > 1 and chars(held) >= PLAIN else ([], [])


def _make(container: HtmlElement) -> tuple[object, ...]:
    """What containers have in common that stand side by side and are built alike, one level of wrapping aside."""
    above = container.getparent()
    over = above.getparent() if above is not None else None
    if above is None or over is None or above.tag in FRAME:
        return (above, container.tag, container.get("class"))
    return (over, above.tag, above.get("class"), container.tag, container.get("class"))


def kept(runs: Sequence[Run], text: str) -> float:
    """The share of the runs, by characters, that an extracted text holds; 1 where there are none."""
    words, sample = " ".join(text.split()), runs[:: len(runs) // SAMPLE + 1]
    return sum(len(run.text) for run in sample if run.text[:OPENING] in words) / chars(sample) if runs else 1.0


def chars(runs: Sequence[Run]) -> int:
    """The characters of running text."""
    return sum(len(run.text) for run in runs)


def clutter(text: str) -> float:
    """The share of a text, by characters, that stands in lines too short for a sentence and without its full stop."""
    lines = [line.strip() for line in text.split("\n")]
    return sum(len(line) for line in lines if len(line) < OPENING and not line.endswith(STOPS)) / max(1, sum(map(len, lines)))
