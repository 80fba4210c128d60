"""What tests stand on: the material that lies beside the repository, and the sample inside the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import NONE_HERE, Server, available, serving
from tests.places import KINDS, Place, place_of

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real reports and measuring sets beside the repository; tests that need them are skipped without."""
    if not SHARED.is_dir():
        pytest.skip("needs the real reports of ../shared, which are not part of the repository")
    return SHARED


@pytest.fixture(scope="session")
def new_delhi(shared: Path) -> Path:
    """Five real reports of one event."""
    return shared / "reports" / "new-delhi"


@pytest.fixture(scope="session")
def database() -> Iterator[Server]:
    """A PostgreSQL server, one for all tests; they are skipped where none can be started."""
    if not available():
        pytest.skip(NONE_HERE)
    with serving(durable=False) as started:
        yield started


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a library can be made: a file, and once more a schema on a server."""
    return place_of(request.param, tmp_path, request)
