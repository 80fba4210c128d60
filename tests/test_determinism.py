"""The same input gives the same bytes: in any order, with any number of workers, under any hash seed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import rashomon
from rashomon.sample import sample_path

SCRIPT = """
import hashlib, sys
from rashomon.export import exporters
from rashomon.pipeline import analyse, load
if __name__ == "__main__":
    reports = load(sys.argv[1])
    for order, workers in ((reports, 1), (reports[::-1], 1), (reports[5:] + reports[:5], 4)):
        print(hashlib.sha256(exporters["json"](analyse(order, workers=workers)).encode()).hexdigest())
"""


def digests(seed: str) -> list[str]:
    """Digests of the sample's JSON in a fresh interpreter, for three orders, one of them with four workers."""
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(rashomon.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(sample_path())], env=env, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_order_workers_and_hash_seed_change_no_byte() -> None:
    made = [digest for seed in ("0", "1", "4242") for digest in digests(seed)]
    assert len(made) == 9
    assert len(set(made)) == 1
