"""What the documents show can be typed in: it loads, and what is wrong with it is answered as they say."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

from brief.build import build
from brief.cli.report import format_problem
from brief.diagnostics.problems import BriefError
from brief.load import load, load_audiences
from brief.model import Audience

BLOCK = re.compile(r"^(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

HEAD = """\
title: The wall
reference: HW-1
version: "1.0"
as_of: 2026-11-23
language: en-GB
authors: [The desk]
"""
SOURCE = "- id: {}\n  audience: [legal, general]\n  title: {}\n  type: document\n"
TERM = "- id: g-ferry\n  audience: [legal, general]\n  term: ferry\n  definition: A ship.\n"
ROUTES = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def audiences(checkout: Path) -> dict[str, Audience]:
    return load_audiences([checkout / "templates"])


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that writes files of a dossier `harbour-wall`, and gives its folder as seen from a project."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> Path:
        folder = Path("content/harbour-wall")
        for name, text in {"dossier.yaml": HEAD, **files}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


def blocks(page: Path, language: str) -> list[str]:
    found = [text for _, name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]
    assert found
    return found


def block(page: Path, language: str, word: str) -> str:
    (one,) = (text for text in blocks(page, language) if word in text)
    return one


def readme_dossier(checkout: Path) -> dict[str, str]:
    """Return the files of the README's smallest dossier, by name."""
    readme = checkout / "README.md"
    return {
        "dossier.yaml": block(readme, "yaml", "reference: HW-1"),
        "sections/01-facts.md": block(readme, "markdown", "role: facts"),
    }


def readme_record(checkout: Path) -> dict[str, str]:
    """Return the same dossier with the claim, the source and the sentence that the README adds."""
    readme = checkout / "README.md"
    files = readme_dossier(checkout)
    plain = "The diver says that the wall leans.\n"
    assert plain in files["sections/01-facts.md"]
    marked = block(readme, "markdown", "[the wall leans]")
    return {
        "dossier.yaml": files["dossier.yaml"],
        "sections/01-facts.md": files["sections/01-facts.md"].replace(plain, marked),
        "claims.yaml": block(readme, "yaml", "- id: c-leans"),
        "sources.yaml": block(readme, "yaml", "- id: s-log"),
    }


def test_the_readme_s_smallest_dossier_can_be_built(checkout, written, audiences) -> None:
    dossier = load(written(readme_dossier(checkout)), audiences)
    pages = {
        name: build(dossier, audiences[name], ("html",), [checkout / "templates"]).files["html"].decode()
        for name in ("legal", "general")
    }
    assert all("the wall leans" in page for page in pages.values())
    assert {name for name, page in pages.items() if "who must repair it" in page} == {"legal"}


def test_the_readme_s_claim_and_source_can_be_built(checkout, written, audiences) -> None:
    dossier = load(written(readme_record(checkout)), audiences)
    for name in ("legal", "general"):
        made = build(dossier, audiences[name], ("html",), [checkout / "templates"])
        assert "the wall leans" in made.files["html"].decode()
        assert "The diver’s log" in made.files["html"].decode()


def test_the_readme_s_error_is_what_is_printed(checkout, written, audiences) -> None:
    files = readme_record(checkout)
    files["claims.yaml"] = files["claims.yaml"].replace("[legal,", "[legel,")
    with pytest.raises(BriefError) as raised:
        load(written(files), audiences)
    (problem,) = raised.value.problems
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    example = re.search(r"^    error E201.*?^    help: .*?$", readme, re.MULTILINE | re.DOTALL)
    assert example
    assert dedent(example[0]).splitlines() == format_problem(problem).splitlines()


def test_the_content_format_s_examples_load(checkout, written, audiences) -> None:
    page = checkout / "docs/content.md"
    front = block(page, "markdown", "role: facts")
    prose = block(page, "markdown", "A paragraph that others may refer to")
    source = block(page, "yaml", "- id: c-lost")
    quoted = block(page, "yaml", "says so: the ferry company")
    claims = source + source.replace("c-lost", "c-quoted").replace("  by: the ferry company\n", _indented(quoted))
    dossier = load(
        written(
            {
                "dossier.yaml": HEAD + block(page, "yaml", "handling:"),
                "claims.yaml": claims,
                "sources.yaml": SOURCE.format("s-letter", "Letter")
                + SOURCE.format("s-news", "News")
                + block(page, "yaml", "type: authority"),
                "glossary.yaml": TERM,
                "sections/10-facts.md": front + prose + _words(page),
                "data/late.csv": "Pier,Minutes,audience\nNorth,3.5,\nSouth,12,legal\n",
                "figures/routes.svg": ROUTES,
            }
        ),
        audiences,
    )
    assert [claim.id for claim in dossier.record.claims] == ["c-lost", "c-quoted"]
    assert [source.type for source in dossier.record.sources] == ["document", "document", "case", "authority"]


def test_the_example_audience_has_the_keys_of_a_shipped_one(checkout, tmp_path) -> None:
    folder = tmp_path / "audiences/executive"
    folder.mkdir(parents=True)
    (folder / "audience.yaml").write_text(block(checkout / "docs/audiences.md", "yaml", "label:"), encoding="utf-8")
    assert load_audiences([tmp_path])["executive"].parts[0] == "bottom-line"


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def _words(page: Path) -> str:
    """Return every way of writing in the table of words that can stand in a paragraph as it is."""
    text = page.read_text(encoding="utf-8")
    rows = text[text.index("### Words") :].split("\n\n")[1].splitlines()[2:]
    written = [sample for row in rows for sample in re.findall(r"`` (.+?) ``|`([^`]+)`", row.split(" | ")[0])]
    samples = [one or other for one, other in written if (one or other) not in ("\\", "[^1]: The note.", "[^1]")]
    assert len(samples) > 20
    return "\n\n" + "\n\n".join(samples) + "\n\nA note.[^1]\n\n[^1]: The note.\n"
