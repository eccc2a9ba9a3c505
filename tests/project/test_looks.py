"""Every page of six briefs looks like its stored picture; `--refresh` stores them again, to be looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from brief.build import Build
from brief.writers.pdf import lay_out
from tests.builds import SAMPLE, Builds
from tests.writers import pictures

STORED = Path(__file__).parent.parent / "pictures"
DIFFERING = ".pictures-differ"  # in the checkout; git ignores it, and CI keeps it
EXAMPLES = "tests/examples"
BRIEFS = {
    "sample-legal": (SAMPLE, "legal"),
    "sample-executive": (SAMPLE, "executive"),
    "sample-general": (SAMPLE, "general"),
    "authorities-legal": (f"{EXAMPLES}/authorities/content/harbour", "legal"),
    "everything-executive": (f"{EXAMPLES}/everything/content/everything", "executive"),
    "everything-general": (f"{EXAMPLES}/everything/content/everything", "general"),
}


@pytest.mark.parametrize("name", BRIEFS)
def test_every_page_looks_as_it_did(name: str, builds: Builds, checkout: Path, pytestconfig: pytest.Config) -> None:
    made = pictures.pictured(builds(*BRIEFS[name]).files["pdf"])
    path = STORED / f"{name}.png"
    stored = pictures.pages_of(path.read_bytes()) if path.exists() else []
    found = pictures.differences(stored, made)
    if found and pytestconfig.getoption("--refresh"):
        path.write_bytes(pictures.strip(made))
        found = pictures.differences(pictures.pages_of(path.read_bytes()), made)
    if found:
        report = checkout / DIFFERING / f"{name}.png"
        report.parent.mkdir(exist_ok=True)
        pictures.report(report, stored, made, [one.page for one in found])
        pages = "\n".join(map(str, found))
        where = f"{DIFFERING}/{report.name}"
        pytest.fail(f"{name} looks different; see {where} (stored, made, difference)\n{pages}", pytrace=False)


def test_the_stored_pictures_are_those_of_these_briefs_and_small() -> None:
    files = sorted(STORED.iterdir())
    assert [path.name for path in files] == sorted(f"{name}.png" for name in BRIEFS)
    assert sum(path.stat().st_size for path in files) < 400_000


@pytest.fixture(scope="module")
def general(builds: Builds) -> Build:
    return builds.sample("general")  # several pages, which are laid out in half the time of the legal ones


@pytest.fixture(scope="module")
def looks(general: Build) -> list[Image.Image]:
    """Return the pages of the general brief after they were stored and read."""
    return pictures.pages_of(pictures.strip(pictures.pictured(general.files["pdf"])))


CHANGES = {  # of what is named, or of the paragraph that follows it
    "a block moved by 2 mm": ("heading-6", "+ p", "position: relative; left: 2mm"),
    "a heading in another colour": ("heading-5", "", "color: #7a1f1f"),
    "a paragraph in bold": ("heading-8", "+ p", "font-weight: 600"),
    "a line dropped": ("heading-4", "", "visibility: hidden"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_in_one_place_is_found_on_its_page(general: Build, looks: list[Image.Image], change: str) -> None:
    name, following, style = CHANGES[change]
    page = replace(general.page, css=f"{general.page.css}\n#{name} {following} {{ {style} }}")
    made = lay_out(page)
    found = pictures.differences(looks, pictures.pictured(made.data))
    assert [one.page for one in found][:1] == [made.pagination.pages[name]]
    assert len(found) <= 2  # a paragraph may go on overleaf


def test_an_added_missing_or_rotated_page_is_found(looks: list[Image.Image]) -> None:
    count = len(looks)
    assert [one.page for one in pictures.differences(looks, looks[:-1])] == [count]
    assert [one.page for one in pictures.differences(looks[:-1], looks)] == [count]
    turned = [looks[0].transpose(Image.Transpose.ROTATE_90), *looks[1:]]
    assert [one.page for one in pictures.differences(looks, turned)] == [1]


def test_the_report_shows_the_stored_picture_the_new_one_and_the_difference(
    looks: list[Image.Image], tmp_path: Path
) -> None:
    blank = Image.new("RGB", looks[1].size, "white")
    pictures.report(tmp_path / "report.png", looks, [looks[0], blank], [2, 3])
    with Image.open(tmp_path / "report.png") as whole:
        width, height = looks[1].size
        assert whole.size == (3 * width, 2 * height)
        old, new, apart = (whole.crop((width * n, 0, width * (n + 1), height)) for n in range(3))
        assert (old.tobytes(), new.tobytes()) == (looks[1].tobytes(), blank.tobytes())
        assert min(lowest for lowest, _ in apart.getextrema()) < 200
