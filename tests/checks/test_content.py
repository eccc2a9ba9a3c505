"""Files held against their page: a right one passes, and every change in one place is refused."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pikepdf
import pytest

from brief.build import build
from brief.checks import FinishedFile
from brief.checks.content import content
from brief.checks.read_docx import DocxFile
from brief.checks.structure.compare import is_same_text
from brief.checks.structure.labels import is_label_for
from brief.checks.structure.pdf_tags import read_tags
from brief.checks.structure.tokens import LABEL, OPTIONAL, PAGE, PAGES, Line, normalise
from brief.diagnostics.problems import BriefError
from brief.formats import FORMATS, read_back, write_formats
from brief.load import load, load_audiences
from brief.page.vocabulary import Page
from brief.writers import docx
from brief.writers.pdf import write
from tests.checks.page_changes import KINDS, NOT_IN, changes, with_body
from tests.writers import paper
from tests.writers.docx_file import page as docx_page

SAMPLE = "content/claude-cloning"
AUDIENCES = ("legal", "executive", "general")
RIGHT_TO_LEFT = "tests/examples/right-to-left/content/rtl"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("dossier", [SAMPLE, RIGHT_TO_LEFT])
def test_a_right_file_passes(builds, dossier: str, audience: str) -> None:
    made = builds(dossier, audience)
    assert set(made.files) == set(FORMATS)
    assert content(made.selection, made.page, read_back(made.files)) == []


@pytest.fixture(scope="module")
def sample(builds) -> Mapping[str, tuple[Page, Mapping[str, FinishedFile]]]:
    """Return the page of each audience and its finished files, which are read once for all changes."""
    return {name: (builds.sample(name).page, read_back(builds.sample(name).files)) for name in AUDIENCES}


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_in_one_place_is_refused_in_every_format(sample, kind: str) -> None:
    count = 0
    for audience, (page, files) in sample.items():
        for described, body in changes(page.tree().find("body"), kind, chosen=1):
            changed = with_body(page, body)
            for name in files.keys() - NOT_IN.get(kind, frozenset()):
                assert next(iter(files[name].differences(changed)), None), f"{name} for {audience}: {described}"
                count += 1
    assert count > 0


def test_a_build_whose_writer_drops_a_word_writes_nothing_and_says_where(checkout) -> None:
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    dossier = load(checkout / SAMPLE, audiences)

    def lossy(page: Page, names: Sequence[str]) -> Mapping[str, bytes]:
        (body,) = page.tree().iterfind("body")
        _, changed = next(changes(body, "negation dropped"))
        return write_formats(with_body(page, changed), names)

    with pytest.raises(BriefError) as raised:
        build(dossier, audiences["executive"], ["docx", "html"], layers, lossy)
    problems = raised.value.problems
    assert [problem.rule for problem in problems] == ["E406/content-differs"] * 2
    assert all("is missing after" in problem.text for problem in problems), problems
    assert all("`no`" in f"{problem.text} {problem.words}" for problem in problems), problems


def test_text_that_is_in_no_tag_of_a_pdf_is_refused(builds) -> None:
    made = builds(SAMPLE, "executive")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made.files["pdf"])) as pdf:
        paragraph = next(one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/P")
        paragraph["/K"] = pikepdf.Array()
        pdf.save(out)
    texts = [problem.text for problem in content(made.selection, made.page, read_back({"pdf": out.getvalue()}))]
    assert any("is added after “the structure tree”" in text for text in texts), texts


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        ("a well-kept wall", ("a well-", "kept wall")),
        ("an independent view", ("an independ-", "ent view")),
        ("цей під’їзд тут", ("цей під-", "’їзд тут")),
        ("a view of it", ("a view", "of it")),
        ("a view of it", ("a view ", "of", " it")),
        ("東京都の港", ("東京都", "の港")),
        (f"kept{OPTIONAL} [{OPTIONAL}alleged{OPTIONAL}]{OPTIONAL}.", ("kept", "alleged", ".")),
        (f"kept{OPTIONAL} [{OPTIONAL}alleged{OPTIONAL}]{OPTIONAL}.", ("kept [", "alleged", "].")),
        (f"Facts {PAGE}", ("Facts ", "12")),
        (f"The Act {PAGES}", ("The Act", " ", "1, 2, 14")),
        ("return 3", [" ", " ", " return 3"]),  # indented code after the end of a paragraph
    ],
)
def test_text_split_where_lines_end_is_the_same(expected: str, lines: Sequence[str]) -> None:
    assert is_same_text(expected, lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\ufb01ve \ufb02ags", "five flags"),
        ("5 \u00b5m", "5 \u03bcm"),
        ("\u2206t", "\u0394t"),
        ("Hawai\u02bbi", "Hawai\u2018i"),
    ],
)
def test_characters_that_share_a_glyph_are_the_same(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(("one", "other"), [("x\u00b2", "x2"), ("\u00bd", "1/2"), ("a - b", "a \u2013 b")])
def test_characters_that_look_different_are_not_the_same(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("expected", "lines"),
    [
        ("a wall", ("a", "a wall")),
        ("not a wall", ("a wall",)),
        ("a well kept wall", ("a well-", "kept wall")),
        ("a wall", ("a wal-",)),
        ("the walls’ tops", ("the walls-", "’ tops")),
        ("12 walls", ("2 walls",)),
        (f"kept{OPTIONAL} [{OPTIONAL}alleged{OPTIONAL}]{OPTIONAL}.", ("kept", ".")),
        (f"kept{OPTIONAL} [{OPTIONAL}alleged{OPTIONAL}]{OPTIONAL}.", ("kept [", "alleged", ".")),
        (f"Facts {PAGE}", ("Facts ",)),
        (f"{LABEL}2", ("1.",)),
    ],
)
def test_other_text_is_not_the_same(expected: str, lines: Sequence[str]) -> None:
    assert not is_same_text(expected, lines)


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("3.", "3"),
        ("c.", "3"),
        ("iii.", "3"),
        (".3", "3"),
        ("ג.", "3"),
        ("•", "•"),
        ("▪", "•"),
        ("4.7", "4.7"),
        ("aa)", "27"),
    ],
)  # fmt: skip
def test_a_label_counts_in_any_system(label: str, wanted: str) -> None:
    assert is_label_for(label, wanted)
    assert not is_label_for(label, "5")
    assert not is_label_for("", wanted)


def test_a_hyphen_between_two_elements_is_read_at_its_place() -> None:
    written = paper.page("<p>See <code>a</code>-<code>b</code>-<em>c</em>/<code>d</code> - <code>e</code>-.</p>")
    with pikepdf.open(io.BytesIO(write(written))) as pdf:
        tokens = read_tags(pdf).tokens
    text = " ".join(token.text.strip() for token in tokens if isinstance(token, Line))
    assert "See a - b - c / d - e -." in text


@pytest.mark.parametrize("mark", ["", 'data-mark="TLP:RED"'])  # with a mark, notes are a list and calls have numbers
def test_a_bookmark_may_have_the_call_of_a_note_among_its_words(mark: str) -> None:
    call = '<sup><a class="noteref" href="#note-1">1</a></sup>'
    body = f'<p id="p-1">One{call} thing.</p><p><a href="#p-1">There</a></p>'
    notes = '<section><ol class="endnotes"><li id="note-1">It is.</li></ol></section>'
    right = docx_page(body + notes, body=mark)
    wrong = docx_page(body.replace("One", "No") + notes, body=mark)
    file = DocxFile(docx.write(right))
    assert list(file.differences(right)) == []
    assert any("the bookmark `p-1` at `Nothing`" in one.expected for one in file.differences(wrong))
