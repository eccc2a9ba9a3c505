"""The docs list the vocabulary as it is; `python -m tests.project.test_vocabulary_doc` rewrites the table."""

from __future__ import annotations

from pathlib import Path

from brief.page.vocabulary import ELEMENTS

DOC = Path(__file__).parents[2] / "docs" / "templates.md"
START, END = "a test compares them -->\n", "<!-- vocabulary end -->"


def table() -> str:
    rows = ["| element | holds | attributes | classes |", "|---|---|---|---|"]
    for name, element in ELEMENTS.items():
        holds = " ".join(f"`{child}`" for child in sorted(element.children)) or element.content.value
        attributes = " ".join(f"`{word}`" for word in sorted(element.attributes))
        classes = " ".join(f"`{word}`" for word in sorted(element.classes))
        rows.append(f"| `{name}` | {holds} | {attributes} | {classes} |")
    return "\n".join(rows) + "\n\nEvery element may also have `id`, `lang` and `dir`.\n"


def test_the_docs_list_the_vocabulary_as_it_is() -> None:
    assert DOC.read_text(encoding="utf-8").split(START)[1].split(END)[0] == table()


if __name__ == "__main__":
    before, rest = DOC.read_text(encoding="utf-8").split(START)
    DOC.write_text(before + START + table() + END + rest.split(END)[1], encoding="utf-8")
