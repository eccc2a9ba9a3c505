"""Citations in brackets: `[@s-1]`, `[@s-1, p. 3; see @s-2]`."""

from __future__ import annotations

import re

from brief.load.markdown.inline_tree import placed_node
from brief.load.markdown.passage import Passage, Reading
from brief.model import Kind, Node

# Identifiers of other things than sources begin like this; brackets around these alone are not citations.
REFERENCES = ("sec-", "fig-", "tbl-", "c-", "p-", "g-")

_LONGEST = 2000
_PART = re.compile(
    r"\s*(?P<prefix>(?:[^@;]*\s)?)@(?P<key>[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)"
    r"(?:(?:\s*,\s*|\s+)(?P<locator>\S[^@]*?))?\s*",
)
_SPACE = re.compile(r"\s+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_citations(passage: Passage, start: int, end: int, reading: Reading) -> tuple[Node, ...]:
    """Return the citations between two brackets, each with the place of its key; none for any other text.

    A text that begins like a citation and is none is a problem (E151).
    """
    if end - start > _LONGEST:
        return ()
    made: list[Node] = []
    wrong: list[tuple[int, int]] = []
    position = start
    for part in passage.text[start:end].split(";"):
        found = _PART.fullmatch(part)
        if found:
            key = position + found.start("key")
            attributes = {
                "source": found["key"], "locator": _plain(found["locator"]), "prefix": _plain(found["prefix"])
            }  # fmt: skip
            attributes = {name: value for name, value in attributes.items() if value}
            made.append(placed_node(Kind.CITATION, passage, key - 1, key + len(found["key"]), attributes=attributes))
        else:
            lead = len(part) - len(part.lstrip())
            wrong.append((position + lead, position + max(len(part.rstrip()), lead + 1)))
        position += len(part) + 1
    if not made or all(citation.get("source").startswith(REFERENCES) for citation in made):
        return ()
    if wrong and passage.text[start:end].lstrip().startswith("@"):
        hint = "write `[@source]`, or `[@source, p. 3; see @other]`"
        reading.report("E151/malformed-citation", "malformed citation", passage.place(*wrong[0]), hint=hint)
    return () if wrong else tuple(made)


def _plain(written: str | None) -> str:
    text = _ESCAPE.sub(r"\1", _SPACE.sub(" ", written or "").strip())
    return text.replace("---", "—").replace("--", "–")
