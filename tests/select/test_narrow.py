from brief.model import Kind, Node, Prose
from brief.visibility.narrow import Removed, narrowed
from tests.select.dossiers import ALL, LEGAL, OPEN, node, paragraph


def general(*prose: Node) -> Prose:
    return narrowed(prose, "general")[0]


def gone(*prose: Node) -> tuple[Removed, ...]:
    return narrowed(prose, "general")[1]


def item(*children: Node | str, mark: frozenset[str] | None = None) -> Node:
    return node(Kind.ITEM, *children, mark=mark)


def row(*cells: str, header: str = "no", mark: frozenset[str] | None = None) -> Node:
    return node(Kind.ROW, *(node(Kind.CELL, cell) for cell in cells), header=header, mark=mark)


def test_a_list_loses_its_withheld_items_and_is_removed_when_none_is_left() -> None:
    assert len(general(node(Kind.LIST, item("a"), item("b", mark=LEGAL)))[0].children) == 1
    assert general(node(Kind.LIST, item("a", mark=LEGAL), item("b", mark=LEGAL))) == ()


def test_a_nested_list_is_removed_with_the_item_that_held_nothing_else() -> None:
    inner = node(Kind.LIST, item("deep", mark=LEGAL))
    assert general(node(Kind.LIST, item(inner), item("kept"))) == (node(Kind.LIST, item("kept")),)


def test_a_table_with_only_a_header_is_removed_and_listed_once() -> None:
    table = node(Kind.TABLE, row("head", header="yes"), row("body", mark=LEGAL), id="tab-x")
    assert general(table) == ()
    assert [(one.node.kind, one.is_emptied) for one in gone(table)] == [(Kind.ROW, False), (Kind.TABLE, True)]


def test_a_withheld_cell_leaves_an_empty_one_in_its_place() -> None:
    cells = (node(Kind.CELL, "a"), node(Kind.CELL, "b", mark=LEGAL), node(Kind.CELL, "c"))
    (table,) = general(node(Kind.TABLE, node(Kind.ROW, *cells, header="no")))
    assert [len(cell.children) for cell in table.children[0].children] == [1, 0, 1]


def test_a_table_that_lost_its_caption_no_longer_claims_one() -> None:
    (table,) = general(node(Kind.TABLE, node(Kind.CAPTION, "c", mark=LEGAL), row("a"), caption="yes"))
    assert table.get("caption") == "no"


def test_a_figure_stays_when_its_caption_is_removed() -> None:
    (figure,) = general(node(Kind.FIGURE, node(Kind.SPAN, "c", mark=LEGAL), source="a.svg", alt="An a"))
    assert figure.children == ()


def test_a_division_is_removed_when_nothing_in_it_is_left() -> None:
    assert general(node(Kind.DIVISION, paragraph("a", mark=LEGAL), paragraph("b", mark=LEGAL), mark=ALL)) == ()


def test_a_heading_is_removed_with_everything_under_it() -> None:
    def heading(words: str, level: str) -> Node:
        return node(Kind.HEADING, words, level=level)

    left = general(
        heading("A", "1"), paragraph("a", mark=LEGAL), heading("A.1", "2"), paragraph("a1", mark=LEGAL),
        heading("B", "1"), heading("B.1", "2"), paragraph("b1"), heading("C", "1"),
    )  # fmt: skip
    assert [top.children[0].text for top in left] == ["B", "B.1", "b1", "C"]


def test_a_heading_over_a_line_without_a_paragraph_stays() -> None:
    left = general(node(Kind.ITEM, node(Kind.HEADING, "A", level="1"), "a line", node(Kind.HEADING, "B", level="1"),
                        paragraph("x", mark=LEGAL)))  # fmt: skip
    assert [child.kind for child in left[0].children] == [Kind.HEADING, Kind.TEXT]


def test_a_term_without_definition_and_a_definition_without_term_are_removed() -> None:
    definitions = node(
        Kind.DEFINITIONS,
        node(Kind.TERM, "a"), node(Kind.DEFINITION, "of a", mark=LEGAL),
        node(Kind.TERM, "b", mark=LEGAL), node(Kind.DEFINITION, "of b"),
        node(Kind.TERM, "c"), node(Kind.DEFINITION, "of c"),
    )  # fmt: skip
    assert [child.children[0].text for child in general(definitions)[0].children] == ["c", "of c"]


def test_a_note_and_a_citation_are_removed_with_their_words() -> None:
    note = node(Kind.NOTE, paragraph("secret", mark=LEGAL))
    cite = node(Kind.CITE, node(Kind.CITATION, source="s-1", mark=LEGAL))
    assert general(paragraph("Plain", note, " ", cite, ".")) == (paragraph("Plain", "."),)


def test_a_wider_inner_mark_does_not_bring_back_what_the_outer_one_removed() -> None:
    assert general(node(Kind.DIVISION, paragraph("a", mark=ALL), mark=LEGAL)) == ()


def test_marks_that_are_left_name_the_one_audience() -> None:
    (division,) = general(node(Kind.DIVISION, paragraph("a", mark=OPEN), mark=ALL))
    assert {top.audience for top in division.walk() if top.audience is not None} == {frozenset({"general"})}


def test_prose_without_marks_is_returned_unchanged() -> None:
    prose = (paragraph("a"), paragraph("b"))
    assert narrowed(prose, "general")[0] is prose
