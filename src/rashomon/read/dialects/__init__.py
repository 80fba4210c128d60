"""What a JSON record means that is not in our words: one module for each way in which others write news.

A record that no dialect knows is read as ours, by its `text`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...registry import Registry

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Dialect:
    """A member of the set."""

    looks: Callable[[Record], bool]  # whether a record is of this kind beyond doubt
    document: Callable[
        [Record], tuple[str, dict[str, str], dict[str, object]]
    ]  # text, our fields, and the rest; InputError where it is none


dialects: Registry[Dialect] = Registry(__name__)
