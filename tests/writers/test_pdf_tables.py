"""Where tables break between pages."""

from __future__ import annotations

import pytest

from brief.checks.read_pdf import PdfFile
from brief.writers.pdf import write
from tests.writers import paper

TOGETHER = """
table { border-collapse: collapse } thead { display: table-header-group } tr { break-inside: avoid }
tbody > tr:first-child { break-after: avoid } tbody > tr:last-child { break-before: avoid }
"""


@pytest.mark.parametrize("height", [56, 58])  # of three rows that would fill a page without the head, or more
def test_rows_that_should_stay_together_do_not_cost_a_table_its_head(height: int) -> None:
    rows = "".join(f"<tr><td>{word}</td></tr>" for word in ("one", "two", "three"))
    head = '<thead><tr><th scope="col">Head</th></tr></thead>'
    page = paper.page(f"<table>{head}<tbody>{rows}</tbody></table>", f"{TOGETHER} td {{ height: {height}mm }}")
    file = PdfFile(write(page))
    assert ["Head" in text for text in file.page_texts if "Heading" not in text] == [True, True]
    assert list(file.differences(page)) == []
