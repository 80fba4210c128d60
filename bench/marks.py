"""Whether the mark layer survives anything: texts whose quotation marks were dropped, doubled, mixed, nested and moved.

    python -m bench.marks [TEXTS]      1,000,000 by default; prints JSON

Every text is invented, in one of six languages with its own marks, and meets one to six mutations of its marks. Of each text it is checked
that nothing is raised, that every stretch lies in the text with its words inside its marks, that stretches nest or lie apart, and that
a text without mutations gives back the stretches it was made with. Time is measured on one text of doubling length, all marks lost in turn.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from random import Random
from time import process_time
from typing import Any

from rashomon.annotate.marks import PAIRS, SINGLES, Marked, marks
from rashomon.lang import language

SEED, TEXTS, BLOCK = 1, 1_000_000, 10_000
LANGUAGES = ("en", "es", "de", "fr", "it", "nl")
WORDS = "dam Ada's don't '90s 6\" l'eau Haus niño workers' rock’n’roll Sunday -- (as planned) 4,5 U.S. no".split()
CUES = ("said Ada Example", "Bob Sample told reporters", "dijo ella", "sagte er", "a-t-il dit", "")
EVERY = sorted({mark for pair in (*PAIRS, *SINGLES) for mark in pair} | set("„‚”’›»‹«″＂`´"))
MUTATIONS = ("drop", "double", "mix", "insert", "swap", "space", "glue", "newline")
LENGTHS = (20_000, 40_000, 80_000, 160_000)  # words of the timed texts


def text_of(random: Random, lang: str) -> tuple[str, list[tuple[int, int]]]:
    """A text of one to four paragraphs in the marks of its language, and where its outermost quotations stand, marks included."""
    opening, closing = random.choice([pair for pair in language(lang).quote_pairs if pair not in SINGLES] or list(PAIRS[:1]))
    out, spans = "", list[tuple[int, int]]()
    for _ in range(random.randint(1, 4)):
        for _ in range(random.randint(1, 4)):
            out += " ".join(random.choices("the dam will hold on Sunday again".split(), k=random.randint(2, 6))).capitalize() + " "
            start = len(out)
            out += (
                opening
                + " ".join(random.choices("we will see what the river does".split(), k=random.randint(3, 9))).capitalize()
                + "."
                + closing
            )
            spans.append((start, len(out)))
            out += f" {random.choice(CUES)}.".replace(" .", ".") + " "
        out = out.rstrip() + "\n\n"
    return out.rstrip(), spans


def mutated(random: Random, text: str) -> str:
    """The same with one to six changes at its marks, or anywhere."""
    for _ in range(random.randint(1, 6)):
        places = [at for at, letter in enumerate(text) if letter in EVERY] or [random.randrange(len(text) + 1)]
        at, what = random.choice(places), random.choice(MUTATIONS)
        here, rest = text[:at], text[at + 1 :]
        mark = text[at : at + 1]
        if what == "drop":
            text = here + rest
        elif what == "double":
            text = here + mark * random.randint(2, 3) + rest
        elif what == "mix":
            text = here + random.choice(EVERY) + rest
        elif what == "insert":
            at = random.randrange(len(text) + 1)
            text = text[:at] + random.choice((*EVERY, *WORDS)) + text[at:]
        elif what == "swap":
            text = here + rest[:1] + mark + rest[1:]
        elif what == "space":
            text = f"{here} {mark} {rest}"
        elif what == "glue":
            text = here.rstrip() + mark + rest.lstrip()
        else:
            text = f"{here}{mark}\n{rest}"
    return text


def faults(text: str, found: Sequence[Marked]) -> list[str]:
    """What is wrong with the stretches of a text."""
    out = []
    for one in found:
        if not 0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text):
            out.append("outside the text, or words outside their marks")
        elif not one.garbled and not one.continues and (one.start == one.inner_start or one.end == one.inner_end):
            out.append("a mark is missing and nothing says so")
        elif one.inner_start < one.inner_end and "\n" in text[one.inner_start : one.inner_end]:
            out.append("over the end of a paragraph")
    out += ["out of order" for one, other in pairwise(found) if (one.start, -one.end) > (other.start, -other.end)]
    ends: list[int] = []
    for one in found:
        while ends and ends[-1] <= one.start:
            ends.pop()
        if ends and one.end > ends[-1]:
            out.append("overlap without nesting")
        ends.append(one.end)
    return out


def block(first: int, many: int) -> Counter[str]:
    """Counts over so many texts from the n-th on."""
    counts: Counter[str] = Counter()
    for n in range(first, first + many):
        random = Random(f"{SEED} {n}")  # noqa: S311  the same texts every time
        lang = random.choice(LANGUAGES)
        whole, spans = text_of(random, lang)
        pairs = language(lang).quote_pairs
        got = [(one.start, one.end) for one in marks(whole, pairs) if one.depth == 0]
        counts["whole texts read back"] += got == spans
        text = mutated(random, whole)
        try:
            found = marks(text, pairs)
        except Exception as error:  # noqa: BLE001  any is a failure, and counted
            counts[f"raised {type(error).__name__}"] += 1
            continue
        counts["stretches"] += len(found)
        counts["garbled"] += sum(one.garbled for one in found)
        counts.update(faults(text, found))
        counts["texts"] += 1
    return counts


def timed() -> list[float]:
    """Microseconds a word on texts of doubling length, every third mark lost."""
    out = []
    for words in LENGTHS:
        random, parts = Random(SEED), list[str]()  # noqa: S311
        for n in range(words // 8):
            opening, closing = ("“" if n % 3 else ""), ("”" if n % 5 else "")
            parts.append(f"{opening}We will see what the river does.{closing} {random.choice(CUES)}.")
        start = process_time()
        marks(" ".join(parts), language("en").quote_pairs)
        out.append(round(1e6 * (process_time() - start) / words, 2))
    return out


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else TEXTS
    pace = timed()
    starts = range(0, many, BLOCK)
    counts: Counter[str] = Counter()
    start = process_time()
    with ProcessPoolExecutor(2) as pool:
        for part in pool.map(block, starts, [min(BLOCK, many - first) for first in starts]):
            counts.update(part)
    told: dict[str, Any] = {"asked": many, **dict(sorted(counts.items())), "microseconds a word, by doubling length": pace}
    print(json.dumps(told | {"seconds": round(process_time() - start)}, indent=1))


if __name__ == "__main__":
    main()
