"""The same utterance across reports, and how its words changed inside the marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from ..text.diff import edits
from ..text.stems import keys
from ..types import Discrepancy, Edit, Named, Notes, Quote, Report, Span, Utterance

ALIKE = 0.6  # share of the shorter version's words, in order, that the longer one holds
LEAST = 4  # words below which only a finding joins two quotations


def utterances(
    reports: Sequence[Report], notes: Sequence[Notes], found: Iterable[Discrepancy], who: Mapping[tuple[str, str], Named]
) -> tuple[Utterance, ...]:
    """Marked quotations joined across reports, with the edits that `weigh.kinds.quotation` found between them."""
    by_id = {report.id: report for report in reports}
    contents = {span: quote for note in notes for quote in note.quotes for span in quote.marked}
    speakers = {span: _speaker(span.report, quote, who) for span, quote in contents.items()}
    changes = [d for d in found if d.kind == "quotation"]
    home: dict[Span, list[Span]] = {content: [content] for content in contents}
    words = {content: [word for word, _, _ in keys(by_id[content.report].quote(content))] for content in contents}
    ordered = sorted(contents)
    for n, one in enumerate(ordered):
        for other in ordered[n + 1 :]:
            if home[one] is not home[other] and _one(words[one], words[other]) and not _clash(speakers[one], speakers[other]):
                _join(home, one, other)
    for change in changes:
        spots = [_holder(ordered, span) for span in (change.left, change.right)]
        if spots[0] and spots[1] and home[spots[0]] is not home[spots[1]]:
            _join(home, spots[0], spots[1])
    groups = sorted({id(group): sorted(group) for group in home.values()}.values())
    return tuple(_utterance(group, speakers, changes) for group in groups if len(group) > 1)


def _one(ours: list[str], theirs: list[str]) -> bool:
    short = min(len(ours), len(theirs))
    if short < LEAST or len(set(ours) & set(theirs)) < ALIKE * short * 0.8:
        return False
    return sum(j - i for tag, i, j, _, _ in edits(ours, theirs) if tag == "equal") >= ALIKE * short


def _speaker(report: str, quote: Quote, who: Mapping[tuple[str, str], Named]) -> str | None:
    """The speaker under the name that the event has for it; somebody unnamed in the report's words."""
    person = who.get((report, quote.speaker or ""))
    return person.name if person else quote.speaker


def _clash(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.split()[-1].casefold() != other.split()[-1].casefold())


def _join(home: dict[Span, list[Span]], one: Span, other: Span) -> None:
    home[one] += home[other]
    for span in home[other]:
        home[span] = home[one]


def _holder(contents: Iterable[Span], span: Span) -> Span | None:
    return next((content for content in contents if span in content), None)


def _utterance(group: Sequence[Span], given: Mapping[Span, str | None], changes: Sequence[Discrepancy]) -> Utterance:
    speakers = sorted(speaker for content in group if (speaker := given[content]))
    inside = [c for c in changes if _holder(group, c.left) and _holder(group, c.right)]
    id = "u" + blake2b(repr([(s.report, s.start, s.end) for s in group]).encode(), digest_size=5).hexdigest()
    speaker = max(speakers, key=lambda name: (speakers.count(name), len(name), name), default=None)
    return Utterance(id, speaker, tuple(group), tuple(Edit("substituted", c.left, c.right) for c in inside))
