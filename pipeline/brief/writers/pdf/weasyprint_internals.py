"""The private names of WeasyPrint that this writer reads, with the digests of the functions that set them."""

from __future__ import annotations

from typing import Any

from brief.writers.pdf.weasyprint_sources import Dependency

INTERNALS = (
    Dependency(
        name="page boxes",
        reason="`Page._page_box` leads to all boxes of a page: what was painted, linked and called from it",
        sources={
            "weasyprint.document:Page.__init__": "56afceec729bf2c1d6d4d28495726a179882a23dec2234aefaf33bb1027a8dc0",
        },
    ),
    Dependency(
        name="source tree",
        reason="`Document._html` leads to the tree that was laid out, whose order is the reading order",
        sources={
            "weasyprint.document:Document._render.__func__": (
                "ebaceeb0fa8e79aaeb199a269e2748e2b36f6d95e98b7089e0dbc963bbca54d8"
            ),
        },
    ),
    Dependency(
        name="marked content",
        reason="`Stream._tags` maps each painted box to the number of its marked content (ISO 32000-1, 14.6)",
        sources={
            "weasyprint.pdf.stream:Stream.__init__": "918b7e8bb22a7a82a9e7b03baf2c67a9fef4636788fed6f22e533519cfd4dd89",
            "weasyprint.pdf.stream:Stream.marked.__wrapped__": (
                "3fa3acacbbf66422e7b0de4346b6eaf638657280a0f62c73172e3c445b888692"
            ),
        },
    ),
    Dependency(
        name="absolute placeholders",
        reason="`AbsolutePlaceholder._box` is the box that was painted, with an identity that the placeholder lacks",
        sources={
            "weasyprint.layout.absolute:AbsolutePlaceholder.__init__": (
                "c21e457ad551b4d8279aec2ddaea9699da91fb7675f8ad77d6e482df0aab2c4c"
            ),
            "weasyprint.layout.absolute:AbsolutePlaceholder.set_laid_out_box": (
                "97c3671632b834a81f9d0a69321a991876db692801093cdd87e7a74f7349233e"
            ),
        },
    ),
    Dependency(
        name="font configuration",
        reason="`typefaces` sets what `FontConfiguration.__init__` would set, for a configuration without any font",
        sources={
            "weasyprint.text.fonts:FontConfiguration.__init__": (
                "9fdb532fe2c80013f77a94e4bbc37918e43b76a60e7f1df79b2d18dfcc1526e2"
            ),
            "weasyprint.text.fonts:FontConfiguration.__del__": (
                "b325ecf9683e945e3063da78ac2aff80e888dc4bfaaa8a39e6e242e01dddda30"
            ),
        },
    ),
    Dependency(
        name="URL fetcher",
        reason="`fetch` leaves out `URLFetcher.__init__`, which makes handlers for files and the network",
        sources={
            "weasyprint.urls:URLFetcher.__init__": "684420ad907b24ab35ef87fc37e0c9b68cdfd6d2b5b7dc0516aed68d6a4bfc28",
            "weasyprint.urls:fetch.__wrapped__": "a0b61dca95970b6d50774b7e769c47fdeca546c2d01f8306c0f6cdd10f11c363",
        },
    ),
    Dependency(
        name="style sheets",
        reason="`style_sheets` keeps `CSS` objects for other documents: a layout only changes what it has warned of",
        sources={
            "weasyprint:CSS.__init__": "8263e6979a389242ee0d6fdb39286ec5355283dbbe672d66e9ff600a20975089",
            "weasyprint.css:preprocess_stylesheet": "1e8c36ce59677a5472cd9d4bbe3f4fe472c43eec6c7fd4b072b6336778cd25ea",
            "weasyprint.css.tokens:Pending.solve": "7163bf515d3c22ef002b42c2e09cf3ad5d1c2971ff260c28354f93b94f1b72c1",
        },
    ),
)


def page_box(page: Any) -> Any:
    """Return the box of a laid out page, with all boxes on it."""
    return page._page_box  # noqa: SLF001 (see `page boxes`)


def root_element(document: Any) -> Any:
    """Return the root of the tree that a document was laid out from."""
    return document._html.etree_element  # noqa: SLF001 (see `source tree`)


def marked_boxes(stream: Any) -> dict[Any, Any]:
    """Return what was painted into a page's content: each box with the number of its marked content."""
    return {box: mark["mcid"] for box, mark in stream._tags.items()}  # noqa: SLF001 (see `marked content`)


def placed_box(box: Any) -> Any:
    """Return the box that a placeholder of an absolutely positioned one was left for; any other box as it is."""
    from weasyprint.layout.absolute import AbsolutePlaceholder

    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001 (see `absolute placeholders`)
