"""Targets of links, and how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from brief.diagnostics.problems import Place
from brief.load.markdown.passage import Passage, Reading
from brief.page.link_targets import is_allowed_in_prose

AUTOLINK = re.compile(
    r"<(?:(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*)|(?P<mail>[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+))>"
)
HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<\?|<!\[CDATA\[|<![A-Za-z]")
_BLANKS = re.compile(r"[ \t]*\n?[ \t]*")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Destination:
    """A target in parentheses, its offsets, and the offset after the closing parenthesis."""

    target: str
    start: int
    end: int
    after: int
    title_start: int = 0  # 0 without a title
    title_end: int = 0


def read_destination(text: str, start: int) -> Destination | None:
    """Return the target in the parentheses that open at `start`, or `None` if there is none (CommonMark 6.3)."""
    begin = _skip(text, start + 1)
    found = parseLinkDestination(text, begin, len(text))
    target, end = (found.str, found.pos) if found.ok else ("", begin)
    here = _skip(text, end)
    title_start = title_end = 0
    if here > end and text[here : here + 1] in ("'", '"', "("):
        title = parseLinkTitle(text, here, len(text))
        if not title.ok:
            return None
        title_start, title_end = here, title.pos
        here = _skip(text, title.pos)
    if text[here : here + 1] != ")":
        return None
    return Destination(target, begin, end, here + 1, title_start, title_end)


def _skip(text: str, start: int) -> int:
    found = _BLANKS.match(text, start)
    return found.end() if found else start


def check_target(target: str, place: Place, reading: Reading) -> str:
    """Return a target with its special characters escaped (RFC 3986); one that is not allowed is a problem (E161)."""
    if not is_allowed_in_prose(target):
        text = f"links to `{target}` are not allowed" if target else "a link has no target"
        rule = "E161/target-not-allowed" if target else "E161/no-target"
        hint = "use `https:`, `http:`, `mailto:` or `tel:`, or `#` and an identifier of this dossier"
        reading.report(rule, text, place, hint=hint)
        return target
    return target if target.startswith("#") else normalizeLink(target)


def check_title(found: Destination, passage: Passage, reading: Reading) -> None:
    """Add a problem (E162) for a title, which would not be shown anywhere."""
    if found.title_start:
        place = passage.place(found.title_start, found.title_end)
        hint = "write it in the text, or remove it"
        reading.report("E162/link-title", "titles of links are not supported", place, hint=hint)
