from __future__ import annotations

import io
import random

import pikepdf
import pypdfium2
import pytest

from brief.diagnostics.problems import BriefError
from brief.writers.pdf import write
from brief.writers.pdf.engine import load
from tests.writers import paper

WORDS = ["record", "of", "allegation", "source", "claim", "court", "party", "statement", "answer", "without", "leave"]


MORE = pytest.mark.longer_than_others("the same kinds of blocks and notes as with seed 4")
STATUS = '<span class="status">Alleged</span>'
# Here the rounding of lengths makes each note seem taller than its own area.
ROUNDED = (
    "@page { size: A4; margin: 22mm 24mm 24mm 44mm; @footnote { padding-top: 2mm } } "
    'html { font: initial; font-family: "Source Serif 4" }'
)


def many(seed: int, length: int = 30) -> tuple[str, int]:
    """Return blocks full of notes, and how many notes: each call and each note has a token of its own."""
    chance = random.Random(seed)
    count = 0
    blocks = []

    def text(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))

    for number in range(length):
        parts = []
        for _ in range(chance.randint(1, 5)):
            count += 1
            parts.append(f'{text(3, 30)} C{count:03}C<span class="note">N{count:03}N {text(2, 45)} E{count:03}E</span>')
        inner = " ".join(parts)
        blocks.append(
            chance.choice(
                [
                    f"<p>{inner}</p>",
                    f"<ul><li>{inner}</li><li>{text(9, 20)}</li></ul>",
                    f'<p class="numbered"><span class="number">{number}</span>{STATUS}{inner}</p>',
                    f"<table><tbody><tr><td>{text(5, 30)}</td><td>{inner}</td></tr></tbody></table>",
                ]
            )
        )
    return "".join(blocks), count


def astray(fragment: str, count: int, css: str = "") -> list[int]:
    """Return the notes that are not whole on the page of their call."""
    pages = _pages(write(paper.page(fragment, css)))
    found = []
    for number in range(1, count + 1):
        places = [[page for page, text in enumerate(pages) if f"{kind}{number:03}{kind}" in text] for kind in "CNE"]
        if not (places[0] == places[1] == places[2] and len(places[0]) == 1):
            found.append(number)
    return found


def _pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [sheet.get_textpage().get_text_range() for sheet in document]


@pytest.mark.parametrize("seed", [4, *(pytest.param(seed, marks=[pytest.mark.slow, MORE]) for seed in (1, 2, 3))])
def test_every_note_is_complete_and_on_the_page_of_its_call(seed: int) -> None:
    fragment, count = many(seed, 30 if seed == 4 else 20)
    assert count > 50
    assert astray(fragment, count) == []
    assert astray(fragment, count, ROUNDED) == []


@pytest.mark.broken_on_purpose("the engine is without one of its patches")
@pytest.mark.parametrize(
    ("patch", "css", "length"), [("footnote-rounding", ROUNDED, 14), ("footnotes-of-kept-lines", "", 30)]
)
def test_without_either_patch_notes_go_astray(
    patch: str, css: str, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    load()
    from brief.writers.pdf import weasyprint_patches

    others = tuple(other for other in weasyprint_patches.PATCHES if other.name != patch)
    assert len(others) == len(weasyprint_patches.PATCHES) - 1
    monkeypatch.setattr(weasyprint_patches, "PATCHES", others)
    fragment, count = many(4, length)
    assert _is_faulty(fragment, count, css)


# Two columns that do not fit below what is before them, with a note in their first lines.
MOVED_GRID = (
    '<div style="height: 110mm"></div><div class="columns" style="display: grid; break-inside: avoid">'
    '<section><p>words C001C<span class="note">N001N a note E001E</span> words</p><div style="height: 60mm"></div>'
    "</section></div>"
)


def test_a_note_moves_to_the_next_page_with_its_grid() -> None:
    assert astray(MOVED_GRID, 1) == []


@pytest.mark.broken_on_purpose("the engine is without one of its patches")
def test_without_the_patch_for_grids_a_note_stays_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    load()
    from brief.writers.pdf import weasyprint_patches

    others = tuple(other for other in weasyprint_patches.PATCHES if other.name != "footnotes-of-grids")
    monkeypatch.setattr(weasyprint_patches, "PATCHES", others)
    assert astray(MOVED_GRID, 1) == [1]


def _is_faulty(fragment: str, count: int, css: str) -> bool:
    try:
        return bool(astray(fragment, count, css))
    except BriefError as error:  # a note that is gone altogether leaves its link without a target
        return "No anchor" in str(error)


def test_notes_count_on_through_the_whole_page() -> None:
    data = write(paper.page('<p>a<span class="note">first</span> b<span class="note">second</span></p>'))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
    assert "2. second" in " ".join(paper.text(data).split())
