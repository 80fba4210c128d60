"""Decides how long each version stood at its address, as far as was seen."""

from __future__ import annotations

from dataclasses import replace

from ..store import Library, Version


def standing(library: Library) -> dict[str, tuple[Version, ...]]:
    """The versions that a report is, by its id; one that stands there still was last seen when its address was last looked at."""
    found: dict[str, tuple[Version, ...]] = {}
    for history in library.all_versions():
        for version in history:
            seen = version.last_seen or library.watched(version.via).seen or version.first_seen
            found[version.report] = (*found.get(version.report, ()), replace(version, last_seen=max(seen, version.first_seen)))
    return found
