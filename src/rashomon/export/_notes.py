"""Decides how the annotations of one report are written."""

from __future__ import annotations

from datetime import datetime

from ..types import Notes, Report, Time, Translated, total_bits
from ._points import Object, Point, pointer, reasons


def notes_object(report: Report, notes: Notes) -> Object:
    """The stand-off annotations of one report."""
    return notes_of(notes, pointer((report,)))


def notes_of(notes: Notes, point: Point) -> Object:
    """The annotations, with spans as `point` writes them."""
    return {
        "id": notes.report,
        "lang": notes.lang,
        "sentences": [point(span) for span in notes.sentences],
        "quotes": [
            {
                "content": [point(span) for span in q.content],
                "cue": point(q.cue) if q.cue else None,
                "source": point(q.source) if q.source else None,
                "speaker": q.speaker,
                "via": q.via,
                "mode": q.mode,
                "garbled": q.garbled,
                "speech": q.speech,
            }
            for q in notes.quotes
        ],
        "names": [{"span": point(n.span), "kind": n.kind, "entity": n.entity} for n in notes.names],
        "times": [time_object(t, point) for t in notes.times],
        "quantities": [
            {"span": point(q.span), "low": q.low, "high": q.high, "unit": q.unit, "of": q.of, "bound": q.bound} for q in notes.quantities
        ],
        "credits": [
            {"name": c.name, "span": point(c.span) if c.span else None, "scope": c.scope, "detail": c.detail} for c in notes.credits
        ],
        "garbled": [{"span": point(span), "why": why} for span, why in notes.garbled],
        "clauses": [
            {
                "parts": [point(part) for part in c.parts],
                "kind": c.kind,
                "verb": point(c.verb) if c.verb else None,
                "who": list(c.who),
                "whom": list(c.whom),
                "denied": c.denied,
                "hedged": c.hedged,
            }
            for c in notes.clauses
        ],
        "translated": translated_object(notes.translated, point) if notes.translated else None,
    }


def time_object(t: Time, point: Point) -> Object:
    """A time as a report tells it."""
    return {
        "span": point(t.span),
        "type": t.type,
        "value": t.value,
        "low": _iso(t.low),
        "high": _iso(t.high),
        "anchor": t.anchor,
        "grain": t.grain,
        "bound": t.bound,
    }


def translated_object(translated: Translated, point: Point) -> Object:
    """That a report reads as a translation, from which language, and what shows it."""
    return {"lang": translated.lang, "bits": total_bits(translated.because), "because": reasons(translated.because, point)}


def _iso(time: datetime | None) -> str | None:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ") if time else None
