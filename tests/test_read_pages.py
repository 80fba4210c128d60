"""Web pages: what no reader saw, what an extractor lost, what a page states of itself, tickers, hostile pages."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from bench.pages import CHATTER, HIDDEN, SITES, Page, pages
from rashomon.cli.intake import Intake
from rashomon.config import ReadConfig
from rashomon.errors import InputError
from rashomon.read import Piece, documents
from rashomon.read._article import fragment_text, page_document
from rashomon.read._page_hidden import declarations, hides, sheet_rules
from rashomon.read._served import charset_of, recoded
from rashomon.types import Extraction, Raw, Report, Skipped

MODES: tuple[Extraction, ...] = ("precise", "bulk")
both = pytest.mark.parametrize("mode", MODES)
SAID = "The harbour office said on Tuesday that the ferry number {} would not leave before the storm had passed the bay."
STORY = "".join(f"<p>{SAID.format(n)}</p>" for n in range(6))
UNSEEN = "The bridge was sold in secret to a company abroad, which nobody who reads this page can see."
MENU = "<nav>" + "".join(f"<a href='/{n}'>Section {n}</a> " for n in range(40)) + "</nav>"


def items(body: str, head: str = "", mode: Extraction = "precise", **fields: object) -> list[Raw | Skipped]:
    page = f"<!DOCTYPE html><html lang='en'><head><title>Ferry waits</title>{head}</head><body>{MENU}{body}</body></html>"
    return list(documents(Piece("html", "page.html", "page.html", page.encode(), fields=fields), ReadConfig(extraction=mode)))


def one(body: str, head: str = "", mode: Extraction = "precise", **fields: object) -> Raw:
    [item] = items(body, head, mode, **fields)
    assert isinstance(item, Raw), item
    return item


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


# --- what no reader saw --------------------------------------------------------------------

STYLES = [
    "display:none", "DISPLAY : NONE !important", "visibility:hidden", "visibility:collapse", "opacity:0", "opacity: 0.0", "font-size:0px",
    "position:absolute;left:-9999px", "position:fixed; top:-2000px", "text-indent:-9999px", "width:0;overflow:hidden",
    "height:1px;width:1px;overflow:hidden;position:absolute", "max-height:0;overflow:hidden", "position:absolute;clip:rect(0 0 0 0)",
    "position:absolute;clip:rect(1px,1px,1px,1px)", "clip-path:inset(50%)", "transform:scale(0)", "color:#fff;background:#FFFFFF",
    "color:white;background-color:rgb(255, 255, 255)", "color:transparent", "content-visibility:hidden",
]  # fmt: skip
SEEN = [
    "display:block", "opacity:0.5", "font-size:0.9em", "left:-9999px", "width:100%;overflow:hidden", "height:0", "text-indent:-20px",
    "color:#fff;background:#000", "color:#ffffff", "clip:rect(0 0 0 0)", "max-height:300px;overflow:hidden", "font-size:0.5rem",
    "color:transparent;background-clip:text", "transform:scale(0.9)", "nonsense", "color:;background:",
]  # fmt: skip
ELEMENTS = [
    "<template>{}</template>", "<noscript>{}</noscript>", "<script>{}</script>", "<!-- {} -->", "<div hidden>{}</div>",
    "<iframe>{}</iframe>",
    "<div hidden=until-found>{}</div>", "<dialog>{}</dialog>", "<object>{}</object>", "<video>{}</video>", "<textarea>{}</textarea>",
]  # fmt: skip
SHEETS = [
    (".x{display:none}", "<div class='y x'>{}</div>"),
    ("#x { visibility : hidden }", "<div id='x'>{}</div>"),
    (".a, div.x , .b{opacity:0}", "<div class='x'>{}</div>"),
    ("/* } */ .x{display:none}", "<div class='x'>{}</div>"),
    (".x{display:block} .x{display:none}", "<div class='x'>{}</div>"),
    ("#x{display:none} .x{display:block}", "<div class='x' id='x'>{}</div>"),
    ("s{display:none}", "<s>{}</s>"),
]
SHOWN_BY_SHEETS = [
    ("@media print{.x{display:none}}", "<div class='x'>{}</div>"),
    (".x{display:none} .x{display:block}", "<div class='x'>{}</div>"),
    (".x{display:none} #x{display:block}", "<div class='x' id='x'>{}</div>"),
    (".x{display:none}", "<div class='x' style='display:block'>{}</div>"),
    (".closed .x{display:none}", "<div class='x'>{}</div>"),
    (".x:hover{display:none}", "<div class='x'>{}</div>"),
    ("@keyframes k{from{opacity:0}}", "<div class='from'>{}</div>"),
    ("article{display:none}", "<div>{}</div>"),
]


@both
@pytest.mark.parametrize("style", STYLES)
def test_an_inline_style_that_hides_keeps_its_text_out(style: str, mode: Extraction) -> None:
    assert hides(declarations(style))
    raw = one(f'<article>{STORY}<div style="{style}"><p>{UNSEEN}</p></div>{STORY}</article>', mode=mode)
    assert UNSEEN not in raw.text
    assert SAID.format(5) in raw.text


@pytest.mark.parametrize("style", SEEN)
def test_a_style_that_leaves_a_text_to_be_seen_hides_nothing(style: str) -> None:
    assert not hides(declarations(style))


@both
@pytest.mark.parametrize("element", ELEMENTS)
def test_elements_that_browsers_do_not_show_keep_their_text_out(element: str, mode: Extraction) -> None:
    assert UNSEEN not in one(f"<article>{STORY}{element.format(f'<p>{UNSEEN}</p>')}</article>", mode=mode).text


@both
@pytest.mark.parametrize(("sheet", "element"), SHEETS)
def test_the_pages_own_sheet_hides(sheet: str, element: str, mode: Extraction) -> None:
    raw = one(f"<article>{STORY}{element.format(f'<p>{UNSEEN}</p>')}</article>", f"<style>{sheet}</style>", mode)
    assert UNSEEN not in raw.text
    assert SAID.format(5) in raw.text


@both
@pytest.mark.parametrize(("sheet", "element"), SHOWN_BY_SHEETS)
def test_a_rule_that_does_not_apply_hides_nothing(sheet: str, element: str, mode: Extraction) -> None:
    assert UNSEEN in one(f"<article>{STORY}{element.format(f'<p>{UNSEEN}</p>')}</article>", f"<style>{sheet}</style>", mode).text


@both
@pytest.mark.parametrize("element", ["<details><summary>More</summary>{}</details>"])
def test_what_a_reader_can_see_is_not_hidden(element: str, mode: Extraction) -> None:
    assert UNSEEN in one(f"<article>{STORY}{element.format(f'<p>{UNSEEN}</p>')}</article>", mode=mode).text


def test_a_sheet_that_only_shows_has_no_rules() -> None:
    assert sheet_rules([".a{color:red;display:flex}", "b{font-weight:bold}"]) == {}


@both
@pytest.mark.parametrize("tag", ["b", "i", "u", "small", "h3", "font", "pre"])
@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "class='x'"])
def test_text_in_an_element_that_the_parser_closes_early_is_hidden_all_the_same(tag: str, how: str, mode: Extraction) -> None:
    body = f"<article>{STORY}<{tag} {how}><p>{UNSEEN}</p><center><p>{UNSEEN}</p></center></{tag}>{STORY}</article>"
    raw = one(body, "<style>.x{display:none}</style>", mode)
    assert UNSEEN not in raw.text
    assert SAID.format(5) in raw.text
    assert UNSEEN not in fragment_text(f"<p>One.</p><{tag} hidden><p>{UNSEEN}</p></{tag}>")


@both
def test_a_hidden_article_is_read_only_where_it_is_all_there_is(mode: Extraction) -> None:
    assert SAID.format(5) in one(f"<article style='opacity:0'>{STORY}</article>", mode=mode).text
    assert UNSEEN not in one(f"<article>{STORY}</article><article hidden><p>{UNSEEN}</p></article>", mode=mode).text


@both
def test_an_article_behind_an_open_dialogue_is_read(mode: Extraction) -> None:
    raw = one(f"<div role='dialog'><p>We store cookies.</p></div><div aria-hidden='true'><div>{STORY}</div></div>", mode=mode)
    assert SAID.format(5) in raw.text
    assert {"fallback", "flattened"}.isdisjoint(raw.extra)


# --- what an extractor lost ----------------------------------------------------------------


@both
def test_a_sound_page_bears_no_flag(mode: Extraction) -> None:
    raw = one(f"<article><h1>Ferry waits</h1>{STORY}</article>", mode=mode)
    assert {"fallback", "flattened"}.isdisjoint(raw.extra)


@both
def test_an_article_that_is_named_like_furniture_is_read_and_flagged(mode: Extraction) -> None:
    raw = one(f"<div class='comment-list' id='comments'><div class='comments'>{STORY}</div></div>", mode=mode)
    assert SAID.format(5) in raw.text
    assert {"fallback", "flattened"} & raw.extra.keys()
    assert str(raw.extra.get("fallback") or raw.extra.get("flattened")).startswith("E-LAYOUT: ")


@both
def test_a_page_that_states_its_text_for_machines_alone_is_read_and_flagged(mode: Extraction) -> None:
    text = "\n\n".join(SAID.format(n) for n in range(4))
    raw = one("<div id='app'></div>", linked(headline="Ferry waits", articleBody=text), mode)
    assert [line for line in raw.text.split("\n") if line] == [SAID.format(n) for n in range(4)]
    assert "fallback" in raw.extra


@both
def test_a_page_without_any_text_is_no_report(mode: Extraction) -> None:
    [line] = items("", mode=mode)
    assert isinstance(line, Skipped)
    assert line.code == "E-NO-ARTICLE"


def test_an_extractor_that_loses_the_article_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.read._page_article._precise", lambda _: "Subscribe to our newsletter.")
    raw = one(f"<article>{STORY}</article>")
    assert SAID.format(5) in raw.text
    assert raw.extra["fallback"] == "E-LAYOUT: precise extraction kept 0% of the main text; read by the other extractor"


def test_where_both_extractors_lose_it_the_text_is_taken_without_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_precise", "_bulk"):
        monkeypatch.setattr(f"rashomon.read._page_article.{name}", lambda _: "")
    raw = one(f"<div class='c'>{STORY}</div><div class='d'><p>Something else.</p></div>")
    assert raw.text.split("\n") == [SAID.format(n) for n in range(6)]
    assert raw.extra["flattened"] == "E-LAYOUT: precise extraction found nothing; the text is taken without layout"


def test_the_ledger_tells_how_a_page_was_read_when_not_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    for note, code in (("fallback", "E-LAYOUT"), ("flattened", "E-NESTING")):
        with Intake(None) as intake:
            intake.note(Report("n1", "page.html", "Text.", extra={note: f"{code}: the reason"}))
        assert f"error[{code}] page.html: the reason" in capsys.readouterr().err
        assert (intake.counts.stored, intake.exit_code) == (1, 0)


@both
def test_comments_longer_than_the_article_are_not_missed(mode: Extraction) -> None:
    comments = "".join(f"<li class='comment'><p>I was there, says reader {n}. {SAID.format(n + 50)}</p></li>" for n in range(40))
    raw = one(f"<div class='story'>{STORY}</div><section class='comments'><ol>{comments}</ol></section>", mode=mode)
    assert "I was there" not in raw.text
    assert {"fallback", "flattened"}.isdisjoint(raw.extra)


@both
def test_the_article_of_a_page_laid_out_by_tables_is_read(mode: Extraction) -> None:
    cells = "<br><br>".join(SAID.format(n) for n in range(6))
    raw = one(f"<table><tr><td>Home<br>Sport</td><td>{cells}</td></tr></table>", mode=mode)
    assert all(SAID.format(n) in raw.text for n in range(6))


@both
def test_short_lines_in_a_cell_are_an_article_and_cells_of_links_are_none(mode: Extraction) -> None:
    lines = [f"The harbour master of Selmar counted {n} boats on Monday, his office said." for n in range(8)]
    menu = "<td><a href=1>Front</a> | <a href=2>Sports</a> | <a href=3>Weather</a></td>"
    story = f"<td><font size=3>{'<br><br>'.join(lines)}</font></td>"
    text = one(f"<table><tr>{menu}</tr><tr><td><table><tr>{menu}{story}</tr></table></td></tr></table>", mode=mode).text
    assert [line for line in text.split("\n") if line] == lines


@both
def test_a_list_among_the_paragraphs_belongs_to_them(mode: Extraction) -> None:
    listed = "".join(f"<li>{SAID.format(n)}</li>" for n in range(10, 14))
    raw = one(f"<article>{STORY}<ul>{listed}</ul>{STORY}</article>", mode=mode)
    assert all(SAID.format(n) in raw.text for n in range(10, 14))


# --- what a page states --------------------------------------------------------------------


@both
def test_json_ld_gives_the_fields(mode: Extraction) -> None:
    head = linked(
        headline="Ferry waits for the storm",
        datePublished="2024-03-05T10:20:00+01:00",
        dateModified="2024-03-05T18:00:00+01:00",
        author=[{"name": "Ann Poe"}, {"name": "Bo Lund"}],
        publisher={"name": "Bay Post"},
        creditText="Coast Wire",
        isBasedOn="https://wire.example/1",
    )
    raw = one(f"<article>{STORY}</article>", head, mode)
    assert raw.fields == {
        "title": "Ferry waits for the storm",
        "date": "2024-03-05T10:20:00+01:00",
        "byline": "Ann Poe, Bo Lund",
        "outlet": "Bay Post",
        "credit": "Coast Wire\nisBasedOn: https://wire.example/1",
    }
    assert raw.extra == {"modified": "2024-03-05T18:00:00+01:00"}


def test_what_a_page_is_based_on_may_stand_in_microdata_or_under_an_older_name() -> None:
    head = linked(isBasedOnUrl="https://wire.example/1") + "<link itemprop='isBasedOn' href='https://coast.example/2'>"
    head += "<meta name='original-source' content='https://coast.example/3'>"
    assert one(f"<article>{STORY}</article>", head).fields["credit"].split("\n") == [
        "original-source: https://coast.example/3",
        "isBasedOn: https://wire.example/1",
        "isBasedOn: https://coast.example/2",
    ]


def test_json_ld_that_is_broken_or_nested_without_end_says_nothing() -> None:
    head = "<script type='application/ld+json'>{]</script>" + f"<script type='application/ld+json'>{'[' * 100_000}</script>"
    assert SAID.format(1) in one(f"<article>{STORY}</article>", head).text


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<meta property='og:title' content='Ferry waits | Bay Post'><meta property='og:site_name' content='Bay Post'>", "Ferry waits"),
        (
            "<meta property='og:title' content='Ferry waits - again'><meta property='og:site_name' content='Bay Post'>",
            "Ferry waits - again",
        ),
        ("", "Ferry waits in the bay"),
    ],
)
def test_the_title_goes_without_the_name_of_the_outlet(head: str, title: str) -> None:
    assert one(f"<article><h1>Ferry waits in the bay</h1>{STORY}</article>", head).fields["title"] == title


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta property='article:published_time' content='2024-03-05T10:20:00Z'>", "2024-03-05T10:20:00Z"),
        ("<meta name='pubdate' content='soon'><meta name='parsely-pub-date' content='2024-03-05'>", "2024-03-05"),
        ("<meta name='date' content='0001-01-01T00:00:00Z'>", ""),
        ("<meta property='og:url' content='https://bay.example/2024/03/05/ferry'>", "2024-03-05"),
    ],
)
def test_the_date_is_the_one_the_page_states(head: str, date: str) -> None:
    assert one(f"<article>{STORY}<p>On 4 May 1998 it sank.</p></article>", head, "bulk").fields.get("date", "") == date


def test_the_address_and_the_fields_of_what_holds_the_page_count() -> None:
    page = f"<html><head><link rel='canonical' href='https://wire.example/1'></head><body><article>{STORY}</article></body></html>"
    piece = Piece("warc", "crawl.warc#7", "crawl.warc", page.encode(), record=7, fields={"outlet": "Bay Post"})
    [raw] = page_document(piece, ReadConfig(), address="https://bay.example/1")
    assert isinstance(raw, Raw)
    assert (raw.origin, raw.fields["outlet"], raw.fields["url"]) == ("crawl.warc#7", "Bay Post", "https://wire.example/1")
    assert raw.fields["credit"] == "canonical: https://wire.example/1"


def test_an_address_where_a_page_was_found_shows_whose_text_it_is() -> None:
    """A page fetched, or kept in an archive, that names another site as the home of its text and says nothing of its own address."""
    raw = one(f"<article>{STORY}</article>", "<link rel='canonical' href='https://wire.example/1'>", url="https://bay.example/1")
    assert (raw.fields["url"], raw.fields["credit"]) == ("https://bay.example/1", "canonical: https://wire.example/1")


def test_the_server_may_say_the_encoding() -> None:
    page = f"<html><body><article>{STORY}<p>Zażółć gęślą jaźń, powiedział burmistrz w sobotę wieczorem.</p></article></body></html>"
    content, encoding = recoded(page.encode("iso-8859-2"), charset_of("text/html; charset=ISO-8859-2"))
    assert encoding == "iso-8859-2"
    [raw] = page_document(Piece("html", "a", "a", content), ReadConfig())
    assert isinstance(raw, Raw)
    assert "Zażółć gęślą jaźń" in raw.text


def test_a_fragment_is_read_a_line_a_block() -> None:
    markup = (
        f"<p>The <b>ferry</b>\n waits.<br>Nobody knows why.</p><p style='display:none'>{UNSEEN}</p><ul><li>One</li></ul><script>x</script>"
    )
    assert fragment_text(markup) == "The ferry waits.\nNobody knows why.\nOne"
    assert fragment_text("") == ""
    assert fragment_text("No markup & no harm") == "No markup & no harm"
    with pytest.raises(InputError, match="E-NESTING"):
        fragment_text("<i><div>" * 5_000 + "deep")


# --- live tickers --------------------------------------------------------------------------

HOURS = (17, 16, 14, 13, 11)


def entry(hour: int, make: str) -> str:
    return make.format(date=f"2024-03-05T{hour}:30:00Z", clock=f"{hour}:30", title=f"At {hour} hours", text=SAID.format(hour))


def ticker(items: list[Raw | Skipped]) -> list[tuple[str, str, str, str]]:
    raws = [item for item in items if isinstance(item, Raw)]
    assert [raw.extra["entry"] for raw in raws] == [f"{n} of {len(raws)}" for n in range(1, len(raws) + 1)]
    assert {raw.extra["ticker"] for raw in raws} == {"Storm over the bay"}
    return [(raw.origin, raw.fields["date"][:16], raw.fields["title"], raw.text) for raw in raws]


WANTED = [(f"page.html#{n}", f"2024-03-05T{hour}:30", f"At {hour} hours", SAID.format(hour)) for n, hour in enumerate(reversed(HOURS), 1)]


@both
def test_a_declared_ticker_is_split_into_dated_entries(mode: Extraction) -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"At {hour} hours",
            "datePublished": f"2024-03-05T{hour}:30:00Z",
            "articleBody": SAID.format(hour),
        }
        for hour in HOURS
    ]
    head = linked(**{"@type": "LiveBlogPosting", "headline": "Storm over the bay", "liveBlogUpdate": updates})
    shown = "".join(f"<div><b>{hour}:30</b><p>{SAID.format(hour)}</p></div>" for hour in HOURS)
    assert ticker(items(f"<main>{shown}</main>", head, mode)) == WANTED
    assert ticker(items("<main></main>", head, mode)) == WANTED
    more = "".join(f"<p>At {n} o'clock the wind {UNSEEN}</p>" for n in range(12))
    [item] = items(f"<main>{shown}{more}</main>", head, mode)  # the page says more than it declares
    assert isinstance(item, Raw)
    assert UNSEEN in item.text


def test_an_update_that_states_no_text_is_looked_up_on_the_page() -> None:
    updates = [
        {"headline": f"At {hour} hours", "datePublished": f"2024-03-05T{hour}:30:00Z", "url": f"https://bay.example/l#p{hour}"}
        for hour in HOURS
    ]
    head = linked(**{"@type": "LiveBlogPosting", "headline": "Storm over the bay", "liveBlogUpdate": updates})
    body = "".join(f"<div id='p{hour}'><p>{SAID.format(hour)}</p></div>" for hour in HOURS)
    assert ticker(items(body, head)) == WANTED


MAKES = {
    "microdata": "<div itemprop='liveBlogUpdate'><meta itemprop='datePublished' content='{date}'><h2 itemprop='headline'>{title}</h2>"
    "<p>{text}</p></div>",
    "blocks": "<div class='post'><div><time datetime='{date}'>{clock}</time></div><h3>{title}</h3><div><p>{text}</p></div></div>",
    "list": "<li><time datetime='{date}'>{clock}</time><h4>{title}</h4><p>{text}</p></li>",
    "clocks": "<div class='row'><span class='t'>{clock}</span><h3>{title}</h3><p>{text}</p></div>",
}


@both
@pytest.mark.parametrize("make", sorted(MAKES))
def test_a_ticker_is_known_by_its_blocks(make: str, mode: Extraction) -> None:
    kind = "itemscope itemtype='https://schema.org/LiveBlogPosting'" if make == "microdata" else ""
    head = "<meta property='og:title' content='Storm over the bay'><meta property='article:published_time' content='2024-03-05T10:00:00Z'>"
    body = f"<div {kind}><h1>Storm over the bay</h1><div>{''.join(entry(hour, MAKES[make]) for hour in HOURS)}</div></div>"
    assert ticker(items(body, head, mode)) == WANTED


def test_a_ticker_under_a_given_id_has_an_id_an_entry() -> None:
    found = items("<div>" + "".join(entry(hour, MAKES["blocks"]) for hour in HOURS) + "</div>", id="n1", title="Storm over the bay")
    assert [item.fields["id"] for item in found if isinstance(item, Raw)] == [f"n1#{n}" for n in range(1, 6)]
    assert len(ticker(found)) == 5


NO_TICKERS = {
    "teasers": ("<div class='card'><h3><a href='/x'>{title}</a></h3><time datetime='{date}'>x</time><p>{text}</p></div>", STORY),
    "links": ("<li><time datetime='{date}'>{clock}</time><a href='/x'>{title}: {text}</a></li>", ""),
    "comments": ("<div class='comment'><time datetime='{date}'>x</time><p>{text}</p></div>", STORY),
    "box": ("<li><time datetime='{date}'>{clock}</time> {title}</li>", STORY),
    "days": ("<div class='post'><time datetime='2024-03-05'>{clock}</time><p>{text}</p></div>", ""),
}


@both
@pytest.mark.parametrize("make", sorted(NO_TICKERS))
def test_what_only_looks_like_a_ticker_is_not_split(make: str, mode: Extraction) -> None:
    block, story = NO_TICKERS[make]
    assert len(items(f"<article>{story}</article><div>{''.join(entry(hour, block) for hour in HOURS)}</div>", mode=mode)) == 1


def test_clocks_around_midnight_make_no_ticker() -> None:
    head = "<meta property='article:published_time' content='2024-03-05T10:00:00Z'>"
    body = "".join(entry(hour, MAKES["clocks"]) for hour in (14, 22, 10, 11))
    assert len(items(f"<div>{body}</div>", head)) == 1


# --- hostile pages -------------------------------------------------------------------------

BOMBS: dict[str, Callable[[int], str]] = {
    "nested": lambda n: "<div>" * n + "x",
    "unclosed": lambda n: "<b>x <i>" * n,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=x" for i in range(n)) + f">{UNSEEN}</p>",
    "classes": lambda n: f"<p class='{'x ' * n}'>{UNSEEN}</p>",
    "hidden": lambda n: "<span hidden>x</span>y" * n,
    "spans": lambda n: "<p>" + "<span>word and words</span> " * n + "</p>",
    "headings": lambda n: "<h2>word and words</h2>" * n,
    "comments": lambda n: "<!--x-->y" * n,
    "braces": lambda n: f"<style>{'{' * n}</style><style>{'/*' * n}</style>",
    "selectors": lambda n: f"<style>{'.a,' * n}.b{{display:none}}</style>",
    "styles": lambda n: f"<p style='{'a:b;' * n}'>x</p>",
    "times": lambda n: "<li><time datetime='2024-03-05T10:00:00Z'></time>words</li>" * n,
    "blocks": lambda n: "<script type='application/ld+json'>{}</script>" * n,
    "tables": lambda n: "<table><tr><td>" * n,
    "less than": lambda n: "<" * n,
}


@both
@pytest.mark.parametrize("bomb", sorted(BOMBS))
def test_a_bomb_ends_in_a_report_or_a_line_within_seconds(bomb: str, mode: Extraction) -> None:
    began = time.process_time()
    [item] = items(f"<article>{STORY}{BOMBS[bomb](20_000)}</article>", mode=mode)
    assert time.process_time() - began < 10
    assert isinstance(item, Raw) or item.code == "E-NESTING"
    if isinstance(item, Raw):
        assert SAID.format(5) in item.text


def test_text_that_the_parser_lost_behind_a_menu_is_not_passed_over() -> None:
    [line] = items(f"<nav>{'<div>' * 3_000}x{'</div>' * 3_000}</nav><article>{STORY}</article>")
    assert isinstance(line, Skipped)
    assert line.code == "E-NESTING"


def test_a_page_of_too_many_elements_goes_to_the_bulk_extractor_and_says_so() -> None:
    raw = one(f"<article>{STORY}{'<p>word.</p>' * 11_000}</article>")
    assert SAID.format(5) in raw.text
    assert str(raw.extra["fallback"]).startswith("E-LAYOUT: 11,")


# --- every make of site --------------------------------------------------------------------

INVENTED = list(pages(2 * len(SITES)))


@both
@pytest.mark.parametrize("page", INVENTED, ids=lambda page: page.name)
def test_an_invented_site_gives_its_article(page: Page, mode: Extraction) -> None:
    found = list(documents(Piece("html", page.name, page.name, page.content), ReadConfig(extraction=mode)))
    raws = [item for item in found if isinstance(item, Raw)]
    assert len(raws) == len(found) == (len(page.texts) if page.ticker else 1)
    whole = " ".join(" ".join(raw.text for raw in raws).split())
    assert all(" ".join(text.split()) in whole for text in page.texts)
    assert HIDDEN not in whole
    assert CHATTER not in whole
    sound = page.site not in {"soup", "stated_only"}
    assert not sound or all({"fallback", "flattened"}.isdisjoint(raw.extra) for raw in raws)
    assert raws[0].fields.get("date", "")[:10] == (page.date[:10] if page.stated else raws[0].fields.get("date", "")[:10])
