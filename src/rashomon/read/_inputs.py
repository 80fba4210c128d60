"""Which files are inputs, in which order, and by which origins they are told apart.

Looks at names and kinds only; opens nothing. Origins are relative to the folder a person named, so
that a moved folder changes no id; where two inputs would share one, both grow to the left until
they differ.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..fetch import is_address
from ..types import Skipped

CONTAINERS = frozenset({".jsonl", ".ndjson", ".json"})  # their records carry fields of their own: no sidecars
MARKDOWN = frozenset({".md", ".markdown"})
KINDS = {stat.S_ISLNK: "symlink", stat.S_ISFIFO: "FIFO", stat.S_ISSOCK: "socket", stat.S_ISCHR: "device", stat.S_ISBLK: "device"}
GONE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL})


@dataclass(frozen=True, slots=True)
class Input:
    """A regular file to be read, an address to be fetched, or `-` for standard input."""

    path: str
    origin: str
    sidecar: str | None = None  # path of the NAME.json that holds its fields
    named: bool = True  # given as an argument, not found in a folder

    @property
    def sidecar_origin(self) -> str:
        """The origin of the sidecar, beside that of its file."""
        folder, slash, _ = self.origin.rpartition("/")
        return folder + slash + shown(Path(self.sidecar or "").name)


def inputs(paths: Sequence[str]) -> list[Input | Skipped]:
    """Everything under `paths` in the order of origins, whatever the order of `paths`; one line for each."""
    found = _without_sidecars([item for path in paths for item in _look(path)])
    beside = kinds_by_folder(found)
    apart = _told_apart([unless_note(item, beside) if isinstance(item, Input) else item for item in found])
    return sorted(apart, key=lambda item: item.origin)


def shown(path: str) -> str:
    """A path as text that can be printed: posix, with undecodable and control characters escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace").replace(os.sep, "/")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def stem_of(name: str) -> tuple[str, str]:
    """Name without suffix, and the suffix in lower case; `.gz` is packing, not a suffix."""
    plain = name[:-3] if name.lower().endswith(".gz") else name
    suffix = Path(plain).suffix
    return plain.removesuffix(suffix), suffix.lower()


def _look(path: str) -> Iterator[Input | Skipped]:
    origin = shown(Path(path).name or path)
    if path == "-":
        yield Input("-", "-")
    elif is_address(path):
        yield Input(path, shown(path))
    elif not path:
        yield Skipped(path, "rejected", "E-MISSING", "the path is empty")
    else:
        kind = _kind(path, origin)
        if kind == "symlink" and Path(path).is_dir():
            kind = "folder"
        if kind == "folder":
            yield from _walk(path, origin)
        elif kind == "file":
            yield Input(str(Path(os.path.realpath(Path(path).parent)) / Path(path).name), origin)
        else:
            yield kind if isinstance(kind, Skipped) else _odd(origin, kind)


def _kind(path: str, origin: str) -> str | Skipped:
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError) as error:
        return unopened(error, origin)
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return "file" if stat.S_ISREG(mode) else "folder"
    return next((name for test, name in KINDS.items() if test(mode)), "special file")


def _odd(origin: str, kind: str) -> Skipped:
    return Skipped(origin, "rejected", "E-NOT-REGULAR", f"a {kind}, not a regular file; not opened")


def unopened(error: OSError | ValueError, origin: str) -> Skipped:
    """The line for a path that could not be looked at or opened."""
    if isinstance(error, ValueError) or error.errno in GONE:
        return Skipped(origin, "rejected", "E-MISSING", "no file or folder of this name")
    return Skipped(origin, "quarantined", "E-UNREADABLE", os.strerror(error.errno or errno.EIO))


def _walk(top: str, name: str) -> Iterator[Input | Skipped]:
    """Regular files below `top`, sorted by relative path; a line for each thing that is none."""
    lines: list[tuple[str, Input | Skipped]] = []
    waiting = [("", os.path.realpath(top))]
    while waiting:
        prefix, folder = waiting.pop()
        try:
            names = sorted(path.name for path in Path(folder).iterdir())
        except OSError as error:
            lines.append((prefix, unopened(error, shown(prefix or name))))
            continue
        for entry in (entry for entry in names if not entry.startswith(".")):
            path, relative = str(Path(folder) / entry), prefix + entry
            kind = _kind(path, shown(relative))
            if kind == "folder":
                waiting.append((relative + "/", path))
            elif kind == "file":
                lines.append((relative, Input(path, shown(relative), named=False)))
            else:
                lines.append((relative, kind if isinstance(kind, Skipped) else _odd(shown(relative), kind)))
    if not lines:
        yield Skipped(name, "rejected", "E-EMPTY", "the folder holds no documents")
    yield from (line for _, line in sorted(lines, key=lambda line: line[0]))


def _without_sidecars(found: list[Input | Skipped]) -> list[Input | Skipped]:
    paths = {item.path for item in found if isinstance(item, Input)}
    out = [_with_sidecar(item, paths) if isinstance(item, Input) else item for item in found]
    used = {item.sidecar for item in out if isinstance(item, Input)}
    return [item for item in out if isinstance(item, Skipped) or item.path not in used]


def _with_sidecar(item: Input, paths: set[str]) -> Input:
    if item.path == "-" or is_address(item.path) or stem_of(item.path)[1] in CONTAINERS:
        return item
    names = (f"{item.path}.json", f"{stem_of(item.path)[0]}.json")
    return replace(item, sidecar=next((name for name in names if name in paths or _kind(name, "") == "file"), None))


def kinds_by_folder(found: list[Input | Skipped]) -> Counter[tuple[str, bool]]:
    """How many files found in a folder are Markdown, and how many are not."""
    return Counter(
        (str(Path(item.path).parent), stem_of(item.path)[1] in MARKDOWN) for item in found if isinstance(item, Input) and not item.named
    )


def unless_note(item: Input, beside: Counter[tuple[str, bool]]) -> Input | Skipped:
    """The file, or a line where it speaks about its folder instead of being a document in it."""
    stem, suffix = stem_of(Path(item.path).name)
    markdown_beside_others = suffix in MARKDOWN and beside[str(Path(item.path).parent), False] > 0
    if item.named or not (stem.lower() == "readme" or markdown_beside_others):
        return item
    return Skipped(item.origin, "rejected", "E-FORMAT", "taken for a note about its folder; name the file itself to read it")


def _told_apart(found: list[Input | Skipped]) -> list[Input | Skipped]:
    """Give different files different origins, and say where one file was named twice."""
    origins: dict[str, str] = {}
    for item in found:
        if isinstance(item, Input):  # named twice: the fuller origin, whatever the order
            origins[item.path] = max(origins.get(item.path, ""), item.origin, key=lambda origin: (origin.count("/"), origin))
    while clashes := {origin for origin, n in Counter(origins.values()).items() if n > 1}:
        origins = {path: _longer(path, origin) if origin in clashes else origin for path, origin in origins.items()}
    out: list[Input | Skipped] = []
    seen: set[str] = set()
    for item in found:
        if isinstance(item, Skipped):
            out.append(item)
        elif item.path in seen:
            out.append(Skipped(origins[item.path], "duplicate", "E-DUPLICATE", "the same file was named before"))
        else:
            out.append(replace(item, origin=origins[item.path]))
            seen.add(item.path)
    return out


def _longer(path: str, origin: str) -> str:
    """The origin with one more folder of the path in front."""
    parts = shown(path).strip("/").split("/")
    return "/".join(parts[-(origin.count("/") + 2) :])
