"""Decides how an explanation is drawn: the sentences with the compared words underlined, then every reason's share in bits."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..casebook.explain import Case
from ..export._cites import Citations
from ..export._page.places import edged
from ..export._page.waterfall import odds, p_of
from ..export._points import bits
from ..tell import words
from ..text.visible import squeeze
from ..types import Analysis, Reason, Span
from .screen import seen

BAR = 24  # columns of the waterfall


def print_case(case: Case, analysis: Analysis, on: Console) -> None:
    """Title, facts, sentences with the compared words underlined, waterfall, and what it comes to."""
    citations = Citations(analysis)
    on.print(seen(case.title, "bold"))
    for fact in case.facts:
        on.print(seen(fact))
    on.print()
    for span in case.spans:
        on.print(_sentence(span, citations))
    if case.because:
        on.print()
        on.print(waterfall(case.because, citations))


def waterfall(because: Sequence[Reason], citations: Citations) -> Table:
    """One row a reason: what it adds or takes, drawn from where the reasons before it left off."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("reason", overflow="fold")
    table.add_column("bits", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, width=BAR)
    table.add_column("because", overflow="fold")
    sums = [0.0]
    for reason in because:
        sums.append(sums[-1] + reason.bits)
    low, high = min(sums), max(sums)
    for reason, start, end in zip(because, sums, sums[1:], strict=False):
        told = squeeze(reason.detail) + (f" {citations.label(reason.at)}" if reason.at else "")
        table.add_row(seen(reason.rule), f"{reason.bits:+.2f}", _bar(start, end, low, high), Text(told.strip(), "dim"))
    total = bits(because)
    table.add_row(
        Text("sum", "bold"),
        Text(f"{total:+.2f}", "bold"),
        _bar(0, total, low, high),
        Text(f"{words.strength(p_of(total))}: odds {odds(total)}"),
    )
    return table


def _bar(start: float, end: float, low: float, high: float) -> Text:
    scale = BAR / (high - low) if high > low else 0.0
    left, right = round((min(start, end) - low) * scale), round((max(start, end) - low) * scale)
    block = "█" * max(right - left, 1 if start != end else 0)
    return Text(" " * min(left, BAR - len(block))).append(block, "green" if end >= start else "red")


def _sentence(span: Span, citations: Citations) -> Text:
    report = citations.reports[span.report]
    last = citations.numbers(span)[1]
    whole = citations.sentences(span)
    start = report.text.find(whole, max(0, span.start - len(whole)))
    before, words_, after = whole[: span.start - start], whole[span.start - start : span.end - start], whole[span.end - start :]
    label = Text(citations.label((span,)), "dim") if last else Text(f"[{citations.siglum(span.report)}]", "dim")
    style = "underline" if before.strip() or after.strip() else ""
    return label.append(" ").append(edged(before), "not dim").append(squeeze(words_), f"not dim {style}").append(edged(after), "not dim")
