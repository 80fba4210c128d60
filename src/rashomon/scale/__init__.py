"""The same events and copies from piles that one process would not finish: the functions of `group`, a part of the pile at a time.

Observations that forced the design
    - Nine tenths of the time goes into reading, cleaning, remembering and comparing, which know only their own documents or days.
      What needs the whole pile, finding what is one text and tying pairs into events, is small.
    - Results must not depend on how many hands made them, so nothing is decided in a part that the whole would decide otherwise:
      a part gives edges, and one reduction sees them all. The output is that of `rashomon group` and `rashomon copies`, byte for byte.
    - Workers die. Every partial result is a file of its own, named by a hash of all that it depends on, and put into place whole:
      what is there is not made again, by whomever it was made, and a part that failed is tried again alone.

How it works
    1. `inputs` cuts what is to be read into shards: a stretch of a JSONL file, row groups of a Parquet file, whole files otherwise.
    2. `stages` is the table of what a worker can be asked: a stage is a function from an order to an Arrow table, kept by `files`.
    3. `engines` spreads tasks: Daft on this machine's processors, or on a Ray cluster.
    4. `grouping` runs a pile to its events: records of shards; families of near copies by fingerprint; neighbours by stretches of days,
       each with the days within reach around it; union-find over what came back, and the tie.
    5. `copying` runs a pile to its copies: fingerprints of shards; postings by ranges of fingerprints; comparison by ranges of texts.

Known limits
    The reductions run in one process: docs/performance.md says what they take, where that ends, and what would be next.
    All workers see one folder (a disk, or one that a cluster shares).
"""

from __future__ import annotations

from .copying import copies
from .engines import Engine, daft_native, daft_on_ray, in_this_process
from .grouping import group

__all__ = ["Engine", "copies", "daft_native", "daft_on_ray", "group", "in_this_process"]
