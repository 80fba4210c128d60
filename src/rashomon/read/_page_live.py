"""Whether a page is a live ticker, and what its dated entries are: a ticker is many reports, not one.

Three signs, the surest first: LiveBlogPosting in JSON-LD, the same in microdata, and blocks side by side
that each have a time of day of their own and hold most of the page's running text. What looks alike and
is none: lists of teasers with times (their headings or most of their words are links), readers'
comments (they say so), a box of times within an article (it holds less than half of the text).

Entries are numbered from the oldest on, so that a page that grew keeps its numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from ..text.dates import parse_when
from ._fields import as_text
from ._page_fragment import stated_text
from ._page_loss import FURNITURE, KEPT, Run, kept, main_text, marks
from ._page_said import Statements
from ._page_tree import HtmlElement, flatten, path

UPDATE = "contains(@itemprop, 'liveBlogUpdate')"
CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?: ?(?:uhr|h|hrs|cet|cest|gmt|bst))?\.?", re.IGNORECASE)
TO_THE_MINUTE = re.compile(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}")
LEVELS = 8  # from a time up to the block that it dates
TIMES = 5_000  # of a page; a ticker with more is read as one text
BLOCKS = 4  # side by side make a ticker that no one declares
SHARE = 0.5  # of the running text of the page, that its blocks must hold
WORDS = 60  # characters outside of links, that a block must hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated entry of a ticker."""

    title: str
    date: str
    text: str
    url: str = ""
    byline: str = ""


def ticker_title(said: Statements) -> str:
    """The headline of the ticker as it declares it, else ""."""
    return next((as_text(value.get("headline") or value.get("name")) for value in _declared(said)), "")


def ticker(tree: HtmlElement, said: Statements, runs: Sequence[Run], published: str) -> list[Entry]:
    """The entries of a live ticker, oldest first; [] where the page is none, or where entries would lose its text."""
    for way in (partial(_linked, tree, said), partial(_microdata, tree), partial(_side_by_side, tree, runs, published, said)):
        entries = way()
        if len(entries) > 1 and kept(main_text(runs)[1], "\n".join(entry.text for entry in entries)) >= KEPT:
            return _in_order(entries)
    return []


def _in_order(entries: list[Entry]) -> list[Entry]:
    when = [one.low for entry in entries if (one := parse_when(entry.date))]
    if len(when) < len(entries):
        return entries
    newest_first = when[0] > when[-1]
    return [entries[n] for n in sorted(range(len(entries)), key=lambda n: (when[n], -n if newest_first else n))]


def _declared(said: Statements) -> list[dict[str, object]]:
    return [value for value in said.linked if "LiveBlogPosting" in str(value.get("@type", ""))]


def _linked(tree: HtmlElement, said: Statements) -> list[Entry]:
    """The updates of a LiveBlogPosting; the text of one that gives none is looked up on the page by its address."""
    updates = [update for blog in _declared(said) for update in _listed(blog.get("liveBlogUpdate")) if isinstance(update, dict)]
    places = {element.get("id"): element for element in path("//*[@id]")(tree)} if updates else {}
    left = sum(map(len, tree.itertext())) if updates else 0  # characters: no more than the page has are looked up
    found: list[Entry] = []
    for update in updates:
        url = as_text(update.get("url") or update.get("@id"))
        text = stated_text(update.get("articleBody") or update.get("text"))
        place = places.pop(url.partition("#")[2], None)
        if not text and place is not None and left > 0:
            text = flatten(place)
            left -= len(text)
        if text:
            title = as_text(update.get("headline") or update.get("name"))
            date = as_text(update.get("datePublished") or update.get("dateCreated"))
            found.append(Entry(title, date, text, url if "://" in url else "", as_text(update.get("author"))))
    return found


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _microdata(tree: HtmlElement) -> list[Entry]:
    """The updates of a LiveBlogPosting in microdata."""
    if not path("boolean(/descendant::*[@itemtype][contains(@itemtype, 'LiveBlogPosting')])")(tree):
        return []
    return [_entry(block) for block in path(f"//*[{UPDATE}][not(ancestor::*[{UPDATE}])]")(tree)[:TIMES]]


def _entry(block: HtmlElement, date: str = "") -> Entry:
    """A block as an entry: its heading, its time, and the rest of its text."""
    heading = next(iter(path(".//*[@itemprop='headline'] | .//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6")(block)), None)
    title = " ".join("".join(heading.itertext()).split()) if heading is not None else ""
    times = path(".//*[@itemprop='datePublished']")(block) or path(".//time[@datetime]")(block)
    if not date and times:
        date = times[0].get("datetime") or times[0].get("content") or ""
    shown = {title, *(" ".join("".join(time.itertext()).split()) for time in times)}
    lines = flatten(block).split("\n")
    while lines and (lines[0] in shown or CLOCK.fullmatch(lines[0])):
        lines.pop(0)
    return Entry(title, date, "\n".join(lines))


def _side_by_side(tree: HtmlElement, runs: Sequence[Run], published: str, said: Statements) -> list[Entry]:
    """Blocks that each bear a time of their own, and hold most of the running text."""
    times = ((time, time.get("datetime", "").strip()) for time in islice(tree.iter("time"), TIMES))
    dated = [(time, date) for time, date in times if TO_THE_MINUTE.match(date)]
    blocks = _blocks(dated, runs) or _blocks(_clocks(tree, runs, published, said), runs)
    if len({date for _, date in blocks}) < 0.75 * len(blocks) or sum(_is_entry(block) for block, _ in blocks) < 0.75 * len(blocks):
        return []
    return [_entry(block, date) for block, date in blocks]


def _clocks(tree: HtmlElement, runs: Sequence[Run], published: str, said: Statements) -> list[tuple[HtmlElement, str]]:
    """Elements that hold a time of day and nothing else, dated to the day of the page where that is the only day it can be."""
    day, _, rest = published.replace(" ", "T").partition("T")
    changed = as_text(said.of_article("dateModified")) or said.first(("article:modified_time",))
    if len(runs) < BLOCKS or not TO_THE_MINUTE.match(published) or (changed and not changed.startswith(day)):
        return []
    zone = re.search(r"(?:Z|[+-]\d{2}:?\d{2})$", rest)
    found: list[tuple[HtmlElement, str]] = []
    for element in tree.iter("span", "div", "time", "p", "b", "strong", "td", "dt", "h2", "h3", "h4"):
        text = element.text or ""
        clock = CLOCK.fullmatch(text.strip()) if 4 <= len(text) < 60 and not len(element) else None
        if clock and int(clock[1]) < 24 and int(clock[2]) < 60 and len(found) < TIMES:
            found.append((element, f"{day}T{int(clock[1]):02}:{clock[2]}{zone[0] if zone else ''}"))
    dates = [date for _, date in found]
    return found if dates == sorted(dates) or dates == sorted(dates, reverse=True) else []  # else midnight lies among them


def _blocks(dated: list[tuple[HtmlElement, str]], runs: Sequence[Run]) -> list[tuple[HtmlElement, str]]:
    """The blocks side by side of one make that each hold such a time, and together most of the running text; the smallest such blocks."""
    if len(dated) < BLOCKS:
        return []
    rows: dict[tuple[object, ...], dict[HtmlElement, str]] = {}
    row_of: dict[HtmlElement, tuple[object, ...]] = {}
    for time, date in dated:
        for block in _upwards(time):
            row = row_of.setdefault(block, (block.getparent(), block.tag, block.get("class", "").partition(" ")[0]))
            rows.setdefault(row, {}).setdefault(block, date)
    held = dict.fromkeys(rows, 0)
    for run in runs:
        for block in (run.block, *run.block.iterancestors()):
            if block in row_of:
                held[row_of[block]] += len(run.text)
    least = max(1, SHARE * sum(len(run.text) for run in runs))
    found = [row for row, blocks in rows.items() if len(blocks) >= BLOCKS and held[row] >= least]
    return list(rows[max(found, key=lambda row: held[row])].items()) if found else []


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    for _ in range(LEVELS):
        if element is None or element.tag in ("body", "html"):
            return
        yield element
        element = element.getparent()


def _is_entry(block: HtmlElement) -> bool:
    """Whether a block tells something itself: no teaser of another page, and nobody's comment."""
    if any(FURNITURE.search(marks(one)) for one in _upwards(block)) or block.get("itemtype", "").endswith("Comment"):
        return False
    linked = sum(len(text.strip()) for text in path(".//a//text()")(block))
    told = sum(len(text.strip()) for text in path(".//text()")(block))
    leads_away = path("boolean(.//*[self::h1 or self::h2 or self::h3 or self::h4][.//a[@href][not(starts-with(@href, '#'))]])")(block)
    return told - linked >= max(WORDS, told / 2) and not leads_away
