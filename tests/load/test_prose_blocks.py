import pytest

from brief.model import Kind
from tests.load.prose_reader import at, faults, marked_at, nodes, read, read_with_problems, shown


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("# A\n\n## B *c*", "heading level=1(text'A') heading level=2(text'B ' emphasis(text'c'))"),
        ("# A {#sec-a audience=legal}", "heading id=sec-a level=1 for=legal(text'A')"),
        ("# A {#sec-a} ##", "heading id=sec-a level=1(text'A')"),
        ("A\n===", "heading level=1(text'A')"),
        ("a\nb\n\nc", "paragraph(text'a b') paragraph(text'c')"),
        ('a {#p-x audience="legal"}', "paragraph id=p-x for=legal(text'a')"),
        ("a\n{#p-x}", "paragraph id=p-x(text'a')"),
        ("- a\n- b", "list ordered=no tight=yes(item(paragraph(text'a')) item(paragraph(text'b')))"),
        ("- a\n\n- b", "list ordered=no tight=no(item(paragraph(text'a')) item(paragraph(text'b')))"),
        ("3. a\n4. b", "list ordered=yes start=3 tight=yes(item(paragraph(text'a')) item(paragraph(text'b')))"),
        ("0. a", "list ordered=yes start=0 tight=yes(item(paragraph(text'a')))"),
        (
            "- a\n  - b",
            "list ordered=no tight=yes(item(paragraph(text'a') list ordered=no tight=yes(item(paragraph(text'b')))))",
        ),
        ("> a\n>\n> b", "quote(paragraph(text'a') paragraph(text'b'))"),
        ("```python\na < b\n\n  c\n```", "code_block language=python'a < b\\n\\n  c'"),
        ("``` {audience=legal}\na\n```", "code_block for=legal'a'"),
        ("    a\n    b", "code_block'a\\nb'"),
        ("***", "rule"),
        (
            "A\n: b\n: c\n\nD\n: e",
            (
                "definitions(term(text'A') definition(paragraph(text'b')) definition(paragraph(text'c')) "
                "term(text'D') definition(paragraph(text'e')))"
            ),
        ),
        ('![A *b*](f/x.svg){#fig-x alt="c d"}', "figure alt=c d id=fig-x source=f/x.svg(text'A ' emphasis(text'b'))"),
        (
            "[a][b] [b]\n\n[b]: https://c.org",
            "paragraph(link target=https://c.org(text'a') text' ' link target=https://c.org(text'b'))",
        ),
    ],
)
def test_blocks_become_nodes(text: str, tree: str) -> None:
    assert shown(read(text)) == tree


def test_the_audience_of_a_list_item_is_at_either_end_of_its_first_line() -> None:
    prose = read('- a {audience="legal"}\n  b\n- {audience=general} c\n- d\n\n  e {audience=executive}\n- f {#p-f}')
    items = nodes(prose, Kind.ITEM)
    assert [item.audience and set(item.audience) for item in items] == [{"legal"}, {"general"}, None, None]
    assert [marked_at(item) for item in items[:2]] == ["1:16+5", "3:13+7"]
    assert [shown(item.children) for item in items] == [
        "paragraph(text'a b')",
        "paragraph(text'c')",
        "paragraph(text'd') paragraph for=executive(text'e')",
        "paragraph id=p-f(text'f')",
    ]


def test_an_item_may_hold_nothing_but_its_mark_and_a_list() -> None:
    tree = "list ordered=no tight=yes(item for=legal(list ordered=no tight=yes(item(paragraph(text'a')))))"
    assert shown(read("- {audience=legal}\n  - a")) == tree


def test_divisions_nest_with_equal_and_with_longer_fences() -> None:
    inner = "division for=legal(division lang=fr(paragraph(text'a')) paragraph(text'b'))"
    equal = "::: {audience=legal}\n::: {lang=fr}\na\n:::\nb\n:::\nc"
    longer = ":::: {audience=legal}\n::: {lang=fr}\na\n:::\nb\n::::\nc"
    assert shown(read(equal)) == shown(read(longer)) == f"{inner} paragraph(text'c')"


def test_a_division_holds_any_block_and_can_be_in_any_block() -> None:
    text = "- a\n\n  ::: {audience=legal}\n  ```\n  :::\n  ```\n  - b\n  :::\n- c\n"
    division = "division for=legal(code_block':::' list ordered=no tight=yes(item(paragraph(text'b'))))"
    items = f"item(paragraph(text'a') {division}) item(paragraph(text'c'))"
    assert shown(read(text)) == f"list ordered=no tight=no({items})"
    assert shown(read("> ::: {audience=legal}\n> a\n> :::\n")) == "quote(division for=legal(paragraph(text'a')))"


def test_a_table_has_alignments_scopes_and_rows_with_readers() -> None:
    prose = read(
        "| A | B | C |\n|:--|:-:|--:|\n| a | b \\| c | `d \\| e` {audience=legal} |\n| f | | g | {audience=general}\n"
    )
    cells = "cell align=start scope={0}({1}) cell align=center scope={0}({2}) cell align=end scope={0}({3})"
    header = cells.format("col", "text'A'", "text'B'", "text'C'")
    first = cells.format("", "text'a'", "text'b | c'", "code'd | e'")
    last = "cell align=start scope=(text'f') cell align=center scope= cell align=end scope=(text'g')"
    rows = f"row header=yes({header}) row header=no for=legal({first}) row header=no for=general({last})"
    assert shown(prose) == f"table caption=no({rows})"
    assert [at(cell) for cell in nodes(prose, Kind.CELL)][3:6] == ["3:3+1", "3:7+6", "3:16+25"]


@pytest.mark.parametrize(
    "text",
    [
        "{}Table: C *d* {{#tbl-x audience=legal}}",
        "{}\nTable: C *d* {{#tbl-x audience=legal}}",
        "{}\n: C *d* {{#tbl-x audience=legal}}",
        "Table: C *d* {{#tbl-x audience=legal}}\n\n{}",
        ": C *d* {{#tbl-x audience=legal}}\n\n{}",
    ],
)
def test_a_caption_is_directly_before_or_after_its_table(text: str) -> None:
    (table,) = read(text.format("| A |\n|---|\n| b |\n"))
    assert shown((table,)).startswith("table caption=yes id=tbl-x for=legal(caption(text'C ' emphasis(text'd')) row")


def test_a_caption_between_a_paragraph_and_a_table_makes_no_definition_list() -> None:
    prose = read("A paragraph\n\n: A caption\n\n| A |\n|---|\n| b |")
    assert [node.kind for node in prose] == [Kind.PARAGRAPH, Kind.TABLE]


def test_a_table_from_a_file_is_a_table_without_rows() -> None:
    prose = read('::: {table="data/x.csv" #tbl-x caption="A \\"b\\" *c*" audience=legal}\n:::\n')
    caption = "caption(text'A \"b\" ' emphasis(text'c'))"
    assert shown(prose) == f"table caption=yes id=tbl-x source=data/x.csv for=legal({caption})"
    assert shown(read("::: {table=x.csv}\n:::\n\nTable: A")) == "table caption=yes source=x.csv(caption(text'A'))"


def test_notes_are_placed_at_each_of_their_calls() -> None:
    prose = read("a[^n] b^[c *d*] e[^n]\n\n[^n]: First.\n\n    - second\n")
    said = "note definition=a.md:3:1(paragraph(text'First.') list ordered=no tight=yes(item(paragraph(text'second'))))"
    inline = "note(paragraph(text'c ' emphasis(text'd')))"
    assert shown(prose) == f"paragraph(text'a' {said} text' b' {inline} text' e' {said})"
    assert [at(note) for note in nodes(prose, Kind.NOTE)] == ["1:2+4", "1:8+8", "1:18+4"]


def test_a_note_that_is_written_for_some_readers_stays_with_them() -> None:
    outside = read("a[^n]\n\n::: {audience=legal}\n[^n]: Secret.\n:::\n")
    assert (
        shown(outside)
        == "paragraph(text'a' note definition=a.md:4:1 for=legal(paragraph(text'Secret.'))) division for=legal"
    )
    assert marked_at(nodes(outside, Kind.NOTE)[0]) == "3:15+5"
    inside = read("::: {audience=legal}\na[^n]\n\n[^n]: Secret.\n:::\n")
    assert shown(inside) == "division for=legal(paragraph(text'a' note definition=a.md:4:1(paragraph(text'Secret.'))))"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## A", ["E159 1:1+4"]),
        ("# A\n\n### B", ["E159 3:1+5"]),
        ("# A\n## B\n### C\n#### D\n##### E", ["E159 5:1+7"]),
        ("- # A", ["E162 1:3+3"]),
        ("# ", ["E162 1:1+1"]),
        ("a {#p-a cls=b}", ["E152 1:9+3"]),
        ("{#p-a}", ["E151 1:1+6"]),
        ("::: {audience=legal}\na", ["E154 1:1+3"]),
        ("- ::: {audience=legal}\n  a\n\nb\n\n:::", ["E154 1:3+3", "E154 6:1+3"]),
        (":::: {audience=legal}\na\n:::\n::::", ["E154 3:1+3"]),
        ("::: legal\na\n:::", ["E151 1:5+5"]),
        ("::: {audience=legal} b\na\n:::", ["E151 1:22+1"]),
        ("::: {audience=leagl}\na\n:::", ["E201 1:15+5"]),
        ("::: {audince=legal}\na\n:::", ["E152 1:6+7"]),
        ("::: {table=a.csv}\na\n:::", ["E162 2:1+1"]),
        ("> ```\n> a", ["E154 1:3+3"]),
        ("```a b\n```", ["E162 1:6+1"]),
        ("<div>\na\n</div>", ["E153 1:1+5"]),
        ("a\n\n[^1]: b", ["E155 3:1+5"]),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", ["E155 5:1+5"]),
        ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c", ["E162 3:8+4"]),
        ("![a](b.png)", ["E158 1:1+11"]),
        ('![a](b.png){#fig-a alt=" "}', ["E158 1:1+27"]),
        ('![a](b.png) {alt="c"}', ["E151 1:13+9", "E152 1:14+3", "E158 1:1+11"]),
        ("![a][b]", ["E162 1:1+4"]),
        ("| a | b |\n|---|---|\n| c |\n| d | e | f |", ["E160 3:3+1", "E160 4:3+9"]),
        ("| a | b |\n|---|\n| c | d |", ["E160 2:2+3"]),
        ("| a {audience=legal} |\n|---|\n| c |", ["E152 1:6+8"]),
        ("| a | b |\n|---|---|\n| c {audience=legal} | d |", ["E151 3:5+16"]),
        ("Table: a\n\nb", ["E162 1:1+8"]),
        ("[a]: https://b.org", ["E162 1:1+18"]),
        ("[a]\n\n[a]: x:y", ["E161 3:1+8"]),
        ("[a]\n\n> [a]: https://b.org", ["E162 3:3+18"]),
        ("[a]\n\n[a]: https://b.org\n[a]: https://c.org", ["E162 4:1+18"]),
    ],
)
def test_a_fault_in_a_block_is_placed_to_the_character(text: str, found: list[str]) -> None:
    assert sorted(faults(text)) == sorted(found)


def test_what_is_misspelt_gets_a_suggestion() -> None:
    audience, key = (read_with_problems(text)[1][0] for text in ("[a]{audience=leagl}", "[a]{audiense=legal}"))
    assert (audience.hint, audience.label) == ("did you mean `legal`?", "use executive, general or legal")
    assert key.hint == "did you mean `audience`?"


def test_a_field_of_one_paragraph_gives_its_inlines_and_others_their_blocks() -> None:
    assert shown(read("a *b*", inline=True)) == "text'a ' emphasis(text'b')"
    assert shown(read("a\n\nb", inline=True)) == "paragraph(text'a') paragraph(text'b')"
    assert shown(read("- a", inline=True)) == "list ordered=no tight=yes(item(paragraph(text'a')))"
    assert shown(read("a {audience=legal}", inline=True)) == "paragraph for=legal(text'a')"
    assert shown(read("Table: a", inline=True)) == "text'Table: a'"
    assert read("", inline=True) == ()
    assert faults("# a", inline=True) == ["E162 1:1+3"]
