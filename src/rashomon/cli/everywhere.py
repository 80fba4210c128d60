"""Decides which options every command takes, and what they mean."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Group, Parameter

from ..config import Config
from ..errors import UsageError
from ..store.address import is_server
from ..types import Length, When

if TYPE_CHECKING:
    from ..read import Fetch

EVERYWHERE = Group("Everywhere", sort_key=9)
SUMMARY = Group("The summary", sort_key=8)
PAYS_OFF = 40  # reports from which a second worker saves more than it costs
BYTES_A_REPORT = 20_000  # of a file, from which a report is counted for `hands`; reading and grouping one takes less than analysing it
LIBRARY = Path("rashomon.db")
PrimaryFiles = Annotated[
    list[str] | None,
    Parameter(
        name="--primary",
        help="A transcript, agency original or press release to compare quotations and claims with; may be given again.",
        metavar="FILE",
        negative=(),
    ),
]


@Parameter(name="*", group=EVERYWHERE)
@dataclass(frozen=True)
class Everywhere:
    """The options that every command understands."""

    library: Annotated[
        str | None,
        Parameter(help="The library: a file, or postgresql://USER@HOST/DATABASE. Default: ./rashomon.db", metavar="FILE"),
    ] = None
    published: Annotated[
        str | None, Parameter(help="Date for inputs that carry none: 2031-05-06, or less or more exact.", metavar="DATE")
    ] = None
    json: Annotated[bool, Parameter(help="Results as JSON on standard output.", negative=(), show_default=False)] = False
    errors: Annotated[
        Path | None, Parameter(help="Write every input that was turned away to this file, a JSON line each.", metavar="FILE.jsonl")
    ] = None
    config: Annotated[Path | None, Parameter(help="Settings, a TOML file; docs/reference.md lists them.", metavar="FILE")] = None
    allow_network: Annotated[
        bool, Parameter(help="Fetch what is given by address, politely; else no connection is opened.", negative=(), show_default=False)
    ] = False
    follow: Annotated[bool, Parameter(help="Of feeds fetched, read the pages that they link.", negative=(), show_default=False)] = False
    workers: Annotated[
        int | None,
        Parameter(help="Programs that work side by side; changes nothing but the time. Default: as many as pay off.", metavar="N"),
    ] = None

    @property
    def at(self) -> str:
        """Where the library lies that is named or that lies here; never with a password."""
        return self.library if self.library and is_server(self.library) else str(Path(self.library or LIBRARY))

    @property
    def is_there(self) -> bool:
        """Whether there is a library; of a server it is not known before it is opened."""
        return is_server(self.at) or Path(self.at).exists()

    def settings(self) -> Config:
        """The settings of the file given, else the defaults; UsageError where a value makes no sense."""
        if self.workers is not None and self.workers < 1:
            raise UsageError(f"--workers {self.workers}: needs at least 1")
        return Config.load(self.config) if self.config else Config()

    def fetch(self) -> Fetch | None:
        """What fetches addresses, where that is allowed; MissingPackage where it needs more than is installed."""
        if not self.allow_network:
            return None
        from ..fetch import Fetcher

        return partial(Fetcher(config=self.settings().fetch).all_at, follow=self.follow)

    def hands(self, reports: int) -> int:
        """How many workers pay off for so many reports; starting one costs about a second."""
        return self.workers or (min(8, os.cpu_count() or 1) if reports >= PAYS_OFF else 1)

    def hands_for(self, path: str) -> int:
        """How many workers pay off for an input, judged by its size: not known for a stream, which is taken to be small."""
        with suppress(OSError):
            return self.hands(Path(path).stat().st_size // BYTES_A_REPORT if Path(path).is_file() else 1)
        return self.hands(1)

    def when(self) -> When | None:
        """The date given for inputs without one."""
        if not self.published:
            return None
        from ..text.dates import parse_when

        when = parse_when(self.published)
        if when is None:
            raise UsageError(f"--published {self.published!r}: not a date; write 2031-05-06, 2031-05 or 2031-05-06T14:05Z")
        return when


@Parameter(name="*", group=EVERYWHERE)
@dataclass(frozen=True)
class Telling(Everywhere):
    """The options of the commands that give a summary."""

    length: Annotated[
        Length | None,
        Parameter(help="How much of it: short fits a screen, full leaves nothing out. Default: normal", group=SUMMARY, metavar="LENGTH"),
    ] = None
    lang: Annotated[
        str | None,
        Parameter(help="Language of its own words, by code; reports are quoted as they stand. Default: en", group=SUMMARY, metavar="CODE"),
    ] = None

    def settings(self) -> Config:
        """The same with the length and language that are asked for; UnknownName where there is no such template."""
        from ..tell.template import templates

        whole = super().settings()
        tell = replace(whole.tell, length=self.length or whole.tell.length, lang=self.lang or whole.tell.lang)
        return replace(whole, tell=replace(tell, lang=templates[tell.lang].code))
