"""Decides how an event enters a threat-intelligence platform: a STIX 2.1 bundle of reports, outlets, derivations and notes.

How it works. Every text is a `report` that refers to the identity of its outlet; a missing text is one too, labelled so.
`derived-from` leads from the taker (`source_ref`) to what it took from (`target_ref`), and its description says so in words:
the standard's own sentence can be read either way. `confidence` of it is the chance in percent. A `grouping` holds the event;
a `note` holds every discrepancy, with both sides.

Never an `opinion`: in STIX that is an assessment of whether information is correct, a verdict; and no `confidence` on reports.

Times. STIX wants them everywhere, and there is no clock. Outlets are dated to the beginning of Unix time, reports to their
publication, so that both are the same object in the bundles of two events; what was found is `created` with the earliest
publication known in the event and `modified` with the latest, so that a later report makes a new version of it. A report whose
time nobody told has the beginning of Unix time too, and a label that says so; a date without a time is its first second.

Ids are UUIDv5 in a namespace of ours, of the texts and of what was found in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from ..tell import words
from ..tell.template import templates
from ..text.visible import squeeze
from ..types import Analysis, Derivation, Discrepancy, Lost, Report
from . import writes
from ._cites import Citations
from ._names import Names, name, web
from ._points import Object, encode

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
UNDATED = "publication time not known"


@writes(
    "stix",
    "application/stix+json;version=2.1",
    ".stix.json",
    "Reports and who derives from whom, for threat-intelligence platforms (STIX 2.1)",
)
def to_stix(analysis: Analysis) -> str:
    """One bundle, every object in it and nothing referred to outside."""
    bundle = Bundle(analysis)
    made = {"type": "bundle", "id": f"bundle--{bundle.names.within('bundle', analysis.version)}", "objects": [*bundle.objects()]}
    return encode(made, indent=1) + "\n"


class Bundle:
    """The objects of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.names, self.citations = analysis, Names(analysis), Citations(analysis)
        known = sorted(report.published.low for report in analysis.reports if report.published) or [UNKNOWN]
        self.times = {"created": _time(known[0]), "modified": _time(known[-1])}
        self.machine = f"identity--{name('rashomon')}"

    def objects(self) -> Iterator[Object]:
        yield self._made(self.machine, name="rashomon", identity_class="system", **_at(UNKNOWN))
        yield from self._outlets()
        texts = [self._report(siglum, report, []) for siglum, report in self.citations.legend()]
        texts += [self._lost(lost) for lost in self.analysis.stemma.lost]
        texts += [self._report(siglum, report, [words.PRIMARY]) for siglum, report in self.citations.primary_legend()]
        yield from texts
        machine_made = templates[self.analysis.summary.lang].machine_made.format(version=self.analysis.version)
        yield self._made(
            f"grouping--{self.names.event}",
            name=squeeze(self.analysis.summary.title),
            description=f"{squeeze(self.analysis.summary.statement)} {machine_made}",
            context="unspecified",
            lang=self.analysis.summary.lang,
            object_refs=[text["id"] for text in texts],
        )
        yield from (self._derivation(edge) for edge in self.analysis.stemma.edges)
        beside = self.analysis.primary.discrepancies if self.analysis.primary else ()
        yield from (self._note(found) for found in (*self.analysis.findings.discrepancies, *beside))

    def _made(self, id: str, **values: object) -> Object:
        """An object with what all have in common."""
        own = {"type": id.partition("--")[0], "spec_version": "2.1", "id": id} | self.times
        maker = {} if id == self.machine else {"created_by_ref": self.machine}
        return own | maker | {key: value for key, value in values.items() if value not in ("", [])}

    def _outlets(self) -> Iterator[Object]:
        """Outlets, and one for each text whose outlet nobody named."""
        seen = set()
        for siglum, report in (*self.citations.legend(), *self.citations.primary_legend()):
            id = self._outlet(report)
            if id not in seen:
                seen.add(id)
                known = squeeze(report.outlet or "")
                yield self._made(
                    id,
                    name=known or f"outlet of {siglum}, not known",
                    identity_class="organization" if known else "unknown",
                    **_at(UNKNOWN),
                )
        for lost in self.analysis.stemma.lost:
            told = squeeze(lost.name or "")
            kind = "organization" if told else "unknown"
            yield self._made(self._origin(lost), name=told or f"{words.UNNAMED_LOST} ({lost.siglum})", identity_class=kind, **_at(UNKNOWN))

    def _outlet(self, report: Report) -> str:
        return f"identity--{self.names.outlet(report)}"

    def _origin(self, lost: Lost) -> str:
        return f"identity--{self.names.within('origin', lost.siglum)}"

    def _report(self, siglum: str, report: Report, labels: list[str]) -> Object:
        outlet, published = squeeze(report.outlet or ""), report.published.low if report.published else UNKNOWN
        reference = {"source_name": outlet or "outlet not known", "external_id": report.id} | (
            {"url": url} if (url := web(report.url)) else {}
        )
        return self._made(
            f"report--{self.names.report(report.id)}",
            name=squeeze(report.quote(report.headline)) if report.headline else squeeze(report.path),
            description=f"{siglum}: {outlet or squeeze(report.path)}",
            published=_time(published),
            labels=labels + ([] if report.published else [UNDATED]),
            lang=squeeze(report.lang),
            external_references=[reference],
            object_refs=[self._outlet(report)],
            **_at(published),
        )

    def _lost(self, lost: Lost) -> Object:
        return self._made(
            f"report--{self.names.text(lost.siglum)}",
            name=f"{lost.siglum}: {squeeze(lost.name or words.UNNAMED_LOST)}",
            published=_time(UNKNOWN),
            labels=[words.LOST, UNDATED],
            object_refs=[self._origin(lost)],
        )

    def _derivation(self, edge: Derivation) -> Object:
        how = f"{words.DERIVATIONS[edge.kind]}, {words.strength(edge.p)}"
        told = (f"{r.rule} {r.bits:+.1f} bits {squeeze(r.detail)} {self.citations.label(r.at) if r.at else ''}" for r in edge.because)
        return self._made(
            f"relationship--{self.names.within('derivation', edge.child, edge.parent)}",
            relationship_type="derived-from",
            description=squeeze(f"{edge.child} comes from {edge.parent}: {how}. {'; '.join(told)}"),
            confidence=round(100 * edge.p),
            source_ref=f"report--{self.names.text(edge.child)}",
            target_ref=f"report--{self.names.text(edge.parent)}",
        )

    def _note(self, found: Discrepancy) -> Object:
        """Two readings with their sentences; what they are consistent with is said as far as it was found."""
        standing = words.standing(found.kind, found.severity)
        told = [
            f"“{squeeze(value)}” {self.citations.label((span,))}: {squeeze(self.citations.sentences(span))}"
            for value, span in ((found.left_value, found.left), (found.right_value, found.right))
        ]
        told.append(words.RELATIONS[found.relation])
        told += [f"{words.SIDES[found.consistent_with]}: {squeeze(found.basis)}"] if found.basis else []
        return self._made(
            f"note--{self.names.within('discrepancy', found.id)}",
            abstract=f"{words.kind(found.kind)}: {standing}",
            content="\n".join(told),
            object_refs=[f"report--{self.names.report(id)}" for id in dict.fromkeys((found.left.report, found.right.report))],
        )


def _at(time: datetime) -> Object:
    return {"created": _time(time), "modified": _time(time)}


def _time(time: datetime) -> str:
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
