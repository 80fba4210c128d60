"""Decides how every finding is tied to the words it rests on: W3C Web Annotations, one collection an event.

A target is the report (its web address, else a URN), the words with some on either side, their place in the text, and the
SHA-256 of the text the place counts in, as the state of the source: a place says nothing without it. Places are code points
of the text that `text` holds in the JSON, half-open: the unit that the recommendation asks for, and ours.

Known exception: the recommendation wants its context by address. It is written out instead, in its own terms only, so that
nothing has to be fetched; with `http://www.w3.org/ns/anno.jsonld` in its place the same graph comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..tell import words
from ..tell.template import templates
from ..text.visible import squeeze
from ..types import Against, Analysis, Discrepancy, Report, Span
from . import writes
from ._cites import Citations
from ._names import Names
from ._points import Object, encode

AROUND = 32  # code points before and after the words
CONTEXT: Object = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "schema": "http://schema.org/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "Text": "dctypes:Text",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "classifying": "oa:classifying",
    "commenting": "oa:commenting",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "linking": "oa:linking",
    "tagging": "oa:tagging",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "creator": {"@id": "dcterms:creator", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "first": {"@id": "as:first", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "language": "dc:language",
    "value": "rdf:value",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "name": "foaf:name",
    "label": "rdfs:label",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}


@writes("annotations", "application/ld+json", ".annotations.jsonld", "Every finding tied to its words, for annotation tools (W3C)")
def to_annotations(analysis: Analysis) -> str:
    """One collection on one page: lines of the summary, discrepancies, claims, utterances, and what stands beside primary sources."""
    annotations = Annotations(analysis)
    items, own = [*annotations.all()], annotations.names.within("annotations").urn
    made: Object = {
        "@context": CONTEXT,
        "id": own,
        "type": "AnnotationCollection",
        "label": squeeze(analysis.summary.title),
        "rdfs:comment": templates[analysis.summary.lang].machine_made.format(version=analysis.version),
        "creator": {"id": annotations.creator, "type": "Software", "name": f"rashomon {analysis.version}"},
        "dcterms:source": [annotations.source(siglum, report) for siglum, report in annotations.legend()],
        "total": len(items),
        "first": {"id": f"{own}#1", "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": items},
    }
    return encode(made, indent=1) + "\n"


class Annotations:
    """The annotations of one analysis, in the order of the JSON."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.names, self.citations = analysis, Names(analysis), Citations(analysis)
        self.creator = self.names.within("rashomon", analysis.version).urn

    def all(self) -> Iterator[Object]:
        yield from self._lines()
        yield from self._differences(self.analysis.findings.discrepancies)
        yield from self._claims()
        yield from self._utterances()
        if self.analysis.primary:
            yield from self._beside(self.analysis.primary)
            yield from self._differences(self.analysis.primary.discrepancies)

    def legend(self) -> Iterator[tuple[str, Report]]:
        """All texts that a target can lie in."""
        yield from self.citations.legend()
        yield from self.citations.primary_legend()

    def source(self, siglum: str, report: Report) -> Object:
        """What is told of a text once, beside the targets in it."""
        made: Object = {
            "id": self.names.source(report.id),
            "type": "Text",
            "label": f"{siglum}: {squeeze(report.outlet or report.path)}",
            "language": squeeze(report.lang),
            "dcterms:identifier": report.id,
            "schema:sha256": self.names.hashes[report.id],
        }
        if report.headline:
            made["schema:headline"] = squeeze(report.quote(report.headline))
        if report.published:
            made["schema:datePublished"] = report.published.iso()
        return made

    def target(self, span: Span) -> Object:
        """Words of a report, found by themselves, by their place, and known to be those by the hash of the text."""
        text = self.names.reports[span.report].text
        return {
            "type": "SpecificResource",
            "source": self.names.source(span.report),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[span.start : span.end],
                    "prefix": text[max(0, span.start - AROUND) : span.start],
                    "suffix": text[span.end : span.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
            "state": {"type": "oa:State", "schema:sha256": self.names.hashes[span.report]},
        }

    def _made(self, parts: tuple[str, ...], motivation: str, body: list[Object], spans: Iterable[Span]) -> Object:
        return {
            "id": self.names.within("annotation", *parts).urn,
            "type": "Annotation",
            "motivation": motivation,
            "creator": self.creator,
            "body": body,
            "target": [self.target(span) for span in dict.fromkeys(spans)],
        }

    def _lines(self) -> Iterator[Object]:
        lang = self.analysis.summary.lang
        for n, line in enumerate(self.analysis.summary.lines, 1):
            body = [_text(line.text, "describing", lang), _text(line.section, "tagging")]
            yield self._made(("line", str(n)), "describing", body, line.cites)

    def _differences(self, found: Iterable[Discrepancy]) -> Iterator[Object]:
        for one in found:
            kind, standing = words.kind(one.kind), words.standing(one.kind, one.severity)
            side = f"; {words.SIDES[one.consistent_with]}: {one.basis}" if one.basis else ""
            told = f"{kind}: “{one.left_value}” | “{one.right_value}”: {standing} ({words.RELATIONS[one.relation]}){side}"
            body = [_text(told, "commenting"), _text(kind, "tagging"), _text(standing, "tagging")]
            yield self._made(("discrepancy", one.id), "commenting", body, (one.left, one.right))

    def _claims(self) -> Iterator[Object]:
        for claim in self.analysis.collation.claims:
            gist = self._same(("claim", claim.id), self.names.reports[claim.gist.report].quote(claim.gist))
            for id, cell in sorted(claim.cells.items()):
                if cell:
                    body = [gist, _text(words.CELLS[cell.state], "tagging")]
                    yield self._made(("claim", claim.id, id), "identifying", body, (cell.span,))

    def _utterances(self) -> Iterator[Object]:
        for said in self.analysis.findings.utterances:
            fullest = said.base or said.versions[0]
            quoted = f"{said.speaker or words.NO_SOURCE}: “{self.names.reports[fullest.report].quote(fullest)}”"
            utterance = self._same(("utterance", said.id), quoted)
            for n, version in enumerate(said.versions):
                drift = [_text(words.DRIFT[label], "tagging") for label in (said.drift[n] if said.drift else ())]
                yield self._made(("utterance", said.id, str(n + 1)), "identifying", [utterance, *drift], (version,))

    def _beside(self, against: Against) -> Iterator[Object]:
        """Quotations and claims of the reports with the place in the primary source that they were compared with."""
        for one in against.quotations:
            body = [_text(words.DRIFT[label], "tagging") for label in one.standing]
            yield self._made(("quotation", one.id), "linking", body, (one.version, *one.base))
        for stated in against.claims:
            body = [_text(words.STANDINGS[stated.standing], "tagging")]
            spans = (stated.span, *((stated.at,) if stated.at and stated.standing != "silent" else ()))
            yield self._made(("stated", stated.claim, stated.span.report), "linking", body, spans)

    def _same(self, parts: tuple[str, ...], value: str) -> Object:
        """A body that several annotations share: what they are all about."""
        return {"id": self.names.within(*parts).urn, **_text(value, "identifying")}


def _text(value: str, purpose: str, lang: str = "") -> Object:
    made: Object = {"type": "TextualBody", "value": squeeze(value), "purpose": purpose}
    return made | ({"language": lang} if lang else {})
