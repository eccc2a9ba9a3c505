import pytest

from brief.model import Kind, Node, plain_text
from brief.visibility.narrow import narrowed
from tests.select.dossiers import LEGAL, node, paragraph, say


def seen(*children: Node | str, audience: str = "general") -> str:
    prose, _ = narrowed((paragraph(*children),), audience)
    return plain_text(prose).strip("\n")


def secret(said: str = "secret") -> Node:
    return say(said, LEGAL)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("One ", secret(), " two."), "One two."),
        (("One ", secret(), "."), "One."),
        (("One", secret(" two"), " three."), "One three."),
        ((secret(), " one."), "one."),
        ((secret("However"), ", we agree."), "we agree."),
        (("One, ", secret(), ", two."), "One, two."),
        (("One (", secret(), ") two."), "One two."),
        (("One ( ", secret(), " )."), "One."),
        (("One (", secret("x, "), "two)."), "One (two)."),
        (("One ", secret(), " (", secret(), ") ", node(Kind.STRONG, "two")), "One two"),
        (("First. ", secret("Second."), " Third."), "First. Third."),
        (("First. ", secret("Second"), "."), "First."),
        (("One ", secret(), secret(), " two."), "One two."),
        (("One ", secret(), " ", secret(), " two."), "One two."),
        (("He said “yes”", secret(" loudly"), " and left."), "He said “yes” and left."),
        (('He said "yes"', secret(" loudly"), " and left."), 'He said "yes" and left.'),
        (("un", secret("believ"), "able"), "unable"),
        (("Prix", secret(" net"), "\u00a0: 3 €"), "Prix\u00a0: 3 €"),
        (("Prix ", secret("net"), "\u00a0: 3 €"), "Prix\u00a0: 3 €"),
        (("Il dit «\u00a0", secret("oui"), "\u00a0» et part."), "Il dit et part."),
        (("One – ", secret("so they say"), " – two."), "One – two."),
        (("One—", secret("so they say"), "—two."), "One—two."),
        (("One – ", secret("two"), "."), "One."),
        (("One", secret(" – two"), "."), "One."),
        ((secret("One"), " – two."), "two."),
        ((secret("Winter:"), " –5 degrees."), "–5 degrees."),
        (("At 4–", secret("5 or "), "6."), "At 4–6."),
        (("One, ", secret("two")), "One"),
        (("sail(", secret("x"), ")north"), "sail()north"),
        (("One – ", secret("two")), "One"),
        ((secret(), "."), ""),
        ((secret(),), ""),
    ],
)
def test_a_line_without_withheld_words_reads_as_if_they_had_never_been_there(
    parts: tuple[Node | str, ...], expected: str
) -> None:
    assert seen(*parts) == expected


def test_a_gap_inside_emphasis_is_repaired_across_its_edges() -> None:
    assert seen("One ", node(Kind.EMPHASIS, secret(), " two"), ".") == "One two."
    assert seen("One ", node(Kind.EMPHASIS, secret()), ".") == "One."


def test_no_space_is_left_at_the_end_of_emphasis() -> None:
    prose, _ = narrowed((paragraph(node(Kind.STRONG, "One ", secret()), " two."),), "general")
    assert [plain_text((child,)) for child in prose[0].children] == ["One", " two."]


def test_a_line_break_is_removed_with_the_line_that_it_ended() -> None:
    broken = paragraph("one", Node(Kind.BREAK), secret(), Node(Kind.BREAK), "three")
    prose, _ = narrowed((broken,), "general")
    assert [child.kind for child in prose[0].children] == [Kind.TEXT, Kind.BREAK, Kind.TEXT]


def test_text_from_which_nothing_was_removed_keeps_every_space() -> None:
    assert seen("One  two , three ", audience="general") == "One  two , three "


def test_an_audience_that_may_read_everything_reads_the_whole_line() -> None:
    assert seen("One ", secret("two"), " three.", audience="legal") == "One two three."
