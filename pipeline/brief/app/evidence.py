"""What a manifest says of one brief: taken from its build, in the process that made it."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from brief import __version__
from brief.build import Build
from brief.checks import CHECKS
from brief.diagnostics.problems import Place
from brief.formats import FORMATS
from brief.model import plain_text
from brief.release.accessibility import statements
from brief.release.inputs import Inputs, inputs_of
from brief.release.made_checks import Facts, check_rows, page_count
from brief.release.manifest import CheckRow, Statement

# What the bytes of a file depend on, besides the program itself.
_LIBRARIES = (
    "babel", "brotli", "fonttools", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "pikepdf", "pillow", "pydyf",
    "pypdfium2", "pyphen", "python-docx", "resvg-py", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint", "zopfli",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One brief for a release: what it is, what it was made from, and what was checked of each file, by format."""

    dossier: str
    dossier_version: str
    audience: str
    reference: str
    version: str
    title: str
    language: str
    as_of: str
    handling: str
    roles: tuple[str, ...]  # of those who must approve it
    inputs: Inputs
    checks: Mapping[str, list[CheckRow]]
    accessibility: Mapping[str, list[Statement]]
    libraries: Mapping[str, str]
    place: Place  # of the dossier file


def evidence_of(built: Build) -> Evidence:
    """Return the evidence of one build, all of whose checks have passed."""
    brief = built.selection.brief
    facts = {name: Facts(built.page, brief, page_count(name, data)) for name, data in built.files.items()}
    return Evidence(
        dossier=brief.dossier,
        dossier_version=built.selection.dossier.version,
        audience=brief.audience.name,
        reference=brief.reference,
        version=brief.version,
        title=" ".join(plain_text(brief.title.prose).split()),
        language=str(brief.language),
        as_of=brief.as_of.isoformat(),
        handling=brief.handling.mark,
        roles=brief.audience.approvals,
        inputs=inputs_of(brief, built.page),
        checks={name: check_rows(name, list(CHECKS), fact, built.warnings) for name, fact in facts.items()},
        accessibility={name: statements(name, data) for name, data in built.files.items()},
        libraries=libraries(built.files),
        place=built.selection.dossier.place,
    )


def libraries(formats: Mapping[str, object]) -> dict[str, str]:
    """Return the versions of all that bytes depend on; that of Pango where a format is laid out with it."""
    found = {"brief": __version__, "python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    if any(FORMATS[name].needs_layout for name in formats):
        from brief.writers.pdf.engine import pango_version

        found["pango"] = pango_version()
    return found
