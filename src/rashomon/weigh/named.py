"""Who and what the reports of an event name: the names of all reports joined, with every spelling and who uses it.

How it works
  1. Every report has joined its own mentions already (`annotate.entities`); its entities are what is joined here, by their
     names alone (`text.names.joining`). A name takes its "Mr" or "Mrs" along, which tells it from others of the surname.
  2. Spellings are the mentions as they stand, without a genitive's ending; titles are the roles before them.
     Whom a report presents by a first name ("Sergei, a driver") stands for nobody else and is left out.
  3. A full name that one report writes otherwise than at least two others, which agree, is a lone spelling: a variant, no error.

What an error costs the reader: two persons in one are quoted for each other; see `text.names.joining`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ..lang import language
from ..lang._given import sex_of
from ..lang._titles import address, is_role, title_before, words_of
from ..text.names import compare_persons, is_given
from ..text.names.joined import Joined
from ..text.names.joining import join_bodies, join_persons
from ..types import Name, Named, NameKind, Notes, Reason, Report, Span

KINDS: tuple[NameKind, ...] = ("person", "org", "place")
BITS = {"same": 5.0, "variant": 3.0, "slip": 1.0}  # hand-set, as a spelling's in `kinds.spelling`
_GENITIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
NEAR = 8  # characters behind a name
_SPELT = 0.7  # likeness of two words from which they are spellings
_AGREE = 2  # reports that must agree against a lone spelling
Place = tuple[str, str]  # report, entity


@dataclass(slots=True)
class _Uses:
    """How the reports of an event use the names of one kind."""

    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # report -> form -> times
    entities: dict[Place, str] = field(default_factory=dict)  # (report, form) -> entity
    spans: dict[Place, list[Span]] = field(default_factory=lambda: defaultdict(list))  # (report, form) -> mentions
    speaks: dict[Place, bool] = field(default_factory=dict)  # (report, form) -> whether the report quotes who is meant


def named(reports: Sequence[Report], notes: Sequence[Notes]) -> tuple[Named, ...]:
    """Every person, organisation and place that the reports name, those in most reports first."""
    by_id = {report.id: report for report in reports}
    out: list[Named] = []
    for kind in KINDS:
        uses = _uses(kind, by_id, notes)
        joined = join_persons(uses.forms, sex_of) if kind == "person" else join_bodies(uses.forms)
        out += [_named(one, kind, uses, by_id) for one in joined]
    return tuple(sorted(out, key=lambda one: (-len(one.entities), KINDS.index(one.kind), one.name, sorted(one.entities.items()))))


def _uses(kind: NameKind, reports: Mapping[str, Report], notes: Sequence[Notes]) -> _Uses:
    uses = _Uses()
    for note in sorted(notes, key=lambda note: note.report):
        report = reports[note.report]
        speakers = {quote.speaker for quote in note.quotes if quote.speech}
        mentions: dict[str, list[Name]] = defaultdict(list)
        for name in note.names:
            if name.kind == kind:
                mentions[name.entity].append(name)
        surnames = Counter(map(_surname, mentions))
        for entity, some in sorted(mentions.items()):
            if kind == "person" and _by_first_name_only(entity, some, report):
                continue
            form = _addressed(entity, some, report, surnames[_surname(entity)] > 1) if kind == "person" else entity
            uses.forms[report.id][form] += len(some)
            uses.entities[report.id, form] = entity
            uses.speaks[report.id, form] = entity in speakers
            uses.spans[report.id, form] = [name.span for name in some]
    return uses


def _by_first_name_only(entity: str, mentions: Sequence[Name], report: Report) -> bool:
    """Whether a report presents somebody by a first name: "Sergei, a driver" is no other Sergei of the event, and cannot be joined."""
    lang = language(report.lang)
    behind = (words_of(report.text, name.span.end, name.span.end + NEAR)[:2] for name in mentions)
    presented = any([word.low for word in words[:1]] == [","] and words[-1].low in lang.one_words for words in behind)
    return is_given(entity.casefold()) and presented


def _surname(entity: str) -> str:
    return entity.rpartition(" ")[2]


def _addressed(entity: str, mentions: Sequence[Name], report: Report, family: bool) -> str:
    """A name with the form of address that the report gives it: the first, where all tell one sex and the name has none yet.

    For a full name that of its surname counts only in a `family`, several of the surname in a report: a lone "Mrs" may be his wife.
    """
    lang = language(report.lang)
    some = [name for name in mentions if family or " " not in entity or " " in report.quote(name.span)]
    said = [word for name in some if (word := address(report.text, name.span.start, lang))]
    sexes = {lang.honorifics[word.lower().strip(".")] for word in said}
    return f"{said[0]} {entity}" if len(sexes) == 1 and entity.partition(" ")[0] not in said else entity


def _named(joined: Joined, kind: NameKind, uses: _Uses, reports: Mapping[str, Report]) -> Named:
    """Somebody under the name that most reports use; of several such, the one in the first report that quotes them."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    entities: dict[str, set[str]] = defaultdict(set)
    titles: Counter[str] = Counter()
    for form, counts in joined.forms.items():
        for id in counts:
            entities[id].add(uses.entities[id, form])
            for span in uses.spans[id, form]:
                spellings[_GENITIVE.sub("", " ".join(reports[id].quote(span).split()))][id] += 1
                titles.update(_title(reports[id], span) if kind == "person" else ())
    first = {form: min((not uses.speaks[id, form], reports[id].path, id) for id in joined.forms[form]) for form in joined.names}
    name = min(joined.names, key=lambda form: (first[form], -joined.forms[form][first[form][-1]], form))
    written = {spelling: tuple(sorted(ids)) for spelling, ids in sorted(spellings.items(), key=lambda item: (-len(item[1]), item[0]))}
    return Named(
        uses.entities[first[name][-1], name],
        kind,
        written,
        {id: tuple(sorted(some)) for id, some in sorted(entities.items())},
        tuple(title for title, _ in sorted(titles.items(), key=lambda item: (-item[1], item[0]))),
        _lone(written) if kind == "person" else (),
        tuple(_reasons(joined, uses)),
    )


def _reasons(joined: Joined, uses: _Uses) -> Iterator[Reason]:
    """Why each form but the first is this one's name."""
    for form, why in joined.joins.items():
        spans = [uses.spans[report, form][0] for report in sorted(joined.forms[form])]
        yield Reason(why.because, BITS[why.nearness], tuple(spans[:1]), f"{why.left} / {why.right}")


def _lone(written: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Full names that one report spells alone, where the others, two at least, agree on another spelling."""
    full = {spelling: ids for spelling, ids in written.items() if " " in spelling}
    out: list[str] = []
    for spelling, ids in full.items():
        others = [other for other in full if _spelt_otherwise(spelling, other) and set(full[other]) - set(ids)]
        agree = {id for other in others for id in full[other]} - set(ids)
        if len(ids) == 1 and len(agree) >= _AGREE and len({other.casefold() for other in others}) == 1:
            out.append(spelling)
    return tuple(sorted(out))


def _spelt_otherwise(one: str, other: str) -> bool:
    """Whether a word of two names is spelt in two ways. "Sam" for Samuel is a form of the name, and no spelling."""
    found = compare_persons(one, other)
    if found.nearness not in ("variant", "slip") or one.casefold() == other.casefold():
        return False
    return SequenceMatcher(None, found.left.casefold(), found.right.casefold(), autojunk=False).ratio() >= _SPELT


def _title(report: Report, span: Span) -> list[str]:
    """The title right before a name as it is written, if any, from the first word that tells something: "angry" does not."""
    lang = language(report.lang)
    words = title_before(report.text, span.start, lang)
    named = [is_role(word.low, lang) or word.low in lang.honorifics for word in words]
    if not any(named):
        return []
    over = lang.departments.keys() | lang.rank_words
    first = next(n for n, word in enumerate(words) if named[n] or word.capital or word.low in over)
    return [" ".join(report.text[words[first].start : span.start].split())]
