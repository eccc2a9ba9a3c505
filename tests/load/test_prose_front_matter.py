import pytest

from brief.diagnostics.collector import Problems
from brief.load.markdown.front_matter import SplitFile, split_front_matter
from brief.load.origin import Origin


def test_a_section_is_its_yaml_and_its_prose_each_with_its_origin() -> None:
    problems = Problems()
    found = split_front_matter("---\na: b\nc: d\n---\n\n# E\n", "s.md", problems)
    assert found == SplitFile("a: b\nc: d", Origin("s.md", 2), "\n# E\n", Origin("s.md", 5))
    assert problems == []


def test_line_ends_and_a_byte_order_mark_do_not_matter() -> None:
    found = split_front_matter("\ufeff---\r\na: b\r\n---\r\nc\r\n", "s.md", Problems())
    assert found == SplitFile("a: b", Origin("s.md", 2), "c\n", Origin("s.md", 4))


@pytest.mark.parametrize(
    ("text", "place"), [("# A\n", "s.md:1:1"), ("", "s.md:1:1"), ("---\na: b\n", "s.md:1:1"), ("\n---\n", "s.md:1:1")]
)
def test_missing_or_unclosed_front_matter_is_placed(text: str, place: str) -> None:
    problems = Problems()
    assert split_front_matter(text, "s.md", problems) is None
    assert [(one.code, str(one.place)) for one in problems] == [("E150", place)]
