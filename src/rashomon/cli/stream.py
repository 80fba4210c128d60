"""Decides what `-` is called while the command line is parsed, which takes `-x` for options."""

from __future__ import annotations

STREAM = "⟨standard stream⟩"
