"""Writers that do something wrong: each fault in a file is refused, whatever kind it is."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from brief.build import Build, run_checks
from brief.diagnostics.problems import BriefError
from brief.formats import FORMATS, write_formats
from brief.ooxml.package import Package
from brief.writers.docx import write as write_docx
from tests.builds import Builds, LaidOut
from tests.checks.faults import HTML, PDF, WORD

QUAY = "tests/examples/faults/content/quay"


@pytest.fixture(scope="module")
def quay(builds: Builds) -> LaidOut:
    """Return a small brief with a little of everything; it was built, so its files passed."""
    made = builds.laid_out(QUAY, "legal")
    assert set(made.build.files) == set(FORMATS)
    return made


def codes(quay: LaidOut, name: str, data: bytes, *, has_pdf: bool = False) -> set[str]:
    """Return the codes by which a file of the brief is refused, alone or beside the PDF as it should be."""
    files = {"pdf": quay.build.files["pdf"], name: data} if has_pdf else {name: data}
    with pytest.raises(BriefError) as raised:
        run_checks(Build(quay.build.selection, quay.build.page, files))
    return {problem.code for problem in raised.value.problems}


@pytest.mark.parametrize("fault", WORD)
def test_a_fault_of_the_word_writer_is_refused(quay: LaidOut, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    to_bytes = Package.to_bytes

    def broken(package: Package) -> bytes:
        WORD[fault].apply(package)
        return to_bytes(package)

    monkeypatch.setattr(Package, "to_bytes", broken)
    assets = {name: data for name, data in quay.build.page.assets.items() if not name.startswith("fonts/")}
    data = write_docx(replace(quay.build.page, assets=assets), quay.pagination)  # without faces, which is quicker
    assert codes(quay, "docx", data, has_pdf=WORD[fault].has_pdf) == set(WORD[fault].codes.split())


def test_writers_that_print_another_handling_are_refused_in_every_format(quay: LaidOut) -> None:
    page = quay.build.page
    other = replace(page, html=page.html.replace('data-mark="TLP:RED"', 'data-mark="TLP:CLEAR"'))
    for name, data in write_formats(other, FORMATS).items():
        with pytest.raises(BriefError) as raised:
            run_checks(Build(quay.build.selection, page, {name: data}))
        rules = {problem.rule for problem in raised.value.problems}
        assert rules == {"E412/mark-not-seen", "E412/other-mark"}, name


@pytest.mark.parametrize("fault", PDF)
def test_a_fault_of_the_pdf_writer_is_refused(quay: LaidOut, fault: str) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(quay.build.files["pdf"])) as pdf:
        PDF[fault].edit(pdf)
        pdf.save(out)
    assert codes(quay, "pdf", out.getvalue()) == set(PDF[fault].codes.split())


@pytest.mark.parametrize("fault", HTML)
def test_a_fault_of_the_html_writer_is_refused(quay: LaidOut, fault: str) -> None:
    text = quay.build.files["html"].decode()
    changed = re.sub(HTML[fault].old, HTML[fault].new, text, count=1, flags=re.DOTALL)
    assert changed != text
    assert codes(quay, "html", changed.encode()) == set(HTML[fault].codes.split())
