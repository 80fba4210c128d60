"""Decides who says what and what is named, by a small network: roles of quotations, names, and which belong together.

A reading without rules of what `quotes` and `names` answer by rules; `heard` and `names` put the two together.

How it works
  1. `pieces` cuts a text into windows of up to 254 word pieces, each with its case, marks and paragraphs.
  2. The encoder, all-MiniLM-L6-v2 trained further (docs/tagger-card.md) at 8 bits, gives every word weights for
     source, cue and content, and for person, org, place and other.
  3. `chains` reads spans off them, with the probability of each.
  4. Within a window every cue is scored against every source and content.
  5. `attributions` joins them: a content goes to the cue that wants it most, a cue takes the source it wants most.
  6. Names are read the same way: those outside web addresses, each of the kind that all its mentions together speak for.

Measured, and how it was made: docs/tagger-card.md. The files are checked before use, and no torch is needed.
Known exceptions: a source paragraphs away from its quotation is beyond the window; quotations inside quotations
come out flat; nothing inside a web address is a name.
What an error costs the reader: a wrong source puts words in somebody's mouth, so take links of a high probability only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
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
HELD = 128  # windows whose answers are kept, at most 0.3 MB each
_OPENS, _CLOSES = 101, 102  # [CLS] and [SEP]
LIKELY = 0.5  # probability from which a part is told by itself, and a source names a speaker; below, a part needs one it is linked to
_LEAST_PART = 0.02  # chosen, like what follows, on PolNeAR and CoNLL dev
_LEAST_UNMARKED = 0.45  # of a content outside marks; words in marks are hardly ever nobody's
_LEAST_NAME = 0.35
_OUTWEIGHS = 1.5  # times that a kind's mentions must outweigh another's
_LEAST_SOURCE = 0.1
_LEAST_CONTENT = 0.5
_LEAST_TOLD = 0.05  # below that a link is no link at all
_RIGHT_BEHIND = 4  # code points: a full stop, a mark, a space or a new paragraph
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,100}@\S{1,100}?\.\S+")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A part of a quotation: `text[start:end]`, and the probability of just this span in this role."""

    start: int
    end: int
    role: Role
    p: float
    marked: bool = False  # some of it stands inside quotation marks


@dataclass(frozen=True, slots=True, order=True)
class NameSpan:
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
    """What the tagger finds, each tuple in text order. Parts of less than LIKELY are there for `attributions`."""

    parts: tuple[Part, ...] = ()
    links: tuple[Link, ...] = ()
    names: tuple[NameSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content with the cue and the source that it is given with, as far as they are known."""

    content: tuple[Part, ...]
    cue: Part | None = None
    source: Part | None = None
    p_source: float = 0.0  # that the cue takes just this source


def tag(text: str, sentences: Sequence[tuple[int, int]]) -> Tagged:
    """Reads a text. `sentences` are offsets in text order, as `text.sentences` gives them; a line break ends a paragraph."""
    read = _windows(text, sentences)
    parts: list[Part] = []
    links: list[Link] = []
    for window, told in zip(read, _model().roles.runs([window.roles for window in read], _LEAST_PART), strict=True):
        links += _links(window, told, len(parts))
        parts += (Part(*window.span(run), ROLES[run.kind], round(run.p, 4), window.marked(run)) for run in told)
    called = _model().names.runs([window.names for window in read], _LEAST_NAME)
    named = [
        NameSpan(*window.span(run), KINDS[run.kind], round(run.p, 4)) for window, runs in zip(read, called, strict=True) for run in runs
    ]
    return Tagged(tuple(parts), tuple(links), tuple(_of_one_kind(text, _outside_addresses(text, named))))


def _outside_addresses(text: str, named: Sequence[NameSpan]) -> list[NameSpan]:
    held = {at for match in _ADDRESS.finditer(text) for at in range(*match.span())}
    return [name for name in named if name.start not in held and name.end - 1 not in held]


def _of_one_kind(text: str, named: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Names of the kind that their mentions together speak for; a full name speaks for its surname too."""
    weight: defaultdict[str, defaultdict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    for name in named:
        words = text[name.start : name.end].casefold().split()
        weight[" ".join(words)][name.kind] += name.p
        if name.kind == "person" and len(words) > 1:
            weight[words[-1]][name.kind] += name.p
    for name in named:
        all_kinds = weight[" ".join(text[name.start : name.end].casefold().split())]
        kind, most = max(all_kinds.items(), key=lambda item: item[1])
        yield replace(name, kind=kind) if most > _OUTWEIGHS * all_kinds[name.kind] else name


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
    inside: NDArray[np.bool_]  # quotation marks, piece by piece

    def marked(self, run: Run) -> bool:
        return bool(self.inside[self.words[run.first] : self.words[run.last + 1]].any())

    def span(self, run: Run) -> tuple[int, int]:
        """Offsets of a run in the text."""
        return int(self.starts[self.words[run.first]]), int(self.ends[self.words[run.last + 1] - 1])


def framed(found: Pieces, window: slice) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The ids and features of a window between the marks that the encoder knows texts by."""
    import numpy as np

    ids, features = found.ids[window], found.features[window]
    return np.concatenate([[_OPENS], ids, [_CLOSES]]), np.concatenate([[FEATURES], features, [FEATURES]])


def network(ids: NDArray[np.int64], features: NDArray[np.int64]) -> list[NDArray[np.float32]]:
    """Weights of role tags and of name tags, and vectors of links, for every piece."""
    out: list[NDArray[np.float32]] = _model().session.run(["roles", "names", "links"], {"ids": ids, "features": features})
    return out


@lru_cache(maxsize=HELD)
def _told(ids: bytes, features: bytes) -> tuple[NDArray[np.float32], ...]:
    """What the network says of one window. Copies of a text are cut alike, and it is asked once for each window of them.

    One window at a time: at 8 bits an answer hangs on what else stands in the batch.
    """
    import numpy as np

    return tuple(network(np.frombuffer(ids, np.int64), np.frombuffer(features, np.int64)))


def _windows(text: str, sentences: Sequence[tuple[int, int]]) -> list[_Window]:
    found = pieces(text, sentences)
    return [_read(found, window) for window in windows(found)]


def _read(found: Pieces, window: slice) -> _Window:
    import numpy as np

    roles, names, vectors = (out[1:-1] for out in _told(*(numbers.tobytes() for numbers in framed(found, window))))
    words = np.flatnonzero(found.words[window])
    words = words if words[:1] == [0] else np.concatenate([[0], words])  # a word longer than a window goes on
    weights = [part[words].astype(np.float64) for part in (roles, names)]
    edges = np.append(words, len(roles))
    return _Window(
        weights[0], weights[1], vectors.reshape(len(roles), 6, -1), edges, found.starts[window], found.ends[window], found.inside[window]
    )


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
        found += (
            Link(before + cues[n], before + others[m], round(float(chances[n, m]), 4)) for n, m in np.argwhere(chances >= _LEAST_TOLD)
        )
    return sorted(found)


# --- quotations


def attributions(tagged: Tagged) -> tuple[Attribution, ...]:
    """Contents with their cues and sources, in text order.

    A content that no cue takes is given to a waiting cue right before it ("Ada Example said:" and a new paragraph), else goes
    on with the quotation that ends there, else stands alone. Without a source only what stands in marks is told.
    """
    parts = tagged.parts
    free = {n for n, part in enumerate(parts) if part.role == "content" and (part.marked or part.p >= _LEAST_UNMARKED)}
    contents: dict[int, list[int]] = {}  # of a cue
    givers: dict[int, Link] = {}  # of a cue
    for link in sorted(tagged.links, key=lambda link: (-link.p, link)):
        if parts[link.other].role == "source":
            givers.setdefault(link.cue, link)
        elif link.other in free and (link.p >= _LEAST_CONTENT or link.cue not in contents):
            contents.setdefault(link.cue, []).append(link.other)
            free.remove(link.other)
    out = [_joined(parts, cue, own, givers.get(cue)) for cue, own in contents.items()]
    waiting = {parts[cue].end: (cue, link) for cue, link in givers.items() if cue not in contents}
    for n in sorted(free):
        near = (waiting[parts[n].start - gap] for gap in range(_RIGHT_BEHIND + 1) if parts[n].start - gap in waiting)
        out.append(next((_joined(parts, cue, [n], link) for cue, link in near), Attribution((parts[n],))))
    told = _continued(sorted(out, key=lambda item: item.content[0]))
    return tuple(item for item in told if item.source or any(part.marked for part in item.content))


def _joined(parts: Sequence[Part], cue: int, contents: list[int], source: Link | None) -> Attribution:
    content = tuple(parts[n] for n in sorted(contents))
    if source is None or source.p < _LEAST_SOURCE:
        return Attribution(content, parts[cue])
    return Attribution(content, parts[cue], parts[source.other], source.p)


def _continued(found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Gives a content without cue the source of the quotation that ends right before it, at half the confidence."""
    last: Attribution | None = None
    for item in found:
        if item.cue is None and last is not None and last.source is not None:
            ends = max(part.end for part in (*last.content, last.cue, last.source) if part)
            if 0 <= item.content[0].start - ends <= _RIGHT_BEHIND:
                item = replace(item, source=last.source, p_source=last.p_source / 2)
        yield item
        last = item
