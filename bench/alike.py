"""Similarity of the sentences of two texts, as the product has it between two reports."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.collate.similarity import Similarities
from rashomon.config import CollateConfig
from rashomon.text.stems import keys

NGRAM = CollateConfig().ngram


def within(texts: Sequence[str]) -> NDArray[np.float64]:
    """Of the sentences of one report with each other."""
    return Similarities([[keys(text) for text in texts]], NGRAM).behind(0)


def between(ours: Sequence[str], theirs: Sequence[str]) -> NDArray[np.float64]:
    """Of the sentences of one report with those of another."""
    return Similarities([[keys(text) for text in some] for some in (ours, theirs)], NGRAM).behind(0)[:, len(ours) :]
