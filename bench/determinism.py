"""The same reports give the same bytes in every format, whatever surrounds the program: a digest of each format under many settings.

One configuration is a fresh process with its own number of workers, order of the reports, hash seed, locale, time zone, permission mask,
working folder, width of the terminal, UTF-8 mode, way in (a file or standard input) and place (a library or none). The first is plain;
the others are drawn from the seed, each setting from a shuffled round of its choices, so that a few configurations meet them all.

    python -m bench.determinism [COUNT] [SEED]
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.figures import Figures

ROOT = Path(__file__).resolve().parents[1]
CHOICES: dict[str, tuple[str, ...]] = {
    "workers": ("1", "2", "4"),
    "order": ("as they come", "turned round", "shuffled"),
    "PYTHONHASHSEED": ("0", "1", "4242", "999"),
    "LC_ALL": ("C", "C.utf8", "tr_TR.UTF-8", "de_DE.UTF-8"),  # one that is not installed is as good as C
    "TZ": ("UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu"),
    "umask": ("022", "077", "000"),
    "folder": ("here", "elsewhere"),
    "COLUMNS": ("40", "80", "300"),
    "PYTHONUTF8": ("0", "1"),
    "input": ("file", "stream"),
    "library": ("none", "file"),
}
PLAIN = {name: choices[0] for name, choices in CHOICES.items()}
Setting = Mapping[str, str]


def configurations(count: int, seed: int) -> list[dict[str, str]]:
    """So many settings, the plain one first; never twice the same choice of a setting before all were used."""
    rng = random.Random(seed)  # noqa: S311 - a seed, not a secret
    rounds: dict[str, list[str]] = {name: [] for name in CHOICES}
    made = [dict(PLAIN)]
    for _ in range(count - 1):
        for name, choices in CHOICES.items():
            if not rounds[name]:
                rounds[name] = rng.sample(choices, len(choices))
        made.append({name: rounds[name].pop() for name in CHOICES})
    return made


def digests(setting: Setting, seed: int, home: Path, *, planted: bool = False) -> dict[str, str]:
    """The digest of every format under one setting, in a process of its own."""
    own = {name: value for name, value in setting.items() if name.isupper()}
    given = {**os.environ, **own, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    folder = home / setting["folder"]
    folder.mkdir(exist_ok=True)
    with (home / "-").open("rb") as stream:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "bench.determinism",
                "within",
                json.dumps({**setting, "seed": seed, "home": str(home), "planted": planted}),
            ],
            cwd=folder,
            env=given,
            stdin=stream,
            capture_output=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{dict(setting)}: {done.stderr.decode(errors='replace')[-2000:]}")
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _within(setting: dict[str, Any]) -> dict[str, str]:
    """What one process does: read, sort into events, compare, write every format."""
    from rashomon.casebook import Casebook
    from rashomon.config import Config
    from rashomon.export import exporters
    from rashomon.pipeline import run, take_in
    from rashomon.store import Library
    from rashomon.types import Report

    os.umask(int(setting["umask"], 8))
    workers, home, config = int(setting["workers"]), Path(setting["home"]), Config()
    way_in = "-" if setting["input"] == "stream" else str(home / "-")  # the same name either way
    reports = [item for item in take_in([way_in], config, workers=workers) if isinstance(item, Report)]
    if setting["order"] == "turned round":
        reports.reverse()
    elif setting["order"] == "shuffled":
        random.Random(setting["seed"]).shuffle(reports)  # noqa: S311 - a seed, not a secret
    if setting["library"] == "file":
        path = home / f"library-{os.getpid()}.db"
        with Library(str(path)) as library:
            library.add(reports)
            book = Casebook(library, config, hands=lambda _: workers)
            told = [book.analysis(event.id) for event in book.told()]
        path.unlink()
    else:
        told = [analysis for analysis in run(reports, config, workers=workers) if len(analysis.reports) > 1]
    noise = "".join({report.path for report in reports}) if setting["planted"] else ""  # a set, in the order of its hashes
    return {name: sha256(b"".join(form.encoded(one) for one in told) + noise.encode()).hexdigest() for name, form in exporters.items()}


def pile(path: Path) -> int:
    """The reports that ship inside, as records of one file."""
    from rashomon.pipeline import load
    from rashomon.sample import sample_path

    lines = []
    for report in load(str(sample_path())):
        when = report.published and report.published.iso()
        fields = {"id": report.id, "outlet": report.outlet, "date": when, "url": report.url, "lang": report.lang, "text": report.text}
        lines.append(json.dumps(fields, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def determinism(count: int, seed: int = 0, *, planted: bool = False) -> dict[str, Any]:
    """Figures over so many configurations; `differing` names the formats and settings that gave other bytes than the plain one."""
    with TemporaryDirectory(prefix="rashomon-determinism-") as home:
        reports = pile(Path(home) / "-")
        made = [(one, digests(one, seed, Path(home), planted=planted)) for one in configurations(count, seed)]
    plain = made[0][1]
    differing = [{"format": name, "setting": one} for one, found in made for name in plain if found.get(name) != plain[name]]
    return {
        "count": count,
        "seed": seed,
        "reports": reports,
        "formats": len(plain),
        "outputs": count * len(plain),
        "failed": len(differing),
        "differing": differing[:20],
    }


def proof(count: int, seed: int) -> Figures:
    """The same for `make release-proof`."""
    start = perf_counter()
    found = determinism(count, seed)
    wrong = tuple(f"{one['format']} differs under {one['setting']}" for one in found["differing"])
    return Figures("determinism", count, seed, wrong, perf_counter() - start, {"outputs compared": found["outputs"]})


if __name__ == "__main__":
    if sys.argv[1:2] == ["within"]:
        print(json.dumps(_within(json.loads(sys.argv[2]))))
    else:
        numbers = [int(word) for word in sys.argv[1:]]
        print(json.dumps(determinism(*(numbers or [6])), indent=1))
