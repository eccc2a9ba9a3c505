"""What is known of the accessibility of each file, by which rule, and who says so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

import lxml.etree
import lxml.html

from brief.release.manifest import Statement

_OURS: Final = "brief"
_NO_VALIDATOR: Final = "the file declares it; a validator such as veraPDF is not part of the program"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADINGS: Final = {f"Heading{level}": level for level in range(1, 10)}


def statements(format_name: str, data: bytes) -> list[Statement]:
    """Return what is known of a finished file; raise what a library raises for bytes that no writer made."""
    return list(_READERS[format_name](data))


def _pdf(data: bytes) -> Iterator[Statement]:
    """Give what a PDF declares, and what of it was read back (ISO 14289-1, 7)."""
    import pikepdf

    for rule in ("PDF/UA-1 (ISO 14289-1)", "PDF/A-2a (ISO 19005-2)"):
        yield Statement(rule=rule, result="not run", reason=_NO_VALIDATOR)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root
        is_tagged = bool(root.get("/MarkInfo", {}).get("/Marked", False)) and "/StructTreeRoot" in root
        yield _ours("tagged", is_tagged)
        yield _ours("has a language", bool(root.get("/Lang", "")))
        yield _ours("shows its title", bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)))
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        yield _ours("every figure has an alternative text", all("/Alt" in one for one in figures), figures=len(figures))


def _docx(data: bytes) -> Iterator[Statement]:
    """Give what the rules of Word's own Accessibility Checker ask, as read from the file."""
    reason = "it is part of Word; the rules below are ours after its own"
    yield Statement(rule="Word's Accessibility Checker", result="not run", reason=reason)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = lxml.etree.fromstring(package.read("word/document.xml"), _parser())
        core = lxml.etree.fromstring(package.read("docProps/core.xml"), _parser())
    yield _ours("has a title", bool(core.findtext("{*}title")))
    yield _ours("has a language", bool(core.findtext("{*}language")))
    pictures = list(document.iter("{*}docPr"))
    described = [one for one in pictures if one.get("descr") or one.find(".//{*}decorative") is not None]
    yield _ours("every picture is described or decorative", len(described) == len(pictures), pictures=len(pictures))
    floating = sum(1 for _ in document.iter("{*}anchor"))
    yield _ours("no picture floats", floating == 0, floating=floating)
    # A table of one row stands for columns: it has no data that a header row could name.
    tables = [table for table in document.iter(f"{_W}tbl") if len(table.findall(f"{_W}tr")) > 1]
    headed = [table for table in tables if table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None]
    yield _ours(
        "every table of several rows has a header row",
        len(headed) == len(tables),
        tables=len(tables),
        without=len(tables) - len(headed),
    )
    levels = [
        _HEADINGS[name] for name in (row.get(f"{_W}val") for row in document.iter(f"{_W}pStyle")) if name in _HEADINGS
    ]
    yield _ours("no heading skips a level", _in_steps(levels), headings=len(levels))


def _html(data: bytes) -> Iterator[Statement]:
    """Give what WCAG 2.2 asks that a program can decide without a reader."""
    yield Statement(rule="WCAG 2.2 AA", result="not run", reason="much of it needs a person; the rules below do not")
    root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    yield _ours("has a language (3.1.1)", bool(root.get("lang")))
    yield _ours("has a title (2.4.2)", bool((root.findtext("head/title") or "").strip()))
    pictures = list(root.iter("img"))
    yield _ours(
        "every picture has an alternative text (1.1.1)",
        all("alt" in one.attrib for one in pictures),
        pictures=len(pictures),
    )
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    yield _ours("no heading skips a level (1.3.1)", _in_steps(levels), headings=len(levels))
    yield _ours("has a link to its main part (2.4.1)", root.find(".//a[@class='skip']") is not None)


def _in_steps(levels: list[int]) -> bool:
    return all(after <= before + 1 for before, after in pairwise(levels))


def _ours(rule: str, holds: bool, **figures: int) -> Statement:
    return Statement(rule=rule, result="passed" if holds else "failed", by=_OURS, figures=dict(figures))


def _parser() -> lxml.etree.XMLParser:
    return lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


_READERS: Mapping[str, Callable[[bytes], Iterator[Any]]] = MappingProxyType({"pdf": _pdf, "docx": _docx, "html": _html})
