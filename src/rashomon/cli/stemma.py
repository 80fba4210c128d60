"""Decides how the stemma is drawn in a terminal: a tree from every source down to those who took from it.

A text with several sources stands in full under the one that speaks strongest for it, and by its
letter alone under the others. Lost texts are dim, as in print they are grey.
"""

from __future__ import annotations

from collections import defaultdict

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from ..export._cites import Citations
from ..tell.ladder import AKIN
from ..tell.template import Template, templates
from ..text.visible import squeeze
from ..types import Analysis, Derivation, Stemma


def stemma_view(analysis: Analysis) -> RenderableType:
    """Trees of who took from whom, then the texts that stand in none."""
    t = templates[analysis.summary.lang]
    stemma, labels = analysis.stemma, _labels(analysis, t)
    below: dict[str, list[Derivation]] = defaultdict(list)
    for edge in sorted(stemma.edges, key=lambda edge: (len(edge.child), edge.child)):
        below[edge.parent].append(edge)
    home = {child: _strongest(child, stemma.edges) for child in sorted({edge.child for edge in stemma.edges})}
    roots = [siglum for siglum in labels if siglum in below and siglum not in home]
    trees: list[RenderableType] = []
    for root in roots:
        tree = Tree(labels[root], guide_style="dim")
        _grow(tree, root, below, home, labels, t, (root,))
        trees.append(tree)
    alone = sorted((siglum for siglum in stemma.witnesses if siglum not in below and siglum not in home), key=lambda s: (len(s), s))
    akin = {siglum: _akin(siglum, stemma) for siglum in alone}
    trees += [
        Text(f"{squeeze(siglum)}{t.colon}{t.place_open.format(letters=t.listed(others))}") for siglum, others in akin.items() if others
    ]
    if apart := [squeeze(siglum) for siglum, others in akin.items() if not others]:
        trees.append(Text(f"{', '.join(apart)}{t.colon}{t.nothing_shared}"))
    return Group(*trees)


def _akin(siglum: str, stemma: Stemma) -> list[str]:
    """The reports that one shares text with, though nothing says who took it from whom."""
    id, sigla = stemma.witnesses[siglum], {report: other for other, report in stemma.witnesses.items()}
    others = {sigla[pair.b if pair.a == id else pair.a] for pair in stemma.pairs if pair.relation in AKIN and id in (pair.a, pair.b)}
    return [squeeze(other) for other in sorted(others, key=lambda s: (len(s), s))]


def _labels(analysis: Analysis, t: Template) -> dict[str, Text]:
    labels = {}
    for siglum, report in Citations(analysis).legend():
        labels[siglum] = Text.assemble((squeeze(siglum), "bold"), f"  {squeeze(report.outlet or report.path)}")
    for lost in analysis.stemma.lost:
        name = f"{lost.name}, {t.lost}" if lost.name else t.unnamed_lost
        labels[lost.siglum] = Text(f"{squeeze(lost.siglum)}  {squeeze(name)}", "dim")
    return labels


def _strongest(child: str, edges: tuple[Derivation, ...]) -> str:
    return min((edge for edge in edges if edge.child == child), key=lambda edge: (-edge.p, edge.parent)).parent


def _grow(
    tree: Tree,
    parent: str,
    below: dict[str, list[Derivation]],
    home: dict[str, str],
    labels: dict[str, Text],
    t: Template,
    path: tuple[str, ...],
) -> None:
    for edge in below[parent]:
        how = f"  {t.how(edge)}"
        if home[edge.child] == parent and edge.child not in path:
            branch = tree.add(labels.get(edge.child, Text(edge.child)).copy().append(how, "dim"))
            _grow(branch, edge.child, below, home, labels, t, (*path, edge.child))
        else:
            tree.add(
                Text.assemble(
                    (squeeze(edge.child), "bold"), (f"{how}{t.semicolon}{t.stands_under.format(letters=squeeze(home[edge.child]))}", "dim")
                )
            )
