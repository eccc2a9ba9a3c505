"""Messages without words that are withheld from the audience that a brief is checked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from brief.checks.extract import Extract
from brief.checks.withheld import withheld_terms
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page

_QUOTED = re.compile("`[^`]*`|“[^”]*”")


def discreet(problems: Sequence[Problem], selection: Selection, page: Page) -> list[Problem]:
    """Return problems whose messages quote nothing that is withheld: where one does, its quotations are private.

    A file that differs from its page (E406) may have anything in it, and the message shows both.
    """
    if not problems:
        return []
    terms = withheld_terms(selection, page)

    def has_withheld(text: str) -> bool:
        return next(terms.matches(Extract("", text)), None) is not None

    found = []
    for problem in problems:
        if any(map(has_withheld, (problem.text, problem.label, problem.hint))):
            words = "; ".join(filter(None, (problem.words, *_QUOTED.findall(problem.text))))
            text, label, hint = (_QUOTED.sub("`…`", part) for part in (problem.text, problem.label, problem.hint))
            found.append(replace(problem, text=text, label=label, hint=hint, is_private=True, words=words))
        else:
            found.append(problem)
    return found
