"""One dossier in plain text becomes one brief per audience, as PDF, DOCX and HTML.

The names in `__all__` are what a program may use; each is imported when it is first asked for, so that importing
the package takes no time. What else the package holds may change with any version.

| module | what is in it |
|---|---|
| `__main__` | the command `brief`; answers `--version` before anything else is imported |
| `cli` | the command line: commands, flags, help, printing |
| `app` | between the stages and the command line: project, settings, jobs, output |
| `build` | all stages on one screen: dossier and audience in, checked files out |
| `formats` | the only list of formats: how each is written and read back |
| `load` | first stage: a folder becomes a `Dossier`, or a list of problems |
| `select` | second stage: removes what an audience may not see |
| `render` | third stage: templates turn a brief into a page |
| `writers` | fourth stage: a page becomes the bytes of one format |
| `checks` | fifth stage: looks for faults in a brief and in its finished files |
| `release` | what a release says of itself, and whether it is still what it says |
| `send` | who may get which files, the message, how it leaves, and the journal of what was sent |
| `visibility` | who sees what: used by loading, selecting and checking |
| `ooxml` | Office Open XML: elements, packages, archives |
| `page` | what render and writers agree on: vocabulary, theme, fonts, measuring text |
| `locale` | conventions of languages: dates, numbers, quotation marks, alphabetical order |
| `pictures` | picture files: dimensions, limits, removal of metadata |
| `model` | frozen values: dossier, audience, brief, claim, text ... |
| `diagnostics` | problems, codes, rules, suggestions for misspelt names |
"""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # `typing` itself would cost time; type checkers take this name for theirs
if TYPE_CHECKING:
    from brief.app.project import Project
    from brief.build import Build, build
    from brief.diagnostics.problems import BriefError, Problem
    from brief.formats import FORMATS
    from brief.load import load
    from brief.model import Audience, Dossier

__version__ = "0.1.0"
__all__ = ["FORMATS", "Audience", "BriefError", "Build", "Dossier", "Problem", "Project", "build", "load"]

_MODULES = {
    "FORMATS": "brief.formats",
    "Audience": "brief.model",
    "BriefError": "brief.diagnostics.problems",
    "Build": "brief.build",
    "Dossier": "brief.model",
    "Problem": "brief.diagnostics.problems",
    "Project": "brief.app.project",
    "build": "brief.build",
    "load": "brief.load",
}


class _Package(ModuleType):
    """The package, in which `build` and `load` are the functions and never the modules of the same names."""

    def __setattr__(self, name: str, value: object) -> None:
        """Ignore the import system where it would bind one of these modules: `__getattr__` finds the function."""
        if not (name in _MODULES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> object:
    """Return a public name, imported now (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    """Return the public names too, although they are not imported yet."""
    return sorted({*globals(), *__all__})
