"""What to say first, in whose words, with which citations.

Observations. A verification desk reads one screen: how many accounts there are and why, what cannot both
stand, what all carry, which quotations changed, what only one says, what is missing. Forty per cent of the
bullets of one generated digest were not carried by their citation; users complain of nothing more.

How it works. Each section is a function from the event's desk (`desk.py`) to lines; every line is built
from counts and from words of the reports, and cites the whole sentences it rests on. A line that no sentence
carries is not written. Nothing is generated.

Known exceptions. A line about a whole report (its credit, what was cut from it) cites its first sentence.

An error here: a line its citation does not carry. In doubt, say less.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..config import TellConfig
from ..types import Against, Collation, Findings, Notes, Report, Stemma, Summary


def tell(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    collation: Collation,
    stemma: Stemma,
    findings: Findings,
    config: TellConfig,
    primary: Against | None = None,
) -> Summary:
    """The summary of one event, beside its primary sources where there are any."""
    from .desk import Desk
    from .ladder import ladder, statement, title
    from .primary import beside_primary
    from .quotations import changed
    from .sections import alone, aside, check, everywhere, garbled, to_get

    sections = (ladder, beside_primary, check, everywhere, changed, alone, garbled, aside, to_get)
    desk = Desk(reports, notes, collation, stemma, findings, config, primary)
    lines = tuple(line for section in sections for line in section(desk) if line is not None)
    return Summary(title(desk), lines, statement(desk), config.lang, config.length)
