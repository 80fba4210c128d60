"""How much one text used another, answered by printed weights: own work, heavy or light revision, cut and paste; a paraphrase or not.

The four degrees come from three questions, asked in turn: was the source used at all; if so, was it cut and pasted;
if not that, was it revised lightly. Each rests on three or four measures whose weights may point one way only, the way
their meaning says. "shared" asks the first again for two reports of one event, outside quotation marks: they speak of one
thing anyhow, so that having the same telling words shows little, and order and runs of words must speak. A paraphrase is a
matter of the middle: too near is a copy or a swap of synonyms, too far is another text; so a measure may rise and then
fall, never twice. "translation" is asked of two reports in two languages, and looks at names and numbers only (`evidence.kept`).
`reuse.json` holds the bits, made by tools/fit_reuse.py; `python -m bench.reuse` and `bench.translated` try them.

The account range rests on "translation", and on none of the others yet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias, get_args

Degree = Literal["own", "heavy revision", "light revision", "cut and paste"]
Question = Literal["derived", "cut", "light", "shared", "paraphrase", "translation"]
Table: TypeAlias = Mapping[str, float]  # bits by term, and "prior"; a term without weight is left out

DEGREES: tuple[Degree, ...] = get_args(Degree)
BENDS = (0.25, 0.5, 0.75)  # where what a measure says of a paraphrase may turn
# The measures of each question, and the way each may point: 1 up, -1 down.
WAYS: dict[Question, dict[str, int]] = {
    "derived": {"telling": 1, "partners": 1, "order": 1},
    "cut": {"breaks": -1, "patched": -1, "mended": -1, "order": -1},
    "light": {"holes": 1, "mended": -1, "new_small": -1},
    "shared": {"order": 1, "kept": 1, "runs": 1},
    "paraphrase": dict.fromkeys(("telling", "frame", "kept", "runs", "unbroken", "new_small", "added", "used", "length"), 0),
    "translation": {"chained": 1, "rising": 1},
}


def terms(question: Question) -> dict[str, int]:
    """What a question weighs, and the way each may point (0 is free): its measures and, of a paraphrase, their bends."""
    ways = dict(WAYS[question])
    return ways | {f"{name} over {bend}": -1 for name, way in WAYS[question].items() if way == 0 for bend in BENDS}


def weighed(question: Question, found: Mapping[str, float]) -> list[float]:
    """The values of `terms`, in their order; `found` is what `reuse.measures` gives."""
    return [_value(term, found) for term in terms(question)]


def _value(term: str, found: Mapping[str, float]) -> float:
    name, _, bend = term.partition(" over ")
    return max(0.0, found[name] - float(bend)) if bend else found[name]


@cache
def tables() -> dict[str, dict[str, float]]:
    """The shipped weights, read once."""
    content: dict[str, dict[str, float]] = json.loads(files(__package__).joinpath("reuse.json").read_text(encoding="utf-8"))
    return content


def bits(question: Question, found: Mapping[str, float], table: Table | None = None) -> float:
    """Log2 odds that the answer is yes; by the shipped weights unless a table is given."""
    table = tables()[question] if table is None else table
    return table["prior"] + sum(table.get(term, 0.0) * value for term, value in zip(terms(question), weighed(question, found), strict=True))


def degree(found: Mapping[str, float], by: Mapping[str, Table] | None = None) -> Degree:
    """How much a text used a source: the three questions in turn, each at even odds."""
    by = tables() if by is None else by
    if bits("derived", found, by["derived"]) <= 0:
        return "own"
    if bits("cut", found, by["cut"]) > 0:
        return "cut and paste"
    return "light revision" if bits("light", found, by["light"]) > 0 else "heavy revision"
