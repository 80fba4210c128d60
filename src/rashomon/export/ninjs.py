"""Decides how an event is handed to a newsroom system: an IPTC ninjs 3.1 item for the summary, and one for every text behind it.

The item is named by a URN that stays while the event grows. It carries no time of its own, since there is no clock, and no
rating, since there is no verdict. Dates of reports are given as precisely as they are known: `firstCreated`, which must be a
full time, only where the report has one, else as a description.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..tell import words
from ..tell.template import templates
from ..text.visible import squeeze
from ..types import Analysis, NameKind, Report
from . import writes
from ._cites import Citations
from ._names import Names, web
from ._points import Object, encode

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
FULL_TIMES = frozenset({"minute", "second"})
NAMED: dict[NameKind, str] = {"person": "people", "org": "organisations", "place": "places"}


@writes("ninjs", "application/json", ".ninjs.json", "The summary as a news item, for newsroom systems (IPTC ninjs 3.1)")
def to_ninjs(analysis: Analysis) -> str:
    """One news object; excerpts only, as the summary has them."""
    names, citations, summary = Names(analysis), Citations(analysis), analysis.summary
    body = "\n".join(f"{squeeze(line.text)} {citations.label(line.cites)}" for line in summary.lines)
    machine = templates[summary.lang].machine_made.format(version=analysis.version)
    item: Object = {
        "uri": names.event.urn,
        "type": "text",
        "representationType": "full",
        "profile": "rashomon-summary",
        "language": summary.lang,
        "title": squeeze(summary.title),
        "headlines": [{"value": squeeze(summary.title)}],
        "by": f"rashomon {analysis.version}",
        "edNote": machine,
        "descriptions": [{"role": "source summary statement", "contentType": "text/plain", "value": squeeze(summary.statement)}],
        "bodies": [{"role": "summary", "contentType": "text/plain", "charCount": len(body), "wordCount": len(body.split()), "value": body}],
        "infoSources": [*_sources(analysis, names)],
        "associations": [*_associations(analysis, names, citations)],
        "altIds": [{"role": "event", "value": analysis.event.id}, {"role": "settings", "value": analysis.config_hash}],
        "standard": STANDARD,
    }
    for kind, key in NAMED.items():
        named = [{"name": squeeze(one.name), "rel": "named in the reports"} for one in analysis.findings.named if one.kind == kind]
        item |= {key: named} if named else {}
    return encode(item, indent=1) + "\n"


def _sources(analysis: Analysis, names: Names) -> Iterator[Object]:
    """Outlets, then agencies whose text is missing, then the people the claims rest on."""
    outlets = {names.outlet(report).urn: report.outlet for report in analysis.reports if report.outlet_key}
    for uri, outlet in outlets.items():
        yield {"name": squeeze(outlet or ""), "role": "outlet", "uri": uri}
    for lost in analysis.stemma.lost:
        if lost.name:
            yield {"name": squeeze(lost.name), "role": f"credited, {words.LOST}"}
    said = {one.speaker for one in analysis.findings.said if one.named and one.speaker}
    yield from ({"name": squeeze(speaker), "role": "named source"} for speaker in sorted(said))


def _associations(analysis: Analysis, names: Names, citations: Citations) -> Iterator[Object]:
    for siglum, report in citations.legend():
        yield _association(siglum, "report", report, names)
    for lost in analysis.stemma.lost:
        yield {
            "name": lost.siglum,
            "rel": words.LOST,
            "uri": names.text(lost.siglum).urn,
            "type": "text",
            "headlines": [{"value": squeeze(lost.name or words.UNNAMED_LOST)}],
        }
    for siglum, report in citations.primary_legend():
        yield _association(siglum, words.PRIMARY, report, names)


def _association(siglum: str, rel: str, report: Report, names: Names) -> Object:
    """A text by its letter; `name` is what the citations in the body call it."""
    made: Object = {
        "name": siglum,
        "rel": rel,
        "uri": names.report(report.id).urn,
        "type": "text",
        "representationType": "partial",
        "language": squeeze(report.lang),
        "title": squeeze(report.path),
        "altIds": [{"role": "report", "value": report.id}, {"role": "sha256", "value": names.hashes[report.id]}],
    }
    if report.headline:
        made["headlines"] = [{"value": squeeze(report.quote(report.headline))}]
    if report.byline:
        made["by"] = squeeze(report.byline)
    if report.outlet:
        made["infoSources"] = [{"name": squeeze(report.outlet), "role": "outlet", "uri": names.outlet(report).urn}]
    if report.published and report.published.precision in FULL_TIMES:
        made["firstCreated"] = report.published.low.strftime("%Y-%m-%dT%H:%M:%SZ")
    elif report.published:
        made["descriptions"] = [{"role": "published", "value": report.published.iso()}]
    if address := web(report.url):
        made["renditions"] = [{"name": "web", "href": address, "contentType": "text/html"}]
    return made
