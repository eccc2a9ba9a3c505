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
from brief.page.vocabulary import Page
from brief.writers.pdf.engine_messages import CAUSES, Cause
from brief.writers.pdf.fetch import BASE

_PLACE = re.compile(r",? at (\d+):(\d+)")
_NODE = re.compile(r"<\w+ (@?[\w-]+)[^>]*>")  # a node of a style sheet as Python shows it
_IGNORED = frozenset({"Ignored `%s: %s` at %d:%d, %s.", "Ignored `%s:%s` at %d:%d, %s."})


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the engine: its words, and what they are about."""

    cause: Cause
    text: str


@dataclass(slots=True)
class EngineLog:
    """What was logged during one layout: messages, and the characters that no font had."""

    messages: list[Message] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)

    def add(self, record: logging.LogRecord) -> None:
        """Keep what a record says, unless it says nothing of the file."""
        match cause := CAUSES.get(record.msg, Cause.PROGRAM):
            case Cause.HARMLESS:
                return
            case Cause.GLYPH:
                self.characters.append(str(record.args[0]))  # type: ignore[index] # as its message is written
            case _:
                self.messages.append(Message(cause, _in_plain_words(record)))

    def forget(self, beginnings: Iterable[str]) -> None:
        """Remove the messages that begin with one of some words."""
        begins = tuple(beginnings)
        self.messages = [message for message in self.messages if not message.text.startswith(begins)]


def _in_plain_words(record: logging.LogRecord) -> str:
    """Return a message as part of a sentence; what is ignored comes first in those that say so."""
    if record.msg in _IGNORED and isinstance(record.args, tuple):
        name, value, line, column, why = record.args
        return f"`{name}: {str(value).strip()}` at {line}:{column} is not supported: {why}"
    text = _NODE.sub(r"`\1`", record.getMessage()).replace(BASE, "").strip().rstrip(".:")
    return text[:1].lower() + text[1:]


_CAPTURED: ContextVar[EngineLog | None] = ContextVar("brief-pdf-engine-log", default=None)


class _CaptureFilter(logging.Filter):
    """Takes the records of a thread that captures them out of WeasyPrint's log, and leaves all others alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        log = _CAPTURED.get()
        if log is None:
            return True
        if record.levelno >= logging.WARNING:
            log.add(record)
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


def log_problems(log: EngineLog, refused: Iterable[str], page: Page, root: etree._Element) -> Iterator[Problem]:
    """Give one problem for each refused address (E401), message (E309, E401) and character without glyph (E402)."""
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
        if not any(url.replace(BASE, "") in message.text for url in addresses):
            yield _problem(message, page)
    for character in dict.fromkeys(log.characters):
        name = unicodedata.name(character, "no name")
        text = f"no font has `{character}` (U+{ord(character):04X}, {name}){_where(root, character)}"
        hint = "replace it, or add a font that has it to the `fonts` folder of the templates"
        yield Problem("E402/no-glyph", text, hint=hint)


def _problem(message: Message, page: Page) -> Problem:
    match message.cause:
        case Cause.STYLE:
            found = _PLACE.search(message.text)
            place = page.css_place(int(found[1]), int(found[2])) if found else None
            text = f"in a style sheet, {_PLACE.sub('', message.text)}"
            hint = "the PDF engine leaves it out; write the rule in a way that it supports"
            return Problem("E309/not-supported", text, place, hint=hint)
        case Cause.PICTURE:
            hint = "save it again in another program, or as another kind of file"
            return Problem("E401/picture-not-drawn", f"a picture cannot be drawn: {message.text}", hint=hint)
        case Cause.FONT:
            hint = "use another font, or another file of it"
            return Problem("E401/font-not-usable", f"a font cannot be put into the PDF: {message.text}", hint=hint)
        case _:
            return Problem("E401/engine-warning", f"WeasyPrint reports: {message.text}")


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
