"""Decides how what was found about an event becomes HTML: on the page of the reading room and in the report of one file.

Each module turns an analysis into plain values in the order they are shown (a *view*); the templates beside them hold the
markup and no decision. Where a link leads is said by `Links`: to other pages in the reading room, within the file in a report.
Everything passes through autoescape and is shown, not obeyed; what comes from a report is text, never markup; there is no script in
any template. What a form must send back as it came (`|e`) is escaped and left as it is otherwise.
Words are those of `tell/words.py`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ...tell import words
from ...text.visible import squeeze, visible, visible_lines

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
STYLES = tuple(Path(__file__).parent / f"{name}.css" for name in ("style", "drawing", "beside"))  # in the order a page has them


class Links(Protocol):
    """Where the links of a fragment lead; "" where there is nothing to lead to."""

    def sentence(self, siglum: str, number: int) -> str:
        """A sentence in its report, numbered from 1."""
        ...

    def report(self, siglum: str) -> str:
        """A report as a whole."""
        ...

    def why(self, id: str) -> str:
        """The reasons of a decision: the id of a finding, claim or utterance, `A>B` for an edge, `A~B` for a pair."""
        ...


@cache
def environment(*folders: Path) -> Environment:
    """The templates of this package, after those of other folders: everything is escaped, a name that is not there is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_shown,
    )
    made.filters |= {"visible": visible, "squeeze": squeeze}
    made.globals["words"] = words
    return made


def _shown(value: object) -> object:
    """What a template writes: text in which all can be seen, line by line; markup stays as it is."""
    return visible_lines(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
