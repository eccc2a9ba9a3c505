"""What the engine complains of while it works, heard and turned into problems: a warning is a fault in the file."""

from __future__ import annotations

import contextlib
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field

import lxml.etree as etree

from brief.diagnostics.problems import Problem

_MISSING_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)", re.DOTALL)


@dataclass(slots=True)
class Faults:
    """What was heard in one layout: messages, and the characters that no font had."""

    messages: list[str] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)

    def hear(self, message: str) -> None:
        """Keep one message of the engine."""
        if found := _MISSING_GLYPH.fullmatch(message):
            self.characters.append(chr(int(found[1], 16)))
        else:
            self.messages.append(message)


_LISTENING: ContextVar[Faults | None] = ContextVar("brief-pdf-faults", default=None)


class _Ear(logging.Filter):
    """Takes the engine's records out of the log of the thread that listens, and leaves all others alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        faults = _LISTENING.get()
        if faults is None:
            return True
        if record.levelno >= logging.WARNING:
            faults.hear(record.getMessage())
        return False


def install() -> None:
    """Listen to the engine's log from now on."""
    logging.getLogger("weasyprint").addFilter(_Ear())


@contextlib.contextmanager
def heard() -> Iterator[Faults]:
    """Give what the engine complains of in this thread while the block runs."""
    faults = Faults()
    token = _LISTENING.set(faults)
    try:
        yield faults
    finally:
        _LISTENING.reset(token)


def problems(faults: Faults, refused: Iterable[str], root: etree._Element) -> Iterator[Problem]:
    """Give one problem for each thing that was heard (E401), refused (E401) or had no glyph (E402)."""
    addresses = list(dict.fromkeys(refused))
    for url in addresses:
        text = f"the page asks for `{url}`, which is not among its own pictures and fonts"
        yield Problem(
            "E401/outside-address", text, hint="a page reads nothing but its own assets; no file and no address"
        )
    for message in dict.fromkeys(faults.messages):
        # A refused address is told once, not a second time in the engine's words.
        if not any(url in message for url in addresses):
            yield Problem("E401/engine-warning", f"the PDF engine says: {message.strip().rstrip('.')}")
    for character in dict.fromkeys(faults.characters):
        name = unicodedata.name(character, "no name")
        text = f"`{character}` (U+{ord(character):04X}, {name}) is in none of the fonts{_where(root, character)}"
        hint = "replace it, or put a font that has it into the `fonts` folder of the templates"
        yield Problem("E402/no-glyph", text, hint=hint)


def _where(root: etree._Element, character: str) -> str:
    """Return the nearest identifier and heading before a character, as the end of a sentence."""
    heading, identifier = "", ""
    for element in root.iter():
        identifier = element.get("id") or identifier
        if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            heading = " ".join("".join(map(str, element.itertext())).split())
        written = [element.text, element.tail, *element.attrib.values()]
        if any(character in str(text or "") for text in written):
            near = f" near `#{identifier}`" if identifier else ""
            return near + (f" under “{heading}”" if heading else "")
    return ""
