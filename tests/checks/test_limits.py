"""A value at its limit gives no warning; one over it gives a warning at its exact place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.checks.limits.abbreviations import abbreviations_in
from brief.checks.limits.brief_text import BriefBlock
from brief.checks.limits.grade import MeasuredSentence, grade
from brief.checks.limits.syllables import count_syllables
from brief.checks.sentences import sentences, spaced_words
from brief.checks.text_blocks import text_blocks
from brief.cli import group
from brief.diagnostics.problems import Place
from brief.model import Kind, Node
from tests.app.small_fonts import write_font
from tests.checks.limited import SHIPPED, found, warned

FIVE = "It stood for some days."
SIX = "It stood for many long days."


def test_a_sentence_at_the_limit_is_fine_and_a_longer_one_gives_a_warning_where_it_begins(tmp_path) -> None:
    assert found(tmp_path, f"{FIVE} {FIVE}", "sentence_words: 5") == []
    assert found(tmp_path, f"{FIVE} {SIX}", "sentence_words: 5") == [("W703", 1, 25)]


def test_the_place_is_right_on_later_lines_after_special_characters_and_inside_marks(tmp_path) -> None:
    body = f"{FIVE} It “fell” --- \\*down\\*...\nand was gone. {SIX} It\nfell. *{SIX}*\n\n- {FIVE}\n- It fell. {SIX}"
    assert found(tmp_path, body, "sentence_words: 5") == [
        ("W703", 1, 25), ("W703", 2, 15), ("W703", 3, 8), ("W703", 6, 12),
    ]  # fmt: skip


def test_a_warning_states_the_measure_the_limit_where_it_is_set_and_what_to_do(tmp_path) -> None:
    (problem,) = warned(tmp_path, SIX, "sentence_words: 5")
    assert problem.text == "a sentence has 6 words; the limit is 5"
    assert problem.hint
    ((place, told),) = problem.related
    assert (Path(place.file).name, place.line, told) == ("audience.yaml", 3, "the limit is set here")


@pytest.mark.parametrize(
    "body",
    [
        "It stood [in the river]{lang=fr} then.",
        "It `really only ever` stood for some days.",
        "It stood <https://example.org/one/two> for some days.",
        "It stood for some days.^[It stood.] It fell.",
        "| It stood for many, many long days. |\n|---|\n| It stood for many, many long days. |",
        "# It stood for many, many long days",
        "```\nIt stood for many, many long days.\n```",
    ],
)
def test_text_without_sentences_or_countable_words_is_not_measured(tmp_path, body) -> None:
    assert found(tmp_path, body, "sentence_words: 6, paragraph_words: 8") == []


def test_words_that_no_spaces_part_are_not_counted(tmp_path) -> None:
    write_font(tmp_path / "templates/base/fonts/han.ttf", "Han", "桥")
    assert found(tmp_path, "桥 stood for many, many long days.", "sentence_words: 6, paragraph_words: 8") == []


def test_citations_do_not_count_as_words_and_a_note_is_a_paragraph_of_its_own(tmp_path) -> None:
    body = f"It stood[^n] for some days.\n\n[^n]: {SIX}"
    assert found(tmp_path, body, "sentence_words: 5") == [("W703", 3, 7)]


def test_paragraphs_are_measured_in_sentences_and_in_words(tmp_path) -> None:
    assert found(tmp_path, f"{FIVE} {FIVE}", "paragraph_sentences: 2, paragraph_words: 10") == []
    assert found(tmp_path, f"{FIVE}\n\n{FIVE} {FIVE}", "paragraph_sentences: 1") == [("W704", 3, 1)]
    assert found(tmp_path, f"{FIVE}\n\n{FIVE} {FIVE}", "paragraph_words: 9") == [("W704", 3, 1)]


def test_a_cell_with_many_sentences_is_not_a_paragraph(tmp_path) -> None:
    assert found(tmp_path, "| A |\n|---|\n| It stood. It fell. |", "paragraph_sentences: 1") == []


def test_a_text_that_no_part_shows_is_not_measured(tmp_path) -> None:
    basis = f"basis: {{board: '{SIX}'}}\n"
    given = {"dossier": basis, "parts": "basis, sections"}
    assert [one.place for one in warned(tmp_path, FIVE, "sentence_words: 5", **given)] == [
        Place(str(tmp_path / "content/bridge/dossier.yaml"), 7, 17)
    ]
    body = "It fell."
    description = "description: It stood for many long days.\n"
    assert found(tmp_path, body, "sentence_words: 5", dossier=description, parts="sections") == []


def test_abbreviations_at_the_limit_are_fine_and_the_first_over_it_is_named(tmp_path) -> None:
    body = "The Bureau (ABC) met the Court (DEF)\nand the ABC’s rivals (GHI)."
    assert found(tmp_path, body, "abbreviations: 3") == []
    (problem,) = warned(tmp_path, body, "abbreviations: 2")
    assert problem.text == "the brief has 3 abbreviations (ABC, DEF, GHI); the limit is 2"
    assert (problem.place.line, problem.place.column, problem.place.width) == (7, 23, 3)


def test_an_abbreviation_is_spelled_out_at_its_first_use_or_in_the_glossary(tmp_path) -> None:
    assert found(tmp_path, "It met the ABC (Bureau of Canals). The ABC fell.", "abbreviations: 3") == []
    assert found(tmp_path, "It met the ABC. The Bureau (ABC) fell.", "abbreviations: 3") == [("W706", 1, 12)]
    entry = "- {id: g-abc, audience: [board], term: bureau, abbreviation: ABC, definition: It fell.}\n"
    assert found(tmp_path, "It met the ABC.", "abbreviations: 3", glossary=entry) == []


def test_abbreviations_are_not_checked_without_a_limit_on_them(tmp_path) -> None:
    assert found(tmp_path, "It met the ABC.", "sentence_words: 20") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("NGOs and an NGO’s B2B deals", ["NGO", "NGO", "B2B"]),
        ("an AI-made text, the US/UK pact", ["AI"]),
        ("Part IV, Henry VIII and World War II", []),
        ("Chapter CD of Book LX", []),
        ("a DC line", ["DC"]),
        ("marked TLP:AMBER+STRICT under TLP", []),
        ("reference BR-2026-014 and README.md", []),
        ("claude AND (clone OR copy) NOT it", []),
        ("you MUST NOT DO this", []),
        ("A NEW BRIDGE FOR ALL", []),
        ("США and ΗΠΑ", ["США", "ΗΠΑ"]),
        ("20 MB of it at 10 AM in #FFC000", []),
        ("GmbH, PhD, iPhone, I, A4", []),
    ],
)
def test_which_words_are_abbreviations(text, names) -> None:
    (line,) = text_blocks((Node(Kind.TEXT, text=text, place=Place("a.md", 1, 1)),))
    assert [use.name for use in abbreviations_in(BriefBlock(line, True, False, "en"))] == names


PLAIN = "It fell. " * 60
HARD = "Representatives immediately recommended considerable institutional reorganisation. " * 20


def test_the_grade_follows_the_formula(tmp_path) -> None:
    assert grade([MeasuredSentence(Place("a"), 10, 15), MeasuredSentence(Place("a"), 20, 30)]) == pytest.approx(
        0.39 * 15 + 11.8 * 1.5 - 15.59
    )
    sentence = "Representatives immediately recommended considerable institutional reorganisation."
    each = sum(map(count_syllables, sentence.split()))
    exact = round(grade([MeasuredSentence(Place("a"), 6, each)]), 1)
    assert warned(tmp_path, HARD, f"grade: {exact}") == []
    (problem,) = warned(tmp_path, HARD, f"grade: {exact - 0.1:.1f}")
    assert (problem.code, Path(problem.place.file).name) == ("W707", "dossier.yaml")
    assert f"grade {exact:g} " in problem.text
    assert (problem.related[1][0].line, problem.related[1][0].column) == (6, 1)


def test_a_grade_is_measured_in_english_only_and_not_for_a_few_words(tmp_path) -> None:
    assert warned(tmp_path, HARD, "grade: 8", language="de") == []
    assert warned(tmp_path, f"::: {{lang=de}}\n{HARD}\n:::", "grade: 8") == []
    assert warned(tmp_path, HARD[:400], "grade: 8") == []
    assert warned(tmp_path, PLAIN, "grade: 8") == []


def test_headings_are_as_deep_as_they_are_on_the_page(tmp_path) -> None:
    body = "It fell.\n\n# What happened\n\nIt stood.\n\n# Then\n\nIt fell."
    assert found(tmp_path, body, "heading_levels: 2") == []
    assert found(tmp_path, body, "heading_levels: 1") == [("W708", 3, 3), ("W708", 7, 3)]


def test_a_section_under_a_heading_of_its_part_is_one_level_deeper(tmp_path) -> None:
    given = {"role": "issues", "parts": "discussion"}
    assert found(tmp_path, "It fell.", "heading_levels: 2", **given) == []
    assert found(tmp_path, "It fell.", "heading_levels: 1", **given) == [("W708", -3, 8)]


@pytest.mark.slow
@pytest.mark.parametrize("format_name", ["pdf", "docx"])
def test_pages_are_counted_in_the_finished_file(tmp_path, format_name) -> None:
    body = "\n\n".join([FIVE] * 70)
    assert warned(tmp_path, FIVE, "pages: 1", formats=(format_name,)) == []
    (problem,) = warned(tmp_path, body, "pages: 1", formats=(format_name,))
    assert (problem.code, problem.text) == ("W702", "the board brief has 3 pages; the limit is 1")
    assert warned(tmp_path, body, "pages: 1", formats=("html",)) == []


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Dr. Ash met J. K. Rowan at No. 5 High St. Mary’s. It fell.", "en", 2),
        ("It rose by 2.5 per cent, e.g. in May. Then it fell.", "en", 2),
        ("“Did it fall?” he asked. “It did!” She left.", "en", 3),
        ("It fell… and rose. It fell… Then it rose.", "en", 3),
        ("See Smith v. Jones, Art. 5, p. 7. It holds.", "en", 2),
        ("It is 5 m. They saw Dr. Ash in approx. 5 days. High St. The end.", "en", 4),
        ("They fell on Jan. 5, as Smith v. The Town says.", "en", 1),
        ("See Appendix A. The rest is lost.", "en", 2),
        ("They came from the U.S. Senate. They left the U.S. They fell.", "en", 3),
        ("Is it [“so”]? (It is.) It is.", "en", 3),
        ("Am 3. Oktober fiel sie, z. B. nachts. Dr. Klug sah es.", "de", 2),
        ("„Sie fiel.“ Das sagte Hr. Klug nach Abs. 2.", "de", 2),
        ("« Elle tombe. » M. Duval part. Il revient.", "fr", 3),
        ("¿Cayó? ¡Sí! El Sr. Ruiz lo vio.", "es", 3),
        ("سقط الجسر. هل رآه أحد؟ لا.", "ar", 3),
        ("הגשר נפל. איש לא נפגע.", "he", 2),
        ("橋が落ちた。誰もいなかった。", "ja", 2),
        ("", "en", 0),
    ],
)
def test_sentences_end_where_a_reader_expects_it(text, language, count) -> None:
    assert len(list(sentences(text, language))) == count, [text[start:end] for start, end in sentences(text, language)]


def test_words_are_what_is_between_spaces() -> None:
    assert spaced_words("A well-known “4.5%”—so — he@example.org https://a.org www.a.org 10,000") == [
        "A", "well-known", "“4.5%”", "so", "10,000",
    ]  # fmt: skip


@given(st.text(max_size=200), st.sampled_from(["en", "de", "ar", "ja"]))
def test_any_text_can_be_measured_and_its_sentences_contain_all_of_it(text, language) -> None:
    held = [text[start:end] for start, end in sentences(text, language)]
    assert "".join("".join(held).split()) == "".join(text.split())
    assert all(count_syllables(word) >= 1 for word in spaced_words(text))
    for line in text_blocks((Node(Kind.TEXT, text=text, place=Place("a.md", 1, 1)),)):
        assert all(use.name in text for use in abbreviations_in(BriefBlock(line, True, False, language)))


@given(st.text("aB1 .!?()\n\"'*_`[]{}:-#\\&;“”漢é\u202e\u200f", max_size=120))
def test_the_check_works_on_any_prose(tmp_path_factory, text) -> None:
    from brief.diagnostics.problems import BriefError

    limits = "sentence_words: 1, paragraph_sentences: 1, paragraph_words: 1, abbreviations: 1, heading_levels: 1"
    try:
        problems = warned(tmp_path_factory.mktemp("any"), text, limits)
    except BriefError:
        return  # loading refused it
    assert all(problem.code.startswith("W7") and problem.place for problem in problems)


def test_a_warning_fails_the_command_with_strict_only(tmp_path, monkeypatch) -> None:
    from click.testing import CliRunner

    warned(tmp_path, SIX, "sentence_words: 5")
    monkeypatch.chdir(tmp_path)
    call = ["build", "-a", "board", "-f", "html", "--jobs", "1"]
    lenient = CliRunner().invoke(group, call)
    strict = CliRunner().invoke(group, [*call, "--strict", "-o", "other"])
    assert (lenient.exit_code, strict.exit_code) == (0, 1), strict.output
    assert list((tmp_path / "output").rglob("*.html"))
    assert not list(tmp_path.glob("other/**/*.html"))


def test_a_limit_that_does_not_exist_is_refused(tmp_path) -> None:
    from brief.diagnostics.problems import BriefError

    with pytest.raises(BriefError, match="noun_string"):
        warned(tmp_path, FIVE, "noun_string: 3")


def test_the_sample_keeps_to_all_limits_of_its_audiences(builds) -> None:
    from brief.load import load_audiences

    for name in load_audiences([SHIPPED]):
        assert builds.sample(name).warnings == ()
