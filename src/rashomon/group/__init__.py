"""Which reports of a pile tell the same event.

Observations that forced the design
    - The best threshold on a raw cosine runs from .10 to .30 between collections: what two reports share
      has to be weighed, not only measured. The weights are fitted, in bits, and 0 bits is the cut.
    - Background counts taken from the pile itself make a report's record hang on its company. Frozen ones
      make it a function of the report, so that streaming equals batch.
    - Where dates are known, time is worth most: on leads of recurring sagas F1 rises from 75.5 to 90.6.
    - Reports of one event differ in numbers and names all the time, so conflict is a feature, no veto.

How it works
    1. `record`: the 60 heaviest words under the frozen background, names, numbers with what they count,
       days, the headline; equal texts share one record.
    2. `pile`: the 20 nearest records through an inverted index, within `window_days` where both dates are
       known; terms that more than 200 records hold lead nowhere, so the work stays linear.
    3. `pair`: a dozen named features, each with its bits (`weights.json`, by tools/fit_grouping.py).
    4. `link`: average link from the strongest pair down, cut at `event_bits` and again at `saga_bits`.
    5. `decided`: people's merges and splits bind report ids before and above all this.
    6. `reasons`: the bits of each feature, with the words at work.

Known exceptions
    - Two instances of one type with the same people in it (a player's two arrests, a coach hired and later
      dismissed) are told apart only by their dates; undated, they fall together.
    - Undated telegrams in one form (company results, dividends) are welded by the form.
    - An event whose reports lie further apart than `window_days` holds together through reports in between.

Tried and dropped
    - Background from 5,600 further articles of unclear licence: 82.3 against 84.4 (average link on cosine).
    - A square root of the cosine, shares of missing terms, more name features: within .5 of what is here.
    - "Days that differ" as a feature: the fit gave it the wrong sign, as such reports name more days.
    - Rarity capped for unseen words without a capital: telegrams weld as before, all else stays equal.
    - Neighbour lists kept up to date at every `add`: 2,000 wire texts took 46.7 s instead of 2.6.

What an error costs: two events in one make every later count wrong, and the reader of the summary sees
corroboration that is not there; one event in two only shortens two summaries. In doubt, split.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..config import GroupConfig
from ..types import Event, Judgement, Report
from .naming import content_id, redirects
from .pile import Batch, Grouper, Grouping, batch_of
from .reasons import pair_reasons

__all__ = ["Batch", "Grouper", "Grouping", "batch_of", "content_id", "group", "pair_reasons", "redirects"]


def group(reports: Sequence[Report], config: GroupConfig, judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
    """The events of a pile, sorted by id; the order of the reports does not matter."""
    pile = Grouper(config, judgements)
    pile.add_all(reports)
    return pile.events()
