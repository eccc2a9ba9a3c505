"""How many pages a brief has, counted in the finished file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.checks.finished_file import FinishedFile
from brief.checks.limits.brief_text import BriefText
from brief.diagnostics.problems import Problem


def check_pages(text: BriefText, files: Iterable[FinishedFile]) -> Iterator[Problem]:
    """Give W702 when the first file that has pages has more of them than allowed."""
    limit = text.limit("pages")
    if limit is None:
        return
    count = next((count for file in files if (count := file.page_count()) is not None), 0)
    if count > limit:
        message = f"the {text.brief.audience.name} brief has {count} pages; the limit is {limit:g}"
        hint = f"shorten what {text.brief.audience.name} is shown, or mark some of it for other audiences only"
        yield Problem("W702/too-many-pages", message, text.dossier, hint=hint, related=text.related("pages"))
