"""`brief fonts`: the fonts that briefs are set in, and how to add one of this machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from brief.app.added_fonts import add_family, coverage
from brief.app.machine_fonts import machine_fonts
from brief.app.output import write_all
from brief.app.template_fonts import TemplateFamily, characters_used, template_families
from brief.cli.options import json_option, open_project
from brief.cli.stdout import print_data


@click.group(name="fonts", invoke_without_command=True)
@json_option("the families", "family, styles, scripts, folder")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List the fonts that briefs are set in, with the scripts that they cover.

    Only fonts of the templates are used, so that a brief looks the same on every machine.
    """
    if context.invoked_subcommand is None:
        found = template_families(open_project())
        print_data(json.dumps([_row(family) for family in found], indent=2) if as_json else _table(found))


@command.command(name="find")
@click.argument("text")
def find(text: str) -> None:
    """List the fonts of this machine that have the characters of TEXT, the best first."""
    wanted = len(set(text) - set(" "))
    rows = [(name, f"{has} of {wanted}") for name, has in coverage(machine_fonts(), text).items()]
    if rows:
        print_data(_aligned(rows))
    else:
        click.echo("no font of this machine has any of these characters", err=True)


@command.command(name="add")
@click.argument("family")
@click.option("--all", "keep_all", is_flag=True, help="Keep every character of a large font.")
def add(family: str, *, keep_all: bool) -> None:
    """Copy a font of this machine to the templates, where PDF, DOCX and HTML find it.

    Regular and bold, upright and italic are copied as far as there are any, with what the font says of its licence.
    A font of more than 4 MB is reduced to the characters of the dossiers and the national standard that suits them.
    """
    project = open_project()
    added = add_family(family, machine_fonts(), characters_used(project), keep_all=keep_all)
    folder = project.settings.templates / "base" / "fonts"
    print_data("\n".join(map(str, write_all(folder, {Path(font.name): font.content for font in added}))))


def _row(family: TemplateFamily) -> dict[str, object]:
    return {
        "family": family.name,
        "styles": list(family.styles),
        "scripts": list(family.scripts),
        "folder": family.folder,
    }


def _table(families: Iterable[TemplateFamily]) -> str:
    return _aligned([(one.name, ", ".join(one.styles), ", ".join(one.scripts), one.folder) for one in families])


def _aligned(rows: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
