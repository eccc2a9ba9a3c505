"""LibreOffice, which opens a DOCX and saves it as something else."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pypdfium2

EDGE = 71  # points
FILTERS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf"}


def saved(data: bytes, ending: str) -> bytes:
    """Return what LibreOffice makes of a DOCX, in the format of a file's ending."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "opened.docx").write_bytes(data)
        home = f"-env:UserInstallation=file://{folder}/home"
        command = ["soffice", home, "--headless", "--convert-to", FILTERS[ending], "--outdir", folder / "saved"]
        subprocess.run([*command, folder / "opened.docx"], check=True, capture_output=True)
        return (folder / "saved" / f"opened.{ending}").read_bytes()


def sheets(data: bytes) -> list[str]:
    """Return the text of each page of a PDF, as poppler reads it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["pdftotext", file.name, "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def edges(data: bytes) -> list[tuple[str, str]]:
    """Return what stands in the first and in the last 25 mm of each page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for sheet in document:
            reader = sheet.get_textpage()
            height = sheet.get_height()
            found.append((reader.get_text_bounded(bottom=height - EDGE), reader.get_text_bounded(top=EDGE)))
        return found
