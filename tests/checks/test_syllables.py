import pytest

from brief.checks.limits.syllables import count_syllables

# As dictionaries part them.
KNOWN = {
    1: "the a cat through strength smiled walked jumps rhymes eye queue please years court law breathe chose said "
    "proved trained friend freed blue view juice guard guess brought loans seized can't don't 42 plain’s tied die",
    2: "table people apple little open wanted boxes changes places language never statement basement movement safely "
    "likely something sometimes therefore action nation special ancient patient being client quiet business every "
    "prism rhythm didn't doesn't actor paper copied model alleged number engine fluent poem million cautious "
    "given knowledge judgment ocean question social cloning",
    3: "company article example anyone developed evidence idea area media radio period actual alliance reported "
    "family completely settlement element happiness management beautiful employees importance permission "
    "institute property influence video serious curious previous theatre engineer decided created department",
    4: "information community allegation economic society variety reality responsible authority independent "
    "material experience situation intelligence necessary machinery corporation usually january",
    5: "university organisation representative investigation communication association immediately "
    "opportunity examination electricity considerable",
    6: "responsibility rehabilitation prioritisation",
}  # fmt: skip


def test_ordinary_words_have_the_syllables_that_dictionaries_give() -> None:
    wrong = {word: (count_syllables(word), count) for count, words in KNOWN.items() for word in words.split()
             if count_syllables(word) != count}  # fmt: skip
    assert wrong == {}


@pytest.mark.parametrize(
    ("word", "count"),
    [("AI", 2), ("BBC", 3), ("WHO", 5), ("well-known", 2), ("“Claude’s”", 1), ("naïve", 2), ("2,000", 1), ("?!", 1),
     ("café", 2), ("Anthropic’s", 3)],
)  # fmt: skip
def test_abbreviations_compounds_numbers_and_signs(word: str, count: int) -> None:
    assert count_syllables(word) == count
