"""The handling marks of a brief are at the top and the bottom of every page, seen, and no others are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from brief.checks.finished_file import FinishedFile
from brief.checks.quoted import first_few, shortened
from brief.checks.sight.seen import Margin
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_LABEL: Final = re.compile(r"TLP\s*:\s*[A-Z]+(?:\s*\+\s*STRICT)?", re.IGNORECASE)
_TEMPLATE = "let `data-mark` and `data-privilege` of `body` be what the shipped `brief.html.j2` makes of them"
_REPORT = "look for a style sheet or a reference document of yours that hides or replaces it; otherwise report it"


def marks(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return an E412 for each place where a mark of the brief's handling is missing or not seen, or another one is.

    The label of the Traffic Light Protocol must be at the top and the bottom of each page (TLP 2.0, section 3), and the
    privilege line at one of them. A draft says that it is one at both. The words are those of the handling and of the
    list of words, whatever a template prints. Labels that a heading, the running title, the reference or the head of a
    table has are no marks.
    """
    label, privilege = selection.brief.handling.mark, page.privilege
    lines = {"data-mark": label, "data-privilege": privilege, "data-draft": page.draft}
    wrong = [problem for name, line in lines.items() for problem in _page_problems(name, line, page)]
    if wrong:
        return wrong
    others = frozenset(_labels(_repeated(page)))
    return [
        problem
        for name, file in files.items()
        for problem in first_few(_file_problems(name, list(file.margins(page)), (label, privilege, page.draft), others))
    ]


def _repeated(page: Page) -> Iterator[str]:
    """Give the texts of a page that its files may repeat at the top or the bottom of theirs."""
    (body,) = page.tree().iterfind("body")
    yield from (body.get(name) or "" for name in ("data-running", "data-reference"))
    yield from ("".join(map(str, element.itertext())) for element in body.iter("thead", "h1", "h2", "h3"))


def _file_problems(
    name: str, margins: Sequence[Margin], wanted: tuple[str, str, str], others: frozenset[str]
) -> Iterator[Problem]:
    label, privilege, draft = wanted
    pages: dict[object, list[Margin]] = {}
    for margin in margins:
        pages.setdefault((margin.page, margin.is_top and margin.is_alone), []).append(margin)
        if label and label not in _labels(margin.seen):
            yield _not_seen(name, [margin], label)
        if draft and not _has_line(margin.seen, draft):
            yield _not_seen(name, [margin], draft)
        for other in sorted(_labels([*margin.seen, *(one.text for one in margin.unseen)]) - {label} - others):
            text = f"`{other}` is {margin.where} in the {name}, but the brief has {_named(label)}"
            yield Problem("E412/other-mark", text, hint=_REPORT)
    for page in pages.values():
        if privilege and not any(_has_line(margin.seen, privilege) for margin in page):
            yield _not_seen(name, page, privilege)
    if label and {margin.is_top for margin in margins} != {True, False}:
        text = f"`{label}` cannot be seen in the {name}: it has no top or no bottom"
        yield Problem("E412/mark-not-seen", text, hint=_REPORT)


def _not_seen(name: str, margins: Sequence[Margin], wanted: str) -> Problem:
    """Return the problem of a mark that none of the margins shows, with the reason or with what they show instead."""
    hidden = [one for margin in margins for one in margin.unseen]
    why = next((f": {one.why}" for one in hidden if _squashed(wanted) in _squashed(one.text)), "")
    found = "; ".join(text for margin in margins for text in margin.seen)
    instead = f", only “{shortened(found)}”" if found and not why else ""
    text = f"`{wanted}` cannot be seen {margins[0].where} in the {name}{why}{instead}"
    return Problem("E412/mark-not-seen", text, hint=_REPORT)


def _page_problems(attribute: str, wanted: str, page: Page) -> Iterator[Problem]:
    (body,) = page.tree().iterfind("body")
    found = body.get(attribute) or ""
    if _squashed(found) != _squashed(wanted):
        text = f"the handling of the brief needs {_named(wanted)}, but the page has {_named(found)} (`{attribute}`)"
        yield Problem("E412/mark-of-page", text, hint=_TEMPLATE)


def _named(words: str) -> str:
    return f"`{words}`" if words else "no mark"


def _has_line(seen: Iterable[str], wanted: str) -> bool:
    """Return whether a line of words is among texts, which may be its pieces."""
    found = _squashed("".join(seen))
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in wanted):
        # Such lines are painted from left to right, and a font may map a ligature to one of its letters.
        missing = Counter(_squashed(wanted)) - Counter(found)
        return missing.total() <= len(_squashed(wanted)) // 4
    return _squashed(wanted) in found


def _labels(texts: Iterable[str]) -> set[str]:
    return {"".join(found.split()).upper() for text in texts for found in _LABEL.findall(text)}


def _squashed(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
