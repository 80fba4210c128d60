"""Which reports of a pile tell the same event.

Observations that forced the design
    - The best threshold on a raw cosine runs from .10 to .30 between collections: what two reports share
      has to be weighed, not only measured. The weights are fitted, in bits, and 0 bits is the cut.
    - Where to cut a tree of averages moves too: told its best cut, Ward's tree on plain cosine finds ECB+ dev
      whole (100), but that cut runs from 1.28 (leads) to 2.0 (ECB+). So joining is learned as well: how much wider two
      clusters become by it is one feature, beside what their pairs say, how many they are and how far apart in time.
    - Background counts taken from the pile itself make a report's record hang on its company. Frozen ones
      make it a function of the report, so that streaming equals batch.
    - Time decides where sagas recur and misleads where reports look back, so it is a feature, and weighs less between
      reports that are much alike. The hour is often made up by whoever filed the report: days are whole.
    - Reports of one event differ in numbers and names all the time, so conflict is a feature, no veto.
    - A text that fifty outlets carry fills every list of neighbours with itself: near copies are compared once.

How it works
    1. `record`: uncommon words with their weight, names, headline and lead, numbers with what they count, days, phrases,
       fingerprints, as arrays of hashes; `vocabulary` keeps what is known of each word, `word_kernel` reads the text.
    2. `families`, `units`: near copies are one unit. What people decided (`decided`) takes copies apart, or binds.
    3. `neighbours`: the 20 nearest records within `window_days` where both are dated, and, whatever the time, those that share a
       rare name and a day. A word that more than CROWD within reach hold leads nowhere, so the work stays linear; it is counted.
    4. `pair`: 18 features of two reports, 7 of two clusters, with their bits in `weights.json` (tools/fit_grouping.py). One
       feature more, with a table of its own, where the setting `encoder` has the embedded encoder read every report.
    5. `link_kernel`: clusters join from the surest pair down, to `event_bits` and again to `saga_bits`. What two clusters
       share besides their neighbours is looked up from at most 8 x 8 pairs; a cluster keeps its 32 nearest.
    6. `bridges`: a report between strangers, such as a round-up, is set aside before linking; then it joins the event it
       fits best, and is noted at the others.
    7. `naming`: an event is called after its earliest report, so that it keeps its id while it grows; `redirects`.
    8. `reasons`: the bits of each feature, with the words at work.
    9. `large`: the same of a pile whose records do not fit into memory, for the command; `lean` is what tying needs of them.
   10. `copies`: which documents share text, whatever their event; `postings` has its arrays.

Known exceptions
    - Neighbouring storylines of one conflict within two weeks fall together: galaxy_handpicked 73.7, where
      TF-IDF with average link, told its own best cut, has 76.5.
    - Two instances of one type with the same people in it are told apart by their dates and numbers; undated, seldom.
    - German and French have no background: their words count by capital letter, figures and length alone.
    - Everything is decided anew when events are asked for: half a minute for 100,000 reports.

Tried and dropped, as BCubed F1 over held-out topics of ECB+ train unless it says otherwise
    - Average link on the bits of pairs: 83 to 90, whatever the features (9 to 41). Gradient boosting for the logistic
      score: 92.5 against 91.6 at their best cuts.
    - Average link less the cohesion of the two clusters: 95.0, and dev 98.7, but all sets together 90.7 against 93.7.
    - Background from 5,600 further articles of unclear licence: 82.3 against 84.4 (average link on cosine).
    - Same outlet as a feature: the fit gave it -13.5 bits, as the dated sets hold one report per outlet and event.
    - Years named by both: 3.6 bits, most of it that one half of ECB+ opens with a date line.
    - A ridge of 1 for .2: dev 97.8 and all sets together 92.9.
    - That both reports carry a date as a feature: 2.8 bits, since in the sets one day holds one event. With every report
      put on one day, precision over all sets was 57; it is 69 without.
    - Neighbour lists kept up to date at every `add`, with lists and dicts: 18 times slower than asking once.

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
