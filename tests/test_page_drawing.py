"""The drawn stemma: where things stand, what they say, and that hostile text stays text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from itertools import combinations

import pytest

from handmade import made_analysis
from rashomon.export._page import STYLES, environment
from rashomon.export._page.drawing import BOX, Drawing, Item, Node, drawing
from rashomon.export._page.layout import Size, apart, crossings, layers, ordered, parts, shelves
from rashomon.export._page.names import shortened
from rashomon.types import Accounts, Analysis, Derivation, Lost, Pair, Reason, Report, Stemma, When
from test_page_beside import HOSTILE, Linked, Unlinked, hostile

DAY = datetime(2031, 5, 6, tzinfo=UTC)


def grown(count: int, lines: Sequence[str], pairs: Sequence[Pair] = (), lost: Sequence[Lost] = ()) -> Analysis:
    """An event of so many reports and lines `A>C`, C from A; `?` behind a line makes it weak. Reports i and i+1 are of one account."""
    sigla = [chr(65 + n) if n < 26 else f"A{chr(39 + n)}" for n in range(count)]
    edges = tuple(Derivation(line.strip("?").split(">")[1], line.split(">")[0], "copy", 0.6 if "?" in line else 0.99) for line in lines)
    ids = [f"r{n}" for n in range(count)]
    accounts = tuple(tuple(ids[n : n + 2]) for n in range(0, count, 2))
    base = made_analysis()
    return replace(
        base,
        reports=tuple(Report(id, f"{id}.txt", "One sentence.") for id in ids),
        notes=(),
        stemma=Stemma(dict(zip(sigla, ids, strict=True)), tuple(lost), edges, tuple(pairs), Accounts(1, len(accounts), accounts, accounts)),
        findings=replace(base.findings, support={}, said=(), discrepancies=(), utterances=(), only_in={}, not_in={}),
    )


def at(view: Drawing) -> dict[str, Node]:
    return {node.siglum: node for node in view.nodes}


def overlaps(view: Drawing) -> list[tuple[str, str]]:
    """The boxes that lie on each other, or nearer than the words between them need."""
    return [
        (a.siglum, b.siglum)
        for a, b in combinations(view.nodes, 2)
        if a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height
    ]


# --- layout


def test_sources_stand_over_their_takers_and_those_without_a_source_right_above() -> None:
    assert layers("ABCX", [("A", "B"), ("B", "C"), ("X", "C")]) == {"A": 0, "B": 1, "C": 2, "X": 1}


def test_lines_are_untangled_where_that_is_possible() -> None:
    lines = [("A", "D"), ("A", "C"), ("B", "C"), ("B", "D"), ("E", "C")]
    rank = layers("ABECD", lines)
    assert crossings(ordered(rank, lines), lines) == 1  # two sources of the same two takers always cross once


def test_neighbours_stay_apart_and_as_near_as_they_can_to_where_they_belong() -> None:
    assert apart([0.0, 0.0], [100, 100]) == [-58.0, 58.0]
    assert apart([0.0, 500.0], [100, 100]) == [0.0, 500.0]
    assert apart([300.0, 0.0, 0.0], [10, 10, 10]) == pytest.approx([74.0, 100.0, 126.0])


def test_a_source_stands_over_the_middle_of_its_takers() -> None:
    (part,) = parts({name: Size(100, 40) for name in "ABCD"}, [("A", "B"), ("A", "C"), ("A", "D")])
    assert part.at["A"][0] == part.at["C"][0]
    assert part.at["B"][1] > part.at["A"][1] + 40


def test_a_long_line_passes_beside_what_stands_between() -> None:
    view = drawing(grown(3, ["A>B", "B>C", "A>C"]))
    box, line = at(view)["B"], next(edge for edge in view.edges if edge.id == "C>A")
    falls = [int(x) for x in re.findall(r"(?:C\S+ \S+ \S+ \S+ |M)(\d+) \d+V", line.path)]
    assert falls
    assert not [x for x in falls[:-1] if box.x < x < box.x + box.width]


def test_each_part_stands_on_the_first_shelf_with_room() -> None:
    assert list(shelves([(700, 300), (500, 200), (200, 100)], 1000)) == [(0, 0), (0, 344), (744, 0)]


@pytest.mark.parametrize("seed", range(6))
def test_boxes_never_overlap_and_lie_inside_the_drawing(seed: int) -> None:
    count = 10 * seed + 10
    sigla = list(grown(count, []).stemma.witnesses)
    lines = [f"{sigla[(n * 7 + seed) % n]}>{sigla[n]}" for n in range(1, count) if n % 4]
    lines += [f"α>{sigla[n]}" for n in range(0, count, 5)]
    view = drawing(grown(count, sorted(set(lines)), lost=[Lost("α", None)]))
    assert len(view.nodes) == count + 1
    assert not overlaps(view)
    assert all(n.x >= 0 and n.x + n.width <= view.width - 16 and n.y >= 0 and n.y + n.height <= view.height - 16 for n in view.nodes)
    assert len(view.edges) == len(set(lines))


def test_a_wire_text_of_sixty_takers_is_a_page_wide() -> None:
    sigla = list(grown(60, []).stemma.witnesses)
    view = drawing(grown(60, [f"α>{siglum}" for siglum in sigla], lost=[Lost("α", "Nordwire")]))
    assert not overlaps(view)
    assert view.width <= 1088
    assert all(edge.beside for edge in view.edges)


# --- the drawing


def test_a_line_says_how_and_from_whom_and_leads_to_its_reasons() -> None:
    view = drawing(made_analysis())
    assert [(edge.id, edge.told, edge.label, edge.weak) for edge in sorted(view.edges, key=lambda edge: edge.id)] == [
        ("A>α", "A: reworded from α (Nordwire), strong", "reworded", False),
        ("B>α", "B: reworded from α (Nordwire), strong", "reworded", False),
        ("C>β", "C: quotes β (missing source, not named) in one passage, weak", "quotes it in one passage", True),
    ]


def test_a_box_has_its_account_in_colour_and_number() -> None:
    view = at(drawing(made_analysis()))
    assert {siglum: (node.account, node.colour, node.lost) for siglum, node in view.items()} == {
        "A": (1, 1, False), "B": (1, 1, False), "C": (2, 2, False), "α": (0, 0, True), "β": (0, 0, True),
    }  # fmt: skip
    assert view["α"].told == "α: missing source, Nordwire"
    assert view["A"].told == "A: Harbour Post, 2031-05-06, account 1"
    assert (view["β"].name, view["β"].mark) == ("not named", "missing source")


def test_the_ninth_account_takes_the_first_colour_and_its_own_number() -> None:
    view = at(drawing(grown(20, ["A>B", "Q>R"])))
    assert (view["Q"].account, view["Q"].colour) == (9, 1)


def test_the_earliest_dated_is_marked_where_the_times_tell() -> None:
    base = grown(3, ["A>B"])
    days = [When(DAY + timedelta(days=n), DAY + timedelta(days=n + 1), "day") for n in (1, 0, 0)]

    def marks(*when: When | None) -> list[str]:
        reports = tuple(replace(report, published=day) for report, day in zip(base.reports, when, strict=True))
        view = at(drawing(replace(base, reports=reports)))
        return [view[siglum].mark for siglum in "ABC"]

    assert marks(days[0], days[1], None) == ["", "earliest dated", ""]
    assert marks(*days) == ["", "among the earliest", "among the earliest"]
    assert marks(days[1], days[2], None) == ["", "", ""]
    assert marks(None, None, None) == ["", "", ""]


def test_a_text_of_two_sources_has_a_place_for_each_line() -> None:
    view = drawing(grown(3, ["A>C", "B>C"]))
    box, ends = at(view)["C"], sorted(edge.x for edge in view.edges)
    assert box.width >= 2 * 152
    assert ends == [box.x + box.width // 4, box.x + box.width * 3 // 4]


def test_many_takers_hang_in_columns_and_few_stand_beside_each_other() -> None:
    sigla = list(grown(8, []).stemma.witnesses)[1:]
    five, seven = (drawing(grown(8, [f"A>{siglum}" for siglum in sigla[:n]])) for n in (5, 7))
    assert len({at(five)[siglum].y for siglum in sigla[:5]}) == 1
    assert [edge.beside for edge in seven.edges] == [True] * 7
    assert len({at(seven)[siglum].x for siglum in sigla}) == 4


def test_reports_that_share_nothing_stand_in_a_row_of_their_own() -> None:
    view = drawing(grown(4, ["A>B"]))
    assert [heading.told for heading in view.headings] == ["no text shared with another report, single sentences aside"]
    assert at(view)["C"].y == at(view)["D"].y > at(view)["B"].y + BOX.height
    assert [one.siglum for one in view.alone] == ["C", "D"]


def test_pairs_without_a_direction_are_told_in_words() -> None:
    view = drawing(grown(4, ["A>B"], [Pair("r2", "r3", "wholly", 0.9)]))
    assert [(one.siglum, one.others) for one in view.akin] == [("C", ("D",)), ("D", ("C",))]
    assert [heading.told for heading in view.headings] == ["shares text with others, place open"]
    assert not view.alone


def test_where_nothing_is_shared_a_sentence_stands_for_the_drawing() -> None:
    view = drawing(grown(3, []))
    assert view.nothing == "None of the 3 reports shares text with another. That does not show that they were gathered separately."
    html = str(environment().get_template("drawing.html").module.stemma(view, Linked()))
    assert "<svg" not in html
    assert drawing(grown(1, [])).nothing == "There is one report, and nothing to compare it with."


def test_the_list_tells_the_same_each_text_in_full_once() -> None:
    def tree(some: Sequence[Item]) -> list[object]:
        return [
            one.siglum + (f"→{one.elsewhere}" if one.elsewhere else "") if not one.below else [one.siglum, *tree(one.below)] for one in some
        ]

    assert tree(drawing(grown(5, ["A>C", "B>C?", "C>D"])).roots) == [["A", ["C", "D"]], ["B", "C→A"]]


def test_the_legend_holds_only_what_is_drawn() -> None:
    assert [kind for kind, _ in drawing(made_analysis()).legend] == ["lost", "firm", "weak", "account"]
    assert [kind for kind, _ in drawing(grown(2, ["A>B"])).legend] == ["firm"]


def test_names_are_cut_to_the_room_there_is() -> None:
    assert shortened("The Harbour Courier", 146) == "The Harbour Courier"
    assert shortened("An outlet with a very long name indeed", 146).endswith("…")
    assert len(shortened("东" * 40, 146)) < 12
    assert shortened("", 146) == ""


# --- the markup


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def rendered(analysis: Analysis, links: Linked | Unlinked, source: str = "") -> tuple[str, _Tags]:
    html = str(environment().get_template("drawing.html").module.stemma(drawing(analysis), links, source))
    tags = _Tags()
    tags.feed(html)
    assert not tags.open
    return html, tags


def test_every_line_is_a_link_and_says_where_its_reasons_are() -> None:
    _, tags = rendered(made_analysis(), Linked(), "/reasons.json")
    lines = [attrs for tag, attrs in tags.seen if "data-edge" in attrs and tag == "a"]
    assert [(one["data-edge"], one["href"], one["class"]) for one in lines] == [
        ("A>α", "/why/A>α", "edge firm"), ("B>α", "/why/B>α", "edge firm"), ("C>β", "/why/C>β", "edge weak"),
    ]  # fmt: skip
    (figure,) = [attrs for tag, attrs in tags.seen if tag == "figure"]
    assert (figure["class"], figure["data-reasons"], figure["role"], figure["tabindex"]) == ("stemma wide", "/reasons.json", "region", "0")
    _, without = rendered(made_analysis(), Linked())
    assert all("data-reasons" not in attrs for _, attrs in without.seen)


def test_without_links_nothing_leads_anywhere() -> None:
    _, tags = rendered(made_analysis(), Unlinked())
    assert not [attrs for tag, attrs in tags.seen if tag == "a"]
    assert len([attrs for _, attrs in tags.seen if "data-edge" in attrs]) == 3


def test_hostile_text_stays_text() -> None:
    base = hostile()
    lost = tuple(replace(one, name=HOSTILE) for one in base.stemma.lost)
    edges = tuple(replace(edge, because=(Reason(HOSTILE, 1.0, (), HOSTILE),)) for edge in base.stemma.edges)
    html, tags = rendered(replace(base, stemma=replace(base.stemma, lost=lost, edges=edges)), Linked())
    assert not {tag for tag, _ in tags.seen} & {"script", "img", "style", "iframe"}
    assert not [name for _, attrs in tags.seen for name in attrs if name.startswith("on") or name == "style"]
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)


def test_the_style_sheet_is_part_of_the_page() -> None:
    assert [path.name for path in STYLES] == ["style.css", "drawing.css", "beside.css"]
