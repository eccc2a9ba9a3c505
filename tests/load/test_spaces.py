"""Spaces that hold, and quotation marks, by the language of the text."""

from __future__ import annotations

import pytest

from brief.diagnostics.collector import Problems
from brief.load.markdown.prose import read_prose
from brief.load.markdown.spaces import BEFORE_NUMBER, with_no_break_spaces
from brief.load.origin import Origin
from brief.locale.language import language_from_tag
from brief.model import plain_text

HOLDS, NARROW = "\u00a0", "\u202f"

LINES = {  # ~ is a no-break space, ^ a narrow one
    "de": ["Nr.~5, S.~3, §~7, Art.~2 von 20~% bei 5~km", "z.^B. am Kai", "das sei so: ja! und in 3 Tagen"],
    "de-CH": ["Nr.~5 und 20~%"],
    "en-GB": ["see p.~3, No.~4 and 5~kg", "a stop. 3 days; 5 minutes"],
    "es": ["pág.~3, art.~7, 20~%, ¿qué? 3 barcos"],
    "fr": ["art.~7, p.~3^: «^quoi^?^» 20~%^!", "n°~5^; fin"],
    "he": ["עמ׳~3 וגם סעיף~7"],
    "ar": ["المادة~7 رقم~3"],
    "sv": ["§~3 och 20~%, s. 3"],
}


@pytest.mark.parametrize("language", LINES)
def test_spaces_are_no_break_where_the_language_does_not_break_a_line(language) -> None:
    for line in LINES[language]:
        written = line.replace("~", " ").replace("^", " ")
        assert with_no_break_spaces(written, language_from_tag(language)) == line.replace("~", HOLDS).replace(
            "^", NARROW
        )
        assert len(with_no_break_spaces(written, language_from_tag(language))) == len(written)


def test_an_abbreviation_is_a_word_of_its_own() -> None:
    assert with_no_break_spaces("Das war im WBS. 3 Tage", language_from_tag("de")) == "Das war im WBS. 3 Tage"
    assert all(word == word.strip() for row in BEFORE_NUMBER.values() for word in row)


@pytest.mark.parametrize(
    ("language", "set_as"),
    [
        ("en", "He said “it ‘leans’”."),
        ("de", "He said „it ‚leans‘“."),
        ("de-CH", "He said «it ‹leans›»."),
        ("fr", "He said «\u202fit “leans”\u202f»."),
        ("es", "He said «it “leans”»."),
        ("he", "He said ”it ’leans’”."),
        ("ar", "He said «it “leans”»."),
    ],
)
def test_straight_quotation_marks_become_those_of_the_language(language, set_as) -> None:
    problems = Problems()
    tongue = language_from_tag(language)
    prose = read_prose("He said \"it 'leans'\".", Origin("a.md"), ["legal"], problems, language=tongue, inline=True)
    assert (plain_text(prose).strip(), problems) == (set_as, [])


def test_what_is_code_is_left_alone() -> None:
    german = language_from_tag("de")
    prose = read_prose("`20 %` of 20 %", Origin("a.md"), ["legal"], Problems(), language=german, inline=True)
    assert plain_text(prose).strip() == f"20 % of 20{HOLDS}%"
