"""What all tests share: their order, one profile for Hypothesis, golden files, briefs built once, and the PDFs kept."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from tests.verifiers.recorder import Recorder

if TYPE_CHECKING:
    from tests.builds import Builds

settings.register_profile(
    "project",
    deadline=None,  # a shared machine is slow at times
    derandomize=True,  # the same examples on every machine; a failure is found again
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("project")

SHARED = pytest.StashKey[Path]()  # a folder that all processes of a run share


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden files again; review them as a diff")
    parser.addoption("--verapdf", action="store_true", help="have veraPDF read all PDFs that the tests made")


def pytest_configure(config: pytest.Config) -> None:
    given = getattr(config, "workerinput", {}).get("shared")
    config.stash[SHARED] = Path(given or tempfile.mkdtemp(prefix="brief-tests-"))
    config.pluginmanager.register(Recorder(config, config.stash[SHARED] / "pdf"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each process of a run where the shared folder is."""
    node.workerinput["shared"] = str(node.config.stash[SHARED])


def pytest_collection_finish() -> None:
    """Collect garbage as seldom as the command does, and never again what was imported and collected for the tests."""
    gc.set_threshold(100_000)
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(config.stash[SHARED])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put slow tests last, where a mistake shows soonest; first where processes share the work and should end together.

    A module's tests stay in one process (`--dist loadfile`), so that what its fixtures make is made once.
    """
    if hasattr(config, "workerinput"):
        slow = {item.path for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: item.path not in slow)
    else:
        items.sort(key=lambda item: item.get_closest_marker("slow") is not None)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a function that compares a text with a golden file, or with `--refresh` writes it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--refresh"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), f"differs from {path.name}; --refresh writes it again"

    return compare


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the folder that the project is checked out in."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def builds(request: pytest.FixtureRequest, checkout: Path) -> Builds:
    """Return the briefs of the repository's own dossiers, for tests that only read them."""
    from tests.builds import Builds

    return Builds(request.config.stash[SHARED] / "builds", checkout)
