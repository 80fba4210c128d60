"""Decides what stands on the pages of one event: the event itself, reports side by side, one report, the reasons, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from ..casebook.explain import find
from ..errors import NoSuchId, UsageError
from ..export import exporters
from ..export._cites import Citations
from ..export._page import STYLES
from ..export._page.attached import attached
from ..export._page.beside import beside as side_by_side
from ..export._page.differences import differences
from ..export._page.drawing import drawing, edge_id
from ..export._page.heat import heat as against_all
from ..export._page.matrix import matrix
from ..export._page.places import Places
from ..export._page.register import register
from ..export._page.reports import reports
from ..export._page.summary import summary
from ..export._page.text import text
from ..export._page.utterances import utterances
from ..export._page.waterfall import waterfall
from ..text.visible import visible
from ..types import Analysis
from .room import TEMPLATES, EventLinks, page, page_of, room_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

T = TypeVar("T")
MOST_BESIDE = 4  # reports side by side


def opened(request: Request) -> Analysis:
    """What was found about the event that the address names."""
    return room_of(request).analysis(request.path_params["event"])


def event(request: Request) -> Response:
    """The event."""
    analysis = opened(request)

    def values() -> dict[str, object]:
        return {
            "told": summary(analysis),
            "drawing": drawing(analysis),
            "clashes": differences(analysis),
            "table": matrix(analysis, whole="all" in request.query_params),
            "quotations": utterances(analysis),
            "each": reports(analysis),
            "exporters": exporters.items(),
            "checks": {one.a: one for one in analysis.judgements if one.kind == "check"},
            "decided": _entered(request.query_params.get("decided", ""), analysis),
        }

    return page_of(request, analysis, "event_page.html", values)


def reasons(request: Request) -> Response:
    """What the lines of the drawing rest on, as JSON by line: for those who rest on one."""
    from starlette.responses import JSONResponse

    analysis = opened(request)
    places, titles = Places(analysis), {edge.id: edge.told for edge in drawing(analysis).edges}
    made = {}
    for edge in analysis.stemma.edges:
        told = [{"told": row.told, "strength": row.speaks} for row in waterfall(edge.because, places).weighty]
        made[edge_id(edge)] = {"title": titles[edge_id(edge)], "reasons": told}
    return JSONResponse(made, headers={"cache-control": "no-store"})


def beside(request: Request) -> Response:
    """Two to four reports side by side; the first two where none are asked for."""
    analysis = opened(request)
    asked = [name.strip() for value in request.query_params.getlist("reports") for name in value.split(",") if name.strip()]
    sigla = list(dict.fromkeys(asked)) or list(analysis.stemma.witnesses)[:2]
    if not 2 <= len(sigla) <= MOST_BESIDE:
        raise UsageError(f"choose two to {MOST_BESIDE} reports, not {len(sigla)}")
    view = _of(sigla, lambda: side_by_side(analysis, sigla))
    return page_of(request, analysis, "beside_page.html", lambda: {"view": view, "sigla": sigla, "most": MOST_BESIDE})


def heat(request: Request) -> Response:
    """One report against all others."""
    analysis = opened(request)
    base = request.query_params.get("base") or next(iter(analysis.stemma.witnesses))
    view = _of([base], lambda: against_all(analysis, base))
    return page_of(request, analysis, "heat_page.html", lambda: {"view": view, "base": base})


def report(request: Request) -> Response:
    """One report as a whole, or a primary source."""
    analysis, siglum = opened(request), request.path_params["siglum"]
    view = _of([siglum], lambda: text(analysis, siglum))
    return page_of(request, analysis, "report_page.html", lambda: {"view": view, "siglum": siglum})


def sentences(request: Request) -> Response:
    """The sentences of one report as JSON, for citations that show what they lead to."""
    from starlette.responses import JSONResponse

    analysis = opened(request)
    citations, siglum = Citations(analysis), request.path_params["siglum"]
    known = dict((*citations.legend(), *citations.primary_legend()))
    one = _of([siglum], lambda: known[siglum])
    told = [visible(one.quote(span)) for span in citations.numbered(one.id)]
    published = one.published.iso() if one.published else ""
    whole = {"name": visible(one.outlet or one.path), "published": published, "lang": one.lang, "sentences": told}
    return JSONResponse(whole, headers={"cache-control": "no-store"})


def sources(request: Request) -> Response:
    """The source register, and what the primary sources show."""
    analysis = opened(request)
    taken = {one.a: one.number for one in analysis.judgements if one.kind == "attach"}
    return page_of(
        request, analysis, "sources_page.html", lambda: {"view": register(analysis), "beside": attached(analysis), "taken": taken}
    )


def why(request: Request) -> Response:
    """What one decision of the program rests on."""
    analysis = opened(request)
    id = request.path_params["id"]
    case = find(id, analysis)
    if case is None:
        raise NoSuchId("decision", id)
    places = Places(analysis)
    return page(
        request,
        "why_page.html",
        analysis=analysis,
        links=EventLinks(analysis.event.id),
        case=case,
        id=id,
        compared=[(places.sentence(span), places.cite(span), places.origin(span.report)) for span in case.spans],
        reasons=waterfall(case.because, places),
        finding=any(one.id == id for one in analysis.findings.discrepancies),
        pair=[siglum for siglum in re.split("[~>]", id) if siglum in analysis.stemma.witnesses],
    )


def export(request: Request) -> Response:
    """The event as a file in one of the formats; UnknownName for another."""
    from starlette.responses import Response

    analysis = opened(request)
    name = request.path_params["format"]
    form = exporters[name]
    headers = {
        "content-disposition": f'attachment; filename="event-{analysis.event.id[:12]}-{name}{form.suffix}"',
        "cache-control": "no-store",
    }
    return Response(form.encoded(analysis), media_type=form.media, headers=headers)


@cache
def _style() -> bytes:
    return b"".join(path.read_bytes() for path in (*STYLES, TEMPLATES / "room.css"))


def style(request: Request) -> Response:
    """The one style sheet."""
    from starlette.responses import Response

    return Response(_style(), media_type="text/css", headers={"cache-control": "no-cache"})


def _entered(number: str, analysis: Analysis) -> str:
    """The number of a decision that was just entered, "" where it is not in force here."""
    return number if number in {str(one.number) for one in analysis.judgements} else ""


def _of(sigla: list[str], make: Callable[[], T]) -> T:
    """What `make` gives; NoSuchId where the event has no report of one of these letters."""
    try:
        return make()
    except KeyError:
        raise NoSuchId("report", ", ".join(sigla)) from None
