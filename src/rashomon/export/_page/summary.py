"""Decides what a page says first: the ladder with the proof of each step, then the lines of the summary with their citations.

A line that the length of the summary leaves out stands on the page all the same, folded away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...config import TellConfig
from ...tell.length import shown
from ...tell.template import Template, templates
from ...text.visible import squeeze
from ...types import Analysis, Line, Step
from .places import Cite, Origin, Places

STEPS: tuple[Step, ...] = ("reports", "texts", "accounts", "speakers")
FOLDED = frozenset({"aside"})  # sections that are told to be complete, and seldom read
CITES = 6  # citations of a line that are not folded away
_NUMBER = re.compile(r"(\D*)(\d*)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its citations."""

    text: str
    cites: tuple[Cite, ...]
    more: tuple[Cite, ...] = ()  # folded away


@dataclass(frozen=True, slots=True)
class Group:
    """The letters of the reports of one account."""

    account: int
    colour: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder: "at most", "4", "separate accounts", what that counts, and what proves it."""

    before: str
    number: str
    after: str
    means: str
    proofs: tuple[Entry, ...] = ()
    folded: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()  # of the step that counts accounts
    letters: tuple[Origin, ...] = ()  # of the step that counts reports: which letter is which


@dataclass(frozen=True, slots=True)
class Section:
    """The lines under one heading, those that are folded away apart."""

    name: str
    heading: str
    note: str
    entries: tuple[Entry, ...]
    folded: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The summary of an event."""

    title: str
    lang: str
    ladder: tuple[Rung, ...]
    sections: tuple[Section, ...]
    statement: str
    machine_made: str


def summary(analysis: Analysis, per_section: int = TellConfig().per_section) -> Told:
    """The summary as a page shows it."""
    told, places = analysis.summary, Places(analysis)
    t, accounts = templates[told.lang], analysis.stemma.accounts.high
    every = {name: list(lines) for name, lines in groupby(told.lines, key=lambda line: line.section)}
    sections = []
    for section in shown(told, per_section):
        if section.section != "ladder":
            note, kept = t.section_notes.get(section.section, ""), len(section.lines)
            entries = _entries(every[section.section], places)
            kept = 0 if section.section in FOLDED else kept
            heading = squeeze(t.heading(section.section, accounts))
            sections.append(Section(section.section, heading, note, entries[:kept], entries[kept:]))
    return Told(
        squeeze(told.title) or t.untitled,
        told.lang,
        _ladder(every.get("ladder", []), places, t, None if told.length == "full" else per_section),
        tuple(sections),
        squeeze(told.statement),
        squeeze(t.machine_made.format(version=analysis.version)),
    )


def _ladder(lines: Sequence[Line], places: Places, t: Template, limit: int | None) -> tuple[Rung, ...]:
    counts = squeeze(lines[0].text).split(" > ") if lines else []
    rungs = []
    for step, count in zip(STEPS, counts, strict=False):
        proofs = _entries((line for line in lines[1:] if line.step == step), places)
        before, number, after = (part.strip() for part in _NUMBER.findall(count)[0])
        rungs.append(
            Rung(
                before,
                number,
                after,
                t.means[step],
                proofs[:limit],
                proofs[len(proofs[:limit]) :],
                _groups(places) if step == "accounts" else (),
                tuple(places.origin(one.id) for _, one in places.citations.legend()) if step == "reports" else (),
            )
        )
    return tuple(rungs)


def _groups(places: Places) -> tuple[Group, ...]:
    origins = [[places.origin(id) for id in members] for members in places.accounts]
    return tuple(Group(some[0].account, some[0].colour, tuple(one.siglum for one in some)) for some in origins)


def _entries(lines: Iterable[Line], places: Places) -> tuple[Entry, ...]:
    cited = ((squeeze(line.text), places.cites(line.cites)) for line in lines)
    return tuple(Entry(text, cites[:CITES], cites[CITES:]) for text, cites in cited)
