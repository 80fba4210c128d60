"""Decides how the stemma is drawn by Graphviz: grey is lost, dashed is uncertain, an arrow leads from source to taker."""

from __future__ import annotations

from ..tell import words
from ..text.visible import squeeze
from ..types import Analysis
from . import writes
from ._cites import Citations


@writes("dot", "text/vnd.graphviz", ".dot", "Who shares text with whom, for Graphviz")
def to_dot(analysis: Analysis) -> str:
    """A directed graph for `dot -Tsvg`; the labels are text, never Graphviz's HTML."""
    stemma, citations = analysis.stemma, Citations(analysis)
    lines = ["digraph stemma {", "  rankdir=TB;", '  node [shape=box, fontname="sans-serif"];']
    for siglum, report in citations.legend():
        lines.append(f"  {quoted(siglum)} [label={quoted(f'{siglum}: {report.outlet or report.path}')}];")
    for lost in stemma.lost:
        label = f"{lost.siglum}: {lost.name or words.UNNAMED_LOST}"
        lines.append(f"  {quoted(lost.siglum)} [label={quoted(label)}, color=grey, fontcolor=grey];")
    for edge in stemma.edges:
        style = "" if words.strength(edge.p) == "strong" else ", style=dashed"
        lines.append(f"  {quoted(edge.parent)} -> {quoted(edge.child)} [label={quoted(words.DERIVATIONS[edge.kind])}{style}];")
    return "\n".join((*lines, "}")) + "\n"


def quoted(name: str) -> str:
    """A DOT string; backslashes, which Graphviz reads as escapes, and quotation marks are escaped."""
    return '"' + squeeze(name).replace("\\", "\\\\").replace('"', '\\"') + '"'
