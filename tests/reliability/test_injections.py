"""Nothing that a report brings or a person types acts in an output: not on a screen, not in a table, a page, a document or a folder.

Every file is read again by somebody else's parser, and what comes out is what went in, as `visible` shows it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from handmade import hostile_analysis, made_analysis
from rashomon.export import Format, exporters
from rashomon.export._names import web, whole
from rashomon.export._shape import analysis_object
from rashomon.export.csv import COLUMNS
from rashomon.text.visible import squeeze, visible
from rashomon.types import Analysis
from reliability.injections import CORPORA, FORMULAS, MARKDOWN, TERMINAL, acting, vectors
from vectors import vectors as page_vectors

TEXTS = tuple(name for name, form in exporters.items() if not isinstance(form(made_analysis()), bytes))
JSONS = ("annotations", "json", "ninjs", "prov", "stix")
SOME = tuple(dict.fromkeys(words for corpus in CORPORA.values() for words in (*corpus[:: max(1, len(corpus) // 3)], corpus[-1])))
EVERYWHERE = tuple(words for words in vectors() if words not in FORMULAS[::2] and words not in FORMULAS[1::4])
AIMED = {"csv": FORMULAS, "html": tuple(page_vectors()[::10]), "note": tuple(page_vectors()[::10])}  # beside those
FORMULA = re.compile(r"""(?:^|;)[\s"']*[=+\-@＝＋－＠﹢﹣﹦﹫]""")
ANSI = re.compile(
    r"\x1b\[(?:[\d;]*m|\d*[AK]|\?25[lh])|\r(?=\x1b|$|\n)"
)  # what our own console writes: colours, and where a bar is drawn anew
PLAIN = "harmless words"


@pytest.fixture(scope="module")
def hostile() -> dict[str, Analysis]:
    """The handmade analysis by the words that stand in all its fields."""
    return {words: hostile_analysis(words) for words in (*EVERYWHERE, *chain.from_iterable(AIMED.values()))}


def written(form: Format, analysis: Analysis) -> str:
    made = form(analysis)
    assert isinstance(made, str)
    made.encode()
    return made


# Each checker gives what is wrong with what was written about some words.


def checks_screen(made: str, _: str) -> list[str]:
    return acting(made, "\n\r" if made.startswith(COLUMNS[0]) else "\n")


def checks_csv(made: str, words: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(made, newline=""), strict=True))
    cells = {cell for row in rows for cell in row}
    bad = [f"formula {cell!r}" for cell in cells if FORMULA.search(cell) and not FORMULA.sub("", cell).startswith("'") and _computed(cell)]
    told = {cell.replace("'", "") for cell in cells}
    return bad + ["torn"] * any(len(row) != len(COLUMNS) for row in rows) + ["lost"] * (visible(words).replace("'", "") not in told)


def _computed(cell: str) -> bool:
    """Whether a spreadsheet computes a piece of this cell: as a whole, or split at semicolons."""
    return any(re.match(r"[\s\"']*[=+\-@＝＋－＠﹢﹣﹦﹫]", part) and "'" not in part[: _first(part)] for part in cell.split(";"))


def _first(part: str) -> int:
    return next(n for n, letter in enumerate(part) if letter in "=+-@＝＋－＠﹢﹣﹦﹫")


def checks_markdown(made: str, words: str) -> list[str]:
    body = re.sub(r"\[\^\d+\](?=\[\^|\s|:|$)", "", made)  # our own footnotes; this parser knows none
    env: dict[str, Any] = {}
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body, env)
    flat = [token for block in tokens for token in (block, *(block.children or ()))]
    own = {
        "heading_open",
        "heading_close",
        "paragraph_open",
        "paragraph_close",
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
        "inline",
        "text",
        "text_special",
        "softbreak",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
    }
    bad = [f"{token.type} {token.content!r}" for token in flat if token.type not in own]
    shape = [token.type for token in tokens]
    text = "\n".join("".join(child.content for child in token.children or ()) for token in tokens if token.type == "inline")
    return (
        bad
        + ["other shape"] * (bool(squeeze(words)) and shape != _shape_of_markdown())
        + ["lost"] * (squeeze(words) not in text)
        + ["reference"] * bool(env)
    )


@cache
def _shape_of_markdown() -> list[str]:
    made = re.sub(r"\[\^\d+\](?=\[\^|\s|:|$)", "", written(exporters["markdown"], hostile_analysis(PLAIN)))
    return [token.type for token in MarkdownIt("commonmark").parse(made)]


def checks_links(made: str, _: str) -> list[str]:
    """Addresses that GitHub or others would link though nobody marked them as links."""
    bare = re.sub(r"\\[^\w\s]", "", made)  # what is escaped cannot be part of one
    return re.findall(r"(?i)\b(?:https?|ftp)://\S+|\bwww\.\S+|\b(?:mailto|xmpp):\S+|\S@\S+\.\w+|\bevil\.example", bare)


def checks_graphml(made: str, words: str) -> list[str]:
    return (
        _xml(made)
        + ["other shape"] * (_shape(made) != _shape(_plain("graphml")))
        + _kept(words, [*ET.fromstring(made.encode()).itertext()])  # noqa: S314  we wrote it ourselves
    )


def checks_page(name: str, made: str, words: str) -> list[str]:
    """Against the same page with harmless words: no new element, attribute or address; and the words are there as text."""
    from lxml import html

    ours, theirs = (html.document_fromstring(page.encode()) for page in (_plain(name), made))
    new = _pieces(theirs) - _pieces(ours)
    told = " ".join([*theirs.itertext(), *(value for one in theirs.iter() for value in one.attrib.values())])
    own = {
        address for url in (words, f"https://{words}") for address in (web(url), squeeze(url)) if web(url)
    }  # of a report: to be clicked on
    allowed = {
        ("a", "rel"),
        ("a", "href", "https://"),
        *((str(one.tag), "lang") for one in theirs.iter()),
        *(("a", "href", address) for address in own),
    }
    return [str(piece) for piece in new - allowed] + _kept(words, [told])


def _pieces(page: Any) -> set[tuple[str, ...]]:
    """What elements with which attributes a page has; of addresses also where they lead."""
    found: set[tuple[str, ...]] = set()
    for one in page.iter():
        found.add((str(one.tag),))
        for key, value in one.attrib.items():
            inside = key in {"href", "src"} and not value.startswith("#")
            found.add((str(one.tag), key, value) if inside or key.startswith("on") or key == "style" else (str(one.tag), key))
    return found


def checks_dot(made: str, words: str) -> list[str]:
    strings = re.findall(r'"((?:[^"\\]|\\.)*)"', made)
    labels = [re.sub(r"\\(.)", r"\1", label) for label in strings]
    outside, plain = (re.sub(r'"(?:[^"\\]|\\.)*"', "", text) for text in (made, _plain("dot")))
    return ["other shape"] * (outside != plain) + ["lost"] * (not any(squeeze(words) in label for label in labels))


def checks_json(name: str, made: str, words: str) -> list[str]:
    """Read by Python's own parser, which takes no half characters for granted: the values are those of the words."""
    values = [*_strings([json.loads(line) for line in made.splitlines()] if name == "jsonl" else json.loads(made))]
    raw = name in ("json", "jsonl")
    addresses = [
        value for key, value in values if key in {"url", "href", "id", "uri", "source", "@id"} and re.match(r"[\s\x00-\x1f]*\w+:", value)
    ]
    active = [address for address in addresses if not raw and not re.match(r"(?i)(urn:uuid:|https?://|[a-z]+:[a-z]+$)", address)]
    told = [value for _, value in values]
    kept = any((whole(words) if raw else squeeze(words)) in value for value in told)
    return [f"address {one!r}" for one in active] + ["lost"] * (not kept)


def _strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one, key)


def checks_parquet(made: bytes, words: str) -> list[str]:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(made)).to_pylist()
    return ["lost"] * (not any(row["outlet"] == whole(words) for row in rows if row["table"] == "report"))


def checks_docx(made: bytes, words: str) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(made)) as file, zipfile.ZipFile(io.BytesIO(_plain_docx())) as plain:
        bad = ["other parts"] * (file.namelist() != plain.namelist())
        for name in file.namelist():
            text = file.read(name).decode()
            bad += _xml(text) + [f"other shape of {name}"] * (bool(squeeze(words)) and _shape(text) != _shape(plain.read(name).decode()))
            bad += re.findall(r"<w:(?:hyperlink|instrText|fldSimple|object|altChunk)\b|TargetMode=\"External\"|<o:|<v:", text)
        told = [" ".join(ET.fromstring(file.read(f"word/{part}.xml")).itertext()) for part in ("document", "footnotes")]  # noqa: S314
    return bad + _kept(words, told)


def _xml(made: str) -> list[str]:
    """Things that no document of ours has."""
    return re.findall(r"<!\w+|<!--|<!\[CDATA\[|<\?(?!xml version)\S+", made) + acting(made)


def _shape(made: str) -> set[tuple[str, ...]]:
    """Which elements there are, with which attributes."""
    return {(one.tag, *sorted(one.attrib)) for one in ET.fromstring(made.encode()).iter()}  # noqa: S314  we wrote it ourselves


def _kept(words: str, texts: Sequence[str]) -> list[str]:
    return ["lost"] * (not any(squeeze(words) in " ".join(text.split()) for text in texts))


@cache
def _plain(name: str) -> str:
    return written(exporters[name], hostile_analysis(PLAIN))


@cache
def _plain_docx() -> bytes:
    made = exporters["docx"](hostile_analysis(PLAIN))
    assert isinstance(made, bytes)
    return made


CHECKS: dict[str, tuple[Callable[[Any, str], list[str]], ...]] = {
    **{name: (checks_screen, partial(checks_json, name)) for name in (*JSONS, "jsonl")},
    "csv": (checks_screen, checks_csv),
    "docx": (checks_docx,),
    "dot": (checks_screen, checks_dot),
    "graphml": (checks_screen, checks_graphml),
    "html": (checks_screen, partial(checks_page, "html")),
    "markdown": (checks_screen, checks_markdown, checks_links),
    "note": (checks_screen, partial(checks_page, "note")),
    "parquet": (checks_parquet,),
}


def wrong(name: str, write: Callable[[Analysis], object], analyses: dict[str, Analysis]) -> list[str]:
    """What a format gets wrong, with the words it does so on."""
    return [
        f"{words!r}: {bad}"
        for words, one in analyses.items()
        for made in [write(one)]
        for check in CHECKS[name]
        for bad in check(made, words)
    ]


def test_every_format_is_checked() -> None:
    assert sorted(CHECKS) == sorted(exporters)


@pytest.mark.parametrize("name", sorted(exporters))
def test_nothing_acts_in_a_format(name: str, hostile: dict[str, Analysis]) -> None:
    some = {words: hostile[words] for words in (*EVERYWHERE, *AIMED.get(name, ()))}
    assert wrong(name, exporters[name], some) == []


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("csv", lambda made: exporters["csv"](made).replace("'", "")),
        ("dot", lambda made: exporters["dot"](made).replace("\\", "")),
        ("graphml", lambda made: exporters["graphml"](made).replace("&lt;", "<").replace("&amp;", "&")),
        ("html", lambda made: exporters["html"](made).replace("&lt;", "<")),
        ("json", lambda made: json.dumps(analysis_object(made), ensure_ascii=False)),
        ("markdown", lambda made: exporters["markdown"](made).replace("\\", "")),
        ("note", lambda made: exporters["note"](made).replace("&lt;", "<").replace("&#34;", '"').replace("&quot;", '"')),
    ],
)
def test_a_planted_exporter_that_does_not_escape_is_found(name: str, write: Callable[[Analysis], object]) -> None:
    for words in (TERMINAL[0] if name == "json" else "<b onload=x>", "=1+1", MARKDOWN[0], '"; evil'):
        try:
            found = wrong(name, write, {words: hostile_analysis(words)})
        except (ET.ParseError, UnicodeError, ValueError) as broken:
            found = [str(broken)]
        if found:
            return
    pytest.fail("the planted fault was not found")
