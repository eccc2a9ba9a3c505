"""What the documents say is what the code does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from brief.app.settings import KEYS, PREFIX
from brief.cli import COMMANDS, group
from brief.cli.fonts import command as fonts
from brief.diagnostics.codes import CODES
from brief.diagnostics.rules import RULES
from brief.render.colour_pairs import PAIRS
from tests.writers.docx_file import docx, page

CODE = re.compile(r"^```.*?^```|^    .*?$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")
FILE = re.compile(r"(?<![\w./-])(?:tests|pipeline|script|\.github|\.devcontainer)/[\w./-]*\w")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| `?([EW]\d{3}(?:/[a-z0-9-]+)?)`? \| (.+?) \| (.+) \|$", re.MULTILINE)
RULE = re.compile(r"[EW]\d{3}/[a-z0-9]+(?:-[a-z0-9]+)*")


def test_every_code_and_every_rule_has_one_row_with_its_summary_and_a_fix(checkout) -> None:
    rows = ROW.findall((checkout / "docs/errors.md").read_text(encoding="utf-8"))
    known = []
    for code, meaning in CODES.items():
        known.append((code, meaning.summary))
        known += [(rule, RULES[rule].summary) for rule in RULES if rule.startswith(f"{code}/")]
    assert [(name, summary) for name, summary, _ in rows] == known
    assert all(len(fix) > 8 for *_, fix in rows)


def test_codes_are_in_order_and_rules_in_the_order_of_their_codes() -> None:
    assert list(CODES) == sorted(CODES)
    assert list(dict.fromkeys(rule.partition("/")[0] for rule in RULES)) == list(CODES)


def test_every_rule_is_raised_and_every_rule_that_is_raised_is_known(checkout) -> None:
    modules = [path for path in (checkout / "pipeline/brief").rglob("*.py") if path.parent.name != "diagnostics"]
    assert len(modules) > 200
    raised = {rule for path in modules for rule in rules_in(ast.parse(path.read_text(encoding="utf-8")))}
    assert raised == set(RULES)


def rules_in(module: ast.Module) -> Iterator[str]:
    """Give every literal that has the form of a rule's id; one that is only compared with is not raised."""
    compared = {inner for node in ast.walk(module) if isinstance(node, ast.Compare) for inner in ast.walk(node)}
    for node in ast.walk(module):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and RULE.fullmatch(node.value) and node not in compared:
            yield node.value


def test_the_docs_have_the_help_of_every_command_as_it_is_printed(checkout, golden) -> None:
    path = checkout / "docs/commands.md"
    text = path.read_text(encoding="utf-8")
    for name in ("", *COMMANDS, *(f"fonts {name}" for name in fonts.commands)):
        block = f"```text\n$ brief {name}{' ' if name else ''}--help\n"
        assert text.count(block) == 1, name
        start = text.index(block) + len(block)
        text = text[:start] + help_of(name) + "\n" + text[text.index("```", start) :]
    golden(path, text)


def test_every_setting_is_in_the_docs(checkout) -> None:
    text = (checkout / "docs/commands.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"| `{key}` | `{PREFIX}{key.upper()}` |" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_group_s_help_gives_each_command_the_first_line_of_its_own(name) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").splitlines()[0] == COMMANDS[name]


def test_links_between_documents_lead_somewhere(checkout) -> None:
    pages = [*(checkout / "docs").rglob("*.md"), *checkout.glob("*.md")]
    links = [(page, *link) for page in pages for link in LINK.findall(CODE.sub("", page.read_text("utf-8")))]
    assert links
    assert any(heading for *_, heading in links)
    assert [(page.name, name) for page, name, _ in links if not (page.parent / name).exists()] == []
    missing = [
        (page.name, name, heading)
        for page, name, heading in links
        if heading and heading not in anchors(page.parent / name if name else page)
    ]
    assert missing == []


def anchors(page: Path) -> set[str]:
    """Return the names of a document's headings in links, as GitHub makes them."""
    headings = HEADING.findall(re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_documents_name_files_that_exist(checkout) -> None:
    pages = [*(checkout / "docs").rglob("*.md"), *checkout.glob("*.md")]
    names = [(page.name, name) for page in pages for name in FILE.findall(page.read_text("utf-8"))]
    assert len(names) > 40
    assert [(page, name) for page, name in names if not (checkout / name).exists()] == []


def help_of(name: str) -> str:
    command: click.Command | None = group
    for word in name.split():
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), word)
    assert command is not None
    info = f"brief {name}".strip()
    settings = {"help_option_names": ["-h", "--help"], "terminal_width": 100}
    with click.Context(command, info_name=info, **settings) as context:
        return command.get_help(context)


def test_no_document_names_a_machine_s_own_path(checkout) -> None:
    pages = list((checkout / "docs").rglob("*.md"))
    assert len(pages) > 4
    assert [page for page in pages if re.search(r"(?<![\w.])/(home|root|Users)/", Path(page).read_text("utf-8"))] == []


def test_the_docs_list_the_styles_of_a_word_file(checkout) -> None:
    text = (checkout / "docs" / "word.md").read_text(encoding="utf-8")
    rows = text.split("<!-- styles:")[1].split("<!-- styles end")[0].splitlines()[3:]
    listed = [name.strip() for row in rows if row.startswith("|") for name in row.split("|")[1].split(",")]
    made = docx(page("<p>x</p>")).find("//w:style/w:name/@w:val", "word/styles.xml")
    assert len(made) > 50
    assert sorted(listed) == sorted(made)


def test_the_docs_list_every_pair_of_colours_that_is_measured(checkout) -> None:
    text = (checkout / "docs" / "themes.md").read_text(encoding="utf-8")
    rows = text.split("<!-- pairs:")[1].split("<!-- pairs end")[0].splitlines()[3:]
    assert rows == [f"| `{seen}` | `{ground}` | {least:g}:1 |" for seen, ground, least in PAIRS]
