import datetime

import pytest

from brief.model import Claim, Record, Status
from brief.model.variables import VARIABLES, variable_value
from brief.select import select
from tests.select.dossiers import ALL, AUDIENCES, LEGAL, dossier, text

CLAIMS = (
    Claim("c-1", ALL, text("x"), text("y"), Status.ALLEGED),
    Claim("c-2", ALL, text("x"), text("y"), Status.DENIED),
    Claim("c-3", LEGAL, text("x"), text("y"), Status.ALLEGED),
)
BRIEF = select(dossier(record=Record(claims=CLAIMS)), AUDIENCES["general"]).brief


def test_every_variable_has_a_value() -> None:
    assert all(variable_value(BRIEF, name) is not None for name in VARIABLES)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("title", "The case"),
        ("as_of", datetime.date(2026, 11, 23)),
        ("audience", "General"),
        ("claims.count", 2),
        ("claims.alleged", 1),
        ("claims.confirmed", 0),
        ("sources.count", 0),
    ],
)
def test_a_variable_counts_what_the_brief_shows_and_nothing_else(name: str, expected: object) -> None:
    assert variable_value(BRIEF, name) == expected


def test_a_name_outside_the_list_has_no_value() -> None:
    with pytest.raises(KeyError, match="pictures"):
        variable_value(BRIEF, "pictures")
