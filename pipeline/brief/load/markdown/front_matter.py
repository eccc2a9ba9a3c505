"""The two parts of a section's file: the YAML between its first two lines of hyphens, and the prose after them."""

from __future__ import annotations

from dataclasses import dataclass

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.origin import Origin

_HINT = "begin the file with a line `---`, the keys `title`, `role` and `audience`, and another line `---`"


@dataclass(frozen=True, slots=True)
class SplitFile:
    """The two parts of a section's file, and where each begins."""

    head: str
    head_origin: Origin
    body: str
    body_origin: Origin


def split_front_matter(text: str, file: str, problems: Problems) -> SplitFile | None:
    """Return the YAML and the prose of a section's file; `None` after a problem (E150)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        place = Place(file, 1, 1, max(1, len(lines[0])))
        problems.add("E150/no-front-matter", "the section has no front matter", place, hint=_HINT)
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            head, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
            return SplitFile(head, Origin(file, 2), body, Origin(file, number + 2))
    place = Place(file, 1, 1, len(lines[0].rstrip()))
    hint = "end it with a line `---`"
    problems.add("E150/front-matter-not-closed", "front matter is not closed", place, label="opened here", hint=hint)
    return None
