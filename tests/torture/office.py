"""LibreOffice, which opens a DOCX and saves it as something else."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2

EDGE = 71  # points
FILTERS = {"docx": "docx:MS Word 2007 XML", "pdf": "pdf"}


def saved(files: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    """Return what LibreOffice saves of DOCX files, in one run, in the format of a file's ending."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        opened = [folder / f"{place}.docx" for place in range(len(files))]
        for path, data in zip(opened, files.values(), strict=True):
            path.write_bytes(data)
        home = f"-env:UserInstallation=file://{folder}/home"
        command = ["soffice", home, "--headless", "--convert-to", FILTERS[ending], "--outdir", folder / "saved"]
        subprocess.run([*command, *opened], check=True, capture_output=True)
        results = [folder / "saved" / f"{path.stem}.{ending}" for path in opened]
        return {name: path.read_bytes() for name, path in zip(files, results, strict=True)}


def sheets(data: bytes) -> list[str]:
    """Return the text of each page of a PDF, as poppler reads it."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["pdftotext", file.name, "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def edges(data: bytes) -> list[tuple[str, str]]:
    """Return the text in the first and in the last 25 mm of each page of a PDF."""
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for sheet in document:
            reader = sheet.get_textpage()
            height = sheet.get_height()
            found.append((reader.get_text_bounded(bottom=height - EDGE), reader.get_text_bounded(top=EDGE)))
        return found
