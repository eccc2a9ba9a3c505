"""The hardest Word files: a dossier with everything that content can express, and a page with the whole vocabulary."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from brief.app.shipped import shipped_folder
from brief.build import Build, build
from brief.checks.normalise import words_in
from brief.formats import FORMATS
from brief.load import load, load_audiences
from brief.page.vocabulary import ELEMENTS, GLOBAL_ATTRIBUTES, Page, vocabulary_violations
from tests.torture import office
from tests.torture.dossier import NOTES, project
from tests.torture.held import held
from tests.torture.readers import of_mammoth, of_page, of_pandoc
from tests.torture.words import LINE_END, missing_words, words_of_page
from tests.verifiers import opc, openxml
from tests.writers.docx_file import Docx, docx, sample

BRIEFS = (("torture", "rack"), ("torture", "wheel"), ("mirror", "rack"))  # the last one runs from right to left
BY_HAND = "by hand"
NAMES = (*map("-".join, BRIEFS), BY_HAND)
RESTRICTED = tuple(name for name in NAMES if name != "torture-wheel")  # what not everyone may read


# Classes that rendering adds last: `tests/render/test_shapes.py` has a case for each.
SHAPES = frozenset(
    {"red", "amber", "strict", "green", "unmarked", "draft", "privileged", "even", "columns-3", "columns-4",
     "columns-5", "columns-6", "cells-3", "cells-5", "cells-6", "cells-7", "short", "one-status", "long-status",
     "nested", "numbered"}
)  # fmt: skip
NUMBERED = frozenset({("p", "numbered")})  # which numbering adds to paragraphs, and not for their shape


def test_the_page_by_hand_has_every_element_attribute_and_class_of_the_vocabulary() -> None:
    root = sample("torture").tree()
    assert not list(vocabulary_violations(root))
    elements = list(root.iter())
    assert {each.tag for each in elements} == set(ELEMENTS)
    written = {(each.tag, str(name)) for each in elements for name in each.attrib}
    known = {(tag, name) for tag, known in ELEMENTS.items() for name in known.attributes}
    assert known - {("body", "data-draft")} <= written  # a draft has tests of its own
    assert {name for _, name in written} >= GLOBAL_ATTRIBUTES
    classes = {(each.tag, name) for each in elements for name in (each.get("class") or "").split()}
    known_classes = {(tag, name) for tag, known in ELEMENTS.items() for name in known.classes}
    assert classes == {(tag, name) for tag, name in known_classes if name not in SHAPES or (tag, name) in NUMBERED}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Build]:
    """Return the dossiers' briefs in every format, by name; every check of the project has passed."""
    folder = project(tmp_path_factory.mktemp("torture"))
    layers = [folder / "templates", shipped_folder("templates")]
    audiences = load_audiences(layers)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return {
            f"{name}-{reader}": build(load(Path("content", name), audiences), audiences[reader], tuple(FORMATS), layers)
            for name, reader in BRIEFS
        }


@pytest.fixture(scope="module")
def pages(builds: Mapping[str, Build]) -> Mapping[str, Page]:
    return {BY_HAND: sample("torture"), **{name: made.page for name, made in builds.items()}}


@pytest.fixture(scope="module")
def files(builds: Mapping[str, Build], pages: Mapping[str, Page]) -> Mapping[str, bytes]:
    return {BY_HAND: docx(pages[BY_HAND]).data, **{name: made.files["docx"] for name, made in builds.items()}}


@pytest.fixture(scope="module")
def saved(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files after LibreOffice opened and saved them."""
    return office.saved(files, "docx")


@pytest.fixture(scope="module")
def printed(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the PDFs that LibreOffice makes of the files."""
    return office.saved(files, "pdf")


@pytest.mark.slow
def test_the_dossiers_pass_every_check_in_every_format(builds: Mapping[str, Build]) -> None:
    assert [sorted(each.files) for each in builds.values()] == [sorted(FORMATS)] * len(BRIEFS)


@pytest.mark.slow
def test_no_file_breaks_a_rule_of_open_xml(files: Mapping[str, bytes]) -> None:
    assert openxml.failures(*files.values()) == []
    assert {name: opc.failures(data) for name, data in files.items()} == {name: [] for name in files}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_opens_a_file_and_saves_all_that_it_holds(
    files: Mapping[str, bytes], saved: Mapping[str, bytes], name: str
) -> None:
    before, after = held(files[name]), held(saved[name])
    assert len(before.tables) > 5
    assert len(before.headings) > 4
    assert Counter(before.raised) <= Counter(after.raised)  # it also raises repeated calls, which have a style here
    for part, values in asdict(replace(before, raised=after.raised)).items():
        assert differences(values, getattr(after, part)) == [], part


@pytest.mark.slow
@pytest.mark.parametrize("read", [of_mammoth, of_pandoc])
@pytest.mark.parametrize("name", NAMES)
def test_other_readers_find_every_note_table_heading_link_and_picture(
    files: Mapping[str, bytes], pages: Mapping[str, Page], name: str, read: object
) -> None:
    assert callable(read)
    wanted = of_page(pages[name], has_endnotes="word/endnotes.xml" in Docx(files[name]).names)
    found = read(files[name])
    assert wanted.links
    for part, values in asdict(wanted).items():
        assert differences(values, getattr(found, part)) == [], part


@pytest.mark.slow
def test_three_hundred_notes_are_notes_of_words_own(files: Mapping[str, bytes]) -> None:
    assert sum(note.startswith("Note text") for note in held(files["torture-rack"]).notes) == NOTES - 1
    assert sum(note.startswith("Note text") for note in held(files["torture-wheel"]).notes) == NOTES - 1


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_page_is_on_the_sheets_that_libreoffice_makes(
    printed: Mapping[str, bytes], pages: Mapping[str, Page], name: str
) -> None:
    text = "\n".join(office.sheets(printed[name]))
    wanted = Counter(words_in(words_of_page(pages[name])))
    assert len(wanted) > 100
    assert list(missing_words(wanted, words_in(text), words_in(LINE_END.sub(" | ", text)))) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", RESTRICTED)
def test_every_sheet_that_libreoffice_makes_has_the_mark_above_and_below(
    printed: Mapping[str, bytes], pages: Mapping[str, Page], name: str
) -> None:
    body = pages[name].tree().find("body")
    assert body is not None
    mark, edges = body.get("data-mark", "none"), office.edges(printed[name])
    assert len(edges) > 1
    assert [(mark in above, mark in below) for above, below in edges] == [(True, True)] * len(edges)


def differences(wanted: list[object], found: list[object]) -> list[str]:
    """Return the lines in which two lists differ, at most twenty: thousands of words would be no help."""
    rows = difflib.unified_diff([str(each) for each in wanted], [str(each) for each in found], lineterm="", n=0)
    return [row for row in rows if row[:3] not in ("---", "+++") and row[:2] != "@@"][:20]
