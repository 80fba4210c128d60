"""Side by side, heat map, one report, sources: what the views hold, and that hostile text stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from handmade import HARBOUR, LANTERN, made_analysis
from rashomon import analyse, load
from rashomon.clean.photos import caption_and_credits
from rashomon.export._page import environment
from rashomon.export._page.alignment import Shared, aligned
from rashomon.export._page.attached import attached
from rashomon.export._page.beside import Card, beside, shared_in_words
from rashomon.export._page.changes import Change, changes
from rashomon.export._page.heat import heat
from rashomon.export._page.pieces import Marks, Piece, Place
from rashomon.export._page.register import register
from rashomon.export._page.text import captions, text
from rashomon.lang import language
from rashomon.sample import primary_path, sample_path
from rashomon.types import Analysis, Chain, Collation, Cut, Notes, Passage, Report, Span, Stemma

HOSTILE = "“<script>alert(1)</script>” said\x1b[31m \u202eIda\u2066 Rask </p></details>'\"><img src=x onerror=alert(1)> {{ 7 * 7 }}."


class Linked:
    """Links that lead somewhere."""

    def sentence(self, siglum: str, number: int) -> str:
        return f"/{siglum}#s{number}"

    def report(self, siglum: str) -> str:
        return f"/{siglum}"

    def why(self, id: str) -> str:
        return f"/why/{id}"


class Unlinked:
    """Links that lead nowhere."""

    def sentence(self, siglum: str, number: int) -> str:
        return ""

    def report(self, siglum: str) -> str:
        return ""

    def why(self, id: str) -> str:
        return ""


@cache
def sample() -> Analysis:
    return analyse(load(str(sample_path())), primary=load(str(primary_path()), whole=True))


def made(*orders: str, rising: str = "") -> Analysis:
    """Reports A, B, ... of one sentence a letter; the same letter is the same sentence, those of `rising` are in a chain."""
    ids = [f"r{n}" for n in range(len(orders))]
    spans = [[Span(id, 4 * n, 4 * n + 3) for n in range(len(order))] for id, order in zip(ids, orders, strict=True)]
    found, chains = [], []
    for i in range(len(ids)):
        for j in range(i + 1, len(ids)):
            pairs = [
                Passage(spans[i][orders[i].index(letter)], spans[j][orders[j].index(letter)], "verbatim", 0.9)
                for letter in orders[i]
                if letter in orders[j]
            ]
            found += pairs
            chained = tuple(p for p in pairs if orders[i][p.a.start // 4] in rising)
            chains += [Chain(ids[i], ids[j], chained, 1.0, 1.0)] if chained else []
    texts = ["\n".join(letter * 3 for letter in order) for order in orders]
    base = made_analysis()
    return replace(
        base,
        reports=tuple(Report(id, f"{id}.txt", told) for id, told in zip(ids, texts, strict=True)),
        notes=tuple(Notes(id, "en", tuple(some)) for id, some in zip(ids, spans, strict=True)),
        collation=Collation(tuple(found), tuple(chains), ()),
        stemma=Stemma({(chr(65 + n) if n < 26 else f"A{chr(39 + n)}"): id for n, id in enumerate(ids)}, (), (), (), base.stemma.accounts),
        findings=replace(base.findings, support={}, said=(), discrepancies=(), utterances=(), only_in={}, not_in={}),
    )


def laid(*orders: str, rising: str = "") -> list[list[str]]:
    """What stands in each cell of each row: numbers, `(3)` where moved, `>3` for a stub."""
    rows = beside(made(*orders, rising=rising), "ABCD"[: len(orders)]).rows
    return [[" ".join(map(_told, cell)) for cell in row.cells] for row in rows]


def _told(card: Card) -> str:
    return f">{card.number}" if card.instead else f"({card.number})" if card.moved else str(card.number)


# --- side by side


def test_shared_sentences_stand_in_one_row_and_own_ones_between() -> None:
    assert laid("abcd", "axcd") == [["1", "1"], ["2", "2"], ["3", "3"], ["4", "4"]]
    rows = beside(made("abcd", "axcd"), "AB").rows
    assert [row.shared for row in rows] == [True, False, True, True]


def test_what_is_out_of_order_stands_beside_its_like_and_leaves_a_stub() -> None:
    assert laid("abcd", "bcda") == [["1", "(4)"], ["2", "1"], ["3", "2"], ["4", "3"], ["", ">4"]]
    stub = beside(made("abcd", "bcda"), "AB").rows[-1].cells[1][0]
    assert stub.instead == Place("A", 1)
    assert (
        beside(made("abcd", "bcda"), "AB").columns[1].told == "4 of 4 sentences shared with A, 1 of them in another order: 4 word for word"
    )


def test_a_chain_outweighs_single_sentences() -> None:
    assert laid("abc", "cab", rising="c") == [["", ">1"], ["1", "2"], ["2", "3"], ["3", "(1)"]]


def test_two_reports_that_share_what_the_first_has_not_stand_beside_each_other() -> None:
    assert laid("a", "axy", "axy") == [["1", "1", "1"], ["", "2", "2"], ["", "3", "3"]]
    card = beside(made("a", "axy", "axy"), "ABC").rows[1].cells[2][0]
    assert (card.how, card.told, card.also) == ("new", "not shared with A", (Place("B", 2),))


def test_every_sentence_stands_in_its_place_once() -> None:
    for orders in (("abcdef", "fxbcya", "abqcfe", "zz"), ("ab", "ba"), ("abc", "xyz"), ("a", "bcd", "dcb")):
        analysis = made(*[order.replace("zz", "z") for order in orders])
        rows = aligned(Shared(analysis), list(analysis.stemma.witnesses.values()), {})
        for k, notes in enumerate(analysis.notes):
            there = [row.home.get(k, row.away.get(k)) for row in rows]
            assert [n for n in there if n is not None] == list(range(len(notes.sentences)))
            assert sorted(n for row in rows for n in row.moved.get(k, ())) == sorted(row.away[k] for row in rows if k in row.away)


def test_headlines_stand_beside_each_other_though_they_share_nothing() -> None:
    row = beside(sample(), "AD").rows[0]
    assert [[(card.number, card.heading, card.told) for card in cell] for cell in row.cells] == [
        [(1, "headline", "not shared")],
        [(1, "headline", "not shared with A")],
    ]


def test_a_column_says_how_much_is_shared_and_links_to_the_pair() -> None:
    first, second = beside(sample(), "AB").columns
    assert (first.told, first.pair) == ("16 sentences", "")
    assert second.told == "15 of 16 sentences shared with A, in the same order: 15 word for word"
    assert (second.relation, second.pair) == ("Shares its text with A (strong)", "A~B")


def test_sentences_shared_by_reports_that_share_no_text_are_told_as_alike() -> None:
    assert shared_in_words({"rewritten": 1}, 17, "A", 0, apart=True) == "1 of 17 sentences like one of A: 1 reworded"
    assert shared_in_words({}, 17, "A", 0, apart=False) == "no sentence shared with A"


def test_findings_of_a_card_compare_with_the_reports_beside_it_only() -> None:
    (there,) = [one for one in Marks(made_analysis(), {"h", "t"}).findings(Span("h", 0, len(HARBOUR[0]))) if one.id == "d1"]
    assert (there.kind, there.how, there.weighty) == ("day", "cannot both stand as written", True)
    assert (there.here, there.there[0].text, there.there[0].places) == ("“Monday”", "“Tuesday”", (Place("C", 1),))
    assert not Marks(made_analysis(), {"h", "l"}).findings(Span("h", 0, len(HARBOUR[0])))


def test_an_unknown_siglum_is_a_key_error() -> None:
    for view in (lambda: beside(sample(), ["A", "Z"]), lambda: heat(sample(), "Z"), lambda: text(sample(), "Z")):
        with pytest.raises(KeyError):
            view()


# --- marks


def test_pieces_join_to_the_sentence_and_carry_their_marks() -> None:
    marks = Marks(made_analysis())
    span = Span("h", len(HARBOUR[0]) + 1, len(HARBOUR[0]) + 1 + len(HARBOUR[1]))
    assert marks.pieces(span) == (Piece(HARBOUR[1]),)  # the quotation of the notes has no marks of its own
    quoted = Marks(replace(made_analysis(), notes=tuple(_with_marks(notes) for notes in made_analysis().notes)))
    assert quoted.pieces(span) == (Piece("“"), Piece("We heard a grinding noise", ("quoted",)), Piece(",” said the skipper, Ida Rask."))


def _with_marks(notes: Notes) -> Notes:
    return replace(notes, quotes=tuple(replace(quote, marked=quote.content) for quote in notes.quotes))


def test_words_that_differ_from_the_base_are_placed() -> None:
    assert changes("The old ferry ran aground at noon.", "The ferry ran aground at midnight.") == (
        Change(4, 4, "old"),
        Change(25, 33, "noon"),
    )
    assert changes("One thing was said.", "Nothing of the kind happened here.") == ()
    assert changes("Same words.", "Same words.") == ()


def test_a_small_word_between_two_changes_is_taken_into_them() -> None:
    (change,) = changes("They left the port of Lund on the evening ferry", "They left the bay of Ystad on the evening ferry")
    assert change == Change(14, 26, "port of Lund")


def test_missing_words_are_pieces_of_their_own() -> None:
    span = Span("l", 0, len(LANTERN[0]))
    pieces = Marks(made_analysis()).pieces(span, (Change(0, 2, "By"), Change(10, 10, "old")))
    assert pieces[:5] == (
        Piece("By", ("missing",)),
        Piece("On", ("changed",)),
        Piece(" Monday "),
        Piece("old", ("missing",)),
        Piece(LANTERN[0][10:]),
    )
    assert "".join(one.text for one in pieces if "missing" not in one.marks) == LANTERN[0]


# --- heat map


def test_the_heat_map_has_a_cell_a_report_and_says_it_in_words() -> None:
    found = heat(sample(), "A")
    assert [strip.siglum for strip in found.strips] == list("BCDEFGHIJ")
    line = found.lines[7]
    assert [cell and f"{cell.sign}{cell.number}" for cell in line.cells] == ["=8", "=8", None, None, "≈8", None, "≈7", "≈9", "≈8"]
    assert (line.told, line.reports) == ("word for word in B, C; reworded in F, H, I, J", 6)
    assert found.lines[0].heading == "headline"


def test_a_strip_draws_runs_of_one_state() -> None:
    strip = heat(sample(), "A").strips[1]
    assert (strip.share, strip.has, strip.length) == (56, 9, 16)
    assert strip.paths == (("verbatim", "M2 0h8v1H2z"), ("rewritten", "M1 0h1v1H1z"))
    assert strip.where == "A s2 reworded; s3–10 word for word"
    assert heat(made("ab", "xy"), "A").strips[0].told == "not shared"


# --- one report


def test_a_report_keeps_its_paragraphs_and_says_where_it_comes_from() -> None:
    found = text(sample(), "A")
    assert [block.kind for block in found.head] == ["headline"]
    assert [[one.number for one in block.sentences] for block in found.body[:3]] == [[2], [3], [4, 5]]
    assert found.body[0].sentences[0].pieces[0] == Piece("ELVERHAVEN", ("dateline",))
    assert (found.byline, found.credit) == ("Courier staff", "(With information from Northmark Wire)")
    facts = {fact.name: fact.said for fact in found.facts}
    whole = next(report.text for report in sample().reports if report.path == facts["File"])
    assert facts["SHA-256 of the text"] == sha256(whole.encode()).hexdigest()
    assert not found.primary


def test_a_primary_source_is_shown_as_one() -> None:
    assert text(sample(), "P1").primary


def test_captions_are_apart_from_other_cuts() -> None:
    found = text(sample(), "A")
    assert [(one.text, one.credits) for one in found.captions] == [
        ("The damaged pier of the Tannery Bridge on Tuesday.", ("Dana Whitlock via Kittiwake Pictures",))
    ]
    assert [one.name for one in found.aside] == ["1 byline", "1 credit", "2 teasers"]


def test_a_caption_is_parted_from_its_credits() -> None:
    words = language("en").captions
    assert caption_and_credits("A boat at dawn. (Ana Lim via REUTERS) (Ana Lim/)", words) == (
        "A boat at dawn.",
        ["Ana Lim via REUTERS", "Ana Lim"],
    )
    assert caption_and_credits("Photo: Ole Brix", words) == ("", ["Photo: Ole Brix"])
    assert caption_and_credits("A boat at dawn", words) == ("A boat at dawn", [])


def test_the_same_caption_is_told_across_reports() -> None:
    told = ("The ferry Almira on the rocks off Tolsund (Ana Lim/)", "Ferry Almira on the rocks off Tolsund (Ana Lim/)", "Photo: Ana Lim")
    base = made_analysis()
    reports = [replace(r, cuts=(Cut(0, 1, "caption", "", one),)) for r, one in zip(base.reports, told, strict=True)]
    found = captions(replace(base, reports=tuple(reports)))
    assert [found[siglum][0].same_in for siglum in "ABC"] == [("B",), ("A",), ()]


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/a?b=c", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://example.org/\u202e", False),
        ("https://example.org/ x", False),
        ("//example.org", False),
        ("ftp://example.org", False),
    ],
)
def test_only_an_address_of_a_page_is_a_link(url: str, *, leads: bool) -> None:
    base = made_analysis()
    told = text(replace(base, reports=(replace(base.reports[0], url=url), *base.reports[1:])), "A")
    (fact,) = [fact for fact in told.facts if fact.name == "Address"]
    assert (fact.said, bool(fact.url)) == (url, leads)


# --- sources


def test_speakers_are_joined_over_reports() -> None:
    found = register(sample())
    mayor = found.named[0]
    assert (mayor.name, len(mayor.givers), mayor.accounts) == ("Helene Brandvik", 10, 4)
    assert mayor.givers[0].siglum == "A"
    assert [one.said for one in mayor.occasions] == ["press conference", "briefing"]
    master = next(one for one in found.named if one.name == "Yusuf Kardan")
    assert [(one.said, one.sigla) for one in master.spellings][1] == ("Yusuf Karden", ("E",))
    assert "fire service" in [one.name for one in found.unnamed]


def test_who_is_the_only_named_source_is_told_by_claim() -> None:
    found = register(sample())
    oye = next(one for one in found.named if one.name == "Marit Oye")
    assert [(one.place, one.reports) for one in oye.only] == [(Place("G", 11), 1)]


def test_credits_of_texts_are_apart_from_those_of_pictures() -> None:
    found = register(sample())
    assert [(one.name, one.scope, one.held, one.places) for one in found.credits] == [
        ("Northmark Wire", "the whole text", (), (Place("A", 0), Place("B", 0)))
    ]
    assert [one.said for one in found.pictures] == ["Dana Whitlock via Kittiwake Pictures", "Photo: Iria Costas", "Photo: Ole Brix"]
    assert [(one.siglum, one.name) for one in found.missing] == [("α", "Northmark Wire"), ("β", "missing source, not named")]
    assert found.missing[1].under == (("D", "D>β", "reworded, strong"), ("E", "E>β", "reworded, strong"))


def test_quotations_beside_a_primary_source_altered_ones_first() -> None:
    found = attached(sample())
    assert found is not None
    assert found.told == "9 of 28 quotations stand there as they were said, in whole or in part."
    assert [one.found for one in found.quotations] == ["changed"] * 3 + ["missing"] * 2 + ["found"] * 3
    assert found.quotations[0].edits == (("“checked”", "“examined”"),)
    assert found.quotations[5].places == tuple(
        Place(siglum, n) for siglum, n in (("A", 10), ("B", 10), ("C", 10), ("G", 13), ("H", 10), ("I", 11))
    )
    assert {one.found for one in found.other_quotations} == {"apart"}
    assert found.claims[0].standings[0][:2] == ("contradict", "differs")


def test_without_a_primary_source_there_is_nothing_to_compare() -> None:
    assert attached(made_analysis()) is None


# --- the markup


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "path", "td", "tr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "td", "tr"):
            assert self.open.pop() == tag


def rendered(analysis: Analysis, links: Linked | Unlinked) -> str:
    """Every fragment of an event."""
    page, one, sources = (environment().get_template(f"{name}.html").module for name in ("beside", "report", "register"))
    sigla = list(analysis.stemma.witnesses)
    found = heat(analysis, sigla[0])
    parts = [page.beside(beside(analysis, sigla[:4]), links, "x-"), page.heat(found, links), page.strips(found, links)]
    parts += [one.report(text(analysis, siglum), links, f"{siglum}-") for siglum in sigla]
    parts.append(sources.register(register(analysis), links))
    if shown := attached(analysis):
        parts.append(sources.attached(shown, links))
    return "".join(map(str, parts))


def hostile() -> Analysis:
    """The handmade event with markup, marks and commands in every field that comes from outside."""
    base = made_analysis(HOSTILE, HOSTILE)
    names = dict.fromkeys(("outlet", "path", "byline", "credit", "url"), HOSTILE)
    cuts = (Cut(0, 9, "caption", "", HOSTILE), Cut(9, 12, "teaser", "", HOSTILE))
    reports = [
        replace(
            report,
            text=f"{HOSTILE}\n{report.text}",
            lang='"><b>',
            headline=Span(report.id, 0, len(HOSTILE)),
            cuts=cuts,
            **names,
        )
        for report in base.reports
    ]
    notes = [
        replace(note, sentences=(Span(note.report, 0, len(HOSTILE)),), garbled=((Span(note.report, 0, 9), HOSTILE),)) for note in base.notes
    ]
    return replace(base, reports=tuple(reports), notes=tuple(notes))


def test_hostile_text_stays_text() -> None:
    html = rendered(hostile(), Linked())
    tags = _Tags()
    tags.feed(html)
    assert not tags.open
    assert not tags.tags & {"script", "img", "style", "iframe", "b>"}
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "style"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert "{{ 7 * 7 }}" in html


@pytest.mark.parametrize("links", [Linked(), Unlinked()])
def test_the_sample_renders_as_sound_markup(links: Linked | Unlinked) -> None:
    html = rendered(sample(), links)
    tags = _Tags()
    tags.feed(html)
    assert not tags.open
    ids = [value for name, value in tags.attributes if name == "id"]
    assert sorted(set(ids)) == sorted(ids)
    inside = {value[1:] for name, value in tags.attributes if name == "href" and value.startswith("#")}
    assert inside <= set(ids)
    assert isinstance(links, Linked) or all(value.startswith("#") for name, value in tags.attributes if name == "href")


def test_a_heat_map_of_fifty_reports_is_lean() -> None:
    many = made(*["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"] * 50)
    html = str(environment().get_template("beside.html").module.heat(heat(many, "A"), Linked()))
    assert html.count("<td class=") == 40 * 49
    assert len(html.encode()) < 100_000
