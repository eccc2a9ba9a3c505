"""Which columns are set one below the other, and that those that are not keep to the sheet."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from brief.app.shipped import shipped_folder
from brief.checks.read_pdf import PdfFile
from brief.load import load, load_audiences
from brief.render import render
from brief.render.theme import read_theme
from brief.render.transforms.stack import stack_columns
from brief.select import select
from brief.writers import pdf
from tests.load.dossiers import written
from tests.render.briefs import page_context

SHIPPED = shipped_folder("templates")
THEME = read_theme([SHIPPED], "executive")[0]
FILES = {
    "dossier.yaml": "title: T\nreference: R-1\nversion: '1'\nas_of: 2031-01-02\nlanguage: en-GB\nauthors: Desk\n",
    "actions.yaml": "steps:\n- {id: n-1, audience: [executive], text: Look, owner: Desk, by: 2031-02-01}\n",
    "sections/1.md": "---\ntitle: What to watch\nrole: signposts\naudience: [executive]\n---\nWatch {WORD} closely.\n",
}


def table(columns: int, word: str) -> str:
    return f"<table><tbody><tr>{f'<td>{word}</td>' * columns}</tr></tbody></table>"


def stacked(first: str, second: str, outer: str = '<div class="columns">') -> str:
    columns = f'{outer}<div class="column">{first}</div><div class="column">{second}</div></div>'
    root = lxml.html.fragment_fromstring(f"<main>{columns}</main>")
    stack_columns(root, page_context(theme=THEME))
    return "".join(lxml.html.tostring(child, encoding="unicode") for child in root)


@pytest.mark.parametrize(
    ("first", "second", "is_stacked"),
    [
        (table(3, "administration"), table(2, "figure"), False),
        (table(3, "administration"), table(5, "administration"), True),
        (table(8, "administration"), "<p>Words.</p>", True),
        (table(4, "administration"), "<p>Words.</p>", False),
        ("<p>Words.</p>", f"<ul><li>{table(5, 'administration')}</li></ul>", True),
    ],
)
def test_columns_are_stacked_when_a_table_does_not_fit_in_its_own(first: str, second: str, is_stacked: bool) -> None:
    assert ("column" not in stacked(first, second)) == is_stacked


def test_a_stacked_column_that_something_may_refer_to_is_still_there() -> None:
    named = stacked(table(8, "administration"), "<p>x</p>", '<div id="both" class="columns">')
    assert named.startswith('<div id="both"><table>')


def test_a_long_word_in_a_column_does_not_push_the_other_off_the_sheet(tmp_path: Path) -> None:
    word = "unoverlookableness" * 7
    files = {name: text.replace("{WORD}", word) for name, text in FILES.items()}
    written(tmp_path / "dossier", files)
    audiences = load_audiences([SHIPPED])
    page = render(select(load(tmp_path / "dossier", audiences), audiences["executive"]).brief, [SHIPPED])
    assert 'class="columns"' in page.html
    assert list(PdfFile(pdf.write(page)).unseen(page)) == []
