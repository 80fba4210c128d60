"""The page of an event, view by view, and the report of one file: what is shown, that nothing overlaps, that nothing acts."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import combinations, pairwise

import pytest

from handmade import HARBOUR, made_analysis
from rashomon.config import Config, TellConfig
from rashomon.export import exporters
from rashomon.export._page import environment
from rashomon.export._page.differences import differences
from rashomon.export._page.drawing import drawing
from rashomon.export._page.forest import forest
from rashomon.export._page.matrix import FEW, MANY, matrix
from rashomon.export._page.places import Cite, Marked, Places
from rashomon.export._page.reports import reports
from rashomon.export._page.summary import CITES, FOLDED, summary
from rashomon.export._page.utterances import Piece, utterances
from rashomon.export._page.waterfall import odds, waterfall
from rashomon.pipeline import analyse, load
from rashomon.sample import primary_path, sample_path
from rashomon.types import Accounts, Analysis, Cell, Claim, Derivation, Length, Line, Lost, Reason, Report, Span, Stemma

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}\x1b[31m\u202e\x00javascript:alert(1)"


@cache
def sample(lang: str = "en", length: Length = "normal") -> Analysis:
    return analyse(load(sample_path()), Config(tell=TellConfig(lang=lang, length=length)), primary=load(primary_path(), whole=True))


def stemma_of(edges: str, lost: str = "") -> Stemma:
    """`αA AB`: A took from α, and B from A."""
    letters = sorted({letter for edge in edges.split() for letter in edge} - set(lost))
    made = tuple(Derivation(child, parent, "rewrite", 0.9) for parent, child in edges.split())
    return Stemma({letter: letter.lower() for letter in letters}, tuple(Lost(one, None) for one in lost), made, (), Accounts(1, 1, (), ()))


def analysis_of(stemma: Stemma) -> Analysis:
    reports = tuple(Report(id, f"{id}.txt", "Words.") for id in stemma.witnesses.values())
    accounts = Accounts(1, len(reports), tuple((report.id,) for report in reports), ())
    return replace(made_analysis(), reports=reports, notes=(), stemma=replace(stemma, accounts=accounts))


# --- summary


def test_each_step_of_the_ladder_has_its_proof_under_it() -> None:
    rungs = summary(sample()).ladder
    assert [(rung.before, rung.number, rung.after) for rung in rungs] == [
        ("", "10", "reports"), ("", "9", "texts"), ("at most", "4", "separate accounts"), ("", "7", "named speakers"),
    ]  # fmt: skip
    assert rungs[1].proofs[0].text == "A and B are one text, word for word, headlines aside."
    assert rungs[1].proofs[0].cites == (Cite("A:s2-16", "A", 2), Cite("B:s2-16", "B", 2))
    assert [one.siglum for one in rungs[0].letters] == list("ABCDEFGHIJ")
    assert [group.letters for group in rungs[2].groups] == [("A", "B", "C", "F", "J"), ("D", "E"), ("G",), ("H", "I")]
    assert "newsgathering not shown" in rungs[2].proofs[-1].text
    assert all("is quoted in" in proof.text for proof in rungs[3].proofs)


@pytest.mark.parametrize("lang", ["de", "en", "es", "fr"])
def test_the_ladder_is_cut_into_words_and_number_in_every_language(lang: str) -> None:
    told = summary(sample(lang))
    assert [rung.number for rung in told.ladder] == ["10", "9", "4", "7"]
    assert told.lang == lang
    assert all(rung.means for rung in told.ladder)


@pytest.mark.parametrize("length", ["short", "normal", "full"])
def test_every_line_is_on_the_page_at_every_length(length: Length) -> None:
    told = summary(sample(length=length), per_section=2)
    shown = [entry.text for rung in told.ladder for entry in (*rung.proofs, *rung.folded)]
    shown += [entry.text for section in told.sections for entry in (*section.entries, *section.folded)]
    assert shown == [" ".join(line.text.split()) for line in sample(length=length).summary.lines[1:]]


def test_a_length_folds_lines_away() -> None:
    always = FOLDED  # whatever the length
    folded = {
        length: sum(len(one.folded) for one in summary(sample(length=length), 2).sections if one.name not in always)
        for length in ("short", "normal", "full")
    }
    assert folded["full"] == 0
    assert folded["short"] > 0
    assert folded["normal"] > 0


def test_a_line_folds_away_most_of_many_citations() -> None:
    one = summary(sample()).ladder[3].proofs[0]
    assert len(one.cites) == CITES
    assert one.more


# --- the drawing


def test_a_text_stands_once_in_full_and_by_its_letter_under_other_sources() -> None:
    trees = forest(stemma_of("αA βA AB", "αβ")).trees
    assert [tree.siglum for tree in trees] == ["α", "β"]
    assert [below.siglum for below in trees[0].below[0].below] == ["B"]
    assert trees[1].below[0].stands_under == "α"


@pytest.mark.parametrize(
    ("edges", "lost"),
    [
        ("αA αB AC βD βE", "αβ"),
        ("AB BC CD DE", ""),
        ("αA βA γA δA αB βB", "αβγδ"),
        ("AB AC AD AE BF BG CH CI CJ αJ αD", "α"),
        ("AC BC CD CE BE", ""),
    ],
)
def test_no_two_texts_overlap_and_all_lie_in_the_drawing(edges: str, lost: str) -> None:
    view = drawing(analysis_of(stemma_of(edges, lost)))
    for one, other in combinations(view.nodes, 2):
        apart_ = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart_ or abs(one.y - other.y) >= one.height, (one.siglum, other.siglum)
    assert all(node.x >= 0 and node.x + node.width <= view.width for node in view.nodes)
    assert all(node.y >= 0 and node.y + node.height <= view.height for node in view.nodes)
    assert len({(edge.x, edge.y) for edge in view.edges}) == len(view.edges) == len(edges.split())


def test_a_source_stands_above_whoever_took_from_it() -> None:
    view = drawing(analysis_of(stemma_of("AC BC CD CE BE")))
    y = {node.siglum: node.y for node in view.nodes}
    assert all(y[edge.id[2]] < y[edge.id[0]] for edge in view.edges)


def test_the_drawing_says_missing_weak_and_how() -> None:
    view = drawing(made_analysis())
    assert [(node.siglum, node.lost, node.account) for node in view.nodes if node.siglum in "αC"] == [("α", True, 0), ("C", False, 2)]
    assert {edge.id: (edge.label, edge.weak) for edge in view.edges} == {
        "A>α": ("reworded", False), "B>α": ("reworded", False), "C>β": ("quotes it in one passage", True),
    }  # fmt: skip
    assert (view.roots[0].name, view.roots[0].below[0].told) == ("Nordwire", "reworded from α (Nordwire), strong")


def test_a_text_of_two_sources_is_told_in_full_under_one() -> None:
    roots = {item.siglum: item for item in drawing(analysis_of(stemma_of("αA βA AB", "αβ"))).roots}
    assert [(one.siglum, one.elsewhere) for one in roots["α"].below] == [("A", "")]
    assert [(one.siglum, one.elsewhere, one.below) for one in roots["β"].below] == [("A", "α", ())]


def test_where_nobody_shares_text_a_sentence_says_so() -> None:
    stemma = Stemma({f"Z{n}": f"z{n}" for n in range(60)}, (), (), (), Accounts(1, 1, (), ()))
    view = drawing(analysis_of(stemma))
    assert view.nodes == ()
    assert view.nothing.startswith("None of the 60 reports shares text")


# --- claims and reports


def test_reports_of_one_account_stand_together_and_cells_say_how() -> None:
    view = matrix(made_analysis())
    assert [(band.account, band.columns) for band in view.bands] == [(1, 2), (2, 1)]
    assert [(column.siglum, column.colour) for column in view.columns] == [("A", "account-1"), ("B", "account-1"), ("C", "account-2")]
    assert [row.id for row in view.rows] == ["k1", "k2"]
    assert [mark and mark.symbol for mark in view.rows[0].marks] == ["●", "●", "≠"]
    assert view.rows[1].marks[2] is None
    mark = view.rows[0].marks[0]
    assert mark
    assert (mark.siglum, mark.number, mark.sentence) == ("A", 1, HARBOUR[0])


def test_what_several_accounts_tell_comes_before_what_many_reports_tell() -> None:
    made = made_analysis()
    one, two = made.collation.claims
    alone = replace(two, id="k0", cells={"h": two.cells["h"], "l": two.cells["l"], "t": None})
    shared = replace(one, id="k9", cells={"h": one.cells["h"], "l": None, "t": one.cells["t"]})
    view = matrix(replace(made, collation=replace(made.collation, claims=(alone, shared))))
    assert [row.id for row in view.rows] == ["k9", "k0"]


def test_a_wide_matrix_shows_few_claims_and_counts_the_others() -> None:
    ids = [f"r{n:02}" for n in range(MANY + 1)]
    texts = tuple(Report(id, id, "One sentence.") for id in ids)
    claims = tuple(Claim(f"k{n}", "claim", Span("r00", 0, 13), {id: Cell(Span(id, 0, 13)) for id in ids}) for n in range(FEW + 5))
    made = made_analysis()
    stemma = Stemma({f"S{id}": id for id in ids}, (), (), (), Accounts(1, 1, (tuple(ids),), ()))
    wide = replace(made, reports=texts, notes=(), stemma=stemma, collation=replace(made.collation, claims=claims))
    assert (len(matrix(wide).rows), matrix(wide).hidden) == (FEW, 5)
    assert (len(matrix(wide, whole=True).rows), matrix(wide, whole=True).hidden) == (FEW + 5, 0)
    assert all(mark and not mark.sentence for mark in matrix(wide).rows[0].marks)


def test_a_speaker_stands_in_the_cell() -> None:
    row = matrix(sample()).rows[0]
    assert {mark.who for mark in row.marks if mark} == {"Brandvik"}


# --- what differs


def test_both_sentences_are_whole_with_the_compared_words_marked() -> None:
    (kind,) = differences(made_analysis()).hard
    (one,) = kind.differences
    assert (kind.heading, one.standing, one.leaning) == (
        "Day", "cannot both stand as written", "consistent with the first (1 other report)",
    )  # fmt: skip
    left, right = one.sides
    assert left.sentence == Marked("The ferry Almira ran aground off Tolsund on ", "Monday", ".")
    assert (left.origin.outlet, left.origin.published, left.cite.label) == ("Harbour Post", "2031-05-06", "A:s1")
    assert (right.value, right.origin.account) == ("tuesday", 2)


def test_whoever_says_so_is_named() -> None:
    who = {side.who for kind in differences(sample()).hard for one in kind.differences for side in one.sides}
    assert {"Helene Brandvik", "Tove Rask", "Yusuf Kardan", ""} <= who


def test_readings_that_only_say_it_otherwise_come_apart_and_damage_is_none() -> None:
    view = differences(sample())
    assert "spelling" in {kind.name for kind in view.light}
    assert "garbled" not in {kind.name for kind in (*view.hard, *view.light)}


# --- quotations


def test_changed_words_are_struck_and_new_ones_underlined() -> None:
    (one,) = utterances(made_analysis()).changed
    assert [version.fullest for version in one.versions] == [True, False]
    assert one.versions[1].pieces == (
        Piece("same", "We "), Piece("gone", "heard"), Piece("same", " "), Piece("come", "felt"), Piece("same", " a grinding noise"),
    )  # fmt: skip
    assert one.versions[1].labels == ("wording changed",)


def test_the_pieces_of_a_version_are_its_words() -> None:
    places = Places(sample())
    view = utterances(sample())
    spans = {span.report: span for one in sample().findings.utterances for span in one.versions}
    told = {"".join(p.text for p in v.pieces if p.fate != "gone") for one in (*view.changed, *view.unchanged) for v in one.versions}
    shown = {" ".join(text.split()) for text in told}
    assert all(
        places.words(span) in shown or any(places.words(span).casefold() == text.casefold() for text in shown) for span in spans.values()
    )


def test_a_change_between_other_versions_is_shown_against_the_fullest() -> None:
    new = {p.text for one in utterances(sample()).changed for version in one.versions for p in version.pieces if p.fate == "come"}
    assert {"examined", "inspected"} & new


# --- report by report, reasons


def test_a_report_says_what_it_has_alone_and_what_it_does_not_mention() -> None:
    told = reports(made_analysis())
    assert [one.origin.siglum for one in told] == ["A", "B", "C"]
    assert [passage.text for passage in told[2].only] == ["The harbour office said 14 passengers were on board."]
    assert [(passage.id, passage.text) for passage in told[2].silent] == [("k2", HARBOUR[2])]
    assert [(aside.what, aside.text) for aside in told[0].asides] == [("caption", "Photo: Ano")]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("HTTP://news.example", "HTTP://news.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//news.example", ""),
        ("https://[", ""),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, link: str) -> None:
    made = made_analysis()
    told = reports(replace(made, reports=(replace(made.reports[0], url=url), *made.reports[1:])))[0]
    assert told.url == link
    assert link or url in told.facts


def test_a_waterfall_runs_from_sum_to_sum() -> None:
    view = waterfall(
        (Reason("first", 3.0, (), "3 alike (+3.0 bits for it)"), Reason("second", -1.0), Reason("third", 0.25)), Places(made_analysis())
    )
    assert [(row.bits, row.start, row.width) for row in view.rows] == [("+3.00", 0.0, 100.0), ("−1.00", 66.7, 33.3), ("+0.25", 66.7, 8.3)]
    assert [row.speaks for row in view.rows] == ["speaks for it", "speaks against it", "speaks for it"]
    assert (view.rows[0].told, view.rows[0].detail) == ("first: 3 alike", "3 alike (+3.0 bits for it)")
    assert [row.rule for row in view.light] == ["third"]
    assert (view.bits, view.strength, view.odds) == ("+2.25", "weak", "4.8 to 1 for")


def test_odds_are_said_in_words() -> None:
    assert [odds(bits) for bits in (0.0, 1.0, -4.0, 25.0)] == ["even", "2.0 to 1 for", "16 to 1 against", "over 1,000,000 to 1 for"]


# --- the report of one file


class Page(HTMLParser):
    """What stands in a page: its elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


def html(analysis: Analysis) -> str:
    made = exporters["html"](analysis)
    assert isinstance(made, str)
    return made


@pytest.mark.parametrize("analysis", [made_analysis(), sample()], ids=["made", "sample"])
def test_every_link_of_the_file_leads_to_a_place_in_it(analysis: Analysis) -> None:
    elements = Page(html(analysis)).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    hrefs = {attributes["href"] for tag, attributes in elements if tag == "a"}
    assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)
    assert {href for href in hrefs if not href.startswith("#")} <= {report.url for report in analysis.reports}


def test_headings_rise_by_one_and_there_is_one_of_the_first() -> None:
    levels = [int(tag[1]) for tag, _ in Page(html(sample())).elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_policy_names_the_style_and_nothing_else() -> None:
    text = html(sample())
    style = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    policy = re.findall('Content-Security-Policy" content="([^"]*)"', text)[0].replace("&#39;", "'")
    digest = b64encode(sha256(style[0].encode()).digest()).decode()
    assert len(style) == 1
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    assert not [name for tag, attributes in Page(text).elements for name in attributes if name == "style" or name.startswith("on")]


def test_nothing_that_comes_from_outside_is_markup() -> None:
    made = made_analysis(HOSTILE, HOSTILE)
    first = replace(made.reports[0], url=HOSTILE, byline=HOSTILE, lang=HOSTILE)
    line = Line("check", HOSTILE, made.summary.lines[0].cites)
    hostile = replace(
        made,
        reports=(first, *made.reports[1:]),
        stemma=replace(
            made.stemma,
            lost=(Lost("α", HOSTILE), made.stemma.lost[1]),
            edges=(replace(made.stemma.edges[0], because=(Reason(HOSTILE, 1.0, (), HOSTILE),)), *made.stemma.edges[1:]),
        ),
        findings=replace(
            made.findings,
            discrepancies=(replace(made.findings.discrepancies[0], kind=HOSTILE, left_value=HOSTILE, basis=HOSTILE),),
            utterances=(replace(made.findings.utterances[0], speaker=HOSTILE),),
        ),
        summary=replace(made.summary, title=HOSTILE, lines=(*made.summary.lines, line), statement=HOSTILE),
    )
    text, plain = html(hostile), html(made)
    assert {tag for tag, _ in Page(text).elements} <= {tag for tag, _ in Page(plain).elements} | {"details", "summary"}
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "49" not in re.findall("<h1.*?</h1>", text)[0]
    assert not [attributes["href"] for tag, attributes in Page(text).elements if tag == "a" and not attributes["href"].startswith("#")]


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert html(sample()) == html(sample.__wrapped__())


def test_a_report_in_another_language_says_so() -> None:
    made = made_analysis()
    text = html(replace(made, reports=(made.reports[0], made.reports[1], replace(made.reports[2], lang="es"))))
    assert '<q lang="es" dir="auto">' in text


def test_actions_are_written_beside_a_finding_and_nothing_without() -> None:
    source = """{% import "event.html" as event with context %}{% macro act(id) %}<button>{{ id }}</button>{% endmacro %}"""
    template = environment().from_string(source + "{{ event.differences(view, links, act) }}|{{ event.differences(view, links) }}")

    class Nowhere:
        def sentence(self, siglum: str, number: int) -> str:
            return ""

        report = why = lambda self, name: ""

    acting, plain = template.render(view=differences(made_analysis()), links=Nowhere()).split("|")
    assert "<button>d1</button>" in acting
    assert "<button>" not in plain
    assert "<a " not in plain


def test_an_account_has_one_number_everywhere() -> None:
    for analysis in (made_analysis(), sample()):
        drawn = {node.siglum: node.account for node in drawing(analysis).nodes if not node.lost}
        view = matrix(analysis)
        numbers = [band.account for band in view.bands for _ in range(band.columns)]
        assert drawn == {column.siglum: number for column, number in zip(view.columns, numbers, strict=True)}
        assert drawn == {one.origin.siglum: one.origin.account for one in reports(analysis)}
