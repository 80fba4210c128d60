"""Writes a trained tagger as 8-bit ONNX: one window of pieces in, emissions and link vectors out.

Matrices become 7-bit integers, one scale an output; activations are scaled window by window as the model runs
(`MatMulInteger`). That is dynamic quantisation, which moved a fifth of the encoder's neighbours when it was tried there; here
the last epochs were trained with the same rounding, and the figures of docs/tagger-card.md are those of the rounded model.
MatMulNBits, which the encoder uses, costs no accuracy either and is slower by half.
"""

# mypy: disallow-subclassing-any=False, disallow-untyped-calls=False
# torch is not installed where types are checked

from __future__ import annotations

import json
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from export_encoder import shrink_tables
from onnxruntime.quantization import QuantType, quantize_dynamic
from tagger_model import HEADS, WIDTH, Layer, Tagger
from torch import Tensor


class Window(torch.nn.Module):
    """One window without padding, so no mask; rows of emissions and of link vectors."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        roles, names, links = self.model(ids.unsqueeze(0), features.unsqueeze(0))
        return roles.squeeze(0), names.squeeze(0), links.squeeze(0)


def fold(model: Tagger) -> None:
    """The scale of attention goes into the queries' weights."""
    for layer in model.encoder.layers:
        assert isinstance(layer, Layer)
        layer.qkv.weight.data[:WIDTH] /= (WIDTH // HEADS) ** 0.5
        layer.qkv.bias.data[:WIDTH] /= (WIDTH // HEADS) ** 0.5


def export(model: Tagger, target: Path) -> None:
    """The 8-bit model, and beside it what decoding needs: the CRFs' weights and the links' bias."""
    logging.disable(logging.INFO)
    model.eval()
    model.rounds(False)
    fold(model)
    chains = {}
    for name, chain in (("roles", model.roles), ("names", model.names)):
        chains[name] = {"steps": chain.steps.tolist(), "starts": chain.starts.tolist()}
    with TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        sample = torch.randint(1000, 20000, (17,)), torch.randint(0, 100, (17,))
        torch.onnx.export(
            Window(model), sample, str(whole), dynamo=False, opset_version=17, input_names=["ids", "features"],
            output_names=["roles", "names", "links"],
            dynamic_axes={name: {0: "t"} for name in ("ids", "features", "roles", "names", "links")},
        )  # fmt: skip
        heads = [node.name for node in onnx.load(whole).graph.node if node.op_type == "MatMul" and "/heads/" in node.name]
        quantize_dynamic(
            whole,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=heads,
        )
        shrunk = shrink_tables(onnx.load(small))
    shrunk.producer_name, shrunk.doc_string = "tools/train_tagger.py", ""
    for node in shrunk.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    entry = shrunk.metadata_props.add()
    entry.key, entry.value = "decoding", json.dumps({**chains, "link_bias": model.link_bias.tolist()})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(shrunk.SerializeToString(deterministic=True))
