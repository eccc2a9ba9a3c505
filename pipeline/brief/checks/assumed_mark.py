"""An audience that does not say how its briefs are handled gets a mark that its author may not expect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.checks.finished_file import FinishedFile
from brief.diagnostics.problems import Problem
from brief.model.brief import Selection

if TYPE_CHECKING:
    from brief.page.vocabulary import Page


def assumed_mark(selection: Selection, page: Page, files: Mapping[str, FinishedFile]) -> list[Problem]:
    """Return a W710 when neither the audience nor the dossier says which handling mark the brief has."""
    del page, files
    audience = selection.brief.audience
    if audience.handling.place.file or audience.name in selection.dossier.handling:
        return []
    mark = selection.brief.handling.mark
    text = f"audience `{audience.name}` has no `handling`, so its briefs are marked {mark}"
    hint = f"add `handling: {{tlp: {mark.removeprefix('TLP:')}}}`, another label, or `handling: none` for no mark"
    return [Problem("W710/handling-not-given", text, audience.place, hint=hint)]
