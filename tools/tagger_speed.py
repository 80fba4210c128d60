"""How fast torch runs the tagger's network in 32 bits, one thread: windows as JSON on stdin, articles a second of CPU on stdout.

bench/quotes.py asks for it, with a Python that has torch (tools/train_tagger.txt). The weights are the shipped ones, read back.
"""

# mypy: disable-error-code="no-untyped-call, untyped-decorator"
# torch is not installed where types are checked

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

import onnx
import torch
from onnx import numpy_helper
from tagger_model import Tagger, weights_of

PACKAGE = Path(__file__).parents[1] / "src" / "rashomon"


def network() -> Tagger:
    """The shipped matrices in a torch model; what is small or only looked up is the encoder's own, as speed does not hang on it."""
    state = weights_of(PACKAGE / "encode" / "_minilm" / "model.onnx")
    graph = onnx.load(PACKAGE / "annotate" / "_tagger" / "model.onnx").graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    places = [f"layers.{layer}.{part}.weight" for layer in range(6) for part in ("qkv", "out", "up", "down")]
    products = [node for node in graph.node if node.op_type == "MatMulInteger"]
    for place, node in zip(places, products, strict=True):
        scale = held[node.input[1].replace("_quantized", "_scale")]
        state[place] = torch.tensor(held[node.input[1]].astype("float32") * scale).T.contiguous()
    model = Tagger(len(state["pieces.weight"]))
    model.eval()
    model.encoder.load_state_dict(state, strict=False)
    return model


@torch.inference_mode()
def main() -> None:
    torch.set_num_threads(1)
    documents = [[[torch.tensor([part]) for part in window] for window in windows] for windows in json.load(sys.stdin)]
    model = network()
    model(*documents[0][0])
    spent = []
    for _ in range(2):
        start = process_time()
        for windows in documents:
            for ids, features in windows:
                model(ids, features)
        spent.append(process_time() - start)
    print(round(len(documents) / min(spent), 2))


if __name__ == "__main__":
    main()
