"""`brief style`: an organisation's own Word file, to begin with and to be checked."""

from __future__ import annotations

from pathlib import Path

import click

from brief.app import project
from brief.app.output import keep
from brief.cli.stdout import say
from brief.diagnostics.problems import BriefError, Problem
from brief.load import load_audiences


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
    chosen = project.configured()
    layers = project.layers(chosen)
    (first, *_) = project.audiences(load_audiences(layers), [audience] if audience else [])
    from brief.render import blank_page
    from brief.writers.docx.reference.missing import lacks
    from brief.writers.docx.starter import specimen, style_names

    page = blank_page(layers, first.name)
    if checked is not None:
        problems = lacks(_read(checked), style_names(page), str(checked))
        if problems:
            raise BriefError(problems)
        return
    target = output or Path("reference.docx")
    if target.exists() and not force:
        raise click.UsageError(f"`{target}` is there already: name another file with `--output`, or add `--force`")
    say("\n".join(map(str, keep(target.parent, {Path(target.name): specimen(page)}))))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        text = f"`{path}` cannot be read: {(error.strerror or '').lower()}"
        raise BriefError([Problem("E503/file-not-readable", text)]) from error
