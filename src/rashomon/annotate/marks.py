"""Decides which stretches of a text stand inside quotation marks, whatever became of the marks.

A deterministic state machine over every mark of the language and the common ones of others, one
paragraph at a time. It never raises and never loses a paragraph: what does not pair is repaired
and says so (`garbled`).

1. Every mark gets a role, opening or closing, from its shape; where the shape says both, from its neighbours.
2. Single marks pair only where they open before a word and close behind one: the rest are apostrophes.
3. Marks are paired with nesting; if that leaves one over, they are paired flat, and each left over is repaired: a lost
   closing mark ends where two words were glued, else before the next mark or with its sentence; a lost opening mark
   starts with its sentence.
4. A paragraph that ends open while the next opens again is the printers' convention for one long speech, not damage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

PAIRS = (("“", "”"), ('"', '"'), ("«", "»"), ("‹", "›"), ("「", "」"), ("``", "''"), ("''", "''"))
SINGLES = (("‘", "’"), ("'", "'"), ("‚", "‘"), ("‚", "’"))
_SINGLE_REACH = 400  # code points in which a single opening mark must find its end
_PARAGRAPH = re.compile(r"\S[^\n]*")
_GLUED = re.compile(r"[a-zà-ÿ](?=[A-ZÀ-Þ][a-zà-ÿ])")
_OPENS_BEFORE = frozenset(" \t\n\u00a0([{-–—/:,;.")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0)]},.;:!?-–—/'’\"”»")


class Marked(NamedTuple):
    """A stretch in quotation marks. `start`/`end` take in the marks that are there, `inner_...` only what they hold."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0  # 0 outermost
    garbled: bool = False  # a mark is lost and was put back by guess
    continues: bool = False  # goes on in the next paragraph


class _Mark(NamedTuple):
    at: int
    width: int
    role: str  # "o" opening, "c" closing, "?" either


def marks(text: str, pairs: Sequence[tuple[str, str]] = (), starts: Sequence[int] = ()) -> tuple[Marked, ...]:
    """Every stretch in marks, in text order, outer before inner. `starts` are the sentence starts, for repairs."""
    shapes, any_mark = _shapes(tuple(pairs))
    out: list[Marked] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for n, (low, high) in enumerate(paragraphs):
        found = sorted(_roles(text, low, high, shapes, any_mark))  # a single mark comes with its end, before what stands between
        if not found:
            continue
        follower = paragraphs[n + 1][0] if n + 1 < len(paragraphs) else None
        carried = follower is not None and text[follower] in shapes and "o" in shapes[text[follower]]
        out += _pair(text, low, high, found, starts, carried)
    out = [_without_space(text, marked) for marked in out]
    return tuple(sorted(out, key=lambda marked: (marked.start, -marked.end)))


def _without_space(text: str, marked: Marked) -> Marked:
    """French marks keep a space inside; it is no part of the words."""
    held = text[marked.inner_start : marked.inner_end]
    if not (held[:1].isspace() or held[-1:].isspace()):
        return marked
    start = marked.inner_start + len(held) - len(held.lstrip())
    return marked._replace(inner_start=start, inner_end=max(start, marked.inner_end - (len(held) - len(held.rstrip()))))


@cache
def _shapes(pairs: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    """What each double mark can be, the language's own pairs first, then the common ones it leaves free; and what finds any mark."""
    shapes: dict[str, str] = {}
    singles = {mark for pair in SINGLES for mark in pair}
    for opening, closing in (*(pair for pair in pairs if pair[0] not in singles), *PAIRS):
        if opening in shapes and pairs and (opening, closing) not in pairs:
            continue
        for mark, role in ((opening, "o"), (closing, "c")):
            if mark not in singles and role not in shapes.get(mark, ""):
                shapes[mark] = shapes.get(mark, "") + role
    first = re.escape("".join(sorted({shape[0] for shape in shapes})))
    return shapes, re.compile(f"[{first}‘'‚](?:(?<!')|(?<!\\w.)|(?!\\w))")  # no apostrophe inside a word


def _roles(text: str, low: int, high: int, shapes: dict[str, str], any_mark: re.Pattern[str]) -> Iterator[_Mark]:
    """The marks of a paragraph with their roles, apostrophes left out."""
    at, single_end = low, -1
    while (next_mark := any_mark.search(text, at, high)) is not None:
        at = next_mark.start()
        char = text[at : at + 2] if text[at : at + 2] in shapes else text[at]
        width = len(char)
        if char in shapes:
            role = _role(text, at, width, low, high, shapes[char])
            if text[at + width : at + 2 * width] == char and at + 2 * width <= high:
                twice = _role(text, at, 2 * width, low, high, shapes[char])
                if twice in ("o", "c"):  # a mark that was set twice
                    role, width = twice, 2 * width
            if role:
                yield _Mark(at, width, role)
        elif char in "‘'‚" and at > single_end and _starts_word(text, at, low, high):
            end = _single_end(text, at, high)
            if end is not None:
                single_end = end
                yield _Mark(at, 1, "O")
                yield _Mark(end, 1, "C")
        at += width


def _role(text: str, at: int, width: int, low: int, high: int, shape: str) -> str:
    before = text[at - 1] if at > low else " "
    after = text[at + width] if at + width < high else " "
    opens = before in _OPENS_BEFORE and not after.isspace()
    closes = not before.isspace() and after in _CLOSES_BEFORE
    if len(shape) == 2:
        if before.isdigit() and not opens and text[at] == '"' and after in " ,.;x×":
            return "i"  # inches, unless a quotation is open
        return "o" if opens and not closes else "c" if closes and not opens else "?"
    if shape == "o" and closes and not opens:
        return "x"  # an opening mark used to close
    if shape == "c" and opens and not closes:
        return "x"  # a closing mark used to open
    return shape


def _starts_word(text: str, at: int, low: int, high: int) -> bool:
    before = text[at - 1] if at > low else " "
    return (
        (before in _OPENS_BEFORE or before in '“"«„')
        and at + 1 < high
        and text[at + 1].isalpha()
        and text[at + 1 : at + 4].lower() not in ("em ", "tis", "n’ ")
    )


def _single_end(text: str, at: int, high: int) -> int | None:
    """Where a single opening mark closes: behind a word, and not at a plural's possessive while a better end follows."""
    first, closing = None, "‘’" if text[at] == "‚" else "’'"
    for end in range(at + 3, min(high, at + _SINGLE_REACH)):
        if text[end] in closing and not text[end - 1].isspace() and (end + 1 >= high or text[end + 1] in _CLOSES_BEFORE):
            possessive = text[end - 1] in "sz" and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].islower()
            if not possessive:
                return end
            first = end if first is None else first
        elif text[end] == "‘" != closing[0]:
            break
    return first


def _pair(text: str, low: int, high: int, found: list[_Mark], starts: Sequence[int], carried: bool) -> list[Marked]:
    nested = _nested(found)
    if nested is not None:
        return nested
    return _flat(text, low, high, found, starts, carried)


def _nested(found: list[_Mark]) -> list[Marked] | None:
    """Pairs by nesting; None where the marks do not come out even."""
    stack: list[_Mark] = []
    out: list[Marked] = []
    for mark in found:
        role = mark.role
        if role == "i":
            if not stack:
                continue
            role = "c"
        if role in ("?", "x"):
            role = "c" if stack and stack[-1].role != "O" else "o"
        if role in "oO":
            stack.append(mark._replace(role=role))
        elif stack and (stack[-1].role == "O") == (role == "C"):
            opening = stack.pop()
            out.append(Marked(opening.at, mark.at + mark.width, opening.at + opening.width, mark.at, len(stack)))
        elif role == "C":
            continue
        else:
            return None
    return None if any(mark.role == "o" for mark in stack) else out


def _flat(text: str, low: int, high: int, found: list[_Mark], starts: Sequence[int], carried: bool) -> list[Marked]:
    """Pairs without nesting, lost marks put back."""
    out: list[Marked] = []
    opened: _Mark | None = None
    behind = low  # end of the last pair
    for mark in found:
        if mark.role in "OCi":
            continue
        role = ("c" if opened else "o") if mark.role in "?x" else mark.role
        if role == "o":
            if opened:
                out.append(_unclosed(text, opened, mark.at, starts))
            opened = mark
        elif opened:
            out.append(Marked(opened.at, mark.at + mark.width, opened.at + opened.width, mark.at))
            opened, behind = None, mark.at + mark.width
        else:
            n = bisect_right(starts, mark.at - 2) - 1
            start = max(behind, low, starts[n] if n >= 0 else low)
            start += len(text[start : mark.at]) - len(text[start : mark.at].lstrip())
            if start < mark.at:
                out.append(Marked(start, mark.at + mark.width, start, mark.at, garbled=True))
            behind = mark.at + mark.width
    if opened and carried:
        out.append(Marked(opened.at, high, opened.at + opened.width, high, continues=True))
    elif opened:
        out.append(_unclosed(text, opened, high, starts))
    return [marked for marked in out if marked.inner_start < marked.inner_end]


def _unclosed(text: str, opened: _Mark, limit: int, starts: Sequence[int]) -> Marked:
    """A quotation whose closing mark is lost: to where two words were glued, else with its sentence or at `limit`."""
    start = opened.at + opened.width
    n = bisect_right(starts, start)
    limit = min(limit, starts[n]) if n < len(starts) else limit
    glued = _GLUED.search(text, start, limit)
    end = glued.end() if glued else limit
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    return Marked(opened.at, max(end, start), start, max(end, start), garbled=True)
