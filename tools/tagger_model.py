"""The tagger as a torch module: the package's own encoder, two linear-chain CRFs, a scorer of links, and its 8-bit rounding.

Training starts from src/rashomon/encode/_minilm/model.onnx (all-MiniLM-L6-v2, Apache-2.0), its 8-bit weights read
back, so nothing else needs to be fetched. The last epochs round weights and activations as the exported model will.
"""

# mypy: disallow-subclassing-any=False, disallow-untyped-calls=False
# torch is not installed where types are checked

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (its usual name)

from rashomon.annotate.pieces import FEATURES

LAYERS, HEADS, WIDTH, INNER = 6, 12, 384, 1536
ROLE_TAGS, NAME_TAGS, LINK_WIDTH, LINK_PARTS = 7, 9, 48, 6
NEVER = -1e4  # log weight of a step that no tag sequence may take
SPECIAL = FEATURES  # the feature of [CLS] and [SEP]
WEIGHT_STEPS = 63  # 7 bits: on processors without VNNI 8-bit products overflow their sums
ACTIVATION_STEPS = 255


# --- rounding


def rounded_weight(weight: Tensor) -> Tensor:
    """Each output's weights on its own grid, with the gradient passed through."""
    scale = weight.detach().float().abs().amax(1).clamp(min=1e-8) / WEIGHT_STEPS
    zero = torch.zeros_like(scale, dtype=torch.int32)
    return torch.fake_quantize_per_channel_affine(weight.float(), scale, zero, 0, -WEIGHT_STEPS, WEIGHT_STEPS)


def rounded_activation(x: Tensor) -> Tensor:
    """Each window's activations on one grid that holds zero, as DynamicQuantizeLinear does."""
    x = x.float()
    fixed = x.detach().flatten(1)
    low, high = fixed.amin(1).clamp(max=0), fixed.amax(1).clamp(min=0)
    scale = ((high - low) / ACTIVATION_STEPS).clamp(min=1e-8)
    return torch.fake_quantize_per_channel_affine(x, scale, (-low / scale).round().int(), 0, 0, ACTIVATION_STEPS)


class Rounded(nn.Linear):
    """A linear layer that can compute as its 8-bit export will."""

    rounds = False

    def forward(self, x: Tensor) -> Tensor:
        if self.rounds:
            return F.linear(rounded_activation(x), rounded_weight(self.weight), self.bias)
        return F.linear(x, self.weight, self.bias)


# --- the encoder


class Layer(nn.Module):
    """Attention and what follows it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv, self.out = Rounded(WIDTH, 3 * WIDTH), Rounded(WIDTH, WIDTH)
        self.up, self.down = Rounded(WIDTH, INNER), Rounded(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        drop = self.dropout if self.training else 0.0
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            seen = (q @ k.transpose(-1, -2)).softmax(-1) @ v  # the queries were scaled beforehand: see `fold`
        else:
            seen = F.scaled_dot_product_attention(q, k, v, mask, dropout_p=drop)
        x = self.norm1(x + F.dropout(self.out(seen.transpose(1, 2).reshape(b, t, WIDTH)), drop))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop))


class Encoder(nn.Module):
    """BERT without its pooler, features added at the embedding; one token type, folded into the positions."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(FEATURES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        nn.init.zeros_(self.features.weight)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        x = self.pieces(ids) + self.features(features) + self.positions.weight[: ids.shape[1]]
        x = F.dropout(self.norm(x), self.dropout if self.training else 0.0)
        for layer in self.layers:
            x = layer(x, mask)
        return x


def weights_of(path: Path) -> dict[str, Tensor]:
    """The state of an Encoder from the package's ONNX file, 8-bit blocks read back."""
    graph = onnx.load(path).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    matrices = {node.name: _matrix(node, held) for node in graph.node if node.op_type == "MatMulNBits"}

    def array(name: str) -> Tensor:
        return torch.tensor(np.asarray(held[f"encoder.{name}"]))

    def matrix(layer: int, name: str) -> Tensor:
        return next(value for key, value in matrices.items() if f"/layer.{layer}/{name}/MatMul" in key)

    rows, scale = held["encoder.embeddings.word_embeddings.weight.rows"], held["encoder.embeddings.word_embeddings.weight.scale"]
    state = {"pieces.weight": torch.tensor(rows.astype(np.float32) * scale)}
    state["positions.weight"] = array("embeddings.position_embeddings.weight") + array("embeddings.token_type_embeddings.weight")[0]
    state |= {f"norm.{part}": array(f"embeddings.LayerNorm.{part}") for part in ("weight", "bias")}
    for n in range(LAYERS):
        names = ("attention/self/query", "attention/self/key", "attention/self/value")
        old, new = f"encoder.layer.{n}", f"layers.{n}"
        state[f"{new}.qkv.weight"] = torch.cat([matrix(n, name) for name in names])
        state[f"{new}.qkv.bias"] = torch.cat([array(f"{old}.{name.replace('/', '.')}.bias") for name in names])
        for own, theirs in (("out", "attention/output/dense"), ("up", "intermediate/dense"), ("down", "output/dense")):
            state[f"{new}.{own}.weight"] = matrix(n, theirs)
            state[f"{new}.{own}.bias"] = array(f"{old}.{theirs.replace('/', '.')}.bias")
        for part in ("weight", "bias"):
            state[f"{new}.norm1.{part}"] = array(f"{old}.attention.output.LayerNorm.{part}")
            state[f"{new}.norm2.{part}"] = array(f"{old}.output.LayerNorm.{part}")
    return state


def _matrix(node: Any, held: dict[str, Any]) -> Tensor:
    """(outputs, inputs) of a MatMulNBits node: bytes around 128, one scale a block."""
    settings = {attribute.name: attribute.i for attribute in node.attribute}
    blocks = held[node.input[1]].astype(np.float32) - 128
    return torch.tensor((blocks * held[node.input[2]].reshape(*blocks.shape[:2], 1)).reshape(settings["N"], -1)[:, : settings["K"]])


# --- heads


class Chain(nn.Module):
    """A linear-chain CRF over BIO tags: what may follow what, and how gladly."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.tags = tags
        self.steps, self.starts = nn.Parameter(torch.zeros(tags, tags)), nn.Parameter(torch.zeros(tags))
        begun = torch.tensor([[now % 2 == 0 and now > 0 and before not in (now, now - 1) for now in range(tags)] for before in range(tags)])
        self.register_buffer("banned", begun, persistent=False)

    def matrices(self, emissions: Tensor) -> Tensor:
        """Log weights (B, W, before, now); the first word's rows are all alike."""
        steps = self.steps.masked_fill(self.banned, NEVER)
        starts = self.starts.masked_fill(self.banned[0], NEVER)
        out = emissions.unsqueeze(2) + steps
        first = (emissions[:, 0] + starts).unsqueeze(1).expand(-1, self.tags, -1)
        return torch.cat([first.unsqueeze(1), out[:, 1:]], 1)


def log_total(matrices: Tensor, lengths: Tensor) -> Tensor:
    """Log of the sum over all sequences, in log2(W) rounds: neighbours are multiplied pairwise."""
    b, w, k, _ = matrices.shape
    inside = torch.arange(w, device=matrices.device) < lengths.unsqueeze(1)
    identity = torch.where(torch.eye(k, dtype=torch.bool, device=matrices.device), 0.0, NEVER)
    m = torch.where(inside.view(b, w, 1, 1), matrices, identity)
    while m.shape[1] > 1:
        if m.shape[1] % 2:
            m = torch.cat([m, identity.expand(b, 1, k, k)], 1)
        m = torch.logsumexp(m[:, ::2].unsqueeze(-1) + m[:, 1::2].unsqueeze(-3), -2)
    return torch.logsumexp(m[:, 0, 0], -1)


def marginals(matrices: Tensor, lengths: Tensor) -> Tensor:
    """Probabilities of each (before, now) at each word: the gradient of the total."""
    with torch.enable_grad():
        leaf = matrices.detach().float().requires_grad_()
        (found,) = torch.autograd.grad(log_total(leaf, lengths).sum(), leaf)
    return found


def best_sequences(matrices: Tensor, lengths: Tensor) -> Tensor:
    """The most probable tags (B, W), by Viterbi's algorithm; what lies beyond the lengths means nothing."""
    b, w, k, _ = matrices.shape
    inside = torch.arange(w, device=matrices.device) < lengths.unsqueeze(1)
    identity = torch.where(torch.eye(k, dtype=torch.bool, device=matrices.device), 0.0, NEVER)
    m = torch.where(inside.view(b, w, 1, 1), matrices, identity)
    best, back = m[:, 0, 0], []
    for n in range(1, w):
        best, origin = (best.unsqueeze(2) + m[:, n]).max(1)
        back.append(origin)
    tags = [best.argmax(1, keepdim=True)]
    for origin in reversed(back):
        tags.append(origin.gather(1, tags[-1]))
    return torch.cat(tags[::-1], 1)


class Tagger(nn.Module):
    """Emissions of roles and names for every piece, and the vectors that links are scored with."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, dropout)
        self.heads = nn.Linear(WIDTH, ROLE_TAGS + NAME_TAGS + LINK_WIDTH * LINK_PARTS)
        self.roles, self.names = Chain(ROLE_TAGS), Chain(NAME_TAGS)
        self.link_bias = nn.Parameter(torch.full((2,), -2.0))
        self.dropout = dropout

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.encoder(ids, features, mask)
        out = self.heads(F.dropout(hidden, self.dropout if self.training else 0.0))
        return out[..., :ROLE_TAGS], out[..., ROLE_TAGS : ROLE_TAGS + NAME_TAGS], out[..., ROLE_TAGS + NAME_TAGS :]

    def rounds(self, on: bool) -> None:
        for module in self.modules():
            if isinstance(module, Rounded):
                module.rounds = on


def link_logits(vectors: Tensor, bias: Tensor, cue: tuple[Tensor, Tensor], other: tuple[Tensor, Tensor], kind: int) -> Tensor:
    """How gladly cues take others (kind 0 a source, 1 a content): (B, cues, others) from (first, last) pieces."""
    parts = vectors.view(*vectors.shape[:2], LINK_PARTS, LINK_WIDTH)

    def at(places: Tensor, part: int) -> Tensor:
        return parts[:, :, part].gather(1, places.unsqueeze(-1).expand(-1, -1, LINK_WIDTH))

    asked = at(cue[0], 3 * kind)
    given = at(other[0], 3 * kind + 1) + at(other[1], 3 * kind + 2)
    return asked @ given.transpose(1, 2) / LINK_WIDTH**0.5 + bias[kind]
