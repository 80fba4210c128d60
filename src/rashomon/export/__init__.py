"""Decides how an analysis leaves the program: one format a file, each a function from analysis to text.

The JSON is the contract that others build on (`docs/formats.md`); the other formats are views of it.
Equal analyses give equal bytes in every format: no clock, no hash order, floats rounded. What came
from outside can neither run nor load anything: control characters are shown, spreadsheet formulas
are disarmed, names are escaped by the rules of each format.
"""

from __future__ import annotations

from collections.abc import Callable

from ..registry import Registry
from ..types import Analysis

Exporter = Callable[[Analysis], str]

exporters: Registry[Exporter] = Registry(__name__)
