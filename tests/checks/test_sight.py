"""What a reader sees of files that are as they should be."""

from __future__ import annotations

from brief.checks.read_docx import DocxFile
from brief.writers.docx import write
from tests.writers.docx_file import page


def test_a_link_in_a_decision_can_be_read_in_word() -> None:
    words = 'Keep <a href="https://example.org">the plan</a>.'
    linked = page(f'<div class="decision"><div class="ask"><p>{words}</p></div></div>')
    file = DocxFile(write(linked))
    assert "the plan" in file.text()
    assert list(file.unseen(linked)) == []
