"""Open sets: a set is a package, a member is one module in it that registers itself.

Adding a format, a language, a discrepancy kind, an exporter or an encoder is adding one file.
Other distributions join through the entry point group of the package's name. A name registered
twice raises; an unknown name says what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

from .errors import UnknownName

T = TypeVar("T")


class Registry(Generic[T]):
    """The members of an open set by name, loaded at first use and iterated in sorted order."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._members: dict[str, T] = {}
        self._loaded = False

    def add(self, name: str, member: T) -> T:
        """Register `member`; a second member of the same name raises ValueError."""
        if name in self._members:
            raise ValueError(f"{self.package}: {name!r} is registered twice")
        self._members[name] = member
        return member

    def __call__(self, name: str) -> Callable[[T], T]:
        """Decorator form of `add`."""
        return lambda member: self.add(name, member)

    def _all(self) -> dict[str, T]:
        """Every member; the first call imports the modules of the package and the entry points of its name."""
        if not self._loaded:
            from importlib.metadata import entry_points  # brings the parsers of mail and archives along

            self._loaded = True
            for module in iter_modules(import_module(self.package).__path__):
                if not module.name.startswith("_"):
                    import_module(f"{self.package}.{module.name}")
            for point in entry_points(group=self.package):
                point.load()
        return self._members

    def __getitem__(self, name: str) -> T:
        members = self._all()
        if name not in members:
            raise UnknownName(self.package.rpartition(".")[2], name, tuple(sorted(members)))
        return members[name]

    def __contains__(self, name: object) -> bool:
        return name in self._all()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._all()))

    def items(self) -> list[tuple[str, T]]:
        """The members in order of their names."""
        return sorted(self._all().items(), key=lambda member: member[0])
