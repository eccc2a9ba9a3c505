"""A mistake in a template is reported at its file, line and column, with the closest name that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.app.shipped import shipped_folder
from brief.diagnostics.problems import BriefError, Problem
from brief.render import render
from tests.render.briefs import audience, brief, full_record


def problem(tmp_path: Path, template: str) -> Problem:
    """Return the one problem of a brief whose part `extra` is this template."""
    folder = tmp_path / "base" / "parts"
    folder.mkdir(parents=True)
    (folder / "extra.html.j2").write_text(template, encoding="utf-8")
    reader = audience(parts=(*audience().parts, "extra"))
    with pytest.raises(BriefError) as caught:
        render(brief(full_record(), reader), [tmp_path, shipped_folder("templates")])
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


@pytest.mark.parametrize(
    ("template", "code", "line", "column", "said", "hint"),
    [
        ("<p>\n{% if %}</p>", "E301", 2, 0, "expected", ""),
        ("<p>\n{{ breif }}</p>", "E302", 2, 4, "there is no `breif`", ""),
        ("{{ 1 + breif }}", "E302", 1, 8, "there is no `breif`", ""),
        ("<p>{{ brief.titel }}</p>", "E302", 1, 13, "a brief has no `titel`", "did you mean `title`?"),
        ("<p>{{ words.bottomline }}</p>", "E302", 1, 13, "`bottomline`", "did you mean `bottom_line`?"),
        (
            "{% include 'parts/fact.html.j2' %}",
            "E303",
            1,
            0,
            "parts/fact.html.j2",
            "did you mean `parts/facts.html.j2`?",
        ),
        ("\n<section class='part'>\n<marquee>x</marquee></section>", "E304", 3, 2, "`<marquee>`", ""),
        ("<p class='leed'>x</p>", "E304", 1, 11, "`<p>` has no class `leed`", "did you mean `lead`?"),
        (
            "<ul data-category='cases'><li>x</li></ul>",
            "E304",
            1,
            20,
            "`cases` is not a",
            "did you mean `case`?",
        ),
        ("<p onclick='x'>x</p>", "E304", 1, 4, "`<p>` has no attribute `onclick`", ""),
        ("<section class='part'>\n<ul><p>x</p></ul></section>", "E304", 2, 6, "not allowed in `<ul>`", ""),
        ("<!-- a remark -->", "E304", 0, 0, "comment", ""),
        ("{{ ''.__class__.__mro__ }}", "E305", 1, 0, "unsafe", ""),
        ("{{ 'a' * 1000000000 }}", "E305", 1, 0, "small numbers", ""),
        ("{{ brief.record.items.__globals__ }}", "E305", 1, 0, "unsafe", ""),
        ("{{ 1 / 0 }}", "E308", 1, 0, "ZeroDivisionError", ""),
        (
            "<p><a href='javascript:alert(1)'>x</a></p>",
            "E304",
            1,
            0,
            "`javascript:alert(1)` is not an allowed link target",
            "",
        ),
        ("<p><a href='file:///etc/passwd'>x</a></p>", "E304", 1, 0, "not an allowed link target", "`https:`"),
        ("<p><a href='//host/x'>x</a></p>", "E304", 1, 0, "not an allowed link target", ""),
        ("<p><img src='../../secret.png' alt='x'></p>", "E304", 1, 0, "no picture `../../secret.png`", ""),
        ("<p><img src='https://host/x.png' alt='x'></p>", "E304", 1, 0, "no picture", ""),
        ("<p><a href='#nowhere'>x</a></p>", "E310", 1, 0, "`nowhere`", ""),
        ("<p id='facts'>x</p><p id='facts'>y</p>", "E304", 1, 0, "`facts` appears twice on the page", ""),
    ],
)
def test_an_error_has_its_place_in_the_template(
    tmp_path: Path, template: str, code: str, line: int, column: int, said: str, hint: str
) -> None:
    found = problem(tmp_path, template)
    assert found.code == code
    assert said in found.text
    assert hint in found.hint
    assert found.place is not None
    if line:
        assert found.place.file.endswith("base/parts/extra.html.j2")
        assert (found.place.line, found.place.column) == (line, column)


def test_a_part_without_a_template_is_an_error_that_suggests_the_closest_part(tmp_path: Path) -> None:
    with pytest.raises(BriefError) as caught:
        render(brief(full_record(), audience(parts=("sourcs",))), [tmp_path, shipped_folder("templates")])
    found = caught.value.problems[0]
    assert (found.code, found.hint) == ("E303", "did you mean `parts/sources.html.j2`?")
    assert found.place is not None
    assert found.place.file.endswith("brief.html.j2")


def test_a_template_outside_its_folder_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html.j2"
    secret.write_text("<p>secret</p>")
    folder = tmp_path / "templates" / "base" / "parts"
    folder.mkdir(parents=True)
    (folder / "extra.html.j2").symlink_to(secret)
    reader = audience(parts=(*audience().parts, "extra"))
    with pytest.raises(BriefError) as caught:
        render(brief(full_record(), reader), [tmp_path / "templates", shipped_folder("templates")])
    assert caught.value.problems[0].code == "E303"


@pytest.mark.parametrize(
    "expression",
    [
        "plain('x')", "inline('x')", "blocks([[1]])", "broken(5)", "widest('x', 'y')", "time_line('x')", "date(none)",
        "alphabetical('ab', 'x')", "source_link('s-none')", "source_link([])", "percent('a', {})", "sections(5, 6)",
        "5|dictsort", "'a'|truncate(-5)", "none|sort", "[1, 'a']|sort", "'%d' % 'x'", "range('x')",
        "brief.title|length",
    ],
)  # fmt: skip
def test_values_of_a_wrong_type_are_reported_at_the_line_of_the_template(tmp_path: Path, expression: str) -> None:
    found = problem(tmp_path, f"<p>\n{{{{ {expression} }}}}</p>")
    assert found.code in ("E302", "E305", "E308")
    assert found.place
    assert found.place.file.endswith("extra.html.j2")
    assert found.place.line == 2


@pytest.mark.parametrize(
    "expression",
    [
        "brief.audience.place", "brief.audience.place.file", "brief.audience['place']", "brief.audience.limit_places",
        "brief.title.place.line", "brief.record.sections|map(attribute='place')|join", "brief.audience", "brief",
        "brief.handling", "words", "theme", "date", "range",
    ],
)  # fmt: skip
def test_places_of_files_and_what_has_no_words_cannot_be_printed(tmp_path: Path, expression: str) -> None:
    assert problem(tmp_path, f"<p>{{{{ {expression} }}}}</p>").code == "E305"


@pytest.mark.parametrize(
    "element",
    ["<x-contents data-of='maps'></x-contents>", "<x-cite data-cite='s-none'></x-cite>", "<x-cite></x-cite>"],
)
def test_a_placeholder_that_names_nothing_is_reported(tmp_path: Path, element: str) -> None:
    assert problem(tmp_path, f"<p>{element}</p>").code in ("E304", "E310")
