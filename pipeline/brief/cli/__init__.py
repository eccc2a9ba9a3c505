"""The command line: every command, and how each way of ending becomes an exit status.

| module | what is in it |
|---|---|
| `build` | `brief build`: write files |
| `check` | `brief check`: find errors without writing files |
| `explain` | `brief explain`: why something is shown or withheld |
| `audiences` | `brief audiences`: list the audiences |
| `style` | `brief style`: a starter reference.docx, and a check of an edited one |
| `options` | options that several commands share |
| `report` | problems as they are printed: message, source line, help |
| `excerpt` | a line of a source file with its caret, as wide as the terminal |
| `progress` | the progress line on a terminal |
| `stdout` | data on stdout: paths and JSON |
"""

from __future__ import annotations

import importlib
import signal
from collections.abc import Sequence
from types import FrameType

import click

from brief import __version__
from brief.cli.report import report
from brief.diagnostics.codes import Exit
from brief.diagnostics.problems import BriefError
from brief.diagnostics.suggestions import closest

# Each command is a module of this package; it is imported when it is called, and its summary is printed without it.
COMMANDS = {
    "build": "Make the briefs: every dossier, audience and format unless told.",
    "check": "Say what is wrong with the content; write nothing.",
    "explain": "Say why something is in a brief or out of it.",
    "audiences": "List the audiences that there are.",
    "style": "Write a Word file whose styles, page set-up, header and footer the DOCX will have.",
}

OUTCOMES = {"build": "nothing was written"}  # what a command says it did after an error

EXAMPLES = """\b
Examples:
  brief build                             everything under content/, for everyone
  brief build --audience legal            only what counsel gets
  brief build claude-cloning -f pdf       one dossier, only as PDF
  brief check                             find every mistake, write nothing
  brief explain c-access -a general       why is this claim in, or out
  brief explain -a general                what the public does not get

\b
Exit status: 0 fine; 1 the content or a file failed a check; 2 usage;
3 the environment (no Pango, disk full); 130 interrupted.
"""


class _Commands(click.Group):
    """A group whose commands are found in `COMMANDS`."""

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
@click.version_option(__version__, message="brief %(version)s", help="Print the version.")
def group() -> None:
    """Turn one dossier into one brief per audience, each as PDF, DOCX and HTML.

    A dossier is a folder under content/; an audience is a folder under templates/audiences/. What is made goes to
    output/DOSSIER/DOSSIER-AUDIENCE.FORMAT, checked, and whole or not at all.
    """


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit status; every problem is printed on stderr."""
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        with group.make_context("brief", list(arguments)) as context:
            group.invoke(context)
    except BriefError as error:
        report(error.problems, OUTCOMES.get(next(iter(arguments), ""), ""))
        return error.exit
    except click.exceptions.Exit as ended:  # after `--help` and `--version`
        return ended.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return Exit.FINE


def _interrupted(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 # the signature is signal's
    raise KeyboardInterrupt
