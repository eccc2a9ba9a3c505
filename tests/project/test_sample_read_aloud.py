"""The sample's briefs as a screen reader reads them: the PDF's tags, in order, have the words of the page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from tests.builds import SAMPLE, Builds
from tests.writers import paper
from tests.writers.page_read import expected_tags_and_words
from tests.writers.tag_tree import letters_between_tags, tags_and_words

AUDIENCES = ("legal", "executive", "general")
EVERY = pytest.mark.parametrize("name", AUDIENCES)


def expected(builds: Builds, name: str) -> list[str]:
    made = builds.laid_out(SAMPLE, name)
    return letters_between_tags(expected_tags_and_words(made.build.page, made.pagination.pages))


@EVERY
def test_the_tags_in_order_have_the_words_of_the_page(builds: Builds, name: str) -> None:
    row = letters_between_tags(tags_and_words(builds.sample(name).files["pdf"]))
    assert len(row) > 300
    assert row == expected(builds, name)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<H3>", "<H4>"),  # another level
        ("<TH scope=Column>", "<TH scope=Row>"),
        ("<Span lang=la>", "<Span lang=fr>"),
        ("<Link to=note-2>", "<Link to=note-3>"),
        ("<LBody>", "<P>"),
    ],
)
def test_a_tag_with_other_words_is_found(builds: Builds, old: str, new: str) -> None:
    row = tags_and_words(builds.sample("legal").files["pdf"])
    row[row.index(old)] = new
    assert letters_between_tags(row) != expected(builds, "legal")


def test_missing_repeated_and_misplaced_words_are_found(builds: Builds) -> None:
    row, right = tags_and_words(builds.sample("legal").files["pdf"]), expected(builds, "legal")
    first, second = [place for place, token in enumerate(row) if "article" in token and token[0] != "<"][3:5]
    assert letters_between_tags([*row[:first], *row[first + 1 :]]) != right
    assert letters_between_tags([*row[:first], row[first], *row[first:]]) != right
    assert (
        letters_between_tags([*row[:first], row[second], *row[first + 1 : second], row[first], *row[second + 1 :]])
        != right
    )


@EVERY
def test_bookmarks_are_the_headings_of_every_level_in_their_order(builds: Builds, name: str) -> None:
    made = builds.sample(name)
    (body,) = made.page.tree().iterfind("body")
    headings = [one for one in body.iter() if one.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
    with pikepdf.open(io.BytesIO(made.files["pdf"])) as pdf, pdf.open_outline() as outline:
        bookmarks = list(_bookmarks(outline.root, 1))
    assert bookmarks == [(int(one.tag[1]), " ".join("".join(one.itertext()).split())) for one in headings]
    assert len(bookmarks) > 6


def _bookmarks(items: Any, level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, str(item.title)
        yield from _bookmarks(item.children, level + 1)


@EVERY
def test_every_link_inside_the_file_has_a_target(builds: Builds, name: str) -> None:
    with pikepdf.open(io.BytesIO(builds.sample(name).files["pdf"])) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {str(names[index]) for index in range(0, len(names), 2)}
        links = [link for sheet in pdf.pages for link in sheet.get("/Annots", [])]
        targets = {str(link.Dest) for link in links if "/Dest" in link}
        assert all(str(link.get("/Contents", "")) for link in links)
    assert targets
    assert targets <= places


@EVERY
def test_headers_and_footers_are_artifacts(builds: Builds, name: str) -> None:
    made = builds.sample(name)
    (body,) = made.page.tree().iterfind("body")
    mark = body.get("data-mark")
    with pikepdf.open(io.BytesIO(made.files["pdf"])) as pdf:
        for sheet in pdf.pages:
            opened = [operands for operands, operator in pikepdf.parse_content_stream(sheet) if str(operator) == "BDC"]
            furniture = [operands[1] for operands in opened if operands[0] == "/Artifact"]
            assert {str(one.Subtype) for one in furniture if "/Subtype" in one} == {"/Header", "/Footer"}
            assert all("/MCID" in operands[1] for operands in opened if operands[0] != "/Artifact")
        count = len(pdf.pages)
    assert paper.text(made.files["pdf"]).count(mark) >= 2 * count
    assert mark not in paper.words(made.files["pdf"])
