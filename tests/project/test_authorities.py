"""A legal brief with authorities, whole: every check passes it, and every format says where each is cited."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import mammoth
import pytest

from brief.build import Build
from brief.model import plain_text
from tests.builds import Builds
from tests.writers import paper

DOSSIER = "tests/examples/authorities/content/harbour"
CITATION = "Harbour Board v Example Shipping [2031] EXC 4"


@pytest.fixture
def legal(builds: Builds) -> Build:
    return builds(DOSSIER, "legal")


@pytest.fixture
def pages(builds: Builds) -> Mapping[str, int]:
    """Return the page of each id, as the brief is laid out."""
    return builds.laid_out(DOSSIER, "legal").pagination.pages


def squeezed(text: str) -> str:
    return " ".join(text.split())


def fields(data: bytes, folder: Path) -> list[str]:
    """Return the name of each field for authorities in a Word file."""
    (folder / "read.docx").write_bytes(data)
    with zipfile.ZipFile(folder / "read.docx") as package:
        told = re.findall(r"<w:instrText[^>]*>\s*(TO?A) ", package.read("word/document.xml").decode())
    return [str(name) for name in told]


def test_the_brief_builds_without_a_warning_and_lists_every_authority(legal: Build) -> None:
    assert legal.warnings == ()
    kinds = [source.type for source in legal.selection.brief.record.sources]
    assert {"case", "statute", "authority"} < set(kinds)
    said = squeezed(paper.text(legal.files["pdf"])).rpartition("Table of authorities Cases")[2]
    assert all(squeezed(plain_text(source.title.prose)) in said for source in legal.selection.brief.record.sources)


def test_paper_shows_the_paragraphs_next_to_each_authority_and_the_page_once_for_each_run_of_them(
    legal: Build, pages: Mapping[str, int]
) -> None:
    said = squeezed(paper.text(legal.files["pdf"])).rpartition("Table of authorities Cases")[2]
    items = legal.page.tree().findall(".//ul[@class='authorities']/li")
    assert len(items) == 8
    for item in items:
        links = [(link.text, pages[link.get("href", "")[1:]]) for link in item.iter("a")]
        following = [page for _, page in links[1:]] + [0]
        places = [
            text if page == after else f"{text} (p. {page})"
            for (text, page), after in zip(links, following, strict=True)
        ]
        assert f" {', '.join(map(str, places))} " in said


def test_word_shows_the_pages_of_the_calls_once_and_in_order(legal: Build, pages: Mapping[str, int]) -> None:
    calls = [note for note in legal.page.tree().iter("span") if "s-board" in note.get("data-cites", "").split()]
    expected = sorted({pages[call.get("id", "")] for call in calls})
    assert len(expected) > 1
    text = mammoth.extract_raw_text(io.BytesIO(legal.files["docx"])).value.replace("\u00a0", " ")
    assert f"{CITATION}\t {', '.join(map(str, expected))}\n" in text


def test_word_has_a_mark_for_each_authority_of_each_call_and_a_table_for_each_category(
    legal: Build, tmp_path: Path
) -> None:
    authorities = {source.id for source in legal.selection.brief.record.sources if source.type != "document"}
    calls = [name for cites in re.findall(r'data-cites="([^"]+)"', legal.page.html) for name in cites.split()]
    told = fields(legal.files["docx"], tmp_path)
    assert told.count("TA") == len([name for name in calls if name in authorities])
    assert told.count("TOA") == 3


def test_a_screen_shows_the_paragraphs_as_links_and_no_pages(legal: Build) -> None:
    html = legal.files["html"].decode()
    assert f'{CITATION.removeprefix("Harbour Board v Example Shipping ")} <span class="places">' in html
    assert 'href="#paragraph-14">14</a>' in html
    assert "target-counter" not in html
    assert "data-cites" not in html


@pytest.mark.slow
def test_libreoffice_opens_the_table_and_keeps_its_fields(legal: Build, tmp_path: Path) -> None:
    (tmp_path / "legal.docx").write_bytes(legal.files["docx"])
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    for kind in ("pdf", "docx"):
        command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", tmp_path / kind]
        subprocess.run([*command, tmp_path / "legal.docx"], check=True, capture_output=True)
    shown = squeezed(paper.text((tmp_path / "pdf/legal.pdf").read_bytes()))
    assert re.search(re.escape(CITATION) + r"[ .]+\d", shown)
    assert " TA " not in shown
    kept = (tmp_path / "docx/legal.docx").read_bytes()
    assert sorted(fields(kept, tmp_path)) == sorted(fields(legal.files["docx"], tmp_path))
