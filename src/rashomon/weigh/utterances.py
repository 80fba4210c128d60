"""The same utterance across reports: who has it, how its words changed on the way, how many accounts that makes.

How it works.
1. Marked words that are the same join at once. Others join when most of the shorter stand in the longer, in order, and no two speakers
   are named; compared with one version of each group, so that a sentence that a hundred reports quote costs a hundred comparisons.
2. What a report gives without marks joins the utterance of the same speaker that shares most of its telling words.
3. `drift` says of every version what became of the words of the fullest one.

Known exceptions: one speaker who says nearly the same twice is one utterance. Two translations of one sentence share too few words.
An error here: two utterances taken for one look like a changed quotation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..lang._compared import compared
from ..text.diff import edits
from ..text.names import surname
from ..text.stems import keys, telling
from ..types import Accounts, Discrepancy, Edit, Named, Notes, Quote, Report, Span, Utterance, id_of
from .drift import Version, base_of, changes, labels
from .moments import spoken
from .support import counted

ALIKE = 0.6  # share of the shorter version's words, in order, that the longer one holds
LEAST = 4  # words below which only a finding joins two quotations
REPORTED = 0.6  # share of the telling words of what is reported that stand in the marks
TELLING = 3  # telling words that the two share at least


def utterances(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    accounts: Accounts,
    found: Iterable[Discrepancy],
    who: Mapping[tuple[str, str], Named],
) -> tuple[Utterance, ...]:
    """Quotations joined across reports, the edits between the fullest version and the others, and what else changed."""
    notes = [_by_the_names_of_the_event(note, who) for note in notes]
    by_id = {report.id: report for report in reports}
    clashes = [d for d in found if d.kind == "quotation"]
    groups = _groups([version for note in notes for version in _marked(note, by_id[note.report])], clashes)
    sound = [group for group in groups if not all(version.quote.garbled for version in group)]  # where damaged marks end, nobody knows
    for note in notes:
        _add_reported(sound, note, by_id[note.report])
    people = {person.name for person in who.values()}
    told = (_utterance(sorted(group), clashes, by_id, accounts, people) for group in groups if len(group) > 1)
    return tuple(sorted(told, key=lambda utterance: utterance.versions))


def _by_the_names_of_the_event(note: Notes, who: Mapping[tuple[str, str], Named]) -> Notes:
    """The notes of a report, its speakers under the names that the event has for them."""
    named = [(quote, who.get((note.report, quote.speaker or ""))) for quote in note.quotes]
    return replace(note, quotes=tuple(replace(quote, speaker=person.name) if person else quote for quote, person in named))


def _marked(note: Notes, report: Report) -> list[Version]:
    return [_version(quote, span, report, note) for quote in note.quotes for span in quote.marked]


def _version(quote: Quote, span: Span, report: Report, note: Notes) -> Version:
    tokens = tuple((word, Span(report.id, span.start + start, span.start + end)) for word, start, end in keys(report.quote(span)))
    return Version(span, quote, tokens, report, note.translated is not None, spoken(quote, report, note))


def _groups(versions: Iterable[Version], clashes: Sequence[Discrepancy]) -> list[list[Version]]:
    """Versions of one utterance together."""
    groups: list[list[Version]] = []
    same: dict[tuple[str, ...], list[list[Version]]] = defaultdict(list)  # groups by the words of a version
    for version in sorted(versions):
        known = same[version.words] if len(version.words) >= LEAST else []
        near = next((group for group in known if not _clash(group, version)), None) or next(
            (group for group in groups if _one(group[0], version) and not _clash(group, version)), None
        )
        if near is None:
            groups.append(near := [])
        near.append(version)
        if not any(group is near for group in known):
            same[version.words].append(near)
    for clash in clashes:
        ours, theirs = _holding(groups, clash.left), _holding(groups, clash.right)
        if ours is not None and theirs is not None and ours is not theirs:
            ours += theirs
            groups = [group for group in groups if group is not theirs]
    return groups


def _one(ours: Version, theirs: Version) -> bool:
    short = min(len(ours.words), len(theirs.words))
    if short < LEAST or len(ours.known & theirs.known) < ALIKE * short * 0.8:
        return False
    return sum(j - i for tag, i, j, _, _ in edits(ours.words, theirs.words) if tag == "equal") >= ALIKE * short


def _clash(group: Sequence[Version], version: Version) -> bool:
    """Whether somebody else is named as the speaker of a group."""
    named = version.quote.speaker
    others = {other.quote.speaker for other in group} - {None}
    return bool(named) and bool(others) and all(surname(str(other)) != surname(str(named)) for other in others)


def _holding(groups: Iterable[list[Version]], span: Span) -> list[Version] | None:
    return next((group for group in groups if any(span in version.span for version in group)), None)


def _add_reported(groups: Sequence[list[Version]], note: Notes, report: Report) -> None:
    """Put what a report gives without marks to the utterance of its speaker that it renders."""
    idle = compared(report.lang).stopwords
    told = [telling(group[0].known, idle) for group in groups]
    for quote in note.quotes:
        if quote.marked or quote.speaker is None or not told:
            continue
        version = _version(quote, quote.content[0], report, note)
        own = telling(version.known, idle)
        best = max(range(len(told)), key=lambda n: len(own & told[n]))
        enough = len(own & told[best]) >= max(TELLING, REPORTED * min(len(own), len(told[best])))
        if enough and any(other.quote.speaker == quote.speaker for other in groups[best]):
            groups[best].append(version)


def _utterance(
    group: Sequence[Version], clashes: Sequence[Discrepancy], reports: Mapping[str, Report], accounts: Accounts, people: Collection[str]
) -> Utterance:
    spans = [version.span for version in group]
    inside = [c for c in clashes if any(c.left in span for span in spans) and any(c.right in span for span in spans)]
    base = base_of(group)
    found = [Edit("substituted", c.left, c.right) for c in inside]
    pairs = {frozenset((edit.left, edit.right)) for edit in found}
    found += [edit for version in group for edit in changes(base, version) if frozenset((edit.left, edit.right)) not in pairs]
    speakers = sorted(version.quote.speaker for version in group if version.quote.speaker)
    speaker = max(speakers, key=lambda name: (speakers.count(name), len(name), name), default=None)
    id = id_of("u", spans)
    support = counted({span.report for span in spans}, [one for one in people if one == speaker], reports, accounts)
    drift, when = tuple(labels(base, version) for version in group), tuple(version.spoken for version in group)
    return Utterance(id, speaker, tuple(spans), tuple(found), base.span, drift, support, when)
