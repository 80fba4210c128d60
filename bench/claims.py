"""How claims are told apart and together, in figures. `python -m bench.claims` prints JSON, a section a task."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping

from . import answers, coreference

SECTIONS: dict[str, Callable[[], Mapping[str, object]]] = {
    "nanco": answers.measure_nanco,
    "superpal": answers.measure_superpal,
    "coreference": coreference.measure,
}


def main() -> None:
    """Print the sections named, or all."""
    if not answers.CLAIMS.is_dir():
        sys.exit("SKIPPED: needs ../shared/data/claims, which is not part of the repository")
    wanted = sys.argv[1:] or list(SECTIONS)
    print(json.dumps({name: SECTIONS[name]() for name in wanted}, indent=1))


if __name__ == "__main__":
    main()
