"""Decides how an analysis leaves the program: one format a file, each a function from analysis to text, or to bytes.

The JSON is the contract that others build on (`docs/formats.md`); the other formats are views of it.
Equal analyses give equal bytes in every format: no clock, no hash order, floats rounded. What came
from outside can neither run nor load anything: control characters are shown, spreadsheet formulas
are disarmed, names are escaped by the rules of each format.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..registry import Registry
from ..types import Analysis

Writer = Callable[[Analysis], "str | bytes"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that an analysis leaves in: called with one, it writes it."""

    write: Writer
    media: str  # media type, for a browser and for HTTP
    suffix: str  # of a file, with its dot
    purpose: str  # one line for people: who uses it, for what

    def __call__(self, analysis: Analysis) -> str | bytes:
        return self.write(analysis)

    def encoded(self, analysis: Analysis) -> bytes:
        """The same as bytes, to be handed on."""
        whole = self.write(analysis)
        return whole if isinstance(whole, bytes) else whole.encode("utf-8", "backslashreplace")


exporters: Registry[Format] = Registry(__name__)


def writes(name: str, media: str, suffix: str, purpose: str) -> Callable[[Writer], Writer]:
    """Register a function as the writer of a format."""

    def add(write: Writer) -> Writer:
        exporters.add(name, Format(write, media, suffix, purpose))
        return write

    return add
