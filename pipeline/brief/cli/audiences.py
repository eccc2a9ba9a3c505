"""`brief audiences`: the kinds of reader that briefs can be built for."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from brief.cli.options import json_option, open_project
from brief.cli.stdout import print_data
from brief.model import Audience


@click.command(name="audiences")
@json_option("the audiences", "name, label, parts, handling, limits, file")
def command(*, as_json: bool) -> None:
    """List all audiences with their handling mark and the parts of their brief, in order."""
    found = list(open_project().audiences.values())
    print_data(json.dumps([_row(audience) for audience in found], indent=2) if as_json else _table(found))


def _row(audience: Audience) -> dict[str, object]:
    return {
        "name": audience.name,
        "label": audience.label,
        "parts": list(audience.parts),
        "handling": audience.handling.mark or None,
        "limits": dict(audience.limits),
        "file": audience.place.file,
    }


def _table(found: Sequence[Audience]) -> str:
    rows = [(audience.name, audience.handling.mark or "no mark", ", ".join(audience.parts)) for audience in found]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    return "\n".join(f"{name.ljust(widths[0])}  {mark.ljust(widths[1])}  {parts}" for name, mark, parts in rows)
