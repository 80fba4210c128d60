"""Decides how a library is kept current: which addresses are looked at when, what counts as new, and what changed in the events.

1. `schedule` says when an address is looked at again.
2. `looking` looks: an unchanged address costs a conditional request; what is new goes into the library as another report, beside the one
   that stood there before; what was found is kept with the address, so that whoever is stopped goes on where they were.
3. `news` compares the events with what they were before the round; `standing` says how long each version stood.

Observations that forced the design
    - Pages change around their text (advertisements, counters, lists of other news). So what counts as a new version is another text,
      after extraction and cleaning, not another byte.
    - A feed moves its entries down; what an entry is called is its link, not its place.
    - Between storing a report and noting that it was seen the power may fail. So reports are stored first: looking again changes nothing.

Known exceptions
    A page that no feed links any more is left alone. A version that stood only between two looks is never seen. The news of a round that
    was interrupted is not told later, but is in the library.
"""
