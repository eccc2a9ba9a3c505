"""The transforms of a page: one tuple holds all of them in order, and each returns what later ones need."""

from __future__ import annotations

import inspect
import pkgutil
from pathlib import Path

import lxml.html

from brief.render import transforms
from brief.render.transforms import TRANSFORMS
from brief.render.transforms.number import number_page
from tests.render.briefs import page_context


def test_every_module_of_transforms_has_one_transform_in_the_tuple() -> None:
    modules = {f"{transforms.__name__}.{each.name}" for each in pkgutil.iter_modules(transforms.__path__)}
    modules.remove(f"{transforms.__name__}.page_context")
    assert len(modules) >= 7
    assert sorted(transform.__module__ for transform in TRANSFORMS) == sorted(modules)


def test_every_transform_takes_the_page_and_one_context_and_returns_a_context() -> None:
    for transform in TRANSFORMS:
        signature = inspect.signature(transform)
        assert list(signature.parameters) == ["main", "context"]
        assert signature.return_annotation == "PageContext"


def test_every_module_of_transforms_is_in_the_table_of_the_package() -> None:
    for path in Path(transforms.__path__[0]).glob("[a-z]*.py"):
        assert f"| `{path.stem}` |" in (transforms.__doc__ or "")


def test_numbering_returns_the_labels_and_leaves_the_context_that_it_was_given_alone() -> None:
    main = lxml.html.fragment_fromstring('<main><figure id="fig-a"><figcaption>A wall</figcaption></figure></main>')
    given = page_context(words={"figure": "Figure"})
    assert number_page(main, given).labels == {"fig-a": "Figure 1"}
    assert given.labels == {}
