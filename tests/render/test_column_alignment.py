import pytest

from brief.model import Kind, Node
from brief.render.column_alignment import align_columns
from brief.visibility.narrow import narrowed
from tests.select.dossiers import LEGAL, node


def row(*cells: str, mark: frozenset[str] | None = None, header: str = "no", align: str = "auto") -> Node:
    return node(Kind.ROW, *(node(Kind.CELL, cell, align=align) for cell in cells), mark=mark, header=header)


def alignments(*rows: Node) -> list[str]:
    aligned = align_columns([row("head", header="yes"), *rows])
    assert len({one.children[0].get("align") for one in aligned}) == 1
    return [cell.get("align") for cell in aligned[-1].children]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["north", "12"], "start"),
        (["1,200", "900", "n/a"], "end"),
        (["1.5", "-2", ""], "decimal"),
        (["12 %", "\u22123"], "end"),
        (["", "-"], "start"),
    ],
)
def test_a_column_is_aligned_by_what_is_in_it(cells: list[str], expected: str) -> None:
    assert alignments(*map(row, cells)) == [expected]


@pytest.mark.parametrize("hidden", ["12.345", "not counted"])
def test_a_row_for_others_does_not_decide_how_a_column_is_aligned(hidden: str) -> None:
    table = node(Kind.TABLE, row("head", header="yes"), row(hidden, mark=LEGAL), row("12"), row("3"))
    (seen,), _ = narrowed((table,), "general")
    assert [one.children[0].get("align") for one in align_columns(seen.children)] == ["end"] * 3


def test_an_alignment_that_the_author_wrote_is_kept() -> None:
    (aligned,) = align_columns([row("1.5", align="center")])
    assert aligned.children[0].get("align") == "center"
