"""What a page states of itself: its meta elements, its JSON-LD, its links; and which of it are fields, which evidence.

A statement made for machines goes before what stands on the page: og:title before the heading, JSON-LD
before a byline. Dates come from statements only, never from running text: a wrong publication date
resolves every "Tuesday" of a report wrongly. htmldate is asked where the page states none, because it
takes four times as long as all the rest of a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from .. import press
from ..text.addresses import host
from ..text.dates import parse_when
from ._fields import as_text, stated
from ._page_tree import HtmlElement, path

Linked = dict[str, object]
TO_DAY: dict[str, Any] = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2099-12-31"}
TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title", "title")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "dcterms.creator", "creator")
OUTLETS = ("og:site_name", "dc.publisher", "publisher", "dcterms.publisher", "application-name")
PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished")
DATED = (  # asked behind the JSON-LD: some pages write the day into them on which they were asked for
    "date", "pubdate", "publish-date", "publishdate", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date", "parsely-pub-date",
    "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "article_date_original", "date.issued",
)  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "article.updated")
BASED = ("isBasedOn", "isBasedOnUrl")  # the second is the older name
LINKED_BLOCKS = 200  # of a page
LINKED_OBJECTS = 20_000  # of a page
IN_ADDRESS = re.compile(r"/((?:19[9]|20\d)\d)[/-](\d{2})[/-](\d{2})(?=[/-])")
FIRST_YEAR, LAST_YEAR = 1990, 2099


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one page, as they stand."""

    metas: Mapping[str, list[str]]  # by lower-case name, property or itemprop; of links too
    linked: list[Linked]  # objects of JSON-LD that are articles, outermost first
    canonical: str

    def first(self, names: tuple[str, ...]) -> str:
        """What the first of these meta elements says that says anything but an address."""
        return next((value for name in names for value in self.metas.get(name, ()) if value and "://" not in value), "")

    @property
    def own_address(self) -> str:
        """The address the page gives for itself, which may not be that of its text."""
        return next((value for value in self.metas.get("og:url", ()) if value), "")

    def of_article(self, name: str) -> object:
        """What the first article of the JSON-LD has under a name."""
        return next((article[name] for article in self.linked if article.get(name)), None)


def statements(tree: HtmlElement) -> Statements:
    """Everything the page states; to be asked before the scripts are taken out."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        metas.setdefault(name.strip().lower(), []).append(" ".join(meta.get("content", "").split()))
    for link in tree.iter("link"):
        if link.get("itemprop"):
            metas.setdefault(link.get("itemprop").lower(), []).append(link.get("href", "").strip())
    canonical = next((link.get("href", "").strip() for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"), "")
    return Statements(metas, _linked(tree), canonical)


def _linked(tree: HtmlElement) -> list[Linked]:
    """The articles of the page's JSON-LD; broken blocks say nothing."""
    objects: list[Linked] = []
    blocks = (script.text or "" for script in tree.iter("script") if "ld+json" in script.get("type", "").lower())
    for block in islice(blocks, LINKED_BLOCKS):
        try:
            waiting = [json.loads(block.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
        except (ValueError, RecursionError):
            continue
        for value in waiting:  # grows while it is read
            if len(waiting) > LINKED_OBJECTS:
                break
            if isinstance(value, dict):
                objects.append(value)
                waiting += [value[key] for key in ("@graph", "mainEntity") if key in value]
            elif isinstance(value, list):
                waiting += value
    return [value for value in objects if is_article(value)]


def is_article(value: Mapping[str, object]) -> bool:
    """Whether an object of JSON-LD stands for a text."""
    kind = str(value.get("@type", ""))
    return "Article" in kind or "BlogPosting" in kind or "Report" in kind


def fields_of(said: Statements, tree: HtmlElement, address: str) -> dict[str, str]:
    """Our fields, as far as the page states them; the date apart."""
    url = next((one for one in (said.canonical, said.own_address, address) if "://" in one), "")
    named = as_text(said.of_article("author"))
    author = said.first(AUTHORS)
    outlet = said.first(OUTLETS) or as_text(said.of_article("publisher"))
    fields = {
        "title": _title(said, tree, outlet),
        "byline": author if " " in author or not named else named,  # one word may be an account's
        "outlet": (outlet or host(url)).lstrip("@"),
        "url": url,
    }
    fields["credit"] = _credit(said, fields["outlet"], address)
    return fields


def _title(said: Statements, tree: HtmlElement, outlet: str) -> str:
    """The headline, without the outlet's name that many pages append for the window's title."""
    title = said.first(TITLES) or as_text(said.of_article("headline"))
    headings = path("//h1")(tree) if not title else []
    if len(headings) == 1:
        title = " ".join("".join(headings[0].itertext()).split())
    if not title:
        title = next((" ".join(text.split()) for text in path("//title/text()")(tree)), "")
        title = max(re.split(r" [|·»–—-] ", title), key=len) if title else ""
    for mark in "|-–—·»":
        head, found, tail = title.rpartition(f" {mark} ")
        if found and outlet and tail.strip().casefold() == outlet.casefold():
            return head.strip()
    return title


def _credit(said: Statements, outlet: str, address: str) -> str:
    """Whom the page itself credits with the text, where that is not the outlet; a line each."""
    credits = [as_text(article.get(key)) for article in said.linked for key in ("creditText", "sourceOrganization")]
    named = next((credit for credit in credits if credit and credit != outlet), "")
    whose: dict[str, object] = {name: said.metas.get(name) for name in press.TEXT_FIELDS}
    based = [article.get(key) for article in said.linked for key in BASED] + [said.metas.get(key.lower()) for key in BASED]
    whose["isBasedOn"] = [one for value in based if value for one in (value if isinstance(value, list) else [value])]
    own = said.own_address or address
    if host(own) and host(said.canonical) not in ("", host(own)):
        whose[press.CANONICAL] = said.canonical
    return "\n".join(line for line in (named, stated(whose)) if line)


def published(said: Statements, tree: HtmlElement, url: str, *, search: bool) -> str:
    """When the page says it was published, "" where it does not; `search`: ask htmldate before giving up."""
    claims = [value for name in PUBLISHED for value in said.metas.get(name, ())]
    claims += [as_text(article.get("datePublished") or article.get("dateCreated")) for article in said.linked]
    claims += [value for name in DATED for value in said.metas.get(name, ())]
    for claim in chain(claims, _marked(tree)):
        when = parse_when(claim)
        if when is not None and when.precision not in ("year", "month") and FIRST_YEAR <= when.low.year <= LAST_YEAR:
            return claim
    if search:
        return _searched(tree, url)
    found = IN_ADDRESS.search(url)
    return "-".join(found.groups()) if found and parse_when("-".join(found.groups())) else ""


def _marked(tree: HtmlElement) -> Iterator[str]:
    for time in path("//*[@itemprop='datePublished']")(tree):
        yield time.get("datetime") or time.get("content") or ""


def _searched(tree: HtmlElement, url: str) -> str:
    from htmldate import find_date

    return str(find_date(tree, url=url or None, **TO_DAY) or "")  # without a last day it would ask the clock


def evidence(said: Statements) -> dict[str, object]:
    """What is kept beside the fields, where the page says it."""
    changed = as_text(said.of_article("dateModified")) or said.first(MODIFIED)
    return {"modified": changed} if changed and parse_when(changed) else {}
