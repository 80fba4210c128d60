"""Decides who says what and what is named, by a small network: roles of quotations, names, and which belong together.

A rule-free reading of the same questions that `quotes` and `names` answer by rules; a caller takes the one or the other.

How it works
  1. `pieces` cuts a text into windows of up to 254 word pieces, each with its case, marks and paragraphs.
  2. The encoder, all-MiniLM-L6-v2 trained further (docs/tagger-card.md) at 8 bits, gives every word weights for
     source, cue and content, and for person, org, place and other.
  3. `chains` reads spans off them, with the probability of each.
  4. Within a window every cue is scored against every source and content.
  5. `attributions` joins them: a content goes to the cue that wants it most, a cue takes the source it wants most.

Measured, and how it was made: docs/tagger-card.md. The files are checked before use, and no torch is needed.
Known exceptions: a source paragraphs away from its quotation is beyond the window; quotations inside quotations
come out flat; nothing inside a web address is a name.
What an error costs the reader: a wrong source puts words in somebody's mouth, so take links of a high probability only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import DamageFound
from ..types import NameKind
from .chains import Chain, Run
from .pieces import FEATURES, Pieces, pieces, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
KINDS: tuple[NameKind, ...] = ("person", "org", "place", "other")
SHA256 = "8ad8169349b47dc0d5696c6d355d46df7b563b54423ac8c547c6bdfb62e41bc4"
THREADS = 1
_OPENS, _CLOSES = 101, 102  # [CLS] and [SEP]
_LEAST = {"roles": 0.15, "names": 0.15}  # probability from which a span is told; chosen on PolNeAR and CoNLL dev
_LEAST_LINK = 0.5
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A part of a quotation: `text[start:end]`, and the probability of just this span in this role."""

    start: int
    end: int
    role: Role
    p: float


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name: `text[start:end]`, and the probability of just this span of this kind."""

    start: int
    end: int
    kind: NameKind
    p: float


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """That a cue takes a source or a content; both are indexes into `Tagged.parts`."""

    cue: int
    other: int
    p: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """All that the tagger finds in a text, each tuple in text order."""

    parts: tuple[Part, ...] = ()
    names: tuple[Named, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content with the cue and the source that it is given with, as far as they are known."""

    content: tuple[Part, ...]
    cue: Part | None = None
    source: Part | None = None
    p_source: float = 0.0  # that the cue takes just this source


def tag(text: str, sentences: Sequence[tuple[int, int]]) -> Tagged:
    """Reads a text. `sentences` are offsets in text order, as `text.sentences` gives them; a line break ends a paragraph."""
    found = pieces(text, sentences)
    read = [_read(found, window) for window in windows(found)]
    model = _model()
    roles = model.roles.runs([window.roles for window in read], _LEAST["roles"])
    names = model.names.runs([window.names for window in read], _LEAST["names"])
    parts: list[Part] = []
    links: list[Link] = []
    named: list[Named] = []
    for window, told, called in zip(read, roles, names, strict=True):
        links += _links(window, told, len(parts))
        parts += (Part(*window.span(run), ROLES[run.kind], round(run.p, 4)) for run in told)
        named += (Named(*window.span(run), KINDS[run.kind], round(run.p, 4)) for run in called)
    return Tagged(tuple(parts), _outside_addresses(text, named), tuple(links))


def _outside_addresses(text: str, named: list[Named]) -> tuple[Named, ...]:
    held = [match.span() for match in _ADDRESS.finditer(text)]
    return tuple(name for name in named if not any(start < name.end and name.start < end for start, end in held))


# --- the model


class _Model(NamedTuple):
    session: InferenceSession
    roles: Chain
    names: Chain
    link_bias: tuple[float, float]


@cache
def _model() -> _Model:
    """The model, loaded once a process; DamageFound where its bytes are not the ones that were measured."""
    import onnxruntime

    path = files(__package__).joinpath("_tagger", "model.onnx")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise DamageFound(str(path), "the file is not the one this version was made with", "install the package again")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = THREADS, 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    held = json.loads(session.get_modelmeta().custom_metadata_map["decoding"])
    return _Model(session, Chain(**held["roles"]), Chain(**held["names"]), held["link_bias"])


class _Window(NamedTuple):
    """What the model says of a window: weights of tags word by word, vectors of links piece by piece."""

    roles: NDArray[np.float64]
    names: NDArray[np.float64]
    vectors: NDArray[np.float32]  # (pieces, 6, width): for sources, then for contents: a cue asks, a first and a last piece answer
    words: NDArray[np.int64]  # the first piece of each word, and the end
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def span(self, run: Run) -> tuple[int, int]:
        """Offsets of a run in the text."""
        return int(self.starts[self.words[run.first]]), int(self.ends[self.words[run.last + 1] - 1])


def _read(found: Pieces, window: slice) -> _Window:
    import numpy as np

    ids = np.concatenate([[_OPENS], found.ids[window], [_CLOSES]])
    features = np.concatenate([[FEATURES], found.features[window], [FEATURES]])
    roles, names, vectors = (out[1:-1] for out in _model().session.run(["roles", "names", "links"], {"ids": ids, "features": features}))
    words = np.flatnonzero(found.words[window])
    words = words if len(words) and words[0] == 0 else np.concatenate([[0], words])  # a word longer than a window goes on
    edges = np.append(words, len(roles))
    weights = (np.asarray(part, np.float64)[words] for part in (roles, names))
    return _Window(*weights, vectors.reshape(len(roles), 6, -1), edges, found.starts[window], found.ends[window])


def _links(window: _Window, runs: Sequence[Run], before: int) -> list[Link]:
    """Every cue of a window with every source and content, where the link is likely. `before`: parts of earlier windows."""
    import numpy as np

    first = window.words[[run.first for run in runs]]
    last = window.words[[run.last for run in runs]]
    cues = [n for n, run in enumerate(runs) if run.kind == 1]
    found: list[Link] = []
    for kind, role in ((0, 0), (1, 2)):
        others = [n for n, run in enumerate(runs) if run.kind == role]
        if not cues or not others:
            continue
        asked = window.vectors[first[cues], 3 * kind]
        given = window.vectors[first[others], 3 * kind + 1] + window.vectors[last[others], 3 * kind + 2]
        chances = 1 / (1 + np.exp(-(asked @ given.T / asked.shape[1] ** 0.5 + _model().link_bias[kind])))
        found += (Link(before + cues[n], before + others[m], round(float(chances[n, m]), 4)) for n, m in np.argwhere(chances >= 0.05))
    return sorted(found)


# --- quotations


def attributions(tagged: Tagged) -> tuple[Attribution, ...]:
    """Contents with their cues and sources, in the order of their first content; a content that no cue takes stands alone."""
    parts = tagged.parts
    best = sorted(tagged.links, key=lambda link: (-link.p, link))
    owner: dict[int, int] = {}  # content to cue
    giver: dict[int, Link] = {}  # cue to source
    for link in best:
        if parts[link.other].role == "source":
            giver.setdefault(link.cue, link)
        elif link.p >= _LEAST_LINK or link.cue not in owner.values():
            owner.setdefault(link.other, link.cue)
    out: list[Attribution] = []
    for cue in sorted(set(owner.values())):
        content = tuple(parts[n] for n in sorted(owner) if owner[n] == cue)
        source = giver.get(cue)
        if source is not None and source.p >= _LEAST_LINK:
            out.append(Attribution(content, parts[cue], parts[source.other], source.p))
        else:
            out.append(Attribution(content, parts[cue]))
    out += (Attribution((part,)) for n, part in enumerate(parts) if part.role == "content" and n not in owner)
    return tuple(sorted(out, key=lambda item: item.content[0]))
