"""`brief verify`: whether a release is what it says it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from brief.app.release_check import AnswerWord, Given, ReleaseCheck, check_release, row_of
from brief.cli.excerpt import printable
from brief.cli.options import json_option, open_project
from brief.cli.report import report
from brief.cli.stdout import print_data
from brief.diagnostics.codes import Exit


@click.command(name="verify")
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@click.option(
    "--manifest", type=click.Path(path_type=Path), metavar="FILE", help="The manifest of one file, if not beside it."
)
@click.option(
    "--status", type=click.Path(path_type=Path), metavar="FILE", help="The status list, if not beside the release."
)
@click.option(
    "--trust",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Certificates (PEM) of those whose signatures and time stamps are trusted. Repeatable.",
)
@click.option("--rebuild", is_flag=True, help="Build it again from the dossier in this project, and compare the bytes.")
@click.option("--require-signature", is_flag=True, help="Fail if a file is not signed.")
@click.option("--strict", is_flag=True, help="Fail if something could not be checked.")
@json_option("the answer", "answer, differences, parts")
def command(
    *,
    path: Path,
    manifest: Path | None,
    status: Path | None,
    trust: tuple[Path, ...],
    rebuild: bool,
    require_signature: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Verify a release: whether it is what it says it is.

    PATH is the folder of a release, or of one audience in it, a zip or tar of either, or one file that has its
    manifest beside it. The answer is `holds`, `differs` (status 1), or `holds as far as checked`, with what could not
    be checked: a file without a signature, a signer without a trust list, no status list (status 0, or 1
    with --strict). Nothing is written
    and nothing is unpacked; neither the dossier nor the network is needed.
    """
    project = open_project() if rebuild else None
    check = check_release(path, Given(manifest, status, trust, require_signature, project))
    print_data(json.dumps(row_of(check), indent=2) if as_json else "\n".join(_lines(path, check)))
    if check.problems:
        report(check.problems)
    if check.problems or (strict and check.answer is AnswerWord.AS_FAR):
        raise click.exceptions.Exit(Exit.CONTENT)


def _lines(path: Path, check: ReleaseCheck) -> Iterator[str]:
    yield printable(f"{path}: {check.answer}")
    for part in check.parts:
        manifest = part.manifest
        yield printable(f"{manifest.dossier} for {manifest.audience}, version {manifest.version}")
        if part.superseded_by:
            yield f"  superseded by version {part.superseded_by}"
        yield from (printable(f"  {line}") for line in part.signed)
        if part.rebuilt:
            yield printable(f"  rebuilt to the last byte, all checks passed again: {', '.join(part.rebuilt)}")
        elif part.checked_again:
            yield f"  checked again: {', '.join(part.checked_again)}; all others need the dossier, with `--rebuild`"
        for limit in part.limits:
            yield printable(f"  {limit.text}")
