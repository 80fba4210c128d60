"""Decides the shape of the JSON: keys, their order, and how finely numbers are given.

Everything added later stands at the end of its object; what stands here keeps its name.
"""

from __future__ import annotations

from ..types import Against, Analysis, AsOf, Checked, Claim, Derivation, Discrepancy, Edit, Judgement, Named, Report, Support, Utterance
from ._notes import notes_of, time_object
from ._points import Object, Point, bits, pointer, reasons


def analysis_object(analysis: Analysis) -> Object:
    """The whole analysis as plain values, in the order that is written."""
    from ..tell.template import templates

    point, findings, stemma = pointer_of(analysis), analysis.findings, analysis.stemma
    made: Object = {
        "version": analysis.version,
        "config_hash": analysis.config_hash,
        "machine_made": templates[analysis.summary.lang].machine_made.format(version=analysis.version),
        "reports": [report_object(report) for report in analysis.reports],
        "notes": [notes_of(notes, point) for notes in analysis.notes],
        "passages": [
            {"a": point(p.a), "b": point(p.b), "state": p.state, "similarity": round(p.similarity, 4)} for p in analysis.collation.passages
        ],
        "stemma": {
            "witnesses": stemma.witnesses,
            "lost": [{"siglum": lost.siglum, "name": lost.name, "because": reasons(lost.because, point)} for lost in stemma.lost],
            "edges": [edge_object(edge, point) for edge in stemma.edges],
            "pairs": [
                {"a": p.a, "b": p.b, "class": p.relation, "p": round(p.p, 4), "because": reasons(p.because, point)} for p in stemma.pairs
            ],
        },
        "accounts": {
            "low": stemma.accounts.low,
            "high": stemma.accounts.high,
            "members": [sorted(account) for account in stemma.accounts.members],
            "members_low": [sorted(account) for account in stemma.accounts.members_low],
        },
        "claims": [claim_object(claim, analysis, point) for claim in analysis.collation.claims],
        "said": [
            {
                "claim": s.claim,
                "report": s.report,
                "speaker": s.speaker,
                "via": s.via,
                "named": s.named,
                "hand": s.hand,
                "occasion": s.occasion,
                "spoken": s.spoken and time_object(s.spoken, point),
            }
            for s in findings.said
        ],
        "discrepancies": [discrepancy_object(d, point) for d in findings.discrepancies],
        "utterances": [utterance_object(u, point) for u in findings.utterances],
        "only_in": {id: [point(span) for span in spans] for id, spans in sorted(findings.only_in.items())},
        "not_in": {id: sorted(claims) for id, claims in sorted(findings.not_in.items())},
        "summary": [
            {"text": line.text, "cites": [point(span) for span in line.cites], "section": line.section, "step": line.step}
            for line in analysis.summary.lines
        ],
        "sources": analysis.summary.statement,
        "event": {
            "id": analysis.event.id,
            "saga": analysis.event.saga,
            "title": analysis.summary.title,
            "because": reasons(analysis.event.because, point),
        },
        "named": [named_object(one, point) for one in findings.named],
        "summary_lang": analysis.summary.lang,
        "dismissed": [discrepancy_object(d, point) for d in findings.dismissed],
        "decisions": [judgement_object(judgement) for judgement in analysis.judgements],
    }
    return made | ({"primary": primary_object(analysis.primary, point)} if analysis.primary else {})


def judgement_object(judgement: Judgement) -> Object:
    """A person's decision with its number in the log."""
    return {
        "number": judgement.number,
        "kind": judgement.kind,
        "a": judgement.a,
        "b": judgement.b,
        "note": judgement.note,
        "evidence": judgement.evidence,
        "initials": judgement.initials,
        "second": judgement.second,
        "gist": judgement.gist,
        "event": judgement.event,
    }


def pointer_of(analysis: Analysis) -> Point:
    """What writes a span of this analysis, be it of a report or of a primary source."""
    sources = analysis.primary.sources if analysis.primary else ()
    return pointer([*analysis.reports, *(source.report for source in sources)])


def primary_object(against: Against, point: Point) -> Object:
    """The primary sources, and every quotation and claim of the reports beside them."""
    return {
        "sources": [
            {
                "siglum": against.sigla[source.report.id],
                **report_object(source.report),
                "turns": [{"label": turn.label, "span": point(turn.span)} for turn in source.turns],
                "notes": notes_of(source.notes, point),
            }
            for source in against.sources
        ],
        "quotations": [checked_object(one, point) for one in against.quotations],
        "claims": [
            {
                "claim": one.claim,
                "span": point(one.span),
                "standing": one.standing,
                "at": point(one.at) if one.at else None,
                "similarity": round(one.similarity, 4),
                "speaks": one.speaks,
            }
            for one in against.claims
        ],
        "discrepancies": [discrepancy_object(found, point) for found in against.discrepancies],
    }


def checked_object(one: Checked, point: Point) -> Object:
    """A quotation of a report, and what became of the words of the primary source in it."""
    return {
        "id": one.id,
        "version": point(one.version),
        "speaker": one.speaker,
        "standing": list(one.standing),
        "base": [point(span) for span in one.base],
        "said_by": one.said_by,
        "speaks": one.speaks,
        "edits": [edit_object(edit, point) for edit in one.edits],
    }


def edit_object(edit: Edit, point: Point) -> Object:
    """One change of wording."""
    return {"kind": edit.kind, "left": point(edit.left), "right": point(edit.right)}


def named_object(one: Named, point: Point) -> Object:
    """A person, organisation or place, under every name that the reports give it."""
    return {
        "name": one.name,
        "kind": one.kind,
        "titles": list(one.titles),
        "spellings": [{"text": spelling, "reports": list(ids), "lone": spelling in one.lone} for spelling, ids in one.spellings.items()],
        "entities": [{"report": id, "entity": entity} for id, some in one.entities.items() for entity in some],
        "bits": bits(one.because),
        "because": reasons(one.because, point),
    }


def report_object(report: Report) -> Object:
    """One report with its text and what was cut from its source."""
    return {
        "id": report.id,
        "path": report.path,
        "headline": report.quote(report.headline) if report.headline else None,
        "outlet": report.outlet,
        "byline": report.byline,
        "published": report.published.iso() if report.published else None,
        "lang": report.lang,
        "text": report.text,
        "cuts": [
            {"rule": cut.rule, "raw": [cut.start, cut.end], "text": cut.removed, "replacement": cut.replacement} for cut in report.cuts
        ],
        "deck": report.quote(report.deck) if report.deck else None,
        "dateline": report.dateline,
        "credit": report.credit,
        "url": report.url,
        "format": report.format,
        "encoding": report.encoding,
    }


def edge_object(edge: Derivation, point: Point) -> Object:
    """One edge of the stemma with its evidence."""
    return {
        "child": edge.child,
        "parent": edge.parent,
        "kind": edge.kind,
        "p": round(edge.p, 4),
        "bits": bits(edge.because),
        "because": reasons(edge.because, point),
    }


def discrepancy_object(d: Discrepancy, point: Point) -> Object:
    """Two readings that do not fit, and what speaks for either."""
    return {
        "id": d.id,
        "kind": d.kind,
        "severity": d.severity,
        "left": point(d.left),
        "right": point(d.right),
        "more": [point(span) for span in d.more],
        "left_value": d.left_value,
        "right_value": d.right_value,
        "consistent_with": d.consistent_with,
        "basis": d.basis,
        "relation": d.relation,
        "claim": d.claim,
        "bits": bits(d.because),
        "because": reasons(d.because, point),
        "later": d.later,
        "superseded": d.superseded,
        "as_of": {side: as_of_object(one, point) for side, one in zip(("left", "right"), d.as_of, strict=True)},
    }


def as_of_object(one: AsOf, point: Point) -> Object:
    """As of when a side tells it."""
    return {"published": one.published and one.published.iso(), "spoken": one.spoken and time_object(one.spoken, point)}


def utterance_object(utterance: Utterance, point: Point) -> Object:
    """The same words of one speaker, as each report has them."""
    return {
        "id": utterance.id,
        "speaker": utterance.speaker,
        "versions": [point(span) for span in utterance.versions],
        "edits": [edit_object(edit, point) for edit in utterance.edits],
        "base": point(utterance.base) if utterance.base else None,
        "drift": [list(labels) for labels in utterance.drift],
        "support": support_object(utterance.support) if utterance.support else None,
        "spoken": [time and time_object(time, point) for time in utterance.spoken],
    }


def support_object(support: Support) -> Object:
    """How many carry something, and on whom it rests."""
    return {
        "reports": support.reports,
        "outlets": support.outlets,
        "accounts": {"low": support.low, "high": support.high},
        "originators": list(support.originators),
    }


def claim_object(claim: Claim, analysis: Analysis, point: Point) -> Object:
    """One claim with a cell for every report."""
    support = analysis.findings.support.get(claim.id)
    made: Object = {
        "id": claim.id,
        "kind": claim.kind,
        "gist": point(claim.gist),
        "cells": {id: {"span": point(cell.span), "state": cell.state} if cell else None for id, cell in sorted(claim.cells.items())},
    }
    made["support"] = support and support_object(support)
    return {**made, "more": [point(span) for span in claim.more]}
