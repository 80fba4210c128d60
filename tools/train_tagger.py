"""Trains the tagger of quotation roles, names and links, and exports it at 8 bits to src/rashomon/annotate/_tagger.

    python -m venv E && E/bin/pip install -r tools/train_tagger.txt
    PYTHONPATH=src E/bin/python tools/train_tagger.py prepare ../shared/data OUT     corpora to labelled windows
    PYTHONPATH=src E/bin/python tools/train_tagger.py train OUT STATE --seed 1       one tagger, or a teacher with --label
    PYTHONPATH=src E/bin/python tools/train_tagger.py merge OUT SOFT LABELS...       what several teachers expect, as one
    PYTHONPATH=src E/bin/python tools/train_tagger.py soup OUT STATES... --target STATE      the mean of several states
    PYTHONPATH=src E/bin/python tools/train_tagger.py export STATE                   model.onnx, into the package

tools/train_tagger.sh runs them all: teachers, each blind to a quarter of the articles, label that quarter; students learn from
those labels and the corpora's; the mean of four students is the tagger. On one H200 that took nine minutes; a single run on
one CPU core takes most of a day. The same seed gives the same weights on the same machine, as far as torch allows. No
development set is ever trained on; settings were chosen with them in view (docs/tagger-card.md).
"""

# mypy: disable-error-code="no-untyped-call, untyped-decorator"
# torch is not installed where types are checked

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tagger_model import NAME_TAGS, ROLE_TAGS, SPECIAL, Chain, Tagger, best_sequences, link_logits, log_total, marginals, weights_of
from torch import Tensor

UNKNOWN = 255
CLS, SEP = 101, 102
PACKAGE = Path(__file__).parents[1] / "src" / "rashomon"
ENCODER = PACKAGE / "encode" / "_minilm" / "model.onnx"
TARGET = PACKAGE / "annotate" / "_tagger" / "model.onnx"
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


# --- windows on the device


class Windows:
    """The windows of one prepared file, and batches of them."""

    def __init__(self, path: Path) -> None:
        held = np.load(path)
        self.lengths = held["lengths"].astype(np.int64)
        self.owners = held["owners"].astype(np.int64)
        self.offsets = np.concatenate([[0], np.cumsum(self.lengths)])
        self.soft: dict[str, Tensor] = {}  # what teachers expect of each word
        self.ids, self.features = (torch.tensor(held[name].astype(np.int64), device=DEVICE) for name in ("ids", "features"))
        places = np.arange(len(held["ids"])) - np.repeat(self.offsets[:-1], self.lengths)
        word = held["words"] > 0
        self.places = torch.tensor(places[word] + 1, device=DEVICE)  # behind [CLS]
        self.roles, self.names = (torch.tensor(held[name][word].astype(np.int64), device=DEVICE) for name in ("roles", "names"))
        counts = np.add.reduceat(word.astype(np.int64), self.offsets[:-1])
        self.counts, self.word_offsets = counts, np.concatenate([[0], np.cumsum(counts)])
        spans = held["spans"].astype(np.int64)
        self.spans = torch.tensor(spans if len(spans) else np.zeros((1, 5), np.int64), device=DEVICE)
        self.span_counts = np.bincount(spans[:, 0], minlength=len(self.lengths)) if len(spans) else np.zeros(len(self.lengths), np.int64)
        self.span_offsets = np.concatenate([[0], np.cumsum(self.span_counts)])
        parts = {
            "pieces": (self.offsets, self.lengths),
            "words": (self.word_offsets, self.counts),
            "spans": (self.span_offsets, self.span_counts),
        }
        self.units = {unit: (*pair, *(torch.tensor(part, device=DEVICE) for part in pair)) for unit, pair in parts.items()}

    def batch(self, numbers: np.ndarray[Any, Any]) -> dict[str, Tensor]:
        at = torch.tensor(numbers, device=DEVICE)
        length, ids = self._gathered(self.ids, "pieces", numbers, at)
        _, features = self._gathered(self.features, "pieces", numbers, at)
        b, t = ids.shape
        inside = torch.arange(t, device=DEVICE) < length.unsqueeze(1)
        whole = torch.zeros(b, t + 2, dtype=torch.long, device=DEVICE)
        shown = torch.full_like(whole, SPECIAL)
        whole[:, 0] = CLS
        whole[:, 1:-1] = ids
        shown[:, 1:-1] = torch.where(inside, features, SPECIAL)
        whole.scatter_(1, (length + 1).unsqueeze(1), SEP)
        mask = torch.arange(t + 2, device=DEVICE) < (length + 2).unsqueeze(1)
        out = {"ids": whole, "features": shown, "mask": mask.view(b, 1, 1, -1)}
        out["count"], out["places"] = self._gathered(self.places, "words", numbers, at)
        for name, labels in (("roles", self.roles), ("names", self.names)):
            out[name] = self._gathered(labels, "words", numbers, at)[1].long()
        for name, soft in self.soft.items():
            out[f"soft {name}"] = self._gathered(soft, "words", numbers, at)[1].float()
        out["span_count"], out["spans"] = self._gathered(self.spans, "spans", numbers, at)
        return out

    def _gathered(self, flat: Tensor, unit: str, numbers: np.ndarray[Any, Any], at: Tensor) -> tuple[Tensor, Tensor]:
        """(counts, values) of pieces, words or spans of the windows; zero beyond the counts."""
        _, counts, moved_offsets, moved_counts = self.units[unit]
        count = moved_counts[at]
        steps = torch.arange(max(1, int(counts[numbers].max())), device=DEVICE)
        found = flat[(moved_offsets[at].unsqueeze(1) + steps).clamp(max=len(flat) - 1)]
        inside = (steps < count.unsqueeze(1)).view(*found.shape[:2], *[1] * (found.dim() - 2))
        return count, torch.where(inside, found, 0)

    def batches(self, numbers: np.ndarray[Any, Any], pieces: int, rng: np.random.Generator | None) -> Iterator[np.ndarray[Any, Any]]:
        """Windows of like length, up to so many pieces with their padding; shuffled with `rng`."""
        noise = rng.integers(0, 12, len(numbers)) if rng else 0
        ordered = numbers[np.argsort(self.lengths[numbers] + noise, kind="stable")]
        out, start = list[np.ndarray[Any, Any]](), 0
        while start < len(ordered):
            size = max(1, pieces // (int(self.lengths[ordered[start]]) + 14))
            while size > 1 and size * int(self.lengths[ordered[start : start + size]].max() + 2) > pieces:
                size -= 1
            out.append(ordered[start : start + size])
            start += size
        if rng:
            rng.shuffle(out)
        yield from out


# --- losses


def chain_loss(chain: Chain, emissions: Tensor, batch: dict[str, Tensor], task: str, share: float) -> Tensor:
    """Negative log likelihood a word; of the teachers' expected sequence for the share that they weigh."""
    labels, soft = batch[task], batch.get(f"soft {task}")
    words = emissions.gather(1, batch["places"].unsqueeze(-1).expand(-1, -1, chain.tags)).float()
    inside = torch.arange(words.shape[1], device=words.device) < batch["count"].unsqueeze(1)
    known = (labels[:, :1] != UNKNOWN).squeeze(1)
    m = chain.matrices(words)
    total = log_total(m, batch["count"])
    now = torch.where(inside & (labels != UNKNOWN), labels, 0)
    before = torch.cat([torch.zeros_like(now[:, :1]), now[:, :-1]], 1)
    hard = (m.flatten(2).gather(2, (before * chain.tags + now).unsqueeze(-1)).squeeze(-1) * inside).sum(1)
    if soft is None:
        return ((total - hard) * known).sum() / (batch["count"] * known).sum().clamp(min=1)
    expected = (soft * m).sum((2, 3)).mul(inside).sum(1)
    weight = torch.where(known, share, 1.0)
    return ((total - expected) * weight + (total - hard) * (1 - weight)).sum() / batch["count"].sum()


def link_loss(model: Tagger, vectors: Tensor, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, int]]:
    """Binary cross-entropy of every (cue, source) and (cue, content) of a window; and how often the best is right."""
    spans = batch["spans"]
    s = spans.shape[1]
    valid = torch.arange(s, device=spans.device) < batch["span_count"].unsqueeze(1)
    role, first, last, group = (torch.where(valid, spans[..., n], 0 if n > 1 else -1) for n in (1, 2, 3, 4))
    first, last = first + 1, last + 1
    same = group.unsqueeze(2) == group.unsqueeze(1)
    loss, counts = vectors.new_zeros(()), dict[str, int]()
    for kind, other in ((0, 0), (1, 2)):
        logits = link_logits(vectors.float(), model.link_bias, (first, last), (first, last), kind)
        pairs = (role == 1).unsqueeze(2) & (role == other).unsqueeze(1)
        each = torch.nn.functional.binary_cross_entropy_with_logits(logits, same.float(), reduction="none")
        loss = loss + (each * pairs).sum() / pairs.sum().clamp(min=1)
        if not model.training:
            right = same.gather(2, logits.masked_fill(~pairs, -99).argmax(2, keepdim=True)).squeeze(2)
            having = (pairs & same).any(2)
            counts |= {f"cues {kind}": int(having.sum()), f"right {kind}": int((right & having).sum())}
    return loss, counts


# --- training


def rates(model: Tagger, args: argparse.Namespace) -> list[dict[str, Any]]:
    """Lower layers learn more slowly; what is new learns faster."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, value in model.named_parameters():
        depth = 6 - int(name.split(".")[2]) - 1 if "layers." in name else 6
        new = not name.startswith("encoder.") or "features" in name
        lr = args.lr * (args.new if new else args.decay**depth)
        groups.setdefault((lr, 0.0 if value.dim() < 2 or "pieces" in name else 0.01), []).append(value)
    return [{"params": values, "lr": lr, "weight_decay": decay} for (lr, decay), values in groups.items()]


def chosen(windows: Windows, rng: np.random.Generator, args: argparse.Namespace) -> np.ndarray[Any, Any]:
    """The windows of an epoch: one copy of each article, often a clean one. Copies 0 and 1 are clean."""
    corpus, article, copy = windows.owners.T
    key = corpus * 10000 + article
    draw = np.where(rng.random(20000) < args.clean, rng.integers(0, 2, 20000), rng.integers(2, 6, 20000))
    keep = (copy == draw[key]) & ((key % args.folds != args.fold) if args.folds else True)
    return np.flatnonzero(keep)


def begun(args: argparse.Namespace) -> Tagger:
    """The encoder with new heads; one beginning for all seeds, so that the mean of several states is a tagger too."""
    torch.manual_seed(0)
    state = weights_of(args.encoder)
    model = Tagger(len(state["pieces.weight"]), args.dropout)
    model.to(DEVICE)
    model.encoder.load_state_dict(state, strict=False)
    torch.manual_seed(args.seed)
    return model


def train(args: argparse.Namespace) -> None:
    """One run: the mean of its weights is saved, measured, or asked to label as a teacher."""
    torch.backends.cuda.matmul.allow_tf32 = True
    windows, model, start = Windows(args.out / "train.npz"), begun(args), time.time()
    if args.teachers:
        windows.soft = torch.load(args.teachers, map_location=DEVICE)
    mean, steps = fit(model, windows, args)
    model.load_state_dict(mean)
    model.eval()
    if args.label:
        save_labels(model, windows, args)
    else:
        model.rounds(True)
        told = {name: str(value) for name, value in vars(args).items() if name not in ("out", "run", "encoder")}
        print(json.dumps({"args": told, "seconds": round(time.time() - start, 1), "steps": steps, "rounded": evaluate(model, args.out)}))
    if args.state:
        torch.save({name: value.half().cpu() for name, value in mean.items()}, args.state)


def fit(model: Tagger, windows: Windows, args: argparse.Namespace) -> tuple[dict[str, Tensor], int]:
    """The moving mean of the weights, and the number of steps."""
    rng, start, step = np.random.default_rng(args.seed), time.time(), 0
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    optimizer = torch.optim.AdamW(rates(model, args), fused=DEVICE.type == "cuda", betas=(0.9, 0.98))
    peaks = [group["lr"] for group in optimizer.param_groups]
    plan = [list(windows.batches(chosen(windows, rng, args), args.pieces, rng)) for _ in range(args.epochs)]
    steps = sum(map(len, plan))
    for epoch, batches in enumerate(plan):
        model.train()
        model.rounds(epoch >= args.epochs * args.rounding)
        for numbers in batches:
            part = max(step / steps, (time.time() - start) / args.seconds)
            if part >= 1:
                return mean, step
            for group, peak in zip(optimizer.param_groups, peaks, strict=True):
                group["lr"] = peak * min(1, part / 0.1, (1 - part) / 0.9 + 1e-3)
            loss = losses(model, windows.batch(numbers), args)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 5 == 0:
                follow(mean, model, min(args.ema**5, step / (step + 50)))
        if args.verbose:
            print(epoch, step, round(loss.item(), 4), round(time.time() - start, 1), flush=True)
    return mean, step


def losses(model: Tagger, batch: dict[str, Tensor], args: argparse.Namespace) -> Tensor:
    with torch.autocast(DEVICE.type, torch.bfloat16):
        roles, names, vectors = model(batch["ids"], batch["features"], batch["mask"])
    links, _ = link_loss(model, vectors, batch)
    return (
        chain_loss(model.roles, roles, batch, "roles", args.share)
        + args.names * chain_loss(model.names, names, batch, "names", args.share)
        + 0.1 * links
    )


@torch.no_grad()
def follow(mean: dict[str, Tensor], model: Tagger, keep: float) -> None:
    """Moves the mean of the weights a little towards where they are."""
    torch._foreach_lerp_(list(mean.values()), list(model.state_dict().values()), 1 - keep)


# --- teachers


def merge(args: argparse.Namespace) -> None:
    """The mean of what teachers expect of each word: (words, before, now), as 16-bit floats."""
    words = int(np.load(args.out / "train.npz")["words"].sum())
    held = [torch.load(path) for path in args.labels]
    out: dict[str, Tensor] = {}
    for name, k in (("roles", ROLE_TAGS), ("names", NAME_TAGS)):
        total, seen = torch.zeros(words, k, k, dtype=torch.float16, device=DEVICE), torch.zeros(words, 1, 1, device=DEVICE)
        for labels in held:
            at = labels[f"{name} at"].to(DEVICE)
            total[at] = ((total[at] * seen[at] + labels[name].to(DEVICE)) / (seen[at] + 1)).half()
            seen[at] += 1
        if not bool(seen.all()):
            raise SystemExit(f"{name}: {int((seen == 0).sum())} words without a teacher")
        out[name] = total
    torch.save(out, args.target)


def soup(args: argparse.Namespace) -> None:
    """The mean of several states, and its figures."""
    states = [torch.load(path) for path in args.states]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    model = Tagger(len(mean["encoder.pieces.weight"])).to(DEVICE)
    model.load_state_dict(mean)
    model.eval()
    model.rounds(True)
    print(json.dumps({"states": [path.stem for path in args.states], "rounded": evaluate(model, args.out)}), flush=True)
    if args.target:
        torch.save({name: value.half() for name, value in mean.items()}, args.target)


@torch.no_grad()
def save_labels(model: Tagger, windows: Windows, args: argparse.Namespace) -> None:
    """What this model expects of the windows it was not trained on, and of those whose corpus is silent on a task."""
    corpus, article, _ = windows.owners.T
    held_out = (corpus * 10000 + article) % args.folds == args.fold if args.folds else np.zeros(len(corpus), bool)
    out: dict[str, Tensor] = {}
    for name, chain, own in (("roles", model.roles, 0), ("names", model.names, 1)):
        numbers = np.flatnonzero(held_out | (corpus != own))
        found, places = [], []
        for part in windows.batches(numbers, 32768, None):
            batch = windows.batch(part)
            with torch.autocast(DEVICE.type, torch.bfloat16):
                emissions = model(batch["ids"], batch["features"], batch["mask"])[0 if own == 0 else 1]
            words = emissions.gather(1, batch["places"].unsqueeze(-1).expand(-1, -1, chain.tags)).float()
            probabilities = marginals(chain.matrices(words), batch["count"])
            inside = torch.arange(words.shape[1], device=DEVICE) < batch["count"].unsqueeze(1)
            at = torch.tensor(windows.word_offsets[part], device=DEVICE).unsqueeze(1) + torch.arange(words.shape[1], device=DEVICE)
            found.append(probabilities[inside].half())
            places.append(at[inside])
        out |= {name: torch.cat(found), f"{name} at": torch.cat(places)}
    torch.save(out, args.label)


# --- measuring while training: spans of words within windows; bench/quotes.py and bench/names.py measure the product


def spans_of(labels: list[int]) -> set[tuple[int, int, int]]:
    found, kind, begun = set[tuple[int, int, int]](), -1, 0
    for n, tag in enumerate([*labels, 0]):
        goes_on = tag > 0 and tag % 2 == 0 and kind == (tag - 1) // 2
        if kind >= 0 and not goes_on:
            found.add((kind, begun, n))
            kind = -1
        if tag > 0 and not goes_on:
            kind, begun = (tag - 1) // 2, n
    return found


@torch.no_grad()
def evaluate(model: Tagger, folder: Path) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, task, kinds in (("units", 0, 3), ("articles", 0, 3), ("conll", 1, 4), ("worldwide", 1, 4)):
        windows = Windows(folder / f"{name}.npz")
        chain = (model.roles, model.names)[task]
        hits, found, gold, links = np.zeros(kinds), np.zeros(kinds), np.zeros(kinds), dict[str, int]()
        for numbers in windows.batches(np.arange(len(windows.lengths)), 32768, None):
            batch = windows.batch(numbers)
            with torch.autocast(DEVICE.type, torch.bfloat16):
                outputs = model(batch["ids"], batch["features"], batch["mask"])
            words = outputs[task].gather(1, batch["places"].unsqueeze(-1).expand(-1, -1, chain.tags)).float()
            told = best_sequences(chain.matrices(words), batch["count"]).tolist()
            labels = batch[("roles", "names")[task]].tolist()
            if task == 0:
                _, counts = link_loss(model, outputs[2], batch)
                links = {key: links.get(key, 0) + value for key, value in counts.items()}
            for mine, theirs, count in zip(told, labels, batch["count"].tolist(), strict=True):
                a, b = spans_of(mine[:count]), spans_of(theirs[:count])
                for kind in range(kinds):
                    hits[kind] += sum(span[0] == kind for span in a & b)
                    found[kind] += sum(span[0] == kind for span in a)
                    gold[kind] += sum(span[0] == kind for span in b)
        out[name] = [
            round(100 * 2 * h / max(1, f + g), 1)
            for h, f, g in zip([*hits, hits.sum()], [*found, found.sum()], [*gold, gold.sum()], strict=True)
        ]
        if links:
            out[f"{name} links"] = [round(100 * links[f"right {kind}"] / max(1, links[f"cues {kind}"]), 1) for kind in (0, 1)]
    return out


def export_state(args: argparse.Namespace) -> None:
    from tagger_export import export

    state = {name: value.float() for name, value in torch.load(args.state, map_location="cpu").items()}
    model = Tagger(len(state["encoder.pieces.weight"]))
    model.load_state_dict(state)
    export(model, TARGET)
    content = TARGET.read_bytes()
    print(f"{TARGET}: {len(content)} bytes, sha256 {sha256(content).hexdigest()}: put it into src/rashomon/annotate/tagger.py")


def prepare_windows(args: argparse.Namespace) -> None:
    from tagger_corpora import prepare

    args.out.mkdir(parents=True, exist_ok=True)
    prepare(args.data, args.out, args.seed, args.limit)


OPTIONS: dict[str, dict[str, tuple[Any, str]]] = {
    "train": {
        "encoder": (ENCODER, "where training starts"),
        "seed": (1, "of order and dropout"),
        "epochs": (16, "passes over one copy of each article"),
        "seconds": (1e9, "after which the learning rate has come down, whatever the epochs"),
        "lr": (3e-4, "at its peak, top layer"),
        "new": (5.0, "times as much for heads and features"),
        "decay": (0.9, "of the learning rate, layer by layer downwards"),
        "dropout": (0.1, ""),
        "pieces": (8192, "of a batch, padding included"),
        "clean": (0.6, "share of articles shown undamaged"),
        "names": (0.5, "weight of the loss of names"),
        "ema": (0.998, "by which the mean of the weights follows"),
        "rounding": (0.7, "of the epochs after which it computes with 8 bits"),
        "share": (0.7, "of the teachers in the loss"),
        "folds": (0, "into which articles are parted for teachers"),
        "fold": (-1, "that this teacher does not see"),
    },
    "prepare": {"seed": (1, "of damage and of drawn names")},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    places: dict[str, tuple[Any, tuple[str, ...]]] = {
        "prepare": (prepare_windows, ("data", "out")),
        "train": (train, ("out", "state?")),
        "merge": (merge, ("out", "target", "labels+")),
        "soup": (soup, ("out", "states+")),
        "export": (export_state, ("state",)),
    }
    for name, (run, paths) in places.items():
        one = commands.add_parser(name)
        one.set_defaults(run=run)
        for path in paths:
            one.add_argument(path.rstrip("?+"), type=Path, nargs=path[-1] if path[-1] in "?+" else None)
        for option, (value, told) in OPTIONS.get(name, {}).items():
            one.add_argument(
                f"--{option}", type=type(value) if not isinstance(value, Path) else Path, default=value, help=f"{told} ({value})"
            )
        if name == "train":
            one.add_argument("--label", type=Path, help="file for what a teacher expects")
            one.add_argument("--teachers", type=Path, help="file of what teachers expect")
            one.add_argument("--verbose", action="store_true")
        if name == "prepare":
            one.add_argument("--limit", type=int, help="articles of each corpus, for a trial")
        if name == "soup":
            one.add_argument("--target", type=Path)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
