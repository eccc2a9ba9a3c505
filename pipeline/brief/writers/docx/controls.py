"""Content controls: parts, sections and claims carry the id of their source, and cannot be deleted by a slip."""

from __future__ import annotations

from brief.writers.docx.document import Document
from brief.writers.docx.xml import Xml, w

_LONGEST = 64  # characters that Word allows in a tag


def inline_control(document: Document, tag: str) -> Xml:
    """Return a control for words in a line (ECMA-376 17.5.2.31); its last child takes them."""
    return _control(document, tag, "sdtLocked")


def block_control(document: Document, tag: str) -> Xml:
    """Return a control for blocks (ECMA-376 17.5.2.29); its last child takes them."""
    return _control(document, tag, "sdtLocked")


def fixed_control(document: Document, tag: str) -> Xml:
    """Return a control whose words cannot be edited either; its last child takes them."""
    return _control(document, tag, "sdtContentLocked")


def contents_control(document: Document) -> Xml:
    """Return the control that makes Word offer to update a table of contents; its last child takes it."""
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", w("id", val=document.next_control()), gallery), w("sdtContent"))


def _control(document: Document, tag: str, lock: str) -> Xml:
    properties = w(
        "sdtPr", w("alias", val=tag[:_LONGEST]), w("tag", val=tag[:_LONGEST]), w("id", val=document.next_control()),
        w("lock", val=lock),
    )  # fmt: skip
    return w("sdt", properties, w("sdtContent"))
