import pytest

from brief.locale.language import language_from_tag
from brief.model import Kind, plain_text
from tests.load.prose_reader import at, faults, marked_at, nodes, read, shown


def line(text: str, **options: bool | str) -> str:
    return shown(read(text, inline=True, **options))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "*a* _b_ **c** __d__",
            "emphasis(text'a') text' ' emphasis(text'b') text' ' strong(text'c') text' ' strong(text'd')",
        ),
        ("***a***", "emphasis(strong(text'a'))"),
        ("**a *b* c**", "strong(text'a ' emphasis(text'b') text' c')"),
        ("snake_case_name and 2*3*4", "text'snake_case_name and 2' emphasis(text'3') text'4'"),
        ("~~a~~ H~2~O x^2^", "strike(text'a') text' H' subscript(text'2') text'O x' superscript(text'2')"),
        ("~a b~ and ^a b^", "text'~a b~ and ^a b^'"),
        ("yr^-1^ m^\u2212 2^", "text'yr' superscript(text'-1') text' m^\u2212 2^'"),
        ("m^\u22122^, (s^-1^)", "text'm' superscript(text'\u22122') text', (s' superscript(text'-1') text')'"),
        ("Ca^2+^Cl x^(n)^!", "text'Ca' superscript(text'2+') text'Cl x' superscript(text'(n)') text'!'"),
        ("x~-1~ y~(i)~ z", "text'x' subscript(text'-1') text' y' subscript(text'(i)') text' z'"),
        ("~5\u2013~6 and 2^10", "text'~5\u2013~6 and 2^10'"),
        ("`a *b* {{ c }} [@d]`", "code'a *b* {{ c }} [@d]'"),
        ("`` a`b ``", "code'a`b'"),
        ("a`b", "text'a`b'"),
        (r"\*a\* \@b \[d] \{\{ e }}", "text'*a* @b [d] {{ e }}'"),
        ("&amp; &copy; &#8364; &nope; &", "text'& © € &nope; &'"),
        ("a  \nb\\\nc\nd", "text'a' break text'b' break text'c d'"),
        ("汉字\n汉字\nlatin", "text'汉字汉字 latin'"),
        ("[a *b*](https://example.org/x)", "link target=https://example.org/x(text'a ' emphasis(text'b'))"),
        (
            "[a](#sec-x) [b](<mailto:a@b.org>)",
            "link target=#sec-x(text'a') text' ' link target=mailto:a@b.org(text'b')",
        ),
        (
            "<https://a.org/b_c_d> <a@b.org>",
            (
                "link target=https://a.org/b_c_d(text'https://a.org/b_c_d') text' ' "
                "link target=mailto:a@b.org(text'a@b.org')"
            ),
        ),
        ("[a](https://bücher.example/ä)", "link target=https://xn--bcher-kva.example/%C3%A4(text'a')"),
        ("a [b] [c](not a link) d]", "text'a [b] [c](not a link) d]'"),
    ],
)
def test_commonmark_inlines_become_nodes(text: str, tree: str) -> None:
    assert line(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('[a]{audience="legal"}', "span for=legal(text'a')"),
        ("[a]{audience=legal}", "span for=legal(text'a')"),
        ('[a]{audience="legal, executive"}', "span for=executive+legal(text'a')"),
        ('[a]{audience="legal executive"}', "span for=executive+legal(text'a')"),
        ("[a]{claim=c-1}", "claim claim=c-1(text'a')"),
        ("[a]{lang=fr}", "span lang=fr(text'a')"),
        ("[a]{lang=ar dir=rtl}", "span dir=rtl lang=ar(text'a')"),
        ("[model]{term=g-model}", "reference target=g-model(text'model')"),
        ("[a]{claim=c-1 audience=legal lang=de}", "span lang=de for=legal(claim claim=c-1(text'a'))"),
        ("[a]{term=g-a claim=c-1}", "claim claim=c-1(reference target=g-a(text'a'))"),
        ("*a*{audience=legal}", "span for=legal(emphasis(text'a'))"),
        ("**a**{claim=c-1} b", "claim claim=c-1(strong(text'a')) text' b'"),
        ("[a](#x){audience=legal}", "span for=legal(link target=#x(text'a'))"),
        ("`a`{audience=legal}", "span for=legal(code'a')"),
        ("[a [b]{audience=legal} c]{claim=c-1}", "claim claim=c-1(text'a ' span for=legal(text'b') text' c')"),
        ("[@s-1]{audience=legal}", "span for=legal(cite(citation source=s-1))"),
        ("@c-1{audience=legal}", "span for=legal(reference target=c-1)"),
        ("a {b} {c, d}", "text'a {b} {c, d}'"),
        (r"\{audience=legal\}", "text'{audience=legal}'"),
    ],
)
def test_words_carry_readers_claims_languages_and_terms(text: str, tree: str) -> None:
    assert line(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[@s-1]", "cite(citation source=s-1)"),
        ("[@s-1; @s-2]", "cite(citation source=s-1 citation source=s-2)"),
        (
            "[@s-1, p. 3; see @s-2]",
            "cite(citation locator=p. 3 source=s-1 citation prefix=see source=s-2)",
        ),
        ("[@s-1, pp. 3--5]", "cite(citation locator=pp. 3–5 source=s-1)"),
        ("[see also @s-1 chapter 2]", "cite(citation locator=chapter 2 prefix=see also source=s-1)"),
        ("@fig-claims, @sec-x.", "reference target=fig-claims text', ' reference target=sec-x text'.'"),
        ("[see @fig-claims]", "text'[see ' reference target=fig-claims text']'"),
        ("参见@fig-a所示", "text'参见' reference target=fig-a text'所示'"),
        ("a@b.org x/@y", "text'a@b.org x/@y'"),
        ("{{ claims.count }} of {{as_of}}", "variable name=claims.count text' of ' variable name=as_of"),
        ("**{{ title }}**", "strong(variable name=title)"),
    ],
)
def test_citations_references_and_variables_become_nodes(text: str, tree: str) -> None:
    assert line(text) == tree


@pytest.mark.parametrize(
    ("language", "set_as"),
    [
        ("en", "“a ‘b’ c” don’t"),
        ("de", "„a ‚b‘ c“ don’t"),
        ("de-CH", "«a ‹b› c» don’t"),
        ("fr", "«\u202fa “b” c\u202f» don’t"),
        ("es", "«a “b” c» don’t"),
        ("tlh", "“a ‘b’ c” don’t"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, set_as: str) -> None:
    assert plain_text(read("\"a 'b' c\" don't", inline=True, language=language_from_tag(language))) == set_as


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("a -- b --- c 1--2 --flag", "a – b — c 1–2 --flag"),
        ("wait... (c) 5(c) +-", "wait… (c) 5(c) +-"),
        ('"*a*" *"b"* "[c]{claim=c-1}"', "“a” “b” “c”"),
        ("the dogs' '90s rock 'n' roll", "the dogs’ ’90s rock ‘n’ roll"),
        (r"\"a\" `\"b\"`", '"a" \\"b\\"'),
        ('he said "one\n"two"', "he said “one “two”"),
    ],
)
def test_quotes_dashes_and_dots_are_typeset_and_nothing_else_is(text: str, set_as: str) -> None:
    assert plain_text(read(text, inline=True)) == set_as


def test_neighbouring_text_is_one_node() -> None:
    assert line('a [b] *c ~d "e" f & g\nh') == "text'a [b] *c ~d “e” f & g h'"


def test_every_inline_knows_where_it_was_written() -> None:
    prose = read('äé *b* `c` [d]{audience="legal"} [@s-1, p. 3; see @s-2] @fig-x {{ title }}\nnext **e**')
    places = {kind: [at(node) for node in nodes(prose, kind)] for kind in Kind}
    assert places[Kind.EMPHASIS] == ["1:4+3"]
    assert places[Kind.CODE] == ["1:8+3"]
    assert places[Kind.SPAN] == ["1:12+21"]
    assert [marked_at(span) for span in nodes(prose, Kind.SPAN)] == ["1:26+5"]
    assert places[Kind.CITE] == ["1:34+22"]
    assert places[Kind.CITATION] == ["1:35+4", "1:51+4"]
    assert places[Kind.REFERENCE] == ["1:57+6"]
    assert places[Kind.VARIABLE] == ["1:64+11"]
    assert places[Kind.STRONG] == ["2:6+5"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x [a]{audience=", ["E151 1:7+9"]),
        ("x [a]{audience=legal executive}", ["E151 1:22+9"]),
        ("[a]{audience=“legal”}", ["E151 1:5+16"]),
        ("[a]{}", ["E151 1:4+2"]),
        ("[a]{lang=fr lang=de}", ["E151 1:13+4"]),
        ("a word{audience=legal} b", ["E151 1:7+16"]),
        ("a {audience=legal} b", ["E151 1:3+16"]),
        ("[@s-1; p. 3]", ["E151 1:8+4"]),
        ("[a]{claim=}", ["E151 1:5+6"]),
        ("[a]{cliam=c-1}", ["E152 1:5+5"]),
        ("[a]{#x}", ["E152 1:5+2"]),
        ("a <b>c</b> d", ["E153 1:3+3"]),
        ("a <!-- b -->", ["E153 1:3+4"]),
        ("x[^2]", ["E155 1:2+4"]),
        ("{{ claims count }}", ["E157 1:1+18"]),
        ("a {{ b", ["E157 1:3+4"]),
        ("[a](javascript:x)", ["E161 1:5+12"]),
        ("[a](other.md) [b](file:///etc/passwd)", ["E161 1:5+8", "E161 1:19+18"]),
        ("<ftp://a.org>", ["E161 1:2+11"]),
        ("[a]()", ["E161 1:4+2"]),
        ('[a](https://b.org "c")', ["E162 1:19+3"]),
        ("[a [b](#c) d](#e)", ["E162 1:1+17"]),
        ("[](#c)", ["E162 1:1+6"]),
        ("[ ](https://b.org)", ["E162 1:1+18"]),
        ('a ![b](c.png){alt="d"}', ["E162 1:3+20"]),
        ("a^[b ^[c] d]", ["E162 1:6+4"]),
        ("a\x00b \u202ec &#x202e; \u2028", ["E187 1:2+1", "E187 1:5+1", "E187 1:8+8", "E187 1:17+1"]),
        ('[a]{audience="legal, exe general"}', ["E201 1:22+3"]),
        ('[a]{audience=""}', ["E202 1:5+8"]),
        ("[a]{lang=xx-nope}", ["E111 1:10+7"]),
        ("[a]{dir=up}", ["E103 1:9+2"]),
    ],
)
def test_a_fault_in_a_line_is_placed_to_the_character(text: str, found: list[str]) -> None:
    assert sorted(faults(text)) == sorted(found)


@pytest.mark.parametrize(
    ("before", "column"), [("> ", 3), ("> > ", 5), ("- ", 3), ("10. ", 5), ("- > 1. ", 8), ("## ", 4), ("   ", 4)]
)
def test_columns_are_right_after_the_markers_of_blocks(before: str, column: int) -> None:
    text = f"# A\n\n{before}[a](x:y)"
    assert faults(text) == [f"E161 3:{column + 4}+3"]


def test_columns_are_right_in_further_lines_of_blocks() -> None:
    assert faults("> a\n> [a](x:y)\n[b](x:z)") == ["E161 2:7+3", "E161 3:5+3"]
    assert faults("- a\n  [a](x:y)\n\n    [b](x:z)\n") == ["E161 2:7+3", "E161 4:9+3"]
    assert faults("a\n: b\n\n  [a](x:y)") == ["E161 4:7+3"]
    assert faults("a[^1]\n\n[^1]: b\n    [a](x:y)\n\n    [b](x:z)") == ["E161 4:9+3", "E161 6:9+3"]


def test_columns_are_right_in_cells_after_escaped_pipes() -> None:
    assert faults("> | a \\| b | c |\n> |---|---|\n> | `a \\| b` | é [d](x:y) |") == ["E161 3:22+3"]
