"""Tokens and style sheets: what overrides what, and which errors wrong ones give."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError
from brief.render.theme import read_theme

AUDIENCES = ("legal", "executive", "general")
BASE = """
[page]
size = "A4"
[colour]
ink = "#000000"
[size]
text = "10pt"
[leading]
text = "1.4"
[face]
text = "Serif"
"""


def layer(folder: Path, files: dict[str, str]) -> Path:
    """Return a layer of templates made of these files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems(*layers: Path) -> list[str]:
    """Return what reading says is wrong: code, file name, line, column, text."""
    with pytest.raises(BriefError) as raised:
        read_theme(layers, "legal")
    rows = []
    for problem in raised.value.problems:
        assert problem.place is not None
        name = Path(problem.place.file).name
        rows.append(f"{problem.code} {name}:{problem.place.line}:{problem.place.column} {problem.text}")
    return rows


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_shipped_theme_of_each_audience_is_well_formed(audience: str) -> None:
    theme, css = read_theme([shipped_folder("templates")], audience)
    assert theme.points("page.width") == pytest.approx(595.28, abs=0.01)
    assert theme.points("size.mark") >= 12, "TLP 2.0 asks for 12 point"
    assert "@page" in css.text


def test_a_nearer_layer_overrides_a_farther_one_and_an_audience_the_base(tmp_path: Path) -> None:
    farther = layer(
        tmp_path / "far",
        {"base/theme.toml": BASE, "audiences/legal/theme.toml": '[size]\ntext = "11pt"\n[colour]\nink = "#111111"\n'},
    )
    nearer = layer(tmp_path / "near", {"base/theme.toml": '[colour]\nink = "#222222"\n'})
    theme, _ = read_theme([nearer, farther], "legal")
    assert (theme.text("colour.ink"), theme.text("size.text"), theme.number("leading.text")) == ("#222222", "11pt", 1.4)


@pytest.mark.parametrize(("size", "width"), [("Letter", 612), ("A5", 419.53), ("100mm 200mm", 283.46)])
def test_the_paper_is_one_token(tmp_path: Path, size: str, width: float) -> None:
    own = layer(tmp_path, {"base/theme.toml": f'[page]\nsize = "{size}"\n'})
    theme, _ = read_theme([own, shipped_folder("templates")], "general")
    assert theme.points("page.width") == pytest.approx(width, abs=0.01)


def test_every_token_that_is_unknown_or_of_another_kind_is_an_error_at_its_place(tmp_path: Path) -> None:
    wrong = '[colour]\nink = "black"\n\n[size]\ntxet = "9pt"\ntext = 9\n[page]\nsize = "A9"\n[face]\ntext = "a;}"\n'
    layers = (
        layer(tmp_path / "near", {"audiences/legal/theme.toml": wrong}),
        layer(tmp_path / "far", {"base/theme.toml": BASE}),
    )
    assert problems(*layers) == [
        "E306 theme.toml:2:7 `black` is not a valid value for `colour.ink`",
        "E306 theme.toml:5:8 unknown token `size.txet`",
        "E306 theme.toml:6:8 `9` is not a valid value for `size.text`",
        "E306 theme.toml:8:8 `A9` is not a valid value for `page.size`",
        "E306 theme.toml:10:8 `a;}` is not a valid value for `face.text`",
    ]


def test_a_token_may_name_another_of_its_section(tmp_path: Path) -> None:
    base = BASE.replace('text = "10pt"', 'text = "10pt"\nlist = "text"')
    far = layer(tmp_path / "far", {"base/theme.toml": base})
    assert read_theme([far], "legal")[0].text("size.list") == "10pt"
    near = layer(tmp_path / "near", {"base/theme.toml": '[size]\ntext = "12pt"\n'})
    assert read_theme([near, far], "legal")[0].text("size.list") == "12pt"
    own = layer(tmp_path / "own", {"base/theme.toml": '[size]\nlist = "9pt"\n'})
    assert read_theme([own, far], "legal")[0].text("size.list") == "9pt"
    wrong = layer(tmp_path / "wrong", {"base/theme.toml": '[size]\nlist = "red"\n'})
    assert problems(wrong, far) == ["E306 theme.toml:2:8 `red` is not a valid value for `size.list`"]


def test_a_theme_that_is_not_toml_is_located(tmp_path: Path) -> None:
    broken = layer(tmp_path, {"base/theme.toml": "[size]\ntext = \n"})
    assert problems(broken) == ["E306 theme.toml:2:8 not valid TOML: invalid value"]


def test_no_theme_at_all_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="E303"):
        read_theme([tmp_path], "legal")


def test_style_sheets_are_in_a_fixed_order_and_replaced_name_by_name(tmp_path: Path) -> None:
    farther = layer(
        tmp_path / "far",
        {
            "base/theme.toml": BASE,
            "base/css/screen.css": "a{}",
            "base/css/page.css": "b{}",
            "base/css/text.css": "c{}",
            "audiences/legal/css/legal.css": "d{}",
        },
    )
    nearer = layer(tmp_path / "near", {"base/css/text.css": "e{}", "base/css/house.css": "f{}"})
    _, css = read_theme([nearer, farther], "legal")
    assert css.text.split() == ["b{}", "e{}", "f{}", "a{}", "d{}"]


def test_a_mistake_in_a_style_sheet_has_its_place(tmp_path: Path) -> None:
    sheet = "p { color: var(--colour-ikn) }\n@media screen {\n  p { colour }\n}\n"
    own = layer(tmp_path, {"base/theme.toml": BASE, "base/css/text.css": sheet})
    found = problems(own)
    assert found[0] == "E309 text.css:1:16 `--colour-ikn` is not defined"
    assert found[1].startswith("E309 text.css:3:")


def test_a_style_sheet_may_define_its_own_properties(tmp_path: Path) -> None:
    own = layer(
        tmp_path, {"base/theme.toml": BASE, "base/css/text.css": ":root { --mine: red } p { color: var(--mine) }"}
    )
    assert "--mine" in read_theme([own], "legal")[1].text


def test_no_shipped_style_sheet_has_a_colour_or_face_outside_the_theme() -> None:
    sheets = sorted(shipped_folder("templates").rglob("*.css"))
    assert len(sheets) > 8
    own = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(|\bfont(?:-family)?:[^;}]*\"")
    for sheet in sheets:
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not own.search(text), sheet.name


def test_no_shipped_picture_has_a_colour_outside_the_theme() -> None:
    pictures = sorted(shipped_folder("templates").rglob("*.svg.j2"))
    assert len(pictures) > 2
    own = re.compile(r"""#[0-9a-fA-F]{3,8}\b|\b(?:fill|stroke)="(?!none|\{\{)""")
    for picture in pictures:
        assert not own.search(picture.read_text(encoding="utf-8")), picture.name
