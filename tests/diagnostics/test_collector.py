import pytest

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import BriefError, Place

HERE = Place("a.yaml", 3, 1)


def test_all_problems_are_raised_at_once_and_none_raises_nothing() -> None:
    problems = Problems()
    problems.raise_if_any()
    problems.add("E105/missing-key", "the key `by` is missing", HERE, hint="add `by: ...`")
    problems.add("E103/unknown-value", "`x` is not a status", HERE, label="use alleged")
    with pytest.raises(BriefError) as raised:
        problems.raise_if_any()
    assert {problem.code for problem in raised.value.problems} == {"E103", "E105"}
    assert [problem.hint for problem in problems] == ["add `by: ...`", ""]


def test_a_scope_holds_what_was_added_during_it_and_leaves_it_in_the_list() -> None:
    problems = Problems()
    problems.add("E105/missing-key", "first", HERE)
    with problems.scope() as outer:
        problems.add("E105/missing-key", "second", HERE)
        with problems.scope() as inner:
            pass
        with problems.scope() as last:
            problems.add("E105/missing-key", "third", HERE)
    problems.add("E105/missing-key", "fourth", HERE)
    assert not inner
    assert [problem.text for problem in last] == ["third"]
    assert [problem.text for problem in outer] == ["second", "third"]
    assert [problem.text for problem in problems] == ["first", "second", "third", "fourth"]


def test_a_scope_that_ends_with_an_exception_holds_what_was_found_before_it() -> None:
    problems = Problems()

    def fail() -> None:
        problems.add("E105/missing-key", "first", HERE)
        raise RuntimeError

    with pytest.raises(RuntimeError), problems.scope() as found:
        fail()
    assert len(found) == 1
