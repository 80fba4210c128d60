"""Encoders: sentences in, unit vectors out. The embedded default runs without torch or network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ..registry import Registry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoder(Protocol):
    """Turns texts into vectors that lie close where meanings do."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimensions); zero rows for empty texts."""
        ...


encoders: Registry[Callable[[], Encoder]] = Registry(__name__)
