"""WeasyPrint is patched where its source is the one that was checked, and only while this writer lays out a page."""

from __future__ import annotations

import inspect
import pkgutil
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from brief.diagnostics.problems import BriefError
from brief.writers.pdf import engine, write
from brief.writers.pdf.engine import load
from tests.writers import paper

load()

import weasyprint  # noqa: E402 (`load` keeps its banner off stdout)

from brief.writers.pdf import weasyprint_patches  # noqa: E402
from brief.writers.pdf.weasyprint_internals import INTERNALS  # noqa: E402
from brief.writers.pdf.weasyprint_patches import PATCHES, Patch, patched  # noqa: E402
from brief.writers.pdf.weasyprint_sources import Dependency, check_sources, source_digest  # noqa: E402

DEPENDENCIES = (*PATCHES, *INTERNALS)
SOURCES = [(dependency, path) for dependency in DEPENDENCIES for path in dependency.sources]
NAMES = [f"{dependency.name}: {path}" for dependency, path in SOURCES]


@pytest.fixture
def reload() -> Iterator[None]:
    """Let `load` look at the sources again, in the test and after it."""
    engine._load_once.cache_clear()
    yield
    engine._load_once.cache_clear()


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_every_patch_has_the_digest_of_what_it_replaces(patch: Patch) -> None:
    assert {patch.target, f"{patch.target}.fget"} & set(patch.sources)
    assert patch.reason


@pytest.mark.parametrize(("dependency", "path"), SOURCES, ids=NAMES)
def test_a_changed_source_is_refused_and_the_error_names_who_rests_on_it(
    dependency: Dependency, path: str, monkeypatch: pytest.MonkeyPatch, reload: None
) -> None:
    function = pkgutil.resolve_name(path)
    changed = inspect.getsource(function.__code__) + "        # one line more\n"
    real = inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda code: changed if code is function.__code__ else real(code))
    with pytest.raises(BriefError) as caught:
        load()
    (problem,) = caught.value.problems
    assert problem.code == "E505"
    assert f"`{dependency.name}`" in problem.text
    assert f"`{path}`" in problem.text
    assert dependency.sources[path][:12] in problem.text
    assert source_digest(path)[:12] in problem.text
    assert "install WeasyPrint" in problem.hint


def test_a_source_that_is_gone_or_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = Dependency(name="gone", reason="", sources={"weasyprint.layout:LayoutContext.no_such_method": "0" * 64})
    compiled = Dependency(name="compiled", reason="", sources={"weasyprint.layout.block:_linebox_layout": "0" * 64})
    monkeypatch.setattr(inspect, "getsource", _refuse)
    problems = list(check_sources([gone, compiled], "70.1"))
    assert [problem.code for problem in problems] == ["E505", "E505"]
    assert all("found no source" in problem.text for problem in problems)


def _refuse(code: object) -> str:
    raise OSError("could not get source code")


def _state() -> list[object]:
    return [vars(switch.owner)[switch.name] for switch in map(weasyprint_patches._switch, PATCHES)]


ORIGINALS = [weasyprint_patches._switch(patch).original for patch in PATCHES]


def test_after_a_page_is_written_weasyprint_is_as_it_was_released() -> None:
    write(paper.page("<p>x</p>"))
    assert _state() == ORIGINALS
    assert all(source_digest(path) == digest for patch in PATCHES for path, digest in patch.sources.items())


def test_after_a_failed_layout_weasyprint_is_as_it_was_released() -> None:
    with pytest.raises(BriefError):
        write(paper.page('<p><img src="none.png" alt="x"></p>'))
    with pytest.raises(ZeroDivisionError), patched():
        raise ZeroDivisionError
    assert _state() == ORIGINALS


def test_layouts_inside_one_another_share_the_patches() -> None:
    with patched():
        once = _state()
        assert not any(now is then for now, then in zip(once, ORIGINALS, strict=True))
        with patched():
            assert _state() == once
        assert _state() == once
    assert _state() == ORIGINALS


def test_another_thread_gets_the_engine_without_the_patches_even_meanwhile() -> None:
    source = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9"><text y="9">שלום עולם</text></svg>'
    html = f"<p style='font-size: 9px'>{source}</p>"
    before = weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True, pdf_tags=True)
    inside, done = threading.Event(), threading.Event()

    def lay_out() -> bytes:
        with patched():
            data = weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True)
            inside.set()
            assert done.wait(60)
        return bytes(data)

    with ThreadPoolExecutor(1) as pool:
        ours = pool.submit(lay_out)
        assert inside.wait(60)
        meanwhile = weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True, pdf_tags=True)
        done.set()
        assert ours.result(60) != before
    assert meanwhile == before
    assert weasyprint.HTML(string=html).write_pdf(uncompressed_pdf=True, pdf_tags=True) == before


def test_a_function_that_other_code_has_replaced_is_not_patched_and_not_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from weasyprint.layout import inline

    def foreign(*arguments: object) -> None: ...

    monkeypatch.setattr(inline, "split_first_line", foreign)
    with (
        pytest.raises(BriefError, match="E505/patched-by-others: `hanging-spaces` cannot be applied") as caught,
        patched(),
    ):
        raise AssertionError("the layout began")
    assert "`weasyprint.layout.inline:split_first_line`" in str(caught.value)
    monkeypatch.undo()
    assert _state() == ORIGINALS
    with patched():
        monkeypatch.setattr(inline, "split_first_line", foreign)
    assert inline.split_first_line is foreign
    monkeypatch.undo()  # which leaves what it saw inside the layout: the switch
    with patched():
        assert _state() != ORIGINALS
    assert _state() == ORIGINALS


def test_private_names_of_the_engine_are_read_in_the_modules_that_carry_digests_only(checkout: Path) -> None:
    folder = checkout / "pipeline" / "brief" / "writers" / "pdf"
    reading = {file.name for file in folder.glob("*.py") if re.search(r"noqa: SLF001", file.read_text())}
    assert reading == {"weasyprint_internals.py"}


def test_a_long_word_has_no_hyphens_and_fills_its_lines() -> None:
    word = "informationtechnology" * 60
    lines = paper.text(write(paper.page(f'<p style="hyphens: auto; overflow-wrap: break-word">{word}</p>'))).split()
    pieces = lines[1 : lines.index("TLP:AMBER")]
    assert "".join(pieces).replace("\u2010", "") == word
    assert len(pieces) > 20
    assert all(piece.isalpha() and len(piece) > 40 for piece in pieces[:-2])  # what is left of it may be hyphenated


def test_the_docs_have_a_report_for_every_patch_and_a_row_for_every_dependency(checkout: Path) -> None:
    docs = (checkout / "docs" / "weasyprint-patches.md").read_text()
    for patch in PATCHES:
        assert f"`{patch.name}`\n" in docs
    for dependency in INTERNALS:
        assert f"| {dependency.name} |" in docs
