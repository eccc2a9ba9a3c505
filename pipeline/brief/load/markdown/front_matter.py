"""A section's file in two: the YAML between its first two rules, and the prose after them."""

from __future__ import annotations

from brief.diagnostics.problems import Place, Problem
from brief.load.origin import Origin

_HINT = "begin the file with `---`, the keys `title`, `role` and `audience`, and another `---`"


def split_front_matter(text: str, file: str, problems: list[Problem]) -> tuple[str, Origin, str, Origin] | None:
    """Return the YAML and where it stands, the prose and where it stands; `None` when a problem (E150) was noted."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0].removeprefix("\ufeff").rstrip() != "---":
        width = max(1, len(lines[0]))
        problems.append(
            Problem("E150/no-front-matter", "front matter is missing", Place(file, 1, 1, width), hint=_HINT)
        )
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            head, body = "\n".join(lines[1:number]), "\n".join(lines[number + 1 :])
            return head, Origin(file, 2), body, Origin(file, number + 2)
    place = Place(file, 1, 1, len(lines[0].rstrip()))
    hint = "end it with a line of `---`"
    problems.append(
        Problem("E150/front-matter-not-closed", "front matter is not closed", place, label="opened here", hint=hint)
    )
    return None
