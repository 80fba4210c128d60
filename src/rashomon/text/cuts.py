"""Replayable edits: what was removed or repaired on the way from raw to cleaned text, and the way back.

`replay(raw, cuts)` gives the cleaned text; `Rawward` maps a cleaned offset to the raw one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ..types import Cut


def replay(raw: str, cuts: Iterable[Cut]) -> str:
    """Apply disjoint, sorted cuts to `raw`; ValueError where they overlap."""
    parts: list[str] = []
    at = 0
    for cut in cuts:
        if cut.start < at or cut.end < cut.start or cut.end > len(raw):
            raise ValueError(f"cut {cut} overlaps its neighbour or leaves the text")
        parts += (raw[at : cut.start], cut.replacement)
        at = cut.end
    return "".join((*parts, raw[at:]))


def compose(raw: str, first: Sequence[Cut], second: Sequence[Cut]) -> tuple[Cut, ...]:
    """One list of cuts on `raw` for two passes, `second` written on the result of `first`.

    Where a later cut meets an earlier one they become one cut, under the rule of the later.
    """
    middle, back = replay(raw, first), Rawward(first)
    early = [(*back.clean_range(n), cut) for n, cut in enumerate(first)]
    out: list[Cut] = []
    n = k = 0
    while n < len(second):
        low, high = second[n].start, second[n].end
        group = [second[n]]
        n += 1
        while k < len(early) and early[k][1] < low:
            out.append(early[k][2])
            k += 1
        start, end = None, None  # raw range of the group
        while True:
            if k < len(early) and early[k][0] <= high:
                start = early[k][2].start if start is None and early[k][0] <= low else start
                low, high = min(low, early[k][0]), max(high, early[k][1])
                end = early[k][2].end if early[k][1] == high else None
                k += 1
            elif n < len(second) and (second[n].start < high or second[n].end == high):
                group.append(second[n])
                high, end = max(high, second[n].end), end if second[n].end <= high else None
                n += 1
            else:
                break
        within = [Cut(cut.start - low, cut.end - low, "", cut.replacement) for cut in group]
        out.append(
            Cut(
                back.start(low) if start is None else start,
                back.end(high) if end is None else end,
                group[-1].rule,
                replay(middle[low:high], within),
            )
        )
    return tuple(out + [cut for _, _, cut in early[k:]])


class Rawward:
    """Maps offsets in the cleaned text to offsets in the raw text."""

    def __init__(self, cuts: Iterable[Cut]) -> None:
        self._cuts = tuple(cuts)
        self._starts: list[int] = []  # where each replacement starts in the cleaned text
        shift = 0
        for cut in self._cuts:
            self._starts.append(cut.start + shift)
            shift += len(cut.replacement) - (cut.end - cut.start)

    def clean_range(self, n: int) -> tuple[int, int]:
        """Where the replacement of the n-th cut lies in the cleaned text."""
        return self._starts[n], self._starts[n] + len(self._cuts[n].replacement)

    def start(self, offset: int) -> int:
        """Raw offset of the code point at `offset`; inside a replacement, the start of the cut."""
        return self._map(offset, inside_end=False)

    def end(self, offset: int) -> int:
        """Raw offset just behind the code point before `offset`; inside a replacement, the cut's end."""
        return self._map(offset - 1, inside_end=True) if offset > 0 else 0

    def _map(self, offset: int, *, inside_end: bool) -> int:
        n = bisect_right(self._starts, offset) - 1
        while n >= 0:
            cut, low = self._cuts[n], self._starts[n]
            if offset < low + len(cut.replacement):
                return cut.end if inside_end else cut.start
            raw = cut.end + offset - low - len(cut.replacement)
            return raw + 1 if inside_end else raw
        return offset + 1 if inside_end else offset
