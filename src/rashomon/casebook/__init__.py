"""Decides what a person can do with a library, whichever way they came: by command, in the reading room, through the API, as an agent.

1. `book` keeps the events up to date with reports and decisions, and what was found about them at hand.
2. `deciding` finds the report, event, finding or claim that somebody named, and enters their decision.
3. `explain` finds one decision of the program and lays out what it rests on; `parts` writes it, and single parts of an event, as JSON.
4. `taking` enters what was read, or says why not.

Nothing here prints, draws or listens: the surfaces do.
"""

from __future__ import annotations

from .book import Casebook, Key, Work, worked

__all__ = ["Casebook", "Key", "Work", "worked"]
