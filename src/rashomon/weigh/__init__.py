"""What follows from claims and stemma: support, sources, discrepancies, changed quotations, what is only here.

Observations. Professional outlets contradict each other on a number or a day about twice in a hundred
events; rewritten and translated copies do so several times an event. Naive comparison of similar sentences
gave 31 flags on 100 triples of one event, 2 of them real: other event of a saga, other scope, other
quantity, "dozen" against 12. A fact-checker stops reading after three false alarms.

How it works.
1. The names of all reports are joined (`named`): who is who holds for everything after.
2. Each kind (`kinds/`, one file a kind) compares pairs of sentences that may tell the same thing.
3. Equal clashes become one finding (`discrepancies`); the stemma says whether it lies inside one account
   or between accounts, the calendar or most accounts which side they are consistent with.
4. `cells` marks the side of a finding that says otherwise than its claim, and carries it no longer.
5. `support` counts accounts, not reports, and names who is given as the source.
6. `utterances` follow a quotation through the reports.

Known exceptions. The kinds do not read the clauses of `annotate`: "same scene" is shared words, so two matters told in the same
words can be taken for one.

An error here is the worst of all: a false contradiction. In doubt the kinds stay silent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ..config import WeighConfig
from ..types import Claim, Collation, Findings, Notes, Report, Stemma, by_entity
from .cells import Hard, contradicted
from .discrepancies import find
from .named import named
from .support import Sources, beside, not_in, only_in, said, support
from .utterances import utterances


def weigh(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    collation: Collation,
    stemma: Stemma,
    config: WeighConfig,
    dismissed: Collection[str] = (),
) -> Findings:
    """All findings of one event; those whose ids an editor dismissed stand apart."""
    by_id, noted = {report.id: report for report in reports}, {note.report: note for note in notes}
    account = {id: n for n, members in enumerate(stemma.accounts.members) for id in members}
    names = named(reports, notes)
    who = by_entity(names)
    found = find(reports, notes, collation, stemma.accounts, config, who)
    discrepancies = tuple(one for one in found if one.id not in dismissed)
    hard, sources = Hard(discrepancies), {report.id: Sources(report, noted[report.id]) for report in reports}
    claims = tuple(contradicted(claim, hard) for claim in collation.claims if claim.of_sentences or _is_shared(claim, account))
    elsewhere = beside(collation.near, config.alone)
    return Findings(
        {claim.id: support(claim, by_id, stemma.accounts, sources, who) for claim in claims},
        tuple(row for claim in claims for row in said(claim, sources)),
        discrepancies,
        utterances(reports, notes, stemma.accounts, discrepancies, who),
        only_in(reports, noted, account, elsewhere, config.elsewhere, collation.chains),
        not_in(claims, reports, account, elsewhere),
        names,
        claims,
        tuple(one for one in found if one.id in dismissed),
    )


def _is_shared(claim: Claim, account: Mapping[str, int]) -> bool:
    """Whether accounts share a claim: inside one, clauses tell no more than their sentences do."""
    return len({account[id] for id, cell in claim.cells.items() if cell is not None}) > 1
