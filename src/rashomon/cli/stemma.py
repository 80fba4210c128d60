"""Decides how the stemma is drawn in a terminal: a tree from every source down to those who took from it.

A text with several sources stands in full under the one that speaks strongest for it, and by its
letter alone under the others. Lost texts are dim, as in print they are grey.
"""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text
from rich.tree import Tree

from ..export._cites import Citations
from ..export._page.forest import Branch, forest
from ..tell.template import Template, templates
from ..text.visible import squeeze
from ..types import Analysis


def stemma_view(analysis: Analysis) -> RenderableType:
    """Trees of who took from whom, then the texts that stand in none."""
    t = templates[analysis.summary.lang]
    woods, labels = forest(analysis.stemma), _labels(analysis, t)
    shown: list[RenderableType] = []
    for root in woods.trees:
        tree = Tree(labels[root.siglum], guide_style="dim")
        _grow(tree, root, labels, t)
        shown.append(tree)
    shown += [
        Text(f"{squeeze(siglum)}{t.colon}{t.place_open.format(letters=t.listed([squeeze(other) for other in others]))}")
        for siglum, others in woods.open
    ]
    if woods.apart:
        shown.append(Text(f"{', '.join(map(squeeze, woods.apart))}{t.colon}{t.nothing_shared}"))
    return Group(*shown)


def _labels(analysis: Analysis, t: Template) -> dict[str, Text]:
    labels = {}
    for siglum, report in Citations(analysis).legend():
        labels[siglum] = Text.assemble((squeeze(siglum), "bold"), f"  {squeeze(report.outlet or report.path)}")
    for lost in analysis.stemma.lost:
        name = f"{lost.name}, {t.lost}" if lost.name else t.unnamed_lost
        labels[lost.siglum] = Text(f"{squeeze(lost.siglum)}  {squeeze(name)}", "dim")
    return labels


def _grow(tree: Tree, parent: Branch, labels: dict[str, Text], t: Template) -> None:
    for one in parent.below:
        how = f"  {t.how(one.taken)}" if one.taken else ""
        if one.stands_under:
            under = t.stands_under.format(letters=squeeze(one.stands_under))
            tree.add(Text.assemble((squeeze(one.siglum), "bold"), (f"{how}{t.semicolon}{under}", "dim")))
        else:
            _grow(tree.add(labels.get(one.siglum, Text(one.siglum)).copy().append(how, "dim")), one, labels, t)
