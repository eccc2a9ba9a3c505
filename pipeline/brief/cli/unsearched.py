"""A note on what the search of finished files cannot find."""

from __future__ import annotations

from collections.abc import Iterable

import click

from brief.app import jobs
from brief.model.audience import name_list


def mention_unsearched(results: Iterable[jobs.JobResult]) -> None:
    """Say on stderr for which audiences some of what is withheld is too short to be searched for."""
    audiences = sorted({result.job.audience for result in results if result.has_unsearchable})
    if not audiences:
        return
    first, *rest = audiences
    others = f" (the same for {name_list(rest)})" if rest else ""
    text = "note: some of what is withheld is too short to be searched for in the files; to list it, run "
    click.echo(f"{text}`brief explain --audience {first}`{others}", err=True)
