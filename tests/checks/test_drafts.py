"""A draft says so at the top and the bottom of every page, in every format, in its language and its properties."""

from __future__ import annotations

from dataclasses import replace

import pytest

from brief.build import build
from brief.checks.marks import marks
from brief.formats import FORMATS, read_back, write_formats
from brief.load import load, load_audiences
from brief.release.identity import identity_of
from brief.render import render

QUAY = "tests/examples/faults/content/quay"


def test_a_draft_passes_every_check_and_says_in_its_properties_that_it_is_one(checkout) -> None:
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    made = build(load(checkout / QUAY, audiences), audiences["legal"], tuple(FORMATS), layers, is_draft=True)
    assert made.page.draft == "DRAFT"
    for name, data in made.files.items():
        found = identity_of(name, data)
        assert found is not None
        assert (found.audience, found.state) == ("legal", "draft")
        margins = list(read_back({name: data})[name].margins(made.page))
        assert margins
        assert all("DRAFT" in " ".join(margin.seen) for margin in margins)


def test_a_draft_that_is_not_marked_as_one_is_refused_in_every_format(builds, checkout) -> None:
    made = builds(QUAY, "legal")
    page = render(made.selection.brief, [checkout / "templates"], is_draft=True)
    for name, data in made.files.items():
        problems = marks(made.selection, page, read_back({name: data}))
        assert {problem.rule for problem in problems} == {"E412/mark-not-seen"}, name
        assert all("`DRAFT` cannot be seen" in problem.text for problem in problems)


def test_a_style_sheet_that_hides_it_is_refused(builds, checkout) -> None:
    made = builds(QUAY, "legal")
    page = render(made.selection.brief, [checkout / "templates"], is_draft=True)
    hidden = replace(page, css=f"{page.css}\n@media screen {{ .furniture .draft {{ display: none }} }}")
    files = write_formats(hidden, ["html"])
    assert "E412/mark-not-seen" in {problem.rule for problem in marks(made.selection, page, read_back(files))}


def test_a_page_that_is_no_draft_may_not_say_so(builds) -> None:
    made = builds(QUAY, "legal")
    page = replace(made.page, html=made.page.html.replace("<body ", '<body data-draft="DRAFT" '))
    assert [problem.rule for problem in marks(made.selection, page, {})] == ["E412/mark-of-page"]


@pytest.mark.parametrize(("dossier", "word"), [("kai", "ENTWURF"), ("ratsif", "טיוטה")])
def test_it_says_so_in_the_language_of_the_dossier(dossier, word, checkout) -> None:
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    made = build(
        load(checkout / "tests/examples/locales/content" / dossier, audiences),
        audiences["general"],
        ("html",),
        layers,
        is_draft=True,
    )
    assert word in made.files["html"].decode()
