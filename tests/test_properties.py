"""What holds for every event: each property is a sentence that a user would sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pool import OUTLETS, STRANGE, cleaned, events, pages, report, tellings
from rashomon.config import GroupConfig
from rashomon.group import Grouper, group
from rashomon.pipeline import analyse
from rashomon.text.cuts import replay
from rashomon.types import Analysis, Discrepancy, Raw, Report, Span, Stemma, total_bits

Test = Callable[..., None]


def always(strategy: st.SearchStrategy[Any]) -> Callable[[Test], Test]:
    """Hold a property against 200 drawn examples, the same on every run."""
    rules = settings(max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])
    return lambda test: rules(given(strategy)(test))


def copied(original: Report, origin: str, outlet: str | None = None) -> Report:
    """The same text as another site published it."""
    return cleaned(Raw(origin, "text", original.text, fields={"outlet": outlet} if outlet else {}))


@always(st.tuples(events(2, 3), st.sampled_from(OUTLETS)))
def test_an_exact_copy_raises_reports_never_accounts(drawn: tuple[list[Report], str | None]) -> None:
    reports, outlet = drawn
    before, after = analyse(reports), analyse([*reports, copied(reports[0], "copy.txt", outlet)])
    assert len(after.reports) == len(before.reports) + 1
    assert after.stemma.accounts.high <= before.stemma.accounts.high
    assert after.stemma.accounts.low <= before.stemma.accounts.low


@always(st.tuples(events(2, 3), st.lists(st.sampled_from(STRANGE), min_size=2, max_size=4, unique=True)))
def test_a_report_that_shares_no_passage_never_lowers_the_accounts(drawn: tuple[list[Report], list[str]]) -> None:
    reports, sentences = drawn
    stranger = report("stranger.txt", sentences)
    before, after = analyse(reports), analyse([*reports, stranger])
    assert not any(stranger.id in (passage.a.report, passage.b.report) for passage in after.collation.passages)
    assert after.stemma.accounts.low >= before.stemma.accounts.low
    assert after.stemma.accounts.high >= before.stemma.accounts.high


@always(st.tuples(events(2, 3), tellings(2, 6)))
def test_a_primary_source_changes_no_count(drawn: tuple[list[Report], list[str]]) -> None:
    reports, sentences = drawn
    before, after = analyse(reports), analyse(reports, primary=[report("speech.txt", [f"MAYOR: {said}" for said in sentences])])
    assert after.stemma == before.stemma
    assert after.collation == before.collation
    assert after.findings.support == before.findings.support
    assert [line for line in after.summary.lines if line.section == "ladder"] == [
        line for line in before.summary.lines if line.section == "ladder"
    ]


@always(events())
def test_reports_outlets_accounts_one_stand_in_this_order(reports: list[Report]) -> None:
    found = analyse(reports)
    accounts = found.stemma.accounts
    assert len(reports) >= accounts.high >= accounts.low >= 1
    assert len(accounts.members) == accounts.high
    assert len(accounts.members_low) == accounts.low
    for support in found.findings.support.values():
        assert support.reports >= support.outlets >= support.high >= support.low >= 1


@always(events().flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_shuffling_the_input_changes_nothing(drawn: tuple[list[Report], list[Report]]) -> None:
    reports, shuffled = drawn
    assert analyse(shuffled) == analyse(reports)


@always(events(2, 5).flatmap(lambda reports: st.tuples(st.just(reports), st.permutations(reports))))
def test_streaming_equals_batch(drawn: tuple[list[Report], list[Report]]) -> None:
    reports, arriving = drawn
    pile = Grouper(GroupConfig())
    for arrived in arriving:
        pile.add(arrived)
        pile.events()  # to have asked before leaves no trace
    assert pile.events() == group(reports, GroupConfig())


@always(st.tuples(tellings(3, 6), tellings(3, 6)))
def test_a_mirrored_discrepancy_is_the_same_discrepancy(drawn: tuple[list[str], list[str]]) -> None:
    one, other = drawn
    assert readings_that_clash(analyse([named("a", one), named("b", other)])) == readings_that_clash(
        analyse([named("b", one), named("a", other)])
    )


def named(id: str, sentences: list[str]) -> Report:
    return replace(report("page.txt", sentences), id=id)


def readings_that_clash(found: Analysis) -> set[tuple[str, str, frozenset[tuple[str, str]]]]:
    """Every discrepancy without its direction: kind, severity, and the two readings with their values."""
    texts = {report.id: report for report in found.reports}

    def ends(one: Discrepancy) -> frozenset[tuple[str, str]]:
        return frozenset(
            {(texts[one.left.report].quote(one.left), one.left_value), (texts[one.right.report].quote(one.right), one.right_value)}
        )

    return {(one.kind, one.severity, ends(one)) for one in found.findings.discrepancies}


@always(tellings(3, 8))
def test_a_report_never_clashes_with_itself(sentences: list[str]) -> None:
    original = report("page.txt", sentences)
    found = analyse([original, copied(original, "copy.txt")])
    assert found.findings.discrepancies == ()


@always(events())
def test_the_stemma_is_acyclic(reports: list[Report]) -> None:
    stemma = analyse(reports).stemma
    assert not cyclic(stemma)
    known = set(stemma.witnesses) | {lost.siglum for lost in stemma.lost}
    assert all({edge.child, edge.parent} <= known for edge in stemma.edges)


def cyclic(stemma: Stemma) -> bool:
    """Whether some text descends from itself: nodes without an open parent are taken away until none is left."""
    edges = {(edge.child, edge.parent) for edge in stemma.edges}
    while edges:
        roots = {parent for _, parent in edges} - {child for child, _ in edges}
        if not roots:
            return True
        edges = {(child, parent) for child, parent in edges if parent not in roots}
    return False


@always(pages(1, 2))
def test_cuts_replay(drawn: list[Raw]) -> None:
    for page in drawn:
        made = cleaned(page)
        assert replay(page.text, made.cuts) == made.text


@always(events())
def test_every_span_lies_in_its_text(reports: list[Report]) -> None:
    found = analyse(reports)
    lengths = {report.id: len(report.text) for report in reports}
    for span in spans(found):
        assert 0 <= span.start < span.end <= lengths[span.report], span


def spans(value: object) -> Iterator[Span]:
    """Every span anywhere in a value."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from spans(one)
    elif isinstance(value, dict):
        yield from spans(list(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from spans(getattr(value, name))


@always(events())
def test_a_decisions_bits_are_the_sum_of_its_reasons(reports: list[Report]) -> None:
    found = analyse(reports)
    made = msgspec.json.decode(exported(found))
    for decision in (*made["discrepancies"], *made["stemma"]["edges"]):
        assert decision["bits"] == pytest.approx(sum(reason["bits"] for reason in decision["because"]), abs=1e-9)
    for decided in (*found.findings.discrepancies, *found.stemma.edges):
        assert decided.because
        assert decided.bits == total_bits(decided.because)


def exported(found: Analysis) -> str:
    from rashomon.export import exporters

    return exporters["json"](found)


@always(events())
def test_what_is_written_reads_back_the_same(reports: list[Report]) -> None:
    found = analyse(reports)
    assert msgspec.json.decode(msgspec.json.encode(found), type=Analysis) == found


@always(events())
def test_every_line_of_a_summary_cites_whole_existing_sentences(reports: list[Report]) -> None:
    found = analyse(reports)
    sentences = {span for notes in found.notes for span in notes.sentences}
    for line in found.summary.lines:
        assert line.cites
        assert set(line.cites) <= sentences, line.text


@always(st.tuples(events(), st.permutations(("Alpha", "Beta", "Gamma", "Delta"))))
def test_renaming_outlets_does_not_change_text_reuse(drawn: tuple[list[Report], list[str]]) -> None:
    reports, names = drawn
    renamed = [replace(report, outlet=name) for report, name in zip(reports, names, strict=False)]
    before, after = analyse(reports), analyse(renamed)
    assert after.collation == before.collation
    assert [(pair.a, pair.b, pair.relation) for pair in after.stemma.pairs] == [
        (pair.a, pair.b, pair.relation) for pair in before.stemma.pairs
    ]
