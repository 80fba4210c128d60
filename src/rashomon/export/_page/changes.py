"""Decides which words of a sentence are shown as changed against another sentence, and which of its words as missing.

Words are compared in the form in which the stages compare them: case, width and possessives aside. Where two sentences have little in
common, marks would cover all of it and show nothing; then no word is marked, and that it was reworded is said.
A short word in common between two changes is taken into them: "of the" beside "by the" reads as one change.
"""

from __future__ import annotations

from typing import NamedTuple

from ...text.diff import replacements
from ...text.stems import keys

COMMON = 0.6  # share of the words in common below which single words show nothing
SMALL = 3  # letters of a lone word in common that does not part two changes


class Change(NamedTuple):
    """A stretch of a text that stands for some words of another; empty where only words are missing."""

    start: int
    end: int
    missing: str  # the words of the other text, as they stand there


def changes(base: str, text: str) -> tuple[Change, ...]:
    """Where a text differs from a base, in order; nothing where the two have little in common."""
    theirs, ours = keys(base), keys(text)
    steps = replacements([word for word, _, _ in theirs], [word for word, _, _ in ours])
    equal = sum(j - i for tag, i, j, _, _ in steps if tag == "equal")
    if 2 * equal < COMMON * (len(theirs) + len(ours)):
        return ()
    out: list[list[int]] = []  # words of the base from, to; of the text from, to
    for n, (tag, i, j, k, m) in enumerate(steps):
        inside = 0 < n < len(steps) - 1
        if tag != "equal":
            if out and out[-1][1] == i:
                out[-1][1], out[-1][3] = j, m
            else:
                out.append([i, j, k, m])
        elif inside and j - i == 1 and len(theirs[i][0]) <= SMALL:
            out[-1][1], out[-1][3] = j, m
    return tuple(_placed(base, text, theirs, ours, change) for change in out)


def _placed(base: str, text: str, theirs: list[tuple[str, int, int]], ours: list[tuple[str, int, int]], change: list[int]) -> Change:
    i, j, k, m = change
    missing = base[theirs[i][1] : theirs[j - 1][2]] if j > i else ""
    if m > k:
        return Change(ours[k][1], ours[m - 1][2], missing)
    at = ours[k][1] if k < len(ours) else ours[-1][2] if ours else len(text)
    return Change(at, at, missing)
