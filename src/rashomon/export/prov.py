"""Decides how origins are told in PROV-O, and with CiTO which sentences agree and which cannot both stand.

Observations. PROV has words for what a stemma says: derived, quoted, revision, primary source. CiTO has words for citing; between
news reports nobody cites, so that its words are used of sentences and only as far as they are true of these.

How it works.
1. Every edge of the stemma is `wasDerivedFrom`, and `wasQuotedFrom` where words were repeated (copy, shortened copy, one
   passage) or `wasRevisionOf` where an outlet brought its own text up to date. Beside it the qualified derivation has the
   chance and the reasons with their bits; who reads only the plain triples reads probable edges as certain ones.
2. A report `hadPrimarySource` where words inside its quotation marks stand in the primary source.
3. `agreesWith`: two sentences make one claim and are a passage by themselves, in two separate accounts (inside one it would
   be an echo), and neither differs from a sentence of that claim. (Of all cells of claims, 5 of 12 pairs on one event did not agree.)
4. `disagreesWith`: a discrepancy that is a contradiction, both ways round, since neither is the right one.
5. `updates` or `corrects`: of those, where the later side is a strong revision of the other: what moves on with time is
   updated, all else corrected, by the outlet itself.

Tried and dropped: `disagreesWith` for tensions (eight knots and twelve differ; the sentences need not), agreement of whole
reports (one sentence in common is not agreement), an own vocabulary for chance and bits (`schema:PropertyValue` says it).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from ..tell import words
from ..tell.template import templates
from ..text.visible import squeeze
from ..types import Analysis, Derivation, DerivationKind, Discrepancy, Lost, Report, Span
from . import writes
from ._cites import Citations
from ._names import Names, web
from ._points import Object, encode

CONTEXT: Object = {
    "prov": "http://www.w3.org/ns/prov#",
    "cito": "http://purl.org/spar/cito/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "http://schema.org/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "comment": "rdfs:comment",
    **{
        name: {"@id": f"{space}:{name}", "@type": "@id"}
        for space, names in {
            "prov": "entity used wasAssociatedWith wasAttributedTo wasDerivedFrom wasGeneratedBy wasQuotedFrom wasRevisionOf "
            "hadPrimarySource qualifiedDerivation qualifiedQuotation qualifiedRevision",
            "cito": "agreesWith disagreesWith updates corrects",
            "dcterms": "isPartOf",
            "schema": "url",
        }.items()
        for name in names.split()
    },
}
REPEATED: frozenset[DerivationKind] = frozenset({"copy", "cut", "shared source"})  # kinds by which words went over
NOT_THERE = frozenset({"not found", "another language"})  # of a quotation beside a primary source


@writes("prov", "application/ld+json", ".prov.jsonld", "Which text comes from which, with reasons, for provenance tools (PROV-O, CiTO)")
def to_prov(analysis: Analysis) -> str:
    """One graph; every node stands once, in the order of the JSON."""
    return encode({"@context": CONTEXT, "@graph": [*Graph(analysis).nodes()]}, indent=1) + "\n"


class Graph:
    """The nodes of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.names, self.citations = analysis, Names(analysis), Citations(analysis)
        self.agent = self.names.within("rashomon", analysis.version).urn
        self.statements: dict[str, Object] = {}  # by name; filled by what is told of sentences

    def nodes(self) -> Iterator[Object]:
        yield from self._machine()
        yield from self._outlets()
        for siglum, report in self.citations.legend():
            yield self._report(siglum, report) | self._origins(siglum) | self._primary_sources(report)
        for lost in self.analysis.stemma.lost:
            yield self._lost(lost) | self._origins(lost.siglum)
        for siglum, report in self.citations.primary_legend():
            yield self._report(siglum, report) | {"comment": words.PRIMARY}
        self._agreements()
        for found in self.analysis.findings.discrepancies:
            self._disagreement(found)
        for found in self.analysis.primary.discrepancies if self.analysis.primary else ():
            self._disagreement(found)
        yield from self.statements.values()

    def _machine(self) -> Iterator[Object]:
        """The program, what it did, and the analysis that this made; no times, since equal input gives equal bytes."""
        analysis, summary = self.analysis, self.analysis.summary
        activity = self.names.within("comparison", analysis.version, analysis.config_hash).urn
        yield {
            "id": self.agent,
            "type": "prov:SoftwareAgent",
            "label": f"rashomon {analysis.version}",
            "schema:softwareVersion": analysis.version,
        }
        yield {
            "id": activity,
            "type": "prov:Activity",
            "label": f"settings {analysis.config_hash}",
            "wasAssociatedWith": self.agent,
            "used": [self.names.report(id).urn for id in self.names.reports],
        }
        yield {
            "id": self.names.event.urn,
            "type": "prov:Entity",
            "label": squeeze(summary.title),
            "comment": [summary.statement, templates[summary.lang].machine_made.format(version=analysis.version)],
            "wasGeneratedBy": activity,
            "wasAttributedTo": self.agent,
        }

    def _outlets(self) -> Iterator[Object]:
        named = {self.names.outlet(report).urn: report.outlet for report in self.names.reports.values() if report.outlet_key}
        for id, outlet in named.items():
            yield {"id": id, "type": "prov:Organization", "label": squeeze(outlet or "")}

    def _report(self, siglum: str, report: Report) -> Object:
        made: Object = {
            "id": self.names.report(report.id).urn,
            "type": "prov:Entity",
            "label": f"{siglum}: {squeeze(report.outlet or report.path)}",
            "dcterms:identifier": report.id,
            "schema:inLanguage": squeeze(report.lang),
            "schema:sha256": self.names.hashes[report.id],
        }
        if report.headline:
            made["schema:headline"] = squeeze(report.quote(report.headline))
        if report.published:
            made["dcterms:issued"] = {"@type": "dcterms:W3CDTF", "@value": report.published.iso()}
        if address := web(report.url):
            made["url"] = address
        if report.outlet_key:
            made["wasAttributedTo"] = self.names.outlet(report).urn
        return made

    def _lost(self, lost: Lost) -> Object:
        return {
            "id": self.names.text(lost.siglum).urn,
            "type": "prov:Entity",
            "label": f"{lost.siglum}: {squeeze(lost.name or words.UNNAMED_LOST)}",
            "comment": words.LOST,
        }

    def _origins(self, siglum: str) -> Object:
        """What a text took from others, plainly and with reasons."""
        made: Object = {}
        for edge in (edge for edge in self.analysis.stemma.edges if edge.child == siglum):
            parent = self.names.text(edge.parent).urn
            made.setdefault("wasDerivedFrom", []).append(parent)
            plain, qualified, kind = _terms(edge.kind)
            if plain:
                made.setdefault(plain, []).append(parent)
            made.setdefault(qualified, []).append(self._derivation(edge, kind, parent))
        return made

    def _derivation(self, edge: Derivation, kind: str, parent: str) -> Object:
        why = [_value("p", round(edge.p, 4))]
        for reason in edge.because:
            told = " ".join((squeeze(reason.detail), self.citations.label(reason.at) if reason.at else "")).strip()
            why.append(_value(reason.rule, round(reason.bits, 3), "bits", told))
        return {
            "type": kind,
            "entity": parent,
            "label": f"{words.DERIVATIONS[edge.kind]}, {words.strength(edge.p)}",
            "schema:additionalProperty": why,
        }

    def _primary_sources(self, report: Report) -> Object:
        if self.analysis.primary is None:
            return {}
        own = [one for one in self.analysis.primary.quotations if one.version.report == report.id and not NOT_THERE & {*one.standing}]
        sources = dict.fromkeys(span.report for one in own for span in one.base)
        return {"hadPrimarySource": [self.names.report(id).urn for id in sources]} if sources else {}

    def _statement(self, span: Span) -> Object:
        """The sentence or sentences that hold a span, as an entity of its own."""
        label = self._label(span)
        id = self.names.within("statement", label).urn
        return self.statements.setdefault(
            id,
            {
                "id": id,
                "type": "prov:Entity",
                "label": label,
                "prov:value": squeeze(self.citations.sentences(span)),
                "wasQuotedFrom": self.names.report(span.report).urn,
            },
        )

    def _agreements(self) -> None:
        """Every sentence that makes a claim agrees with the one that states it best, where they stand in two accounts."""
        passages = {frozenset((passage.a, passage.b)) for passage in self.analysis.collation.passages}
        account = {id: n for n, members in enumerate(self.analysis.stemma.accounts.members) for id in members}
        for claim in (claim for claim in self.analysis.collation.claims if claim.of_sentences and claim.gist in claim.told.values()):
            clashing = self._clashing({*map(self._label, claim.told.values())})
            for id, span in sorted(claim.told.items()):
                apart = account[id] != account[claim.gist.report] and {span, claim.gist} in passages
                if apart and not clashing & {*map(self._label, (span, claim.gist))}:
                    _tell(self._statement(span), "agreesWith", self._statement(claim.gist))

    def _label(self, span: Span) -> str:
        return self.citations.label((span,))

    def _clashing(self, cells: set[str]) -> set[str]:
        """The sentences of a claim that do not say the same as another of them, as far as was found."""
        inside = [(left & cells, right & cells) for left, right in self._sides]
        return {label for left, right in inside if left and right for label in left | right}

    @cached_property
    def _sides(self) -> list[tuple[set[str], set[str]]]:
        """The sentences on either side of what differs."""
        apart = (found.sides for found in self.analysis.findings.discrepancies if found.is_hard)
        return [({*map(self._label, lefts)}, {*map(self._label, rights)}) for lefts, rights in apart]

    def _disagreement(self, found: Discrepancy) -> None:
        if found.severity != "contradiction":
            return
        left, right = self._statement(found.left), self._statement(found.right)
        _tell(left, "disagreesWith", right)
        _tell(right, "disagreesWith", left)
        earlier, later = (found.left, found.right) if found.later == "right" else (found.right, found.left)
        if found.later and self._revises(later.report, earlier.report):
            _tell(self._statement(later), "updates" if found.superseded else "corrects", self._statement(earlier))

    def _revises(self, child: str, parent: str) -> bool:
        """Whether a report is, beyond doubt, a later version of another."""
        ids = self.analysis.stemma.witnesses
        return any(
            edge.kind == "update" and ids.get(edge.child) == child and ids.get(edge.parent) == parent and words.strength(edge.p) == "strong"
            for edge in self.analysis.stemma.edges
        )


def _terms(kind: DerivationKind) -> tuple[str, str, str]:
    """The plain term beside `wasDerivedFrom`, the qualified one and its class."""
    if kind in REPEATED:
        return "wasQuotedFrom", "qualifiedQuotation", "prov:Quotation"
    if kind == "update":
        return "wasRevisionOf", "qualifiedRevision", "prov:Revision"
    return "", "qualifiedDerivation", "prov:Derivation"


def _value(name: str, value: float, unit: str = "", told: str = "") -> Object:
    made: Object = {"type": "schema:PropertyValue", "schema:name": name, "schema:value": value}
    return made | ({"schema:unitText": unit} if unit else {}) | ({"schema:description": told} if told else {})


def _tell(left: Object, term: str, right: Object) -> None:
    """Add what a sentence is to another, once; to itself it is nothing."""
    if right is not left and right["id"] not in left.get(term, ()):
        left.setdefault(term, []).append(right["id"])
