"""Print what pandoc makes of a page next to our Word file: `.venv/bin/python -m tests.benchmarks.word_compared`.

The pages are the legal brief of the sample, and the one by hand with all of the vocabulary. Every row is counted in the
files. pandoc is asked plainly, `pandoc -f html -t docx`, with the pictures next to the page.
"""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from brief.app.shipped import shipped_folder
from brief.checks.normalise import words_in
from brief.load import load, load_audiences
from brief.page.vocabulary import Page
from brief.render import render
from brief.select import select
from tests.torture.held import held
from tests.torture.words import words_of_page
from tests.verifiers import opc, openxml
from tests.writers.docx_file import SPACES, Docx, docx, sample

# Contents, the numbers of headings, paragraphs and captions, and the places that cite an authority are Word's to set.
COMPUTED = frozenset({"nav", "number", "places"})


def legal() -> Page:
    """Return the legal brief of the sample as a page."""
    layers = [shipped_folder("templates")]
    audiences = load_audiences(layers)
    return render(
        select(load(shipped_folder("content") / "claude-cloning", audiences), audiences["legal"]).brief, layers
    )


def by_pandoc(page: Page, epoch: str = "") -> bytes:
    """Return what pandoc makes of a page; with `SOURCE_DATE_EPOCH`, where one is given."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, data in page.assets.items():
            if not path.startswith("fonts/"):
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_bytes(data)
        (folder / "page.html").write_text(page.html, encoding="utf-8")
        command = ["pandoc", "-f", "html", "-t", "docx", "-o", "page.docx", "page.html"]
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        environment |= {"SOURCE_DATE_EPOCH": epoch} if epoch else {}
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL, env=environment)
        return (folder / "page.docx").read_bytes()


def found(path: str, *parts: str) -> Callable[[Docx], int]:
    """Return what counts a path in parts whose names begin so, in the main part and the notes by default."""

    def count(file: Docx) -> int:
        begins = tuple(f"word/{part}" for part in parts or ("document", "footnotes", "endnotes"))
        names = [name for name in file.names if name.startswith(begins) and name.endswith(".xml")]
        return sum(len(file.find(path, name)) for name in names)

    return count


def either(first: Callable[[Docx], object], second: Callable[[Docx], object]) -> Callable[[Docx], str]:
    return lambda file: f"{first(file)} of {second(file)}"


def typed_numbers(file: Docx) -> int:
    """Return how many headings and paragraphs begin with a number that is typed: `1`, `2.3`."""
    running = file.find("//w:p[not(ancestor::w:tbl)][not(starts-with(w:pPr/w:pStyle/@w:val, 'TOC'))]")
    texts = ("".join(each.xpath(".//w:t/text()", namespaces=SPACES)) for each in running)
    firsts = [text.split() for text in texts]
    return sum(len(words) > 1 and words[0].replace(".", "").isdigit() for words in firsts)


def properties(file: Docx) -> str:
    core = file.part("docProps/core.xml")
    names = sorted({str(each.tag).rpartition("}")[2] for each in core if (each.text or "").strip()})
    return ", ".join(names)


def is_in(path: str, part: str) -> Callable[[Docx], str]:
    return lambda file: "yes" if part in file.names and file.find(path, part) else "no"


ALIGNED = (
    "//w:tbl//w:tc//w:p[w:pPr/w:jc[@w:val='right' or @w:val='end' or @w:val='center']"
    " or w:pPr/w:pStyle[contains(@w:val, 'End') or contains(@w:val, 'Centre')]]"
)
ROWS: dict[str, Callable[[Docx], object]] = {
    "footnotes": found("//w:footnote[not(@w:type)]", "footnotes"),
    "of these, with several paragraphs": found("//w:footnote[not(@w:type)][count(w:p) > 1]", "footnotes"),
    "endnotes": found("//w:endnote[not(@w:type)]", "endnotes"),
    "TOC fields": found("//w:instrText[contains(., 'TOC ')]"),
    "headings": lambda file: len(held(file.data).headings),
    "paragraphs and headings whose number is typed": typed_numbers,
    "paragraphs that Word numbers": either(
        lambda file: len(numbered(file)), lambda file: len(file.paragraphs())
    ),
    "lists that begin at a number of their own": found("//w:num[w:lvlOverride/w:startOverride]", "numbering"),
    "captions that Word counts (`SEQ`)": found("//w:instrText[contains(., 'SEQ ')]"),
    "references that Word can update (`REF`, `NOTEREF`)": found(
        "//w:instrText[contains(., 'REF ')][not(contains(., 'PAGE'))]"
    ),
    "links inside the file": found("//w:hyperlink[@w:anchor]"),
    "links to other places": lambda file: len(held(file.data).links),
    "bookmarks": found("//w:bookmarkStart"),
    "tables": found("//w:tbl", "document"),
    "rows marked as header": found("//w:trPr/w:tblHeader", "document"),
    "cells over several columns": found("//w:tc/w:tcPr/w:gridSpan[@w:val > 1]", "document"),
    "cells over several rows": found("//w:tc/w:tcPr/w:vMerge[@w:val='restart']", "document"),
    "cells aligned right or centred": found(ALIGNED, "document"),
    "tables of a fixed width": found("//w:tblPr/w:tblLayout[@w:type='fixed']", "document"),
    "tables with a description for screen readers": found("//w:tblPr[w:tblCaption or w:tblDescription]", "document"),
    "pictures": found("//wp:docPr"),
    "of these, with alternative text": found("//wp:docPr[string-length(@descr) > 0]"),
    "SVG with a PNG for older readers": found("//asvg:svgBlip"),
    "the document's language is set": is_in("//w:docDefaults//w:lang[@w:val]", "word/styles.xml"),
    "runs in another language": found("//w:r/w:rPr/w:lang"),
    "paragraphs from right to left": found("//w:pPr/w:bidi"),
    "runs from right to left": found("//w:r/w:rPr/w:rtl"),
    "properties": properties,
    "styles of the file that are used": lambda file: len(used(file)),
    "runs formatted by hand": found("//w:r/w:rPr[w:b or w:i or w:sz or w:color or w:u]"),
    "content controls": found("//w:sdt"),
    "fonts in the file": found("//w:embedRegular | //w:embedBold | //w:embedItalic | //w:embedBoldItalic", "fontTable"),
    "headers and footers": found("/w:hdr | /w:ftr", "header", "footer"),
    "the page size is set": is_in("//w:sectPr/w:pgSz", "word/document.xml"),
    "rules of the Open XML SDK broken": lambda file: len(openxml.failures(file.data)),
    "rules of packages and references broken": lambda file: len(opc.failures(file.data)),
}  # fmt: skip


def numbered(file: Docx) -> list[object]:
    """Return the paragraphs that are numbered, by themselves or by their style."""
    styles = file.find("//w:style[w:pPr/w:numPr]/@w:styleId", "word/styles.xml")
    own = file.find("//w:p[w:pPr/w:numPr/w:numId[@w:val != '0']]")
    by_style = [
        each for each in file.find("//w:p[w:pPr/w:pStyle][not(w:pPr/w:numPr)]")
        if each.xpath("w:pPr/w:pStyle/@w:val", namespaces=SPACES)[0] in styles
    ]  # fmt: skip
    return [*own, *by_style]


def used(file: Docx) -> set[str]:
    return {str(each) for each in file.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")}


def lost(page: Page, file: Docx) -> int:
    """Return how many words of the page the file has too few of, notes, pictures' words and all."""
    alternative = " ".join(each.get("alt", "") for each in page.tree().iter("img"))
    wanted = Counter(words_in(f"{words_of_page(page, {'nav', 'number', 'places'})} {alternative}"))
    content = held(file.data)
    has = Counter(words_in(" ".join([*content.words, *content.notes, *content.pictures])))
    return sum((wanted - has).values())


def main() -> None:
    """Print the table."""
    printed = subprocess.run(["pandoc", "--version"], check=True, capture_output=True, text=True)
    version = printed.stdout.split("\n", 1)[0]
    pages = {"sample": legal(), "torture": sample("torture")}
    files: dict[str, Docx] = {}
    rows: dict[str, list[object]] = {}
    for name, page in pages.items():
        files[f"{name}, ours"] = docx(page)
        files[f"{name}, {version}"] = Docx(by_pandoc(page))
    for row, measure in ROWS.items():
        rows[row] = [measure(file) for file in files.values()]
    kept = [page for page in pages.values() for _ in range(2)]
    rows["words lost or joined to others"] = [lost(*each) for each in zip(kept, files.values(), strict=True)]
    time.sleep(2)  # so that the clock has gone on
    again = [data for page in pages.values() for data in (docx(page).data, by_pandoc(page))]
    same = (file.data == data for file, data in zip(files.values(), again, strict=True))
    rows["the same bytes when written again"] = ["yes" if each else "no" for each in same]
    rows["the same with `SOURCE_DATE_EPOCH`"] = [
        "yes" if write() == write() else "no"
        for page in pages.values()
        for write in (lambda page=page: docx(page).data, lambda page=page: by_pandoc(page, "1"))
    ]
    rows["size"] = [f"{len(file.data) / 1024:.0f} kB" for file in files.values()]
    rows["size without fonts"] = [f"{without_faces(file) / 1024:.0f} kB" for file in files.values()]
    print(f"| | {' | '.join(files)} |\n|---|{'---|' * len(files)}")
    for row, values in rows.items():
        print(f"| {row} | {' | '.join(map(str, values))} |")


def without_faces(file: Docx) -> int:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return sum(each.compress_size for each in archive.infolist() if not each.filename.startswith("word/fonts/"))


if __name__ == "__main__":
    main()
