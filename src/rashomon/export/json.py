"""Decides how the whole analysis is written as one JSON object: the contract that others build on."""

from __future__ import annotations

from ..types import Analysis
from . import writes
from ._points import encode
from ._shape import analysis_object


@writes("json", "application/json", ".json", "Everything found, as others build on it")
def to_json(analysis: Analysis) -> str:
    """One object, indented so that a person can read it and a diff stays small."""
    return encode(analysis_object(analysis), indent=1) + "\n"
