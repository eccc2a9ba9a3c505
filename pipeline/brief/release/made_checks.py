"""The checks that each file of a release has passed, with their figures, and those that did not run, with the reason.

No figure is a number of what is withheld: how many words were searched for tells of others.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import lxml.etree

from brief.diagnostics.problems import Problem
from brief.model import Brief
from brief.page.vocabulary import Page
from brief.release.manifest import CheckRow, Figure

_ALL: Final = ("pdf", "docx", "html")
_BLOCKS: Final = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "th", "td", "figcaption", "caption", "pre")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted on a page and in a file of it; `pages` is `None` where a format has none."""

    page: Page
    brief: Brief
    pages: int | None

    def elements(self, *names: str) -> int:
        """Return how many such elements the page has."""
        return sum(1 for _ in self.page.tree().iter(*names))

    def notes(self) -> int:
        """Return how many notes the page has."""
        return sum("note" in (element.get("class") or "").split() for element in self.page.tree().iter("span"))


def page_count(format_name: str, data: bytes) -> int | None:
    """Return the pages of a PDF, those that a Word file states, or `None` for a format without pages."""
    if format_name == "pdf":
        import pikepdf

        with pikepdf.open(io.BytesIO(data)) as pdf:
            return len(pdf.pages)
    if format_name == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            root = lxml.etree.fromstring(package.read("docProps/app.xml"))
        return int(root.findtext("{*}Pages") or 0)
    return None


@dataclass(frozen=True, slots=True)
class _Known:
    """A check of the build: what it reports, which formats it is for, and its figures."""

    code: str
    proves: str
    formats: tuple[str, ...] = _ALL
    reason: str = ""  # why it does not run for other formats
    figures: Callable[[Facts], dict[str, Figure]] = lambda _: {}
    limit: str = ""  # what it cannot see, said whatever there is to see: else it would tell of that


def _contents(facts: Facts) -> dict[str, Figure]:
    return {
        "blocks": facts.elements(*_BLOCKS),
        "notes": facts.notes(),
        "pictures": facts.elements("img"),
        "tables": facts.elements("table"),
        "links": facts.elements("a"),
    }


def _pages(facts: Facts) -> dict[str, Figure]:
    return {} if facts.pages is None else {"pages": facts.pages}


def _limits(facts: Facts) -> dict[str, Figure]:
    return {f"limit of {name}": value for name, value in sorted(facts.brief.audience.limits.items())}


# By the names in the list of checks. A test compares the two.
KNOWN: Final[Mapping[str, _Known]] = {
    "selected": _Known(
        "E408",
        "the brief has what its audience may see of the dossier, and nothing else",
        figures=lambda facts: {"items": sum(1 for _ in facts.brief.record.items())},
    ),
    "withheld": _Known(
        "E405",
        "no withheld words are in the file",
        figures=_pages,
        limit="searched for: runs of six words, and words of five letters or more; for shorter ones E408 stands alone",
    ),
    "content": _Known("E406", "the file has what its page does, in order", figures=_contents),
    "marks": _Known("E412", "handling marks are seen at the top and the bottom of every page", figures=_pages),
    "unseen": _Known("E410", "no text of the file is hidden from its readers", figures=_pages),
    "unknown": _Known("E411", "the file has nothing that its writer never makes"),
    "notes": _Known(
        "E404",
        "every note is on the page of its reference, complete",
        ("pdf",),
        "only a PDF has pages that stay as they are",
        lambda facts: {"notes": facts.notes()},
    ),
    "estimates": _Known("W701", "no sentence states both a likelihood and a confidence"),
    "limits": _Known("W702 to W708", "the brief keeps within the limits of its audience", figures=_limits),
    "assumed mark": _Known("W710", "the audience or the dossier says how the brief is handled"),
    "marked headings": _Known("W709", "no heading is hidden alone while what is under it is shown"),
}


def check_rows(format_name: str, checks: Sequence[str], facts: Facts, warnings: Sequence[Problem]) -> list[CheckRow]:
    """Return a row for each check of a build, in order, for one file of it. Raise `KeyError` for an unknown check.

    All of them have passed where they ran: a build that one refuses has no files. `warnings` are those of the brief.
    """
    rows = []
    for name in checks:
        known = KNOWN[name]
        if format_name not in known.formats:
            rows.append(CheckRow(check=known.proves, code=known.code, result="not run", reason=known.reason))
            continue
        codes = [problem.rule for problem in warnings if _reports(known.code, problem.code)]
        rows.append(
            CheckRow(
                check=known.proves,
                code=known.code,
                result="warned" if codes else "passed",
                figures=known.figures(facts),
                reason=", ".join(f"{rule}: {codes.count(rule)}" for rule in dict.fromkeys(codes)) or known.limit,
            )
        )
    language = facts.brief.language
    if "limits" in checks and "grade" in facts.brief.audience.limits and language.primary != "en":
        reason = f"it is measured in English, and the brief is in `{language}`"
        rows.append(CheckRow(check="reading grade", code="W707", result="not run", reason=reason))
    return rows


def _reports(codes: str, code: str) -> bool:
    first, _, last = codes.partition(" to ")
    return first <= code <= (last or first)
