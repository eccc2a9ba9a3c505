"""The inside of WeasyPrint that this writer reads and that no public name leads to; tied to `engine.CHECKED`."""

from __future__ import annotations

from typing import Any


def page_box(page: Any) -> Any:
    """Return the box of a laid out page, with all boxes on it."""
    return page._page_box  # noqa: SLF001


def root_element(document: Any) -> Any:
    """Return the root of the tree that a document was laid out from."""
    return document._html.etree_element  # noqa: SLF001


def marked_boxes(stream: Any) -> dict[Any, Any]:
    """Return what was painted into a page's content: each box with the number of its marked content."""
    return {box: mark["mcid"] for box, mark in stream._tags.items()}  # noqa: SLF001


def placed(box: Any) -> Any:
    """Return the box that a placeholder of an absolutely placed one stands for, any other box as it is."""
    from weasyprint.layout.absolute import AbsolutePlaceholder

    return box._box if isinstance(box, AbsolutePlaceholder) else box  # noqa: SLF001


def token_bytes(token: Any) -> bytes:
    """Return one token of a stream as it stands in the file."""
    from pydyf import _to_bytes

    return bytes(_to_bytes(token))
