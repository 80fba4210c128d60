"""Findings: support counts accounts, the stemma sorts discrepancies, the calendar or the others lean to a side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import FIRE, REWRITE, SEPARATE, analysis, report, words
from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.config import AnnotateConfig, Config
from rashomon.lang import language
from rashomon.lang._compared import compared
from rashomon.pipeline import analyse, load
from rashomon.sample import sample_path
from rashomon.types import Discrepancy, Quote, Raw, Report, Span, When
from rashomon.weigh.discrepancies import clashes, in_order, readings_of
from rashomon.weigh.kinds import Reading, kinds
from rashomon.weigh.moments import apart

TUESDAY = (REWRITE[0].replace("Monday", "Tuesday"), *REWRITE[1:])
TODAY = (
    "The old cannery on Pell Street in Vandsby was destroyed by fire today, Tuesday, a resident said.",
    "Her windows broke and she spent the night in the chapel with two dogs.",
)


def weekday(found: tuple[Discrepancy, ...]) -> Discrepancy:
    (one,) = [d for d in found if d.kind == "weekday"]
    return one


def test_a_difference_inside_one_account_is_a_rewording() -> None:
    found = weekday(analysis(a=FIRE, b=TUESDAY).findings.discrepancies)
    assert found.relation == "rewording (within one account)"
    assert {found.left_value, found.right_value} == {"monday", "tuesday"}


def test_the_calendar_decides_where_a_date_is_known() -> None:
    monday = datetime(2031, 5, 5, tzinfo=UTC)
    published = When(monday, monday + timedelta(days=1), "day")
    reports = [report("a", FIRE, published=published), report("d", TODAY, published=published)]
    found = weekday(analyse(reports).findings.discrepancies)
    assert found.basis == "calendar"
    assert (found.left_value if found.consistent_with == "left" else found.right_value) == "monday"


def test_without_a_date_it_stays_open_between_two_accounts() -> None:
    assert weekday(analysis(a=FIRE, d=TODAY).findings.discrepancies).consistent_with == "open"


def test_a_majority_counts_the_reports_that_say_so_and_no_more() -> None:
    found = weekday(analysis(a=FIRE, b=TUESDAY, c=FIRE).findings.discrepancies)
    assert found.basis == "2 reports of the same account"
    assert (found.left_value if found.consistent_with == "left" else found.right_value) == "monday"


def test_support_counts_accounts_not_reports() -> None:
    found = analysis(a=FIRE, b=REWRITE, c=SEPARATE)
    (quote,) = [claim for claim in found.collation.claims if all(claim.cells.values())]
    support = found.findings.support[quote.id]
    assert (support.reports, support.outlets, support.high) == (3, 3, 2)
    assert support.originators == ("Ingrid Solheim",)


def test_only_in_holds_no_sentence_that_another_account_carries() -> None:
    found = analysis(a=FIRE, b=REWRITE, c=SEPARATE)
    assert all("brick by brick" not in words(found, span) for spans in found.findings.only_in.values() for span in spans)
    assert any("sold bread" in words(found, span) for span in found.findings.only_in["c"])


def test_not_in_names_what_two_other_accounts_carry() -> None:
    other = (
        "Mayor Ingrid Solheim spoke on the quay.",
        "A fire destroyed the old cannery on Pell Street in Vandsby on Monday night.",
        "Rain came later.",
    )
    third = ("In Vandsby a fire on Monday night destroyed the old cannery on Pell Street.", "Ships stayed out.", "Gulls circled the masts.")
    found = analysis(c=SEPARATE, d=other, e=third)
    assert found.stemma.accounts.high == 3
    assert len(found.findings.not_in["c"]) == 1


def test_changed_words_inside_the_marks_are_one_utterance() -> None:
    changed = tuple(s.replace("brick by brick", "stone by stone") for s in SEPARATE)
    found = analysis(a=FIRE, c=changed)
    (utterance,) = found.findings.utterances
    assert len(utterance.versions) == 2
    assert {words(found, edit.left) for edit in utterance.edits} <= {"brick", "stone"}


def test_nothing_is_found_where_nothing_is() -> None:
    assert [d for d in analysis(a=FIRE, b=FIRE).findings.discrepancies if d.severity != "garbled"] == []


def test_outlets_are_counted_as_the_stemma_tells_them_apart() -> None:
    def support(*, mine: str | None, other: str | None) -> tuple[int, int]:
        found = analyse([report("a", FIRE, outlet=mine), report("A", SEPARATE, outlet=other)])
        shared = next(s for s in found.findings.support.values() if s.reports == 2)
        return shared.outlets, shared.high

    assert support(mine="The Vandsby Post", other="the vandsby-post") == (1, 1)
    assert support(mine=None, other=None) == (2, 2)


def test_days_written_with_accents_are_compared() -> None:
    first = ("El incendio destruyó el lunes la vieja fábrica de conservas de Vandsby.", "El puerto siguió cerrado.")
    second = ("La vieja fábrica de conservas de Vandsby fue destruida el miércoles por un incendio.", "Llovió toda la noche.")
    (clash,) = analyse([report("a", first, lang="es"), report("b", second, lang="es")]).findings.discrepancies
    assert {clash.left_value, clash.right_value} == {"lunes", "miércoles"}


def test_ordinals_and_numbers_written_with_accents_are_compared() -> None:
    assert compared("fr").ordinals["deuxieme"] == 2
    assert compared("de").number_words["funf"] == 5
    assert "wahrend" in compared("de").conjunctions


def test_the_words_of_english_are_in_comparison_form() -> None:
    assert replace(compared("en"), negators=frozenset()) == replace(language("en"), negators=frozenset())


def rows(*sentences: str, outlet: str | None = None) -> set[tuple[str | None, str, str | None]]:
    """Speaker, hand and occasion of everything said in a report of some sentences."""
    found = analyse([report("a", sentences, outlet=outlet), report("b", FIRE)])
    return {(said.speaker, said.hand, said.occasion) for said in found.findings.said if said.report == "a" and said.speaker}


def test_the_register_says_where_somebody_spoke() -> None:
    assert rows("“We will rebuild,” Ingrid Solheim said at a crowded press conference.") == {
        ("Ingrid Solheim", "unknown", "press conference")
    }
    assert rows("Ingrid Solheim told reporters that the street would be rebuilt.") == {("Ingrid Solheim", "unknown", "to reporters")}


def test_what_is_spoken_of_is_no_occasion() -> None:
    assert rows("Ingrid Solheim said the press conference would be held on Monday.") == {("Ingrid Solheim", "unknown", None)}


def test_the_register_says_whether_a_report_heard_it_itself() -> None:
    assert rows("“We will rebuild,” Ingrid Solheim told this newspaper.") == {("Ingrid Solheim", "first", None)}
    assert rows("“We will rebuild,” Ingrid Solheim told the Courier.", outlet="Courier") == {("Ingrid Solheim", "first", None)}
    assert rows("“We will rebuild,” Ingrid Solheim told Reuters.") == {("Ingrid Solheim", "second", None)}


def readings(id: str, text: str, *quotes: tuple[str, str, str, str]) -> list[Reading]:
    """The sentences of a text with quotations read by hand: speaker, source, cue, content."""
    made = Report(id, f"{id}.txt", text)
    notes = annotate(made, AnnotateConfig())

    def span(words: str) -> Span:
        return Span(id, text.index(words), text.index(words) + len(words))

    told = tuple(Quote((span(content),), span(cue), span(source), speaker, None, "mixed", False, (span(content),))
                 for speaker, source, cue, content in quotes)  # fmt: skip
    return [Reading(made, replace(notes, quotes=told), sentence) for sentence in notes.sentences]


def test_a_reading_holds_the_notes_of_its_sentence_and_of_those_beside_it() -> None:
    text = (
        "Ada Lorne of Vandsby spoke on Monday.\n\nShe said: “The mill burned. Forty men ran. Nobody was hurt.”\n\n"
        "On Tuesday, 14 of them met Piet Haas in Vandsby. “We are glad,” Haas said, “that it is over.”"
    )
    made = Report("a", "a.txt", text)
    notes = annotate(made, AnnotateConfig())
    for n, span in enumerate(notes.sentences):
        near = notes.sentences[max(0, n - 1) : n] + notes.sentences[n + 1 : n + 2]
        reading = Reading(made, notes, span)
        for found, every in ((reading.names, notes.names), (reading.times, notes.times), (reading.quantities, notes.quantities)):
            assert found == [note for note in every if note.span in span]
        assert reading.quotes == [quote for quote in notes.quotes if any(part.overlaps(span) for part in quote.content)]
        assert reading.beside == [quote for quote in notes.quotes if any(part.overlaps(one) for part in quote.content for one in near)]
    assert all((notes.names, notes.times, notes.quantities, notes.quotes[1:]))


def test_what_somebody_decided_is_not_what_somebody_said() -> None:
    words = "cost the village its last good boat and two men"
    left = readings("a", f"Piet Haas's decision to sail has “{words}”, it is said.", ("Piet Haas", "Piet Haas", "decision", words))
    right = readings("b", f"The trip “{words}”, said Ada Lorne.", ("Ada Lorne", "Ada Lorne", "said", words))
    assert not kinds["attribution"](left[0], right[0])


def test_two_matters_in_one_place_of_one_text_are_asked_for_by_two_verbs() -> None:
    told = "Ada Lorne told the council the bridge was safe in any weather"
    (left,) = readings("a", f"{told}, urging it to close the mill.", ("Ada Lorne", "Ada Lorne", "urging", "it to close the mill"))
    (right,) = readings("b", f"{told}.", ("Ada Lorne", "Ada Lorne", "told", "the bridge was safe in any weather"))
    left.twins = frozenset((right.span,))
    assert not kinds["verb"](left, right)


def test_a_headline_gives_no_source() -> None:
    head = "Forty farmers lost cattle in flood"
    body = "Forty farmers lost cattle in the flood, the ministry said."
    reports = [replace(report("a", (head, "Rain fell.")), headline=Span("a", 0, len(head))), report("b", (body, "Nobody slept."))]
    assert not [found for found in analyse(reports).findings.discrepancies if found.kind == "attribution"]


def test_two_statements_without_their_source_are_two_findings() -> None:
    told = (
        "Forty farmers lost their cattle in the flood, the ministry said.",
        "Water came at night from the hills, the ministry said.",
    )
    bare = ("Forty farmers lost their cattle in the flood.", "Water came at night from the hills.")
    found = analyse([report("a", told), report("b", bare)]).findings.discrepancies
    assert [one.kind for one in found] == ["attribution", "attribution"]


@pytest.mark.parametrize(
    ("sentences", "changed"),
    [
        (("“I never knew him,” Ada Lorne said.", "“I hardly knew him,” she said later."), set()),
        (("The rule was “place of marriage” at first.", "Now the rule is “place of residence” again."), set()),
        (("Ada Lorne asked to “shut this bridge for winter”.", "“Close this bridge for winter now,” Lorne said."), {"close", "shut"}),
    ],
)  # fmt: skip
def test_what_one_report_quotes_twice_may_be_said_twice(sentences: tuple[str, ...], changed: set[str]) -> None:
    found = analyse([report("a", sentences), report("b", SEPARATE)]).findings.discrepancies
    assert {value for one in found if one.kind == "quotation" for value in (one.left_value, one.right_value)} == changed


def test_a_reason_is_told_in_whole_words() -> None:
    said = "Forty farmers lost their cattle in the flooding of the southern provinces"
    (found,) = analyse([report("a", (f"{said}, the ministry said.",)), report("b", (f"{said}.",))]).findings.discrepancies
    assert found.because[0].detail == "cattle, farmers, flooding, forty, lost, provinces, southern"


def test_which_verb_is_the_firmer_is_told() -> None:
    told = "Ada Lorne {} the council to close the old bridge before the winter."
    found = analyse([report("a", (told.format("ordered"),)), report("b", (told.format("asked"),))]).findings.discrepancies
    (verb,) = [one for one in found if one.kind == "verb"]
    assert [reason.detail for reason in verb.because if reason.rule == "the firmer verb"] == ["ordered"]


def test_no_clash_is_lost_where_only_some_pairs_are_looked_at() -> None:
    names = ("Nadia Zhukov", "Nadja Zhukov", "Nadia Schukow", "Piet Meyer", "Piet Meier", "Ada Meyer", "Meyer", "Meier")
    spelt = [report(f"s{n}", (f"The owner of the old cannery, {name}, spoke on Monday night.",)) for n, name in enumerate(names)]
    found = analyse([*load(str(sample_path())), *spelt])
    readings = readings_of(found.reports, found.notes, who=found.findings.persons)
    ordered, near = in_order(readings, found.collation)
    for name in ("spelling", "quotation", "last_met"):
        kind = kinds[name]
        every = [clash for left, right in combinations(ordered, 2) for clash in kind(left, right)]
        assert clashes(kind, ordered, near) == every, name
        assert every or name == "last_met"


@pytest.mark.parametrize("name", ["attribution", "negation", "wording"])
def test_no_clash_is_lost_where_near_pairs_are_passed_over(name: str) -> None:
    told = (
        "The council accepted the plan for the old harbour on Tuesday evening, the mayor said.",
        "The ferry did not stop at the island pier on Monday morning, according to the harbour office.",
    )
    changed = (
        "The council rejected the plan for the old harbour on Tuesday evening, the mayor said.",
        "The ferry did stop at the island pier on Monday morning.",
    )
    found = analyse([*load(str(sample_path())), report("x", told), report("y", changed), report("z", told)])
    account = {id: n for n, members in enumerate(found.stemma.accounts.members) for id in members}
    twins = {}
    for chain in found.collation.chains:
        for passage in chain.passages if account[chain.a] == account[chain.b] else ():
            twins[passage.a] = twins.get(passage.a, frozenset()) | {passage.b}
            twins[passage.b] = twins.get(passage.b, frozenset()) | {passage.a}
    ordered, near = in_order(readings_of(found.reports, found.notes, twins, found.findings.persons), found.collation)
    pairs = [(ordered[left], ordered[right]) for left, right in near.tolist()]
    every = [
        clash
        for left, right in pairs
        if kinds[name].speaks(left) and kinds[name].speaks(right)
        for clash in kinds[name].compare(left, right)
    ]
    assert clashes(kinds[name], ordered, near) == every
    assert every


def _dated(day: int) -> When:
    low = datetime(2024, 5, day, tzinfo=UTC)
    return When(low, low + timedelta(days=1), "day")


def _toll(first: When | None, second: When | None) -> Discrepancy:
    texts = {
        "a": "Three people were killed when the bridge at Lowick fell on Monday, the fire service said.",
        "b": "Five people were killed when the bridge at Lowick fell on Monday, the fire service said.",
    }
    reports = [report(id, (text,), published=when) for (id, text), when in zip(texts.items(), (first, second), strict=True)]
    (found,) = [one for one in analyse(reports).findings.discrepancies if one.kind == "number"]
    return found


def test_a_later_toll_may_bring_an_earlier_one_up_to_date() -> None:
    found = _toll(_dated(2), _dated(3))
    assert (found.severity, found.later, found.superseded) == ("tension", "right", True)


def test_without_two_dates_apart_a_toll_contradicts() -> None:
    for dates in ((None, _dated(3)), (_dated(3), _dated(3)), (None, None)):
        found = _toll(*dates)
        assert (found.severity, found.later, found.superseded) == ("contradiction", "", False)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("XXXX-WXX-4", "XXXX-XX-XX", False),  # "Thursday", "yesterday"
        ("XXXX-WXX-4", "XXXX-WXX-5", True),
        ("2004-07-24", "XXXX-WXX-6", False),  # a Saturday
        ("2004-07-24", "XXXX-WXX-5", True),
        ("2004-07", "2004-07-24", False),
        ("2004-07-24", "2004-06", True),
        ("XXXX-07-24", "XXXX-07-24T16:00", False),
        ("2004-SU", "2004-SU", False),
        ("2004-SU", "2004-WI", True),
    ],
)
def test_days_are_apart_where_they_cannot_be_one(one: str, other: str, *, differ: bool) -> None:
    assert apart(one, other) is differ
    assert apart(other, one) is differ


@given(st.text(alphabet="0123456789XWTQSU-:", max_size=14), st.text(alphabet="0123456789XWTQSU-:", max_size=14))
def test_any_two_values_of_times_can_be_compared(one: str, other: str) -> None:
    assert apart(one, other) == apart(other, one)
    assert not apart(one, one)


def test_a_finding_tells_as_of_when_its_sides_speak() -> None:
    first = (
        "The harbour board met in Lowick.",
        "“The bridge was closed at noon,” mayor Anna Lind said on Tuesday.",
        "Buses took the ring road.",
    )
    second = (
        "Trams stood still in the old town.",
        "“The bridge was not closed at noon,” mayor Anna Lind said on Thursday.",
        "It is made of iron.",
    )
    made = analysis(A=first, B=second)
    denied = [found for found in made.findings.discrepancies if found.kind == "negation"]
    assert denied
    for found in denied:
        spoken = [side.spoken and side.spoken.value for side in found.as_of]
        assert spoken == ["XXXX-WXX-2", "XXXX-WXX-4"]
        assert found.superseded
        assert found.severity == "tension"
    (line,) = [line.text for line in made.summary.lines if line.section == "check" and "Said on different days" in line.text]
    assert "Tuesday" in line
    assert "Thursday" in line


def test_the_days_on_which_reports_were_filed_are_no_dates_of_the_event() -> None:
    told = "A fire broke out in the market hall of Ostrand, and 40 people were led out of the building, the fire chief said."
    pair = [
        clean(Raw(f"{n}.txt", "text", f"Market hall burns\n\nOSTRAND, May {n} - {told}\n\nNobody was hurt."), Config().clean, None)
        for n in (3, 4)
    ]
    reports = [one for one in pair if isinstance(one, Report)]
    assert [one.dateline for one in reports] == ["OSTRAND", "OSTRAND"]
    assert not [one for one in analyse(reports).findings.discrepancies if one.kind == "date"]
