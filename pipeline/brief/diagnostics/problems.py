"""A problem and its place, and the error that a stage raises with its problems."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace

from brief.diagnostics.codes import CODES, Exit
from brief.diagnostics.rules import RULES


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: the file and, if known, line and column (both from 1, in characters)."""

    file: str
    line: int = 0
    column: int = 0
    width: int = 1

    def __str__(self) -> str:
        """Return `file`, `file:line` or `file:line:column`, as far as known."""
        known = [self.file] + [str(number) for number in (self.line, self.column) if number]
        return ":".join(known)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the id of its rule, a message, its place, a hint what to do, and related places.

    `is_private` holds where lines of the dossier at these places, or `words`, are withheld from the audience that a
    brief is built for: they are printed only if a person asks, since a log has more readers than a dossier.
    """

    rule: str
    text: str
    place: Place | None = None
    label: str = ""
    hint: str = ""
    related: tuple[tuple[Place, str], ...] = ()
    is_private: bool = field(default=False, compare=False)
    words: str = field(default="", compare=False, repr=False)

    def __post_init__(self) -> None:
        """Raise `LookupError` for an id that is not in `RULES` or whose code is not in `CODES`."""
        if self.rule not in RULES:
            raise LookupError(f"rule {self.rule} is not in RULES")
        if self.code not in CODES:
            raise LookupError(f"problem code {self.code} is not in CODES")

    @property
    def code(self) -> str:
        """Return the code of the rule, which decides the exit status."""
        return self.rule.partition("/")[0]

    @property
    def is_warning(self) -> bool:
        """Return whether the files can be used in spite of this."""
        return self.rule.startswith("W")


def merged(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems, each once; those of a rule that is one for all places are one problem with several places."""
    found: dict[Hashable, Problem] = {}
    for problem in problems:
        is_one = RULES[problem.rule].is_one_for_all_places
        key = (problem.rule, problem.text, problem.hint) if is_one else problem
        first = found.get(key, problem)
        both = _with_places(first, problem) if is_one and key in found else first
        is_private = first.is_private or problem.is_private
        found[key] = replace(both, is_private=is_private, words=first.words or problem.words)
    return tuple(found.values())


def _with_places(problem: Problem, other: Problem) -> Problem:
    places = {
        place: label for one in (problem, other) for place, label in ((one.place, one.label), *one.related) if place
    }
    if not places:
        return problem
    (place, label), *related = sorted(places.items())
    return replace(problem, place=place, label=label, related=tuple(related))


class BriefError(Exception):
    """Problems that stop a build. Any other exception that reaches the user is a bug, and keeps its traceback."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places, without duplicates."""
        self.problems = tuple(sorted(dict.fromkeys(problems), key=_by_place))
        super().__init__("\n".join(f"{problem.rule}: {problem.text}" for problem in self.problems))

    def __reduce__(self) -> tuple[type[BriefError], tuple[tuple[Problem, ...]]]:
        """Return what pickle needs, so that the error can be passed between processes."""
        return BriefError, (self.problems,)

    @property
    def exit(self) -> Exit:
        """Return the highest exit status of the problems: environment before usage before content."""
        return max((CODES[problem.code].exit for problem in self.problems), default=Exit.CONTENT)


def _by_place(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place or Place("")
    return place.file, place.line, place.column, problem.code
