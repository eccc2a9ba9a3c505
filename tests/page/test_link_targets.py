from __future__ import annotations

import pytest

from brief.page.link_targets import is_allowed_in_prose, is_allowed_on_page

ALLOWED = (
    "https://example.org/a?b#c",
    "HTTP://[::1]/",
    "mailto:ann@example.org",
    "tel:+4912345",
    "tel:110",
    "#c-a",
    "#1",
)
NOWHERE = (
    "",
    "#",
    "# ",
    "https://",
    "http:///etc",
    "https://?x",
    "mailto:ann",
    "mailto:@b",
    "tel:ann",
    " https://a.org",
)
ELSEWHERE = (
    "//example.org",
    "file:///etc/passwd",
    "a/b",
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.org",
)


@pytest.mark.parametrize("target", ALLOWED)
def test_a_link_may_lead_to_an_address_or_a_place_on_the_page(target: str) -> None:
    assert is_allowed_on_page(target)


@pytest.mark.parametrize("target", [*NOWHERE, *ELSEWHERE])
def test_a_link_may_not_lead_to_a_file_a_script_or_nowhere(target: str) -> None:
    assert not is_allowed_on_page(target)


def test_a_page_may_link_to_all_that_prose_may_and_to_every_id() -> None:
    assert all(is_allowed_on_page(target) for target in ALLOWED if is_allowed_in_prose(target))
    assert [target for target in ALLOWED if not is_allowed_in_prose(target)] == ["#1"]
    assert not any(map(is_allowed_in_prose, [*ELSEWHERE, "", "#", "https://", "mailto:ann", "tel:ann"]))
