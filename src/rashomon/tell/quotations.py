"""The section on what became of somebody's words: changed inside the marks, asked for more firmly, told without source, by "he" or "she".

Most serious first: a version that denies what another asserts, then other words in the marks, a firmer verb, a source that is gone, a
pronoun of another sex. That two persons are given as the speaker of one utterance is a matter to check first, and stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..lang._compared import compared
from ..text.stems import keys
from ..types import Discrepancy, Edit, Line, Span, Utterance
from .desk import Desk, joined
from .phrases import capital, short

BESIDE = 2  # words on either side of a change that show what it is said of
PAIRS = 3  # changes of one utterance that are shown
STATED = 90  # characters shown of a statement without its source


def changed(desk: Desk) -> Iterator[Line | None]:
    """One line an utterance, then one a finding about who said it and how; what most reports have first."""
    among = [
        one for one in desk.findings.utterances if one.base is None or one.base.report in desk.by_id
    ]  # others: beside the primary source
    utterances = sorted(among, key=lambda one: (not _turns(desk, one), -len(_reports(one.versions)), one.id))
    yield from (line for one in utterances if (line := _reworded(desk, one)))
    for name, line_of in (("verb", _firmer), ("attribution", _without_source), ("reference", _of_another_sex)):
        groups = joined([found for found in desk.findings.discrepancies if found.kind == name and found.severity in ("weaker", "variant")])
        yield from (line_of(desk, _spans(group)) for group in sorted(groups, key=lambda group: -len(_reports(_spans(group)))))


def _spans(group: Iterable[Discrepancy]) -> list[Span]:
    return sorted({span for found in group for span in (found.left, found.right, *found.more)})


def _reports(spans: Iterable[Span]) -> set[str]:
    return {span.report for span in spans}


# --- the words


def _reworded(desk: Desk, utterance: Utterance) -> Line | None:
    """The negators that came or went in the marks, then the words that were put for others."""
    edits = [edit for edit in utterance.edits if edit.kind == "substituted" or _turned(desk, utterance, edit)]
    edits.sort(key=lambda edit: (not _turned(desk, utterance, edit), bool(_translated(desk, [edit]))))
    told = {" | ".join(_reading(desk, [span]) for span in (edit.left, edit.right)): edit for edit in reversed(edits)}
    shown = [*reversed(told)][:PAIRS]
    if not shown:
        return None
    t, readings = desk.template, desk.template.semicolon.join(shown)
    if len(told) > PAIRS:
        readings = t.more_changes.format(readings=readings, n=len(told) - PAIRS)
    remark = as_translations(desk, _translated(desk, [told[one] for one in shown]))
    text = t.changes.format(what=capital(utterance.speaker or t.nobody), readings=readings, remark=remark)
    return desk.line("quotes", text, [span for edit in edits for span in (edit.left, edit.right)])


def as_translations(desk: Desk, ids: Iterable[str]) -> str:
    """A remark on the reports of these that read as translations, "" where none does."""
    foreign = {id for id in ids if id in desk.notes and desk.notes[id].translated}
    return desk.template.number(len(foreign), desk.template.as_translations, letters=desk.letters(foreign)) if foreign else ""


def _translated(desk: Desk, edits: Iterable[Edit]) -> set[str]:
    """The reports on either side of some edits that read as translations: their wording may be a translator's."""
    return {id for edit in edits for id in (edit.left.report, edit.right.report) if desk.notes[id].translated}


def _turns(desk: Desk, utterance: Utterance) -> bool:
    """Whether a version denies what the fullest asserts, or the other way round."""
    return any(_turned(desk, utterance, edit) for edit in utterance.edits)


def _turned(desk: Desk, utterance: Utterance, edit: Edit) -> bool:
    """Whether an edit is the negator that came or went in such a version."""
    turned = [version for version, labels in zip(utterance.versions, utterance.drift, strict=True) if "negated" in labels]
    if not any(edit.right.overlaps(version) for version in turned):
        return False
    words = {word for span in (edit.left, edit.right) for word, _, _ in keys(desk.quote(span))}
    return bool(words & compared(desk.by_id[edit.left.report].lang).negators) or any(word.endswith("n't") for word in words)


def _reading(desk: Desk, spans: Sequence[Span]) -> str:
    """Some words as the first of the reports that have them writes them, and which reports these are."""
    t = desk.template
    return t.reading.format(words=t.quoted(desk.snippet(spans[0], BESIDE)), letters=desk.letters(_reports(spans)))


def _readings(desk: Desk, spans: Iterable[Span]) -> str:
    """Each of several wordings once, in the order of their coming, with the reports that have it."""
    by_words: dict[str, list[Span]] = {}
    for span in spans:
        by_words.setdefault(desk.quote(span).casefold(), []).append(span)
    return " | ".join(_reading(desk, some) for some in by_words.values())


# --- who said it, and how


def _firmer(desk: Desk, spans: Sequence[Span]) -> Line | None:
    """The verbs, from the one that asks least to the one that asks most."""
    speakers = {speaker for span in spans if (speaker := desk.speaker_at(span))}
    t, what = desk.template, desk.template.kind("verb")
    if len(speakers) == 1:
        what = t.by_speaker.format(name=speakers.pop(), what=what)
    ranked = sorted(desk.in_order(spans), key=desk.asking)
    return desk.line("quotes", t.changes.format(what=capital(what), readings=_readings(desk, ranked), remark=""), spans)


def _without_source(desk: Desk, spans: Sequence[Span]) -> Line | None:
    bare = [span for span in spans if desk.is_sentence(span)]
    sources: dict[str, list[Span]] = {}
    for span in spans:
        if span not in bare:
            sources.setdefault(desk.quote(span).casefold(), []).append(span)
    t = desk.template
    given = t.listed(
        [t.reading.format(words=t.quoted(desk.quote(some[0])), letters=desk.letters(_reports(some))) for some in sources.values()]
    )
    said, letters = t.quoted(short(desk.quote(bare[0]), STATED)), desk.letters(_reports(bare))
    return desk.line("quotes", t.without_source.format(words=said, readings=given, no_source=t.no_source, letters=letters), spans)


def _of_another_sex(desk: Desk, spans: Sequence[Span]) -> Line | None:
    t, readings = desk.template, _readings(desk, desk.in_order(spans))
    return desk.line("quotes", t.changes.format(what=capital(t.kind("reference")), readings=readings, remark=""), spans)
