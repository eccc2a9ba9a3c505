"""The command line: the list of commands, and the exit status of each way to end.

| module | what is in it |
|---|---|
| `build` | `brief build`: write files |
| `check` | `brief check`: find errors without writing files |
| `release` | `brief release`: write a release |
| `approve` | `brief approve`: record an approval |
| `withdraw` | `brief withdraw`: mark a release as withdrawn |
| `send` | `brief send`: messages with the files of a release |
| `deliveries` | `brief deliveries`: who has which version |
| `verify` | `brief verify`: check a release |
| `explain` | `brief explain`: why something is shown or withheld |
| `audiences` | `brief audiences`: list the audiences |
| `fonts` | `brief fonts`: list the fonts of the templates, find and add those of this machine |
| `style` | `brief style`: a starter reference.docx, and a check of an edited one |
| `options` | options that several commands share |
| `report` | problems as they are printed: message, source line, help |
| `problem_output` | the option `--output-format`, and problems on stdout |
| `problem_formats` | problems for other programs: JSON, GitHub, GitLab, SARIF, JUnit |
| `excerpt` | a line of a source file with its caret, as wide as the terminal |
| `interruption` | what Ctrl-C and SIGTERM do |
| `progress` | the progress line on a terminal |
| `unsearched` | a note on what the search of files cannot find |
| `sending_progress` | the progress bar of messages on a terminal |
| `stdout` | data on stdout: paths and JSON |
"""

from __future__ import annotations

import errno
import importlib
from collections.abc import Sequence

import click

from brief import __version__
from brief.cli.interruption import interruptions_as_such, listen
from brief.cli.report import report
from brief.diagnostics.codes import Exit
from brief.diagnostics.problems import BriefError, Problem
from brief.diagnostics.suggestions import closest

# Each command is a module of this package, imported when it is called; its summary is printed without importing it.
COMMANDS = {
    "build": "Build briefs. By default: every dossier, for every audience, in every format.",
    "check": "Check the content without writing files.",
    "approve": "Approve what an audience gets of a dossier, as it is now.",
    "release": "Release briefs: build and check them, then write a folder that proves what it is.",
    "verify": "Verify a release: whether it is what it says it is.",
    "withdraw": "Withdraw a release: `brief verify` then says that it was withdrawn, and why.",
    "send": "Send the files of a release, each recipient one message.",
    "deliveries": "List who has which version of what, as the journal of `brief send` has it.",
    "explain": "Explain why an item is in a brief or withheld from it.",
    "audiences": "List all audiences with their handling mark and the parts of their brief, in order.",
    "fonts": "List the fonts that briefs are set in, with the scripts that they cover.",
    "style": "Create a starter reference.docx for your own Word styles, page setup, headers and footers.",
}

OUTCOMES = {
    "build": "nothing was written",
    "release": "nothing was released",
}  # what to add to the closing line after an error

EXAMPLES = """\b
Examples:
  brief build                             everything under content/, for every audience
  brief build --audience legal            only the legal briefs
  brief build claude-cloning -f pdf       one dossier, only as PDF
  brief check                             find all mistakes, write nothing
  brief release                           write a release of every dossier, for every audience
  brief verify output/releases/harbour-1.0    whether a release is what it says it is
  brief explain c-access -a general       why this claim is in the general brief, or not
  brief explain -a general                everything that is withheld from the public

\b
Exit status: 0 success; 1 the content or a file failed a check; 2 usage error;
3 problem with the environment (no Pango, disk full); 130 interrupted.
"""


class _Commands(click.Group):
    """A group with the commands in `COMMANDS`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 # the signature is click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 # likewise
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"brief.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and (close := closest(name, COMMANDS)):
            ctx.fail(f"no command is called `{name}`: did you mean `{close}`?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 # likewise
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    name="brief",
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="brief %(version)s", help="Show the version and exit.")
def group() -> None:
    """Turn one dossier into one brief per audience, each as PDF, DOCX and HTML.

    A dossier is a folder under content/; an audience is a folder under templates/audiences/. Files are written to
    output/DOSSIER/DOSSIER-AUDIENCE.FORMAT. Nothing is written unless every file passes its checks.
    """


def main(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status; problems are printed on stderr."""
    listen()
    try:
        with group.make_context("brief", list(arguments)) as context, interruptions_as_such():
            group.invoke(context)
    except BriefError as error:
        is_written = any(
            problem.rule == "E502/output-not-writable" for problem in error.problems
        )  # and only not listed
        outcome = "" if is_written else OUTCOMES.get(next(iter(arguments), ""), "")
        report(error.problems, outcome, shows_text="--show-text" in arguments)
        return error.exit
    except OSError as error:
        if (problem := _temporary_file_problem(error)) is None:
            raise
        report([problem])
        return Exit.ENVIRONMENT
    except click.exceptions.Exit as ended:  # after `--help` and `--version`
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return Exit.FINE


def _temporary_file_problem(error: OSError) -> Problem | None:
    """Return the problem of a temporary file that could not be written; `None` for any other error, which is a bug.

    What a command writes on purpose has problems of its own, with the path; libraries write temporary files anywhere.
    """
    has_no_folder = "No usable temporary directory" in str(error)
    if not has_no_folder and error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        return None
    reason = "there is no folder for it" if has_no_folder else (error.strerror or "").lower()
    hint = "free some space there, or set `TMPDIR` to a folder that has some"
    return Problem("E502/file-not-writable", f"a temporary file cannot be written: {reason}", hint=hint)
