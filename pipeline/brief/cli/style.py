"""`brief style`: create or check an organisation's own Word file."""

from __future__ import annotations

from pathlib import Path

import click

from brief.app.output import write_all
from brief.cli.options import open_project
from brief.cli.stdout import print_data


@click.command(name="style")
@click.option(
    "-a",
    "--audience",
    "audience",
    metavar="NAME",
    help="Use the theme of this audience.  [default: the first audience]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to write.  [default: reference.docx]",
)
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.option(
    "--check",
    "checked",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="List styles and placeholders missing from an edited reference.docx.",
)
def command(*, audience: str | None, output: Path | None, force: bool, checked: Path | None) -> None:
    """Create a starter reference.docx for your own Word styles, page setup, headers and footers.

    Edit it in Word and save it as reference.docx in templates/base/ or templates/audiences/NAME/. With --check, nothing
    is written.
    """
    project = open_project()
    (first, *_) = project.find_audiences([audience] if audience else [])
    from brief.app.word_file import check_word_file, starter

    if checked is not None:
        check_word_file(project, first, checked)
        return
    target = output or Path("reference.docx")
    if target.exists() and not force:
        raise click.UsageError(
            f"`{target}` already exists: choose another file with `--output`, or overwrite it with `--force`"
        )
    print_data("\n".join(map(str, write_all(target.parent, {Path(target.name): starter(project, first)}))))
