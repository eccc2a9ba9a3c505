"""What every test has: slow ones last, one profile for Hypothesis, golden files that a flag writes anew, kept PDFs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.verifiers.recorder import Recorder

settings.register_profile(
    "project",
    deadline=None,  # a shared machine is slow at times
    derandomize=True,  # the same examples on every machine; a failure is found again
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden files anew; review them as a diff")
    parser.addoption("--verapdf", action="store_true", help="have veraPDF read all PDFs that the tests made")


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Recorder(config))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a function that compares a text with a golden file, or with `--refresh` writes it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--refresh"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"differs from {path.name}; --refresh writes it anew"

    return compare


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that the project is checked out in."""
    return Path(__file__).resolve().parent.parent
