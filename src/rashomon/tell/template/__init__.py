"""In which words the summary speaks: one file of data per language, no code paths.

Only the template is in the chosen language: what a report says is quoted as it stands, and the keys of the JSON stay.
A sentence is a whole with named slots, so that every language orders, joins and inflects as it must; a number picks one of two sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ...registry import Registry
from ...types import Derivation, DerivationKind, Drift, Relation, Severity, Step
from ..phrases import quoted
from ..words import strength

Plural = tuple[str, str]  # the words for one and those for more; `{n}` is the number


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The words of the summary in one language. `{letters}` are reports by letter, `{words}` words of a report in marks."""

    code: str
    # how words are joined, and how many are one
    marks: tuple[str, str]  # around words of a report
    colon: str  # with the spaces around it
    semicolon: str
    and_: str
    and_before: tuple[str, str] = ("", "")  # an expression for how a word may open, and how "and" is written before it
    or_: str
    ones: frozenset[int] = frozenset({1})  # the numbers that take the words for one
    # headings
    sections: dict[str, str]
    section_notes: dict[str, str]
    in_all: Plural  # the heading over what all carry, by the number of accounts
    untitled: str
    reports: str
    stemma: str
    primary: str
    # what the findings are called
    kinds: dict[str, str]
    severities: dict[Severity, str]
    together: dict[Severity, str]  # the same of more than two readings, where that is said otherwise
    relations: dict[Relation, str]
    drift: dict[Drift, str]
    derivations: dict[DerivationKind, str]
    strengths: dict[str, str]
    languages: dict[str, str]  # by code, as they stand in `translated`
    stages: dict[str, str]  # what a stage says in English words of its own, slots included, to the words of this language
    # what is counted
    nouns: dict[str, Plural]
    cuts: dict[str, Plural]  # what was set aside, by the rule that cut it
    # ladder
    means: dict[Step, str]  # what each of its counts counts, for a reader who never saw one
    not_shown: str
    no_source: str
    accounts: Plural
    one_account: str
    separately: str
    word_for_word: str
    nearly: str
    headings_aside: str
    one_text: str
    no_copies: str
    same_order: Plural
    same_order_at_most: Plural
    same_words: str
    by_outlet: str
    others_by_outlet: str
    count_once: str
    behind_named: str
    behind_unnamed: str
    first_open: str
    quoted_in: str
    via: str
    also_quoted: str
    # check first
    reading: str
    differs: str
    consistent: str
    update: str
    dated_update: str
    other_days: str
    open: str
    # in all accounts, in most, in one
    most: str
    wording_differs: str
    source: str
    source_in: str
    more_sources: Plural
    alone: str
    # quotations that changed
    nobody: str
    changes: str
    more_changes: str
    as_translations: Plural
    by_speaker: str
    without_source: str
    # against the primary source
    moved: str
    some_stand: Plural
    all_stand: Plural
    in_part: str
    missing: str
    others_missing: Plural
    more_missing: Plural
    stated: Plural
    not_stated: Plural
    other_language: Plural
    # garbled, set aside, to get
    garbled: str
    translated: str
    aside: str
    behind: str
    credited: str
    credited_so: str
    times_of: str
    outlets_of: str
    # the source summary statement, by the number of reports; the machine-made line
    counted: Plural
    lost_named: str
    none_lost: str
    counts_of: str
    machine_made: str
    # beside the lines
    more_lines: str
    left_out: str
    outlet_unknown: str
    lost: str
    unnamed_lost: str
    stands_under: str
    place_open: str
    nothing_shared: str

    def number(self, n: int, words: Plural, **slots: object) -> str:
        """The words for so many."""
        return words[n not in self.ones].format(n=n, **slots)

    def count(self, n: int, noun: str) -> str:
        """`1 report`, `2 reports`."""
        return self.number(n, self.nouns[noun])

    def listed(self, items: Sequence[str]) -> str:
        """`a`, `a and b`, `a, b and c`."""
        if len(items) < 2:
            return "".join(items)
        opening, otherwise = self.and_before
        joint = otherwise if opening and re.match(opening, items[-1], re.IGNORECASE) else self.and_
        return f"{', '.join(items[:-1])} {joint} {items[-1]}"

    def quoted(self, text: str) -> str:
        """Words of a report in quotation marks."""
        return quoted(text, self.marks)

    def heading(self, section: str, accounts: int) -> str:
        """The heading over a section, "" for the ladder; a section that is not listed keeps its name."""
        if section == "all":
            return self.number(accounts, self.in_all)
        return self.sections.get(section, section.capitalize())

    def kind(self, name: str) -> str:
        """The words for a kind of discrepancy; a kind that joined from outside keeps its name."""
        return self.kinds.get(name, name)

    def how(self, edge: Derivation) -> str:
        """How a text took from another, and how strongly that is shown."""
        return f"{self.derivations[edge.kind]}, {self.strengths[strength(edge.p)]}"

    def said(self, words: str) -> str:
        """What a stage said in words of its own; what is not listed stays as it is."""
        found = ((said, match) for pattern, said in _patterns(self.code) if (match := pattern.fullmatch(words)))
        return next((said.format(**match.groupdict()) for said, match in found), words)


templates: Registry[Template] = Registry(__name__)


@cache
def _patterns(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern(known), said) for known, said in templates[code].stages.items())


def _pattern(words: str) -> re.Pattern[str]:
    """An expression for some words, their slots as groups; a slot holds no quotation mark, so that it ends in one place."""
    return re.compile("".join(_parts(words)))


def _parts(words: str) -> Iterator[str]:
    for n, part in enumerate(re.split(r"\{(\w+)\}", words)):
        yield f"(?P<{part}>[^“”]+)" if n % 2 else re.escape(part)
