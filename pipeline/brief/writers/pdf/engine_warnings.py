"""What WeasyPrint logs while it works, captured and turned into problems: a warning is a fault of the file."""

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

# fontTools reduces a font that HarfBuzz cannot; where that fails too, there is a message of its own.
_HARMLESS = re.compile(r'Unable to subset ".*" with HarfBuzz|Using fontTools instead of HarfBuzz-Subset .*', re.DOTALL)
_MISSING_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)", re.DOTALL)


@dataclass(slots=True)
class EngineLog:
    """What was logged during one layout: messages, and the characters that no font had."""

    messages: list[str] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)

    def add(self, message: str) -> None:
        """Keep one message, unless it says nothing of the file."""
        if missing := _MISSING_GLYPH.fullmatch(message):
            self.characters.append(chr(int(missing[1], 16)))
        elif not _HARMLESS.fullmatch(message):
            self.messages.append(message)


_CAPTURED: ContextVar[EngineLog | None] = ContextVar("brief-pdf-engine-log", default=None)


class _CaptureFilter(logging.Filter):
    """Takes the records of a thread that captures them out of WeasyPrint's log, and leaves all others alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        log = _CAPTURED.get()
        if log is None:
            return True
        if record.levelno >= logging.WARNING:
            log.add(record.getMessage())
        return False


def install() -> None:
    """Let `capture_log` capture from now on; the log is as before for everything else."""
    logging.getLogger("weasyprint").addFilter(_CaptureFilter())


@contextlib.contextmanager
def capture_log() -> Iterator[EngineLog]:
    """Give the log of what WeasyPrint warns of in this thread while the block runs."""
    log = EngineLog()
    token = _CAPTURED.set(log)
    try:
        yield log
    finally:
        _CAPTURED.reset(token)


def log_problems(log: EngineLog, refused: Iterable[str], root: etree._Element) -> Iterator[Problem]:
    """Give one problem for each message (E401), each refused address (E401) and each character without glyph (E402)."""
    addresses = list(dict.fromkeys(refused))
    for url in addresses:
        text = f"the page asks for `{url}`, which is not one of its pictures and fonts"
        yield Problem(
            "E401/outside-address",
            text,
            hint="use only the page's own pictures and fonts",
        )
    for message in dict.fromkeys(log.messages):
        # A refused address is one problem, not a second one in the engine's words.
        if not any(url in message for url in addresses):
            yield Problem("E401/engine-warning", f"WeasyPrint reports: {message.strip().rstrip('.')}")
    for character in dict.fromkeys(log.characters):
        name = unicodedata.name(character, "no name")
        text = f"no font has `{character}` (U+{ord(character):04X}, {name}){_where(root, character)}"
        hint = "replace it, or add a font that has it to the `fonts` folder of the templates"
        yield Problem("E402/no-glyph", text, hint=hint)


def _where(root: etree._Element, character: str) -> str:
    """Return the last identifier and heading before a character, as the end of a sentence."""
    heading, identifier = "", ""
    for element in root.iter():
        identifier = element.get("id") or identifier
        if element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            heading = " ".join("".join(map(str, element.itertext())).split())
        texts = [element.text, element.tail, *element.attrib.values()]
        if any(character in str(text or "") for text in texts):
            near = f" near `#{identifier}`" if identifier else ""
            return near + (f" under “{heading}”" if heading else "")
    return ""
