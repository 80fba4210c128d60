"""What tests stand on: the material that lies beside the repository, and the sample inside the package."""

from __future__ import annotations

from pathlib import Path

import pytest

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
