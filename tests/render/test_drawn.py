"""Pictures made from the record: all words have room and describe what the picture shows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import lxml.etree as etree
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from brief.app.shipped import shipped_folder
from brief.formats import write_formats
from brief.locale.language import language_from_tag
from brief.model import Brief, Claim, Event, Kind, Likelihood, Nature, Record, Status, StatusGroup
from brief.model.audience import CHARTS
from brief.page.vocabulary import Page
from brief.render import render
from tests.render.briefs import READERS, audience, brief, node, paragraph, section, text

LAYERS = [shipped_folder("templates")]
FONTS = shipped_folder("templates") / "base" / "fonts"
ENGLISH = (
    'Two divers & a <boat> saw "cracks"',
    "Short",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung bleibt in Kraft",
    "A long account of what was seen under water by those who went there, and by those who did not go there at all",
)
HEBREW = ("הקיר נוטה לצד הים, כך אמר הצוללן", "קצר")
_NUMBERS = frozenset(["x", "y", "width", "height", "x1", "x2", "y1", "y2", "cx", "cy", "r"])
STEPS = {"ipcc": (1, 10, 33, 66, 90, 99), "icd-203": (5, 20, 45, 55, 80, 95)}
PARTS = ("facts", "claims-chart", "likelihoods", "timeline")


class Box(NamedTuple):
    """What something covers: its edges from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, slack: float = 0.6) -> bool:
        return (
            self.left + slack < other.right
            and other.left + slack < self.right
            and self.top + slack < other.bottom
            and other.top + slack < self.bottom
        )


def statement(number: int, status: Status | None, words: str) -> Claim:
    return Claim(f"c-{number}", READERS, text(words), text("a diver"), status)


def judgment(number: int, low: int, high: int, words: str) -> Claim:
    likelihood = Likelihood(low, high)
    return Claim(f"j-{number}", READERS, text(words), text("us"), nature=Nature.JUDGMENT, likelihood=likelihood)


def events(*dates: str, words: tuple[str, ...] = ENGLISH) -> tuple[Event, ...]:
    return tuple(Event(f"e-{at}", READERS, text(words[at % len(words)]), date) for at, date in enumerate(dates))


def shown(record: Record, language: str = "en-GB", name: str = "board", *, all_charts: bool = True) -> Brief:
    reader = audience(
        name=name, parts=PARTS, charts={**CHARTS, "statuses": 1, "likelihoods": 1} if all_charts else CHARTS
    )
    return brief(record, reader, language=language_from_tag(language))


def full(words: tuple[str, ...] = ENGLISH) -> Record:
    kinds = (*Status, None)
    claims = tuple(statement(at, status, words[at % len(words)]) for at, status in enumerate(kinds))
    views = ((0, 1), (1, 5), (20, 50), (55, 80), (95, 99), (99, 100))
    claims += tuple(judgment(at, *ends, words[at % len(words)]) for at, ends in enumerate(views))
    dates = ("2024", "2025-03", "2025-03-14", "", "2026-01-02", "2026-11")
    return Record(claims=claims, timeline=events(*dates, words=words))


def pictures(page: Page, stem: str) -> list[etree._Element]:
    found = sorted(name for name in page.assets if name.startswith(f"pictures/{stem}-"))
    return [etree.fromstring(page.assets[name]) for name in found]


def alt(page: Page, stem: str) -> str:
    images = lxml.html.document_fromstring(page.html).iter("img")
    return next(image.get("alt", "") for image in images if f"/{stem}-" in image.get("src", ""))


def local(svg: etree._Element, *names: str) -> Iterator[etree._Element]:
    return (each for each in svg.iter(etree.Element) if etree.QName(each).localname in names)


def words_of(svg: etree._Element) -> list[tuple[str, Box]]:
    """Return every text with what it covers, measured by FreeType and not by what laid it out."""
    found = []
    for each in local(svg, "text"):
        words, size, weight = (each.text or "").strip("\u200f"), 0.0, ""
        for outer in (each, *each.iterancestors()):
            size, weight = size or float(outer.get("font-size", 0)), weight or outer.get("font-weight", "")
        name = "SourceSans3-SemiBold.ttf" if weight == "600" else "SourceSans3-Regular.ttf"
        if any("\u0590" <= letter < "\u0600" for letter in words):
            name = "NotoSansHebrew-Regular.ttf"
        wide = ImageFont.truetype(FONTS / name, 100).getlength(words) / 100 * size
        x, y = float(each.get("x", "")), float(each.get("y", ""))
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[each.get("text-anchor", "start")]
        found.append((words, Box(left, y - 0.72 * size, left + wide, y + 0.22 * size)))
    return found


def shapes_of(svg: etree._Element) -> list[Box]:
    """Return what bars, dots and stems cover; lines that lie on their side are no obstacle above or below words."""
    found = []
    for each in local(svg, "rect", "line", "circle"):
        of = {key: float(value) for key, value in each.items() if key in _NUMBERS}
        if "r" in of:
            found.append(Box(of["cx"] - of["r"], of["cy"] - of["r"], of["cx"] + of["r"], of["cy"] + of["r"]))
        elif "x1" in of:
            left, right = sorted((of["x1"], of["x2"]))
            found.append(Box(left - 1, of["y1"] - 1, right + 1, of["y2"] + 1))
        else:
            found.append(Box(of["x"], of["y"], of["x"] + of["width"], of["y"] + of["height"]))
    return found


def faults(svg: etree._Element) -> list[str]:
    width, height = float(svg.get("width", "")), float(svg.get("height", ""))
    texts, shapes = words_of(svg), shapes_of(svg)
    assert texts
    found = [f"{one} over {other}" for (one, a), (other, b) in combinations(texts, 2) if a.meets(b)]
    found += [f"{one} over {shape}" for one, box in texts for shape in shapes if box.meets(shape)]
    found += [
        f"{box} leaves the picture"
        for box in (*(box for _, box in texts), *shapes)
        if box.left < -1.5 or box.top < -1.5 or box.right > width + 1.5 or box.bottom > height + 1.5
    ]
    return found


@pytest.mark.parametrize("stem", ["statuses", "timeline", "likelihoods"])
@pytest.mark.parametrize(("language", "words"), [("en-GB", ENGLISH), ("he", HEBREW)])
def test_words_overlap_neither_each_other_nor_bars_and_stay_inside(
    stem: str, language: str, words: tuple[str, ...]
) -> None:
    (svg,) = pictures(render(shown(full(words), language), LAYERS), stem)
    assert faults(svg) == []


def test_long_labels_of_a_catalogue_break_within_their_room(tmp_path: Path) -> None:
    (tmp_path / "base/words").mkdir(parents=True)
    long = "Bestritten, geleugnet, zurückgenommen oder auf andere Weise in Zweifel gezogen"
    (tmp_path / "base/words/en.toml").write_text(f'chart_contested = "{long}"\n', encoding="utf-8")
    (svg,) = pictures(render(shown(full()), [tmp_path, *LAYERS]), "statuses")
    assert long in " ".join(words for words, _ in words_of(svg))
    assert faults(svg) == []


def test_words_without_room_are_found() -> None:
    (svg,) = pictures(render(shown(full()), LAYERS), "statuses")
    next(local(svg, "text")).text = "Disputed, denied or taken back, and this is far too long for its place"
    assert faults(svg)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dates().map(str) | st.sampled_from(["0000", "2024", "2024-02", "9999-12"]), min_size=2, max_size=12))
def test_any_dates_give_a_timeline_without_collisions_or_none(dates: list[str]) -> None:
    found = pictures(render(shown(Record(timeline=events(*dates))), LAYERS), "timeline")
    assert [fault for svg in found for fault in faults(svg)] == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*Status, None]), min_size=1, max_size=500))
def test_any_counts_have_room(statuses: list[Status | None]) -> None:
    claims = tuple(statement(at, status, "Short") for at, status in enumerate(statuses))
    (svg,) = pictures(render(shown(Record(claims=claims)), LAYERS), "statuses")
    assert faults(svg) == []


def test_the_alternative_text_of_a_picture_has_its_data_and_a_table_has_the_same() -> None:
    page = render(shown(full()), LAYERS)
    said = (
        "Checked and confirmed: 1. Supported by a second source: 1. Reported by others: 1. Alleged: 1. "
        "Disputed, denied or taken back: 3. Not rated: 1."
    )
    assert said in alt(page, "statuses")
    assert "Short – 1 to 5 in 100." in alt(page, "likelihoods")
    assert 'Two divers & a <boat> saw "cracks" – 0 to 1 in 100.' in alt(page, "likelihoods")
    assert "March 2025: Short. 14 March 2025: Donaudampf" in alt(page, "timeline")
    rows = lxml.html.document_fromstring(page.html).xpath("//table[@id='table-statuses']/tbody/tr")
    assert [" ".join(cell.text_content() for cell in row) for row in rows] == said.replace(":", "").rstrip(".").split(
        ". "
    )
    assert all(row[0].get("scope") == "row" for row in rows)


@pytest.mark.parametrize("status", list(Status))
def test_a_statement_is_counted_in_the_row_of_its_status_and_never_as_not_rated(status: Status) -> None:
    assert status.group in StatusGroup
    page = render(shown(Record(claims=(statement(1, status, "Short"),))), LAYERS)
    rows = lxml.html.document_fromstring(page.html).xpath("//table[@id='table-statuses']/tbody/tr")
    counts = {row[0].text_content(): int(row[1].text_content()) for row in rows}
    assert sum(counts.values()) == 1
    assert "Not rated" not in counts


def test_a_statement_without_status_is_not_counted_as_disputed() -> None:
    page = render(shown(Record(claims=(statement(1, None, "Short"),))), LAYERS)
    assert "Disputed" not in alt(page, "statuses")


def test_what_is_not_proven_is_outlined_and_striped_and_what_is_proven_is_filled() -> None:
    claims = (statement(1, Status.CONFIRMED, "One"), statement(2, Status.ALLEGED, "Two"))
    (svg,) = pictures(render(shown(Record(claims=claims)), LAYERS), "statuses")
    assert [bar.get("fill") == "none" for bar in local(svg, "rect")] == [False, True]
    assert len(list(local(svg, "path"))) == 1


def test_few_statements_and_judgments_are_in_their_tables_alone() -> None:
    def drawn(claims: tuple[Claim, ...]) -> tuple[int, int]:
        page = render(shown(Record(claims=claims), all_charts=False), LAYERS)
        assert page.html.count('<tr id="') == len(claims)
        assert ("table-statuses" in page.html) == (len(pictures(page, "statuses")) > 0)
        return len(pictures(page, "statuses")), len(pictures(page, "likelihoods"))

    said = tuple(statement(at, Status.ALLEGED, "Short") for at in range(4))
    views = tuple(judgment(at, 55, 80, "Short") for at in range(2))
    assert [drawn(said[:3]), drawn(said), drawn(views[:1]), drawn(views)] == [(0, 0), (1, 0), (0, 0), (0, 1)]


def test_likelihoods_are_drawn_with_the_steps_of_their_scale() -> None:
    def numbers(*scales: str) -> list[str]:
        views = (
            replace(judgment(at, 66, 100, "Short"), likelihood=Likelihood(66, 100, "likely", scale))
            for at, scale in enumerate(scales)
        )
        (svg,) = pictures(render(shown(Record(claims=tuple(views))), LAYERS), "likelihoods")
        ticks = [float(line.get("x1", "")) for line in local(svg, "line") if line.get("x1") == line.get("x2")]
        steps = {scale: [0, *STEPS[scale], 100] for scale in scales}
        assert ticks == [pytest.approx(236 + 3.5 * step) for scale in scales for step in steps[scale]]
        return [words for words, _ in words_of(svg) if words.isdigit()]

    assert numbers("ipcc") == ["0", "10", "33", "66", "90", "100"]
    assert numbers("icd-203") == ["0", "5", "20", "45", "55", "80", "95", "100"]
    assert numbers("ipcc", "icd-203") == ["0", "25", "50", "75", "100"]


@pytest.mark.parametrize(
    ("dates", "drawn"),
    [([], 0), (["2024"], 0), (["2024", ""], 0), (["2024", "2025"], 1), ([str(2000 + at) for at in range(13)], 0)],
)
def test_a_timeline_is_drawn_for_enough_events_to_compare_and_few_enough_to_read(dates: list[str], drawn: int) -> None:
    page = render(shown(Record(timeline=events(*dates))), LAYERS)
    assert len(pictures(page, "timeline")) == drawn
    assert page.html.count('<li data-source="e-') == len(dates)


def test_dates_too_close_together_are_in_equal_steps_and_the_caption_says_so() -> None:
    near, far = ("1950", "2026-01-02", "2026-01-03"), ("2024", "2025", "2026")
    assert "not to scale" in render(shown(Record(timeline=events(*near))), LAYERS).html
    assert "not to scale" not in render(shown(Record(timeline=events(*far))), LAYERS).html


def test_parts_with_nothing_to_draw_are_left_out() -> None:
    page = render(shown(Record(sections=(section(paragraph("One line.")),))), LAYERS)
    assert "likelihoods" not in page.html
    assert "figure" not in page.html


@pytest.mark.parametrize(("name", "told"), [("general", ("alleged", "our view")), ("executive", ("alleged",))])
def test_prose_has_the_standing_of_a_claim_in_brackets_once(name: str, told: tuple[str, ...]) -> None:
    made = [node(Kind.CLAIM, "it leans", claim="c-1"), node(Kind.CLAIM, "it falls", claim="j-1")]
    claims = (statement(1, Status.ALLEGED, "Short"), judgment(1, 55, 80, "Short"))
    record = Record(sections=(section(paragraph(*made), paragraph(*made)),), claims=claims)
    prose = lxml.html.document_fromstring(render(shown(record, name=name), LAYERS).html).xpath("//section[1]/p")
    assert [mark in prose[0].text_content() for mark in ("[alleged]", "[our view]")] == [
        mark in told for mark in ("alleged", "our view")
    ]
    assert "[" not in prose[1].text_content()


def test_the_word_file_holds_the_drawings_of_the_page() -> None:
    page = render(shown(full()), LAYERS)
    files = write_formats(page, ("docx", "pdf"))  # veraPDF reads the PDF with all others
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        kept = {archive.read(name) for name in archive.namelist() if name.endswith(".svg")}
    assert kept == {data for name, data in page.assets.items() if name.startswith("pictures/")}
