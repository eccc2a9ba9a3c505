"""Character styles: what a run of text is, and how that looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brief.ooxml.xml import W, Xml, run_properties, w, w14
from brief.writers.docx.word_theme import WordTheme

_LABELS = ("red", "amber", "green", "clear")  # of the Traffic Light Protocol


def character_styles(theme: WordTheme) -> Iterator[Xml]:
    """Yield all character styles."""
    default = _style("DefaultParagraphFont", "Default Paragraph Font", [], based="", is_own=False)
    default.set(f"{{{W}}}default", "1")
    yield default
    yield _style("Emphasis", "Emphasis", [w("i"), w("iCs")], is_own=False)
    yield _style("Strong", "Strong", [w("b"), w("bCs")], is_own=False)
    yield _style("VerbatimChar", "Verbatim Char", [theme.font("code"), w("noProof"), w14("numForm", "lining")])
    yield _style("Hyperlink", "Hyperlink", [theme.text_colour("structure")], is_own=False)
    yield _style("Term", "Term", [w("u", val="dotted", color=theme.colour("structure"))])
    raised = [w("vertAlign", val="superscript"), w14("numForm", "lining")]
    yield _style("FootnoteReference", "footnote reference", raised, is_own=False)
    yield _style("EndnoteReference", "endnote reference", raised, is_own=False)
    yield _style("SectionNumber", "Section Number", [w14("numForm", "lining")])
    yield _style("CaptionLabel", "Caption Label", [theme.text_colour("structure")])
    yield _style(
        "SmallChar", "Small Text Char", [theme.font("display"), theme.text_colour("soft"), *theme.size("small")]
    )
    strong = theme.semibold("display")
    yield _style("Key", "Key", [*strong, theme.text_colour("ink")])
    yield _style("MemoLabel", "Memo Label", [*strong, theme.text_colour("structure")])
    yield _style(
        "Tag", "Tag", [*strong, theme.text_colour("structure"), *theme.size("small"), w14("numForm", "lining")]
    )
    size = theme.size("small")
    yield _style("TimelineDate", "Timeline Date", [*strong, theme.text_colour("structure"), w14("numForm", "lining")])
    yield _style("BasisLead", "Basis Lead", [*strong, theme.text_colour("doubt")])
    yield _style("ClaimStatus", "Claim Status", [*strong, theme.text_colour("doubt"), *size])
    yield _style("ClaimStatusDetail", "Claim Status Detail", [theme.font("display"), theme.text_colour("doubt"), *size])
    yield _style("ClaimStatusCell", "Claim Status in a Table", [*strong, *size])
    for label in _LABELS:
        colour = w("color", val=theme.page_theme.colour(f"mark.{label}"))
        yield _style(f"HandlingMark{label.capitalize()}", f"Handling Mark {label.capitalize()}", [colour])


def _style(identifier: str, name: str, runs: Sequence[Xml | None], *, based: str = "DefaultParagraphFont",
           is_own: bool = True) -> Xml:  # fmt: skip
    made = w(
        "style", w("name", val=name), w("basedOn", val=based) if based else None, w("uiPriority", val=10),
        w("qFormat") if based else None, run_properties(*runs), type="character", styleId=identifier,
    )  # fmt: skip
    if is_own:
        made.set(f"{{{W}}}customStyle", "1")
    return made
