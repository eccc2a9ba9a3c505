"""Every colour of a theme can be read on its ground, or the theme is refused at the line that sets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError
from brief.page.contrast import SIGN_CONTRAST, TEXT_CONTRAST, contrast
from brief.render.colour_pairs import PAIRS, low_contrast
from brief.render.theme import read_theme
from tests.render.test_theme import AUDIENCES, layer, problems

HARBOUR = Path(__file__).parents[2] / "docs" / "themes" / "harbour"


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("own", [(), (HARBOUR,)], ids=["shipped", "harbour"])
def test_every_pair_of_our_own_themes_can_be_read(own: tuple[Path, ...], audience: str) -> None:
    theme, _ = read_theme([*own, shipped_folder("templates")], audience)
    for seen, ground, least in PAIRS:
        assert contrast(theme.colour(seen), theme.colour(ground)) >= least, (seen, ground)


def test_every_colour_of_the_theme_is_in_a_pair_or_is_decoration() -> None:
    theme, _ = read_theme([shipped_folder("templates")], "legal")
    colours = {name for name, value in theme.tokens.items() if value.startswith("#")}
    assert colours - {name for seen, ground, _ in PAIRS for name in (seen, ground)} == {"colour.hairline"}


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21), ("123456", "123456", 1), ("777777", "FFFFFF", 4.4781), ("767676", "FFFFFF", 4.5423)],
)
def test_contrast_is_measured_as_in_the_standard_in_either_order(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=1e-4)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("seen", "ground", "least", "enough", "too_little", "said"),
    [
        ("colour.furniture", "colour.paper", TEXT_CONTRAST, "#767676", "#777777", "4.47:1, but needs 4.5:1"),
        ("mark.ground", "colour.paper", SIGN_CONTRAST, "#949494", "#959595", "2.99:1, but needs 3:1"),
    ],
)
def test_a_step_of_grey_decides(seen: str, ground: str, least: float, enough: str, too_little: str, said: str) -> None:
    assert (seen, ground, least) in PAIRS
    assert not list(low_contrast({seen: enough, ground: "#ffffff"}))
    assert list(low_contrast({seen: too_little, ground: "#ffffff"})) == [(seen, ground, said)]


def test_a_theme_whose_furniture_has_low_contrast_is_refused_at_its_line_with_the_ratio(tmp_path: Path) -> None:
    own = layer(tmp_path, {"base/theme.toml": '[size]\ntext = "11pt"\n\n[colour]\nfurniture = "#9aa0a6"\n'})
    assert problems(own, shipped_folder("templates")) == [
        "E313 theme.toml:5:13 `colour.furniture` on `colour.paper` has a contrast of 2.64:1, but needs 4.5:1",
        "E313 theme.toml:5:13 `colour.furniture` on `colour.tint` has a contrast of 2.36:1, but needs 4.5:1",
    ]


def test_a_ground_that_hides_what_is_on_it_is_where_the_problem_is(tmp_path: Path) -> None:
    own = layer(tmp_path, {"audiences/legal/theme.toml": '[mark]\nground = "#b00000"\n'})
    found = problems(own, shipped_folder("templates"))
    assert found[0].startswith("E313 theme.toml:2:10 `mark.red` on `mark.ground` has a contrast of ")
    read_theme([own, shipped_folder("templates")], "general")


def test_a_colour_that_names_another_is_measured_as_that_one(tmp_path: Path) -> None:
    own = layer(tmp_path, {"base/theme.toml": '[colour]\nfurniture = "hairline"\n'})
    with pytest.raises(BriefError) as raised:
        read_theme([own, shipped_folder("templates")], "legal")
    assert "#c9ced6" in raised.value.problems[0].hint
