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
from itertools import islice

from ..text.dates import parse_when
from ._fields import as_text
from ._page_loss import FURNITURE, Run, marks
from ._page_said import Statements
from ._page_tree import HtmlElement, flatten, parse_page, path

MARKUP = re.compile(r"<(?:p|br|div|a|strong|b|em|span|ul)\b", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?: ?(?:uhr|h|hrs|cet|cest|gmt|bst))?\.?", re.IGNORECASE)
TO_THE_MINUTE = re.compile(r"\s*\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}")
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
    """The entries of a live ticker, oldest first; [] where the page is none."""
    entries = _linked(tree, said)
    if len(entries) < 2 and len(runs) >= BLOCKS:
        entries = _microdata(tree) or _side_by_side(tree, runs, published, said)
    if len(entries) < 2:
        return []
    when = [parse_when(entry.date) for entry in entries]
    known = [one.low for one in when if one is not None]
    if len(known) == len(entries):
        newest_first = known[0] > known[-1]
        order = sorted(range(len(entries)), key=lambda n: (known[n], -n if newest_first else n))
        return [entries[n] for n in order]
    return entries


def _declared(said: Statements) -> list[dict[str, object]]:
    return [value for value in said.linked if "LiveBlogPosting" in str(value.get("@type", ""))]


def _linked(tree: HtmlElement, said: Statements) -> list[Entry]:
    """The updates of a LiveBlogPosting; the text of one that gives none is looked up on the page by its address."""
    found: list[Entry] = []
    for blog in _declared(said):
        updates = blog.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            if not isinstance(update, dict):
                continue
            url = as_text(update.get("url") or update.get("@id"))
            text = update.get("articleBody") or update.get("text") or _at(tree, url.rpartition("#")[2] if "#" in url else "")
            if isinstance(text, str) and text.strip():
                title = as_text(update.get("headline") or update.get("name"))
                date = as_text(update.get("datePublished") or update.get("dateCreated"))
                found.append(Entry(title, date, _plain(text), url if "://" in url else "", as_text(update.get("author"))))
    return found


def _plain(text: str) -> str:
    if not MARKUP.search(text):
        return text.strip()
    tree = parse_page(f"<div>{text}</div>")
    return flatten(tree) if tree is not None else ""


def _at(tree: HtmlElement, id: str) -> str:
    found = tree.xpath("//*[@id=$id]", id=id) if id else []
    return flatten(found[0]) if found else ""


def _microdata(tree: HtmlElement) -> list[Entry]:
    """The updates of a LiveBlogPosting in microdata."""
    if not path("boolean(/descendant::*[@itemtype][contains(@itemtype, 'LiveBlogPosting')])")(tree):
        return []
    return [_entry(block) for block in path("/descendant::*[@itemprop][contains(@itemprop, 'liveBlogUpdate')]")(tree)[:TIMES]]


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
    dated = [(time, date) for time in islice(tree.iter("time"), TIMES) if TO_THE_MINUTE.match(date := time.get("datetime", ""))]
    blocks = _blocks(dated) or _blocks(_clocks(tree, published, said))
    if len(blocks) < BLOCKS or len({date for _, date in blocks}) < 0.75 * len(blocks):
        return []
    told = sum(len(run.text) for run in runs)
    within = {id(block) for block, _ in blocks}
    held = sum(len(run.text) for run in runs if any(id(above) in within for above in run.block.iterancestors()) or id(run.block) in within)
    if held < SHARE * told or sum(map(_is_entry, (block for block, _ in blocks))) < 0.75 * len(blocks):
        return []
    return [_entry(block, date) for block, date in blocks]


def _clocks(tree: HtmlElement, published: str, said: Statements) -> list[tuple[HtmlElement, str]]:
    """Elements that hold a time of day and nothing else, dated to the day of the page where that is the only day it can be."""
    day, mark, rest = published.replace(" ", "T").partition("T")
    changed = as_text(said.of_article("dateModified")) or said.first(("article:modified_time",))
    if not mark or (changed and not changed.startswith(day)):
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


def _blocks(dated: list[tuple[HtmlElement, str]]) -> list[tuple[HtmlElement, str]]:
    """The most numerous blocks side by side of one make that each hold such a time; the smallest such blocks."""
    rows: dict[tuple[object, ...], dict[HtmlElement, str]] = {}
    for time, date in dated:
        for block in _upwards(time):
            above = block.getparent()
            if above is not None:
                key = (above, block.tag, block.get("class", "").split(" ")[0])
                rows.setdefault(key, {}).setdefault(block, date)
    best = max(rows.values(), key=len, default={})
    return list(best.items())


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
