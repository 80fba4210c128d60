"""How orders become tasks with a key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from ..config import Config
from ..types import When
from .engines import Task
from .files import key_of
from .inputs import shards
from .intake import Reading

Told = Callable[[str, int, int], None]  # hears how many parts of a stage are done, and how many there are


def silent(stage: str, done: int, total: int) -> None:
    """Hears it, and says nothing."""


def task(stage: str, order: Any, *depends_on: Any) -> Task:  # noqa: ANN401 - what JSON can say
    """The task of an order whose result depends on nothing else."""
    return Task(stage, key_of(stage, *depends_on), msgspec.json.encode(order))


def reading_tasks(stage: str, paths: Sequence[str], config: Config, published: When | None) -> list[Task]:
    """A task a shard of the inputs; a stretch of bytes that did not change has the same key as before."""
    return [task(stage, Reading(shard, config, published), shard.digest, config.digest, published) for shard in shards(paths, config.read)]
