"""What is a document (stub until its first version lands)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..config import ReadConfig
from ..types import Raw, Skipped


def read(paths: Sequence[str], config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Every document under `paths`, in path order; nothing vanishes."""
    for path in paths:
        base = Path(path)
        for file in sorted(base.rglob("*.txt")) if base.is_dir() else [base]:
            yield Raw(file.relative_to(base).as_posix() if base.is_dir() else file.name, "text", file.read_text())
