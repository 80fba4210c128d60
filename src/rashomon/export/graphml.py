"""Decides how the stemma is written for network software (Gephi, yEd, NetworkX): who takes from whom.

Edges lead from source to taker, as stemmatologists draw them; `lost` and `uncertain` are data, and
the same two conventions hold in the drawing formats: grey is lost, dashed is uncertain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..tell import words
from ..types import Analysis
from . import writes
from ._cites import Citations
from ._markup import escaped

KEYS = (
    ("label", "node", "string"),
    ("report", "node", "string"),
    ("path", "node", "string"),
    ("outlet", "node", "string"),
    ("published", "node", "string"),
    ("lost", "node", "boolean"),
    ("color", "node", "string"),
    ("kind", "edge", "string"),
    ("p", "edge", "double"),
    ("bits", "edge", "double"),
    ("uncertain", "edge", "boolean"),
    ("style", "edge", "string"),
)


@writes("graphml", "application/graphml+xml", ".graphml", "Who shares text with whom, for network software")
def to_graphml(analysis: Analysis) -> str:
    """GraphML 1.0 with typed keys."""
    return "\n".join((
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'  <key id="{domain[0]}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>' for name, domain, kind in KEYS),
        '  <graph id="stemma" edgedefault="directed">',
        *_nodes(analysis),
        *_edges(analysis),
        "  </graph>",
        "</graphml>",
        "",
    ))  # fmt: skip


def _nodes(analysis: Analysis) -> Iterator[str]:
    for siglum, report in Citations(analysis).legend():
        published = report.published.iso() if report.published else None
        values = {"label": report.outlet or report.path, "report": report.id, "path": report.path, "outlet": report.outlet,
                  "published": published, "lost": "false", "color": "black"}  # fmt: skip
        yield f'    <node id="{escaped(siglum)}">{_values("n", values)}</node>'
    for lost in analysis.stemma.lost:
        values = {"label": lost.name or words.UNNAMED_LOST, "lost": "true", "color": "grey"}
        yield f'    <node id="{escaped(lost.siglum)}">{_values("n", values)}</node>'


def _edges(analysis: Analysis) -> Iterator[str]:
    for edge in analysis.stemma.edges:
        strong = words.strength(edge.p) == "strong"
        values = {"kind": edge.kind, "p": f"{edge.p:.4f}", "bits": f"{edge.bits:.3f}", "uncertain": "false" if strong else "true",
                  "style": "solid" if strong else "dashed"}  # fmt: skip
        yield f'    <edge source="{escaped(edge.parent)}" target="{escaped(edge.child)}">{_values("e", values)}</edge>'


def _values(domain: str, values: Mapping[str, str | None]) -> str:
    return "".join(f'<data key="{domain}.{name}">{escaped(value)}</data>' for name, value in values.items() if value is not None)
