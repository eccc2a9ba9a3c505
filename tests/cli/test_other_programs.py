"""Finished files open in other programs, with the right words in them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import mammoth
import pytest

from brief.load import load, load_audiences
from brief.model import plain_text
from tests.builds import Builds
from tests.verifiers import opc, openxml

pytestmark = pytest.mark.slow
AUDIENCES = ("executive", "general", "legal")


@pytest.fixture(scope="module")
def sample(builds: Builds, tmp_path_factory) -> Path:
    """Return a folder with the nine files of the sample."""
    folder = tmp_path_factory.mktemp("sample")
    for audience in AUDIENCES:
        for name, data in builds.sample(audience).files.items():
            (folder / f"claude-cloning-{audience}.{name}").write_bytes(data)
    assert len(list(folder.iterdir())) == 9
    return folder


@pytest.fixture(scope="module")
def printed(sample, tmp_path_factory) -> Path:
    """Return a folder with what LibreOffice prints of the Word files."""
    folder = tmp_path_factory.mktemp("printed")
    home = f"-env:UserInstallation=file://{folder}/home"
    run("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, *sorted(sample.glob("*.docx")))
    return folder


@pytest.fixture(scope="module")
def titles(checkout) -> dict[str, str]:
    """Return the sample's title as each audience reads it."""
    audiences = load_audiences([checkout / "templates"])
    title = load(checkout / "content/claude-cloning", audiences).title
    found = {name: squeezed(plain_text(title.wording(name) or ())) for name in AUDIENCES}
    assert all(found.values())
    return found


def run(*command: str | Path) -> str:
    """Return what a program prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeezed(text: str) -> str:
    """Return text with its white space evened out: where lines break is each program's own affair."""
    return " ".join(text.split())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_pdf_opens_in_poppler(sample, titles, tmp_path, audience) -> None:
    file = sample / f"claude-cloning-{audience}.pdf"
    pages = run("pdftotext", "-layout", file, "-").split("\f")[:-1]
    assert titles[audience] in squeezed(pages[0])
    assert all("TLP:" in page for page in pages)
    done = subprocess.run(["pdftoppm", "-r", "20", "-png", file, tmp_path / "page"], check=True, capture_output=True)
    assert done.stderr == b""
    assert len(list(tmp_path.glob("page-*.png"))) == len(pages)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_docx_opens_in_libreoffice(printed, titles, audience) -> None:
    pages = run("pdftotext", printed / f"claude-cloning-{audience}.pdf", "-").split("\f")[:-1]
    assert titles[audience] in squeezed(pages[0])
    assert "TLP:" in pages[0]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_docx_opens_in_mammoth(sample, titles, audience) -> None:
    with (sample / f"claude-cloning-{audience}.docx").open("rb") as file:
        text = mammoth.extract_raw_text(file).value
    assert titles[audience] in squeezed(text)


def test_a_docx_breaks_no_rule_of_open_xml(sample) -> None:
    files = [(sample / f"claude-cloning-{audience}.docx").read_bytes() for audience in AUDIENCES]
    assert openxml.failures(*files) == []
    assert [opc.failures(file) for file in files] == [[], [], []]
