"""The handling marks of a brief are at the top and the bottom of every page, seen, and no others are."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    privilege line at the top. The words are those of the handling and of the list of words, whatever a template prints.
    """
    label, privilege = selection.brief.handling.tlp.mark, page.privilege
    wrong = [*_page_problems("data-mark", label, page), *_page_problems("data-privilege", privilege, page)]
    if wrong:
        return wrong
    others = frozenset(_labels("".join(map(str, head.itertext())) for head in page.tree().iter("thead")))
    problems = []
    for name, file in files.items():
        margins = list(file.margins(page))
        found = [
            problem
            for margin in margins
            for problem in _margin_problems(name, margin, label, privilege if margin.is_top else "", others)
        ]
        if {margin.is_top for margin in margins} != {True, False}:
            text = f"`{label}` cannot be seen in the {name}: it has no top or no bottom"
            found.append(Problem("E412/mark-not-seen", text, hint=_REPORT))
        problems += first_few(found)
    return problems


def _page_problems(attribute: str, wanted: str, page: Page) -> Iterator[Problem]:
    (body,) = page.tree().iterfind("body")
    found = body.get(attribute) or ""
    if _squashed(found) != _squashed(wanted):
        text = f"the handling of the brief needs {_named(wanted)}, but the page has {_named(found)} (`{attribute}`)"
        yield Problem("E412/mark-of-page", text, hint=_TEMPLATE)


def _named(words: str) -> str:
    return f"`{words}`" if words else "no mark"


def _margin_problems(
    name: str, margin: Margin, label: str, privilege: str, others: frozenset[str]
) -> Iterator[Problem]:
    where = f"{margin.where} in the {name}"
    for wanted in filter(None, (label, privilege)):
        if not _has(margin.seen, wanted, is_label=wanted == label):
            why = next((f": {one.why}" for one in margin.unseen if _squashed(wanted) in _squashed(one.text)), "")
            found = "; ".join(margin.seen)
            instead = f", only “{shortened(found)}”" if found and not why else ""
            yield Problem("E412/mark-not-seen", f"`{wanted}` cannot be seen {where}{why}{instead}", hint=_REPORT)
    for other in sorted(_labels([*margin.seen, *(one.text for one in margin.unseen)]) - {label} - others):
        yield Problem("E412/other-mark", f"`{other}` is {where}, but the brief is `{label}`", hint=_REPORT)


def _has(seen: Iterable[str], wanted: str, *, is_label: bool) -> bool:
    """Return whether a mark is among texts: a label as it is, a line of words as it may be set on several lines."""
    if is_label:
        return wanted in _labels(seen)
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
