"""One person, organisation or place behind the names of some reports: every form of the name, and the form that stands for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .comparison import Comparison
from .parts import Parts, parts
from .persons import without_titles


@dataclass(slots=True)
class Joined:
    """One person: every form of the name, with the reports that write it so."""

    forms: dict[str, Counter[str]] = field(default_factory=dict)  # form -> report -> times
    joins: dict[str, Comparison] = field(default_factory=dict)  # form -> what it joined for; the first form has none

    def add(self, form: str, reports: Mapping[str, int], because: Comparison | None = None) -> None:
        """Take in a form of some reports."""
        self.forms.setdefault(form, Counter()).update(reports)
        if because is not None:
            self.joins.setdefault(form, because)

    @property
    def reports(self) -> set[str]:
        """The reports that name this person."""
        return {report for counts in self.forms.values() for report in counts}

    @property
    def full(self) -> list[str]:
        """Forms of two words and more."""
        return [form for form in self.forms if is_full(parts(form))]

    @property
    def names(self) -> list[str]:
        """Forms that may stand for the person: full ones, those that most reports use, with a title or without, then of most words."""
        users: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for form, reports in self.forms.items():
            users[parts(form).words].update(reports)
        rank = {
            form: (len(users[parts(form).words]), len(self.forms[form]), len(parts(form).words))
            for form in without_titles(self.full) or self.forms
        }
        return [form for form in rank if rank[form] == max(rank.values())]

    @property
    def name(self) -> str:
        """The form that stands for the person where nothing else decides: the longest."""
        return min(self.names, key=lambda form: (-len(form), form))

    def sex(self, sex_of: Callable[[str], str]) -> str:
        """What titles and first names say; empty where they say nothing or both."""
        said = {parts(form).sex or sex_of(parts(form).words[0]) for form in self.full} - {""}
        return said.pop() if len(said) == 1 else ""

    def times(self, report: str) -> int:
        """How often a report names this person."""
        return sum(counts[report] for counts in self.forms.values())


def is_full(name: Parts) -> bool:
    """Whether a name has a first name and a surname, written out."""
    return sum(len(word) > 1 for word in name.words) > 1 or bool(name.east_asian)
