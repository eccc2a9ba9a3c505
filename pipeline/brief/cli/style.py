"""`brief style`: an organisation's own Word file, to begin with and to be checked."""

from __future__ import annotations

from pathlib import Path

import click

from brief.app.output import write_all
from brief.cli.options import open_project
from brief.cli.stdout import print_data


@click.command(name="style")
@click.option("-a", "--audience", "audience", metavar="NAME", help="Whose theme it is made from.  [the first audience]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write it.  [reference.docx]",
)
@click.option("--force", is_flag=True, help="Write over a file that is there, and that somebody may have edited.")
@click.option(
    "--check",
    "checked",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Say what a file lacks that somebody edited; write nothing.",
)
def command(*, audience: str | None, output: Path | None, force: bool, checked: Path | None) -> None:
    """Write a Word file whose styles, page set-up, header and footer the DOCX will have.

    Change it in Word and save it as reference.docx in templates/base/ or templates/audiences/NAME/. With --check, say
    which styles and placeholders a file lacks.
    """
    project = open_project()
    (first, *_) = project.find_audiences([audience] if audience else [])
    from brief.app.word_file import check_word_file, starter

    if checked is not None:
        check_word_file(project, first, checked)
        return
    target = output or Path("reference.docx")
    if target.exists() and not force:
        raise click.UsageError(f"`{target}` is there already: name another file with `--output`, or add `--force`")
    print_data("\n".join(map(str, write_all(target.parent, {Path(target.name): starter(project, first)}))))
