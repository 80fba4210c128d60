"""What stands in a report, as stand-off notes: sentences, names, times, quantities, quotations, credits, damage.

Decides nothing about truth and never edits text; every note is a span with a reading of it.

Observations that forced the design
  Reports that share an event are often machine translations of each other: names without capitals, words
  run together, pronouns of the wrong sex, marks lost. So every part works on damaged text, and damage is
  noted as such instead of repaired.
  A wrong speaker is worse than an open one, a wrong date worse than none: parts stay silent in doubt.

How it works
  1. `text.sentences` gives the sentences that all later stages cite.
  2. In English the `tagger`, a small network, hears who says what and what is named; the two parts that ask it keep rules beside it.
  3. `names` finds people, bodies and places, and joins the forms of one name.
  4. `times` reads dates and durations against dateline or publication date; without either only their
     value speaks. `quantities` reads numbers with bounds and what they count.
  5. `quotes` finds what is said and who says it, among the names: by cue and marks, and by what was heard.
  6. `credits` finds whose text the report says it carries.
  7. `garbled` lists damaged passages with the reason in plain words.
  8. `foreign` says whether the report reads as a translation, and from which language.
  The parts share the sentences and names, and otherwise know nothing of each other.

Known exceptions: a report of more than `sentences` sentences is annotated up to there.
"""

from __future__ import annotations

from ..config import AnnotateConfig
from ..lang import language
from ..text.sentences import sentences
from ..types import Notes, Report, Span
from .clauses import clauses
from .credits import credits
from .foreign import foreign
from .garbled import garbled
from .names import names
from .persons import with_persons
from .quantities import quantities
from .quotes import quotes
from .tagger import Tagged, attributions, tag
from .times import times


def annotate(report: Report, config: AnnotateConfig) -> Notes:
    """Stand-off notes of one report."""
    offsets = sentences(report.text, report.lang, language(report.lang).abbreviations)[: config.sentences]
    spans = tuple(Span(report.id, start, end) for start, end in offsets)
    heard = tag(report.text, offsets) if config.tagger and report.lang == "en" else Tagged()
    named = names(report, spans, heard.names)
    said = quotes(report, spans, named, attributions(heard))
    damage = garbled(report, spans, named, said)
    return Notes(
        report.id,
        report.lang,
        spans,
        named,
        times=times(report, spans),
        quantities=quantities(report, spans),
        quotes=said,
        credits=credits(report, spans),
        garbled=damage,
        translated=foreign(report, damage, [span for quote in said for span in quote.marked]),
        clauses=with_persons(report, spans, named, said, clauses(report, spans, named, said)),
    )
