from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.origin import Origin
from brief.load.yaml import reader as yaml_reader
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import Meaning, Scalar, YamlMapping, YamlSequence, YamlValue, scalars


def read(text: str) -> YamlValue:
    problems = Problems()
    value = read_yaml(text, Origin("file.yaml"), problems)
    assert problems == []
    assert value is not None
    return value


def under(text: str, key: str) -> Scalar:
    value = read(text)
    assert isinstance(value, YamlMapping)
    scalar = value[key]
    assert isinstance(scalar, Scalar)
    return scalar


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        *[
            (word, Meaning.TEXT)
            for word in ("no", "yes", "on", "off", "y", "12:30", "1_000", "0b1", "2026-11-23", "1e")
        ],
        *[(word, Meaning.TEXT) for word in ("'true'", '"1"', "nULL", "tRue", "0o8", "=", ".", "+", "1.2.3")],
        *[(word, Meaning.NULL) for word in ("", "~", "null", "Null", "NULL")],
        *[(word, Meaning.TRUTH) for word in ("true", "False", "TRUE")],
        *[(word, Meaning.WHOLE) for word in ("0", "-12", "+3", "007", "0o17", "0xfF")],
        *[(word, Meaning.NUMBER) for word in ("1.0", ".5", "1.", "1e3", "-1.5E-3", ".inf", "-.INF", ".nan")],
    ],
)
def test_plain_scalars_mean_what_the_core_schema_of_yaml_1_2_says(written: str, meaning: Meaning) -> None:
    assert under(f"key: {written}\n", "key").meaning is meaning


def test_keys_and_values_know_their_places_in_characters() -> None:
    value = read("é: [ö, 'ü']\nb: {c: 😀, d: x}\n")
    assert isinstance(value, YamlMapping)
    assert value.keys_at == {"é": Place("file.yaml", 1, 1), "b": Place("file.yaml", 2, 1)}
    assert value["é"].place == Place("file.yaml", 1, 4, 8)
    assert [scalar.place.column for scalar in scalars(value)] == [5, 8, 8, 14]


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("key: some word here\n", "word", (1, 11)),
        ("key: 'some word'\n", "word", (1, 12)),
        ("key: 'it''s word'\n", "word", (1, 13)),
        ('key: "a \\"b\\" word"\n', "word", (1, 15)),
        ("key: some\n  word\n", "word", (2, 3)),
        ("key: 'some\n\n\n   word'\n", "word", (4, 4)),
        ('key: "some \\\n    word"\n', "word", (2, 5)),
        ("key: |\n  some\n  word here\n", "word", (3, 3)),
        ("key: |2-\n    some\n  word here\n", "word", (3, 3)),
        ("key: |\n\n  some\n    word here\n", "word", (4, 5)),
        ("key: >-\n  some\n  long word\n  here\n", "word", (3, 8)),
        ("key: >\n  some\n\n  word\n", "word", (4, 3)),
        ("key: >+  # why\n  some\n    word\n  here\n", "word", (3, 5)),
    ],
)
def test_every_word_of_a_scalar_is_placed_where_it_is_written(text: str, word: str, place: tuple[int, int]) -> None:
    scalar = under(text, "key")
    at = scalar.text.index(word)
    line = scalar.text.count("\n", 0, at)
    found = scalar.origin.place(line, at - (scalar.text.rfind("\n", 0, at) + 1))
    assert (found.line, found.column) == place


@given(st.lists(st.from_regex(r"[a-z]{1,6}", fullmatch=True), min_size=1, max_size=20), st.randoms())
def test_words_of_folded_text_are_found_again_at_their_places(words: list[str], random: st.randoms) -> None:
    body = words[0] + "".join(random.choice((" ", "\n  ", "\n\n  ")) + word for word in words[1:])
    text = f"key: >-\n  {body}\n"
    scalar = under(text, "key")
    lines = text.split("\n")
    for line, row in enumerate(scalar.text.split("\n")):
        at = 0
        for word in row.split():
            column = row.index(word, at)
            at = column + len(word)
            place = scalar.origin.place(line, column)
            assert lines[place.line - 1][place.column - 1 :].startswith(word)


def test_an_empty_file_and_one_with_comments_only_hold_nothing() -> None:
    for text in ("", "# nothing\n", "---\n", "\n\n"):
        value = read(text)
        assert isinstance(value, Scalar)
        assert value.meaning is Meaning.NULL


def test_a_key_written_twice_is_reported_with_both_places_and_the_first_counts() -> None:
    problems = Problems()
    value = read_yaml("a: 1\nb: 2\na: 3\n", Origin("file.yaml"), problems)
    assert isinstance(value, YamlMapping)
    assert str(value["a"]) == "1"
    assert [(problem.code, problem.place) for problem in problems] == [("E102", Place("file.yaml", 3, 1))]
    assert problems[0].related[0][0] == Place("file.yaml", 1, 1)


def test_an_alias_bomb_is_refused_without_being_expanded() -> None:
    levels = "".join(f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]\n" for level in range(1, 9))
    problems = Problems()
    read_yaml("l0: &l0 [x]\n" + levels, Origin("file.yaml"), problems)
    assert {problem.code for problem in problems} == {"E109"}


def test_nesting_has_a_limit_that_comes_before_the_parsers_own() -> None:
    for text in ("[" * 100_000, "- " * 100_000, "{a: " * 100_000):
        problems = Problems()
        assert read_yaml(text, Origin("file.yaml"), problems) is None
        assert [problem.code for problem in problems] == ["E163"]


MISTAKES = {
    "a:\n\t- b\n": (2, 1),
    "a: @x\n": (1, 4),
    "a: b: c\n": (1, 5),
    "a: 'x\nb: c\n": (1, 4),
    "title:Foo\nb: c\n": (2, 2),
    "b: c\ntitle:Foo\nd: e\n": (2, 1),
    "a: [1, 2\nb: c\n": (1, 4),
    "a: {b: c\nd: e\n": (1, 4),
    "a: *Foo* bar\n": (1, 4),
    'a: "\\q"\n': (1, 5),
    "- a\nb: c\n": (2, 1),
    "a: 'x' y\n": (1, 8),
    "a: - b\n": (1, 4),
    "a: ]\n": (1, 4),
    "a:\n  b: c\n d: e\n": (3, 2),
    "a: 1\n---\nb: 2\n": (2, 1),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_are_reported_in_plain_words_at_their_places(text: str) -> None:
    problems = Problems()
    assert read_yaml(text, Origin("file.yaml"), problems) is None
    (problem,) = problems
    assert problem.place is not None
    assert (problem.code, problem.place.line, problem.place.column) == ("E101", *MISTAKES[text])
    assert "token" not in problem.text
    assert problem.hint


def test_the_python_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 'x', {b: c}]\nd: >-\n  e\n  f\ng: |\n  h\n"
    fast = read(text)
    monkeypatch.setattr(yaml_reader, "_Loader", yaml_reader.yaml.SafeLoader)
    assert read(text) == fast
    for mistake, place in MISTAKES.items():
        problems = Problems()
        assert read_yaml(mistake, Origin("file.yaml"), problems) is None
        assert problems[0].place is not None
        assert problems[0].place.line == place[0]
        assert "token" not in problems[0].text


@given(st.text(alphabet=st.sampled_from("ab:-[]{},'\"|>&*!#%@`\t\n ?\\"), max_size=60))
def test_nothing_that_is_written_escapes_as_another_exception(text: str) -> None:
    problems = Problems()
    value = read_yaml(text, Origin("file.yaml"), problems)
    assert value is not None or problems
    assert all(isinstance(scalar, Scalar) for scalar in scalars(value or YamlSequence(Place("file.yaml"))))
    for scalar in scalars(value or YamlSequence(Place("file.yaml"))):
        assert scalar.origin.place(0, 0).line >= 1
