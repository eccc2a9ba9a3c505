"""Faults planted in a good PDF, one in each, and the rule of PDF/UA-1 or PDF/A-2a by which veraPDF finds it.

Faults that it cannot find are planted too, to show what its approval does not cover.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name, Pdf

from brief.writers.pdf import write
from tests.verifiers import verapdf
from tests.writers import paper

FRAGMENT = (
    '<p>In <em lang="fr">bref</em> and <a href="https://example.org/">a link</a>.<span class="note">Why.</span></p>'
    '<figure><img src="a.svg" alt="A chart"><figcaption>One</figcaption></figure><h2>Next</h2>'
    '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
    "<tbody><tr><td>1</td><td>2</td></tr></tbody></table><ul><li>x</li></ul>"
)


def tags(pdf: Pdf, kind: str) -> Iterator[Any]:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem" and f"/{kind}" == one.S:
            yield one


def without(kind: str, key: str) -> Callable[[Pdf], None]:
    """Return a function that takes one entry from every tag of a kind."""

    def break_it(pdf: Pdf) -> None:
        broken = list(tags(pdf, kind))
        assert broken
        for tag in broken:
            del tag[key]

    return break_it


def called(kind: str, other: str) -> Callable[[Pdf], None]:
    def break_it(pdf: Pdf) -> None:
        next(tags(pdf, kind)).S = Name(f"/{other}")

    return break_it


def without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def without_contents(pdf: Pdf) -> None:
    for link in pdf.pages[0].Annots:
        del link["/Contents"]


def without_parent(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0]["/StructParent"]


def without_claim(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in packet
    pdf.Root.Metadata.write(packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def without_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences["/DisplayDocTitle"]


def without_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def unmarked_furniture(pdf: Pdf) -> None:
    """Turn the page's header and footer into content that no tag holds."""
    content = pikepdf.parse_content_stream(pdf.pages[0])
    kept, depth = [], []
    for operands, operator in content:
        if str(operator) in {"BDC", "BMC"}:
            depth.append(operands[0] == "/Artifact")
        is_furniture = bool(depth) and depth[-1] and str(operator) in {"BDC", "BMC", "EMC"}
        if str(operator) == "EMC":
            depth.pop()
        if not is_furniture:
            kept.append((operands, operator))
    assert len(kept) < len(content)
    pdf.pages[0].Contents.write(pikepdf.unparse_content_stream(kept))


def content_as_furniture(pdf: Pdf) -> None:
    """Turn a paragraph's words into an artifact, though their tag stays."""
    content = list(pikepdf.parse_content_stream(pdf.pages[0]))
    place = next(n for n, (given, name) in enumerate(content) if str(name) == "BDC" and "/MCID" in given[1])
    content[place] = ([Name.Artifact], pikepdf.Operator("BMC"))
    pdf.pages[0].Contents.write(pikepdf.unparse_content_stream(content))


def another_order(pdf: Pdf) -> None:
    section = next(tags(pdf, "P")).P
    heading, first, second, *others = section.K
    section.K = pikepdf.Array([heading, second, first, *others])


def other_words(pdf: Pdf) -> None:
    next(tags(pdf, "Figure")).Alt = pikepdf.String("x")


FOUND = {
    "picture without words": (without("Figure", "/Alt"), "7.3-1"),
    "header without scope": (without("TH", "/A"), "7.5-1"),
    "document without language": (without_language, "7.2-33"),
    "note without identifier": (without("Note", "/ID"), "7.9-1"),
    "link without words": (without_contents, "7.18.5-2"),
    "link in no tag": (without_parent, "7.18.5-1"),
    "furniture unmarked": (unmarked_furniture, "7.1-3"),
    "no claim": (without_claim, "5-1"),
    "title not shown": (without_title, "7.1-10"),
    "no tags": (without_tree, "7.1-11"),
    "heading left out": (called("H2", "H3"), "7.4.2-1"),
    "rows outside a table": (called("Table", "Div"), "7.2-5"),
}
# No validator can know these: `test_sample_read_aloud` compares the tags with the page.
UNSEEN = {
    "content called furniture": content_as_furniture,
    "another order": another_order,
    "words of a picture that say nothing": other_words,
    "language of a phrase": without("Span", "/Lang"),
    "paragraph called a heading": called("P", "H2"),
}


@pytest.fixture(scope="module")
def broken_rules(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Return the rules that the good file and each broken one break, with one start of Java."""
    folder = tmp_path_factory.mktemp("broken")
    good = write(paper.page(FRAGMENT, assets={"a.svg": paper.PICTURE}))
    files: dict[str, Path] = {"good": folder / "good.pdf"}
    files["good"].write_bytes(good)
    faults = {name: fault for name, (fault, _) in FOUND.items()} | UNSEEN
    for name, fault in faults.items():
        files[name] = folder / f"{name}.pdf"
        with pikepdf.open(io.BytesIO(good)) as pdf:
            fault(pdf)
            pdf.save(files[name])
    rules = verapdf.broken(list(files.values()))
    return {name: rules[path] for name, path in files.items()}


def test_the_file_is_good_before_it_is_broken(broken_rules) -> None:
    assert broken_rules["good"] == []


@pytest.mark.parametrize("name", FOUND)
def test_a_planted_fault_is_found_by_its_rule(broken_rules, name) -> None:
    assert any(line.startswith(f"{FOUND[name][1]}:") for line in broken_rules[name]), broken_rules[name]


@pytest.mark.parametrize("name", UNSEEN)
def test_some_faults_no_validator_can_find(broken_rules, name) -> None:
    assert broken_rules[name] == []
