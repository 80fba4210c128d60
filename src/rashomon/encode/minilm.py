"""The embedded encoder: all-MiniLM-L6-v2 at 8 bits, run by onnxruntime; no torch, no network.

Its two files lie in `_minilm`, made by tools/export_encoder.py, and are checked before use. Texts
are cut at 256 tokens. Bits may differ between types of CPU, so no embedding is ever hashed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..errors import DamageFound
from . import encoders

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHA256 = {
    "model.onnx": "dbf261f5b0b6ceda96c6b2f85d018ed8880865c3c79fbed4f4c509fb6cb2f113",
    "tokenizer.json": "3ba65e0d17847e0870699281b61ff95b10ca3579feac1ad784a9dfea5d3eb815",
}
DIMENSIONS = 384
BATCH = 16  # texts of like length; 128 is slower, as padding grows
THREADS = 2


def checked(name: str) -> bytes:
    """A file of the model; DamageFound where its bytes are not the ones that were measured."""
    path = files(__package__).joinpath("_minilm", name)
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256[name]:
        raise DamageFound(str(path), "the file is not the one this version was made with", "install the package again")
    return content


class MiniLM:
    """384 dimensions; 145 sentences a second on one core."""

    def __init__(self) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(checked("model.onnx"), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(checked("tokenizer.json").decode())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 384); zero rows for blank texts."""
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        places = [place for place, text in enumerate(texts) if text.strip()]
        encodings = self._tokenizer.encode_batch([texts[place] for place in places])
        tokens = {place: encoding.ids for place, encoding in zip(places, encodings, strict=True)}
        for batch in _batches(sorted(places, key=lambda place: (len(tokens[place]), place))):
            vectors[batch] = self._run([tokens[place] for place in batch])
        return vectors

    def _run(self, batch: list[list[int]]) -> NDArray[np.float32]:
        import numpy as np

        ids = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)], mask[row, : len(tokens)] = tokens, 1
        (vectors,) = self._session.run(["sentence_embedding"], {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, np.float32)


def _batches(places: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(places), BATCH):
        yield places[start : start + BATCH]


@encoders("minilm")
@cache
def load() -> MiniLM:
    """The encoder, loaded once a process."""
    return MiniLM()
