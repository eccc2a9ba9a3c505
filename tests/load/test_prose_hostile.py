import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from brief.diagnostics.collector import Problems
from brief.load.markdown.passage import DEPTH
from brief.load.markdown.prose import LONGEST, read_prose
from brief.load.origin import Origin
from brief.model import Kind, Node, Prose, plain_text
from tests.load.prose_reader import AUDIENCES, faults, read, read_with_problems, shown

MANY = 5_000
SIGNS = [
    *"*_~^`[](){}<>!@#&|:.-+=\"'\\ \n\tab1é汉",
    "\n\n",
    "::: {audience=legal}\n",
    ":::\n",
    "{audience=",
    "[^1]",
    "[^1]: ",
    "{{ ",
    " }}",
    "](#a)",
    "> ",
    "- ",
    "| ",
    "|-|\n",
    "```\n",
    "[@s-1]",
    "\x00",
    "\u202e",
]


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "[" * MANY + "]" * MANY,
        "*" * MANY,
        "*a_ " * MANY,
        "**x*" * MANY,
        "~a" * MANY,
        "^[" * MANY,
        "[a](" * MANY,
        "[a](b '" * MANY,
        "[a]{" * MANY,
        '[a]{b="' * MANY,
        "{a=b " * MANY,
        "{{" * MANY,
        "<a " * MANY,
        "<!--" * MANY,
        "[@s-1; " * MANY,
        "\"'" * MANY,
        "`" * MANY,
        "> " * MANY,
        "- " * MANY + "a",
        "1. " * MANY,
        "|-" * MANY,
        "[^a" * MANY,
        "[a\n" * MANY,
        "\\" * MANY,
    ],
)
def test_a_hostile_text_is_read_to_its_end(text: str) -> None:
    prose, problems = read_with_problems(text)
    assert prose or problems


@pytest.mark.parametrize(
    "text",
    [
        "> " * MANY + "a",
        "- " * 40 + "a",
        "::: {audience=legal}\n" * MANY,
        "[" * MANY + "a" + "]{lang=fr}" * MANY,
        "*a _b " * 20 + "c" + " d_ e*" * 20,
        "\n".join("  " * depth + "- a" for depth in range(100)),
    ],
)
def test_too_deep_nesting_is_one_problem_and_no_prose(text: str) -> None:
    prose, problems = read_with_problems(text)
    assert prose == ()
    assert [one.code for one in problems] == ["E163"]


def test_nesting_to_the_limit_is_fine() -> None:
    assert read("> " * (DEPTH - 1) + "a")


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    assert faults("a" * (LONGEST + 1)) == ["E183 1:1+1"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(SIGNS), max_size=60).map("".join)), st.booleans())
@settings(max_examples=200)
def test_any_text_is_read_and_every_place_lies_in_its_file(text: str, inline: bool) -> None:
    prose, problems = read_with_problems(text, inline=inline)
    lines = re.split(r"\r\n|\r|\n", text)
    places = [one.place for one in problems] + [node.place for top in prose for node in top.walk()]
    places += [node.audience_place for top in prose for node in top.walk() if node.audience_place]
    for place in places:
        assert place
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert 1 <= place.width <= max(1, len(lines[place.line - 1]) - place.column + 1)


@given(st.lists(st.sampled_from(SIGNS), max_size=40))
@settings(max_examples=200)
def test_no_word_of_a_text_is_lost(parts: list[str]) -> None:
    """Every word among the signs is spoken, in a note, or in an attribute, whatever else is wrong with the text."""
    marked = "".join(f"{part} word{index}x " for index, part in enumerate(parts))
    prose, problems = read_with_problems(marked)
    if any(one.code in ("E155", "E163") or "footnote" in one.text for one in problems):
        return  # a note without a call is not in the tree
    every = [node for top in prose for node in top.walk()]
    spoken = plain_text(prose) + "".join(plain_text(node.children) for node in every if node.kind is Kind.NOTE)
    spoken += "".join(value for node in every for value in node.attributes.values())
    assert [word for word in re.findall(r"word\d+x", marked) if word not in spoken] == []


@given(
    st.lists(
        st.sampled_from([*"**__ab  .`\\[]()\n->#12é¿!?", "](#a)", "\n\n", "[a](#b)", "> ", "- ", "  \n", "1. ", "```"]),
        max_size=40,
    ).map("".join)
)
@settings(max_examples=200)
def test_commonmark_means_what_it_means_to_markdown_it(text: str) -> None:
    if any(sign in text for sign in ("![", "\\ ", "...", "--")):  # pictures and dashes are the project's own
        return
    problems = Problems()
    prose = read_prose(text, Origin("a.md"), AUDIENCES, problems)
    found: dict[str, object] = {}
    tokens = MarkdownIt("commonmark").disable(["html_block", "html_inline", "entity"]).parse(text, found)
    if "references" in found or any("in a link" in one.text or one.code == "E163" for one in problems):
        return
    assert _ours(prose) == _theirs(tokens).replace("<paragraph></paragraph>", "")


def _ours(prose: Prose) -> str:
    return "".join(_one(node) for node in prose)


def _one(node: Node) -> str:
    if node.kind in (Kind.TEXT, Kind.CODE, Kind.CODE_BLOCK):
        return html.escape(node.text) if node.kind is Kind.TEXT else f"<{node.kind}>{html.escape(node.text)}</>"
    return f"<{node.kind}>{_ours(node.children)}</{node.kind}>"


_NAMES = {
    "em": "emphasis", "strong": "strong", "link": "link", "paragraph": "paragraph", "heading": "heading",
    "list_item": "item", "bullet_list": "list", "ordered_list": "list", "blockquote": "quote",
}  # fmt: skip


def _theirs(tokens: list[Token]) -> str:
    return "".join(_their(token) for token in tokens)


def _their(token: Token) -> str:
    if token.type == "inline":
        return _theirs(token.children or [])
    if token.type in ("text", "text_special"):
        return html.escape(token.content)
    if token.type in ("code_inline", "fence", "code_block"):
        kind = "code" if token.type == "code_inline" else "code_block"
        return f"<{kind}>{html.escape(token.content.removesuffix(chr(10)))}</>"
    single = {"softbreak": " ", "hardbreak": "<break></break>", "hr": "<rule></rule>"}
    if token.type in single:
        return single[token.type]
    name, _, side = token.type.rpartition("_")
    return f"<{'/' if side == 'close' else ''}{_NAMES[name]}>"


def test_places_are_those_of_the_file_that_a_text_is_in() -> None:
    problems = Problems()
    read_prose("a\n[b](x:y)", Origin("c.yaml", 7, 12, 4), AUDIENCES, problems)
    assert [str(one.place) for one in problems] == ["c.yaml:8:9"]


def test_a_whole_section_keeps_all_its_parts() -> None:
    prose = read("# A\n\nb *c*[^1]\n\n- d\n\n[^1]: e\n")
    assert shown(prose).count("text") == 5
