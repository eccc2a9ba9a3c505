"""Content controls: parts, sections and claims carry the id of their source, and cannot be deleted by mistake."""

from __future__ import annotations

from brief.ooxml.xml import Xml, w
from brief.writers.docx.document import Output

_LONGEST = 64  # characters that Word allows in a tag


def inline_control(output: Output, tag: str) -> Xml:
    """Return a control for text in a line (ECMA-376 17.5.2.31); its last child takes them."""
    return _control(output, tag, "sdtLocked")


def block_control(output: Output, tag: str) -> Xml:
    """Return a control for blocks (ECMA-376 17.5.2.29); its last child takes them.

    It is a document part without a gallery (17.5.2.12). LibreOffice turns the first paragraph of a control of no kind
    into an input field: a heading loses its italics and raised figures, and appears twice when it runs from right to
    left.
    """
    return _control(output, tag, "sdtLocked", kind=w("docPartObj"))


def fixed_control(output: Output, tag: str) -> Xml:
    """Return a control with a title, whose text cannot be edited either; its last child takes it."""
    return _control(output, tag, "sdtContentLocked", title=w("alias", val=tag[:_LONGEST]))


def contents_control(output: Output) -> Xml:
    """Return the control that makes Word offer to update a table of contents; its last child takes it."""
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", w("id", val=output.next_control()), gallery), w("sdtContent"))


def _control(output: Output, tag: str, lock: str, *, title: Xml | None = None, kind: Xml | None = None) -> Xml:
    """Return a control. One with links or notes in it has no title: LibreOffice 25.2 crashes when it prints those."""
    properties = w(
        "sdtPr", title, w("tag", val=tag[:_LONGEST]), w("id", val=output.next_control()), w("lock", val=lock), kind
    )  # fmt: skip
    return w("sdt", properties, w("sdtContent"))
