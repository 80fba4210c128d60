"""One event, many accounts: who said it first, who repeats it, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .config import Config
    from .pipeline import analyse, load
    from .store import Library
    from .types import Event, Report

__all__ = ["Config", "Event", "Library", "Report", "__version__", "analyse", "load"]

_HOMES = {"Config": "config", "Event": "types", "Library": "store", "Report": "types", "analyse": "pipeline", "load": "pipeline"}


def __getattr__(name: str) -> object:
    """Load the public names at first use, so that `import rashomon` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rashomon' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
