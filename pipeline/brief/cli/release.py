"""`brief release`: build, check, and write a release that says what it is."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from brief.app import jobs
from brief.app.built_files import write_build
from brief.app.release_folders import FOLDER
from brief.app.release_preparation import prepare_releases
from brief.app.releases import ReleasedDossier, write_releases
from brief.app.signing import read_signer
from brief.cli.options import (
    audience_option,
    dossier_argument,
    format_option,
    jobs_option,
    json_option,
    open_project,
    output_option,
    show_text_option,
    strict_option,
)
from brief.cli.progress import progress
from brief.cli.report import report
from brief.cli.stdout import print_data
from brief.cli.unsearched import mention_unsearched
from brief.diagnostics.codes import Exit
from brief.diagnostics.problems import BriefError, Problem

_ARCHIVES = ("zip", "tar.gz")
DRAFTS = "drafts"


@click.command(name="release")
@dossier_argument
@audience_option
@format_option
@output_option("Folder in which `releases` is.")
@click.option(
    "--archive",
    type=click.Choice(_ARCHIVES),
    help="Also pack the release, and what each audience gets alone.",
)
@click.option(
    "--sign",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Sign with this PKCS#12 file; its passphrase is in BRIEF_SIGN_PASSPHRASE.",
)
@click.option("--timestamp", metavar="URL", help="With --sign: add time stamps of this service (RFC 3161).")
@click.option("--draft", is_flag=True, help="Write drafts, marked on every page, to output/drafts.")
@json_option("the releases", "dossier, folder, audiences, archives")
@strict_option
@show_text_option
@jobs_option
def command(
    *,
    dossiers: tuple[str, ...],
    audiences: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    archive: str | None,
    sign: Path | None,
    timestamp: str | None,
    draft: bool,
    as_json: bool,
    strict: bool,
    shows_text: bool,
    workers: int,
) -> None:
    """Release briefs: build and check them, then write a folder that proves what it is.

    Prints the folders, one per line: output/releases/DOSSIER-VERSION. Each has a folder for every audience with its
    files, a manifest, the changes since its last release, and SHA256SUMS: complete in itself, and with nothing of the
    others. A version that was released with other content is refused. `brief verify` checks a release, now or years
    later.

    With --draft, files for review are written to output/drafts instead. They say that they are drafts at the top and
    the bottom of every page, in their names and in their properties.
    """
    project = open_project(audiences=audiences, formats=formats, output=output)
    folders = project.find_dossiers(dossiers)
    names = project.find_formats(project.settings.formats)
    if draft and archive:
        raise click.UsageError("--draft and --archive exclude each other: a draft is no release")
    if (timestamp and not sign) or (draft and sign):
        raise click.UsageError("--timestamp needs --sign, and a draft is not signed")
    moment = _moment(os.environ.get("SOURCE_DATE_EPOCH", ""))
    signer = read_signer(sign, os.environ, timestamp or "") if sign else None
    with jobs.writer_processes(project, folders, names, workers) as write:
        todo = [
            replace(job, is_for_release=not draft, is_draft=draft) for job in jobs.plan_jobs(project, folders, names)
        ]
        with progress(len(todo)) as show:
            results = jobs.collect(todo, workers, is_strict=strict, write=write, on_result=show)
    if draft:
        _write_drafts(project.settings.output / DRAFTS, results, as_json=as_json, shows_text=shows_text)
        return
    mention_unsearched(results)
    root = project.settings.output / FOLDER
    done = write_releases(root, prepare_releases(results, signer), archive=archive or "", moment=moment)
    if problems := (*jobs.distinct_problems(results), *(problem for one in done for problem in one.problems)):
        report(problems, shows_text=shows_text)
    if as_json:
        print_data(json.dumps([_row(one) for one in done], indent=2))
    else:
        print_data("\n".join(str(path) for one in done for path in (one.folder, *one.archives)))


def _write_drafts(root: Path, results: Sequence[jobs.JobResult], *, as_json: bool, shows_text: bool) -> None:
    files = {result.job.path(name): data for result in results for name, data in result.files}
    written = write_build(root, files)
    if problems := (*jobs.distinct_problems(results), *written.problems):
        report(problems, shows_text=shows_text)
    paths = list(map(str, written.paths.values()))
    print_data(json.dumps(paths, indent=2) if as_json else "\n".join(paths))
    if written.problems:
        raise click.exceptions.Exit(Exit.CONTENT)


def _moment(seconds: str) -> datetime | None:
    """Return the time in SOURCE_DATE_EPOCH (reproducible-builds.org), or `None` where it is not set."""
    if not seconds:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError) as error:
        text = f"SOURCE_DATE_EPOCH is `{seconds}`, which is no number of seconds"
        raise BriefError([Problem("E606/setting-value", text)]) from error


def _row(one: ReleasedDossier) -> dict[str, object]:
    return {
        "dossier": one.dossier,
        "folder": str(one.folder),
        "audiences": dict(one.audiences),
        "archives": [str(path) for path in one.archives],
    }
