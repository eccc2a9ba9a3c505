"""The words of prose in runs that a page shows unbroken; between them stands what the page adds or sets elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from brief.model import BLOCKS, Kind, Node, Prose

_ENDS_RUN = frozenset({Kind.VARIABLE, Kind.REFERENCE, Kind.CITE, Kind.NOTE, Kind.CLAIM})


@dataclass(frozen=True, slots=True)
class ProseRuns:
    """The runs of one piece of prose: of its text, of its notes and citations, and the figures in it."""

    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    figures: list[Node] = field(default_factory=list)


def prose_runs(prose: Prose) -> ProseRuns:
    """Return the runs of words in prose, in reading order."""
    found, run = ProseRuns(), list[str]()
    _collect(prose, found, run)
    _end(run, found.text)
    return found


def _collect(prose: Prose, found: ProseRuns, run: list[str]) -> None:
    for node in prose:
        is_apart = node.kind in BLOCKS or node.kind in _ENDS_RUN
        if is_apart:
            _end(run, found.text)
        run.append(" " if node.kind is Kind.BREAK else node.text)
        match node.kind:
            case Kind.NOTE:
                inner = prose_runs(node.children)
                found.notes.extend([*inner.text, *inner.notes])
            case Kind.CITE:
                found.notes.extend(
                    words for child in node.children for name in ("prefix", "locator") if (words := child.get(name))
                )
            case _:
                if node.kind is Kind.FIGURE:
                    found.figures.append(node)
                _collect(node.children, found, run)
        if is_apart:
            _end(run, found.text)


def _end(run: list[str], done: list[str]) -> None:
    words = "".join(run)
    run.clear()
    if words.strip():
        done.append(words)
