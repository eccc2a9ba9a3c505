"""Faults that no folder of files can hold: each function here causes one, in the folder of its example.

A function returns the problems or raises them. What needs files that are too large for the repository, or that must not
be in it, writes them into `empty`, a folder of its own.
"""

from __future__ import annotations

import base64
import io
import itertools
import logging
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest

from brief.app import output
from brief.app.added_fonts import add_family
from brief.app.built_files import write_build
from brief.app.file_check import check_files
from brief.app.jobs import Job, run_job
from brief.app.machine_fonts import MachineFont, machine_fonts
from brief.app.pool import run_in_processes
from brief.app.project import Project
from brief.build import build
from brief.checks.content import content
from brief.checks.notes import notes
from brief.checks.withheld import withheld
from brief.cli.stdout import print_data
from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Problem
from brief.formats import read_back, write_formats
from brief.load import load, load_audiences
from brief.load.assets import pictures
from brief.load.markdown import blocks
from brief.load.markdown.prose import LONGEST
from brief.load.origin import Origin
from brief.load.yaml.reader import read_yaml
from brief.model import Audience, Selection
from brief.page.theme import Theme
from brief.page.vocabulary import Page
from brief.render.theme import read_theme
from brief.select import explain, items, select
from brief.visibility import narrow
from brief.writers.html import write as write_html
from brief.writers.pdf import write as write_pdf
from brief.writers.pdf.engine_warnings import EngineLog, log_problems
from brief.writers.pdf.weasyprint_patches import patched
from brief.writers.pdf.weasyprint_sources import Dependency, check_sources
from tests.app.small_fonts import write_font
from tests.diagnostics.provoke_mail import MAIL_PROVOKED
from tests.diagnostics.provoke_releases import PROVOKED_RELEASES
from tests.diagnostics.reference_documents import LACKING, UNUSABLE, missing, use
from tests.load.dossiers import written
from tests.select.dossiers import AUDIENCES, dossier, paragraph, section
from tests.writers import paper


@dataclass(frozen=True, slots=True)
class Setting:
    """What a fault may need: the folder of shipped templates, an empty folder, and what undoes changes afterwards."""

    shipped: Path
    empty: Path
    monkeypatch: pytest.MonkeyPatch
    audiences: Mapping[str, Audience]


Provoke = Callable[[Setting], Iterable[Problem] | None]

_DOSSIER = Path("content/bridge")
_SECTION = "---\ntitle: What happened\nrole: facts\naudience: [legal]\n---\n"


# Reading a dossier


def character_in_yaml(_: Setting) -> list[Problem]:
    problems = Problems()
    read_yaml(Path("claims.yaml").read_text(encoding="utf-8"), Origin("claims.yaml"), problems)
    return problems


def unknown_construct(setting: Setting) -> None:
    """Read a rule across the page when nothing is written for it, as for a token of another Markdown plugin."""
    without = {kind: rule for kind, rule in blocks._RULES.items() if kind != "hr"}
    setting.monkeypatch.setattr(blocks, "_RULES", without)
    load(_DOSSIER, setting.audiences)


def large_file(setting: Setting, name: str, size: int, first: str = "") -> None:
    """Load a dossier in which one file has as many bytes."""
    setting.monkeypatch.chdir(setting.empty)
    dossier = 'title: Bridge\nreference: BR-1\nversion: "1"\nas_of: 2026-11-23\nlanguage: en\nauthors: [Desk]\n'
    shown = f'![The deck]({name}){{#fig-deck alt="A deck"}}\n' if name.startswith("figures/") else "Words.\n"
    files = {
        "dossier.yaml": dossier,
        "sections/01-facts.md": _SECTION + shown,
        name: first + "word\n" * (size // 5 + 1),
    }
    for path, text in files.items():
        target = _DOSSIER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    load(_DOSSIER, setting.audiences)


def no_folder(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    load(_DOSSIER, setting.audiences)


def outside_templates(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    for folder in ("elsewhere/board", "templates/audiences"):
        Path(folder).mkdir(parents=True)
    Path("elsewhere/board/audience.yaml").write_text("label: Board\nparts: [summary]\n", encoding="utf-8")
    Path("templates/audiences/board").symlink_to("../../elsewhere/board")
    load_audiences([Path("templates")])


# Templates and rendering


def no_theme(_: Setting) -> None:
    read_theme([Path("templates")], "board")


def picture_kind(_: Setting) -> None:
    write_html(paper.page('<p><img src="deck.bmp" alt="A deck"></p>', assets={"deck.bmp": b"BM"}))


def no_font(_: Setting) -> None:
    write_pdf(Page("<html><head><title>t</title></head><body><main></main></body></html>", "", {}, Theme({})))


# Finished files


def unprintable(fragment: str, css: str = "", *, files: Mapping[str, bytes] | None = None) -> Provoke:
    return lambda _: write_pdf(paper.page(fragment, css, assets=files)) and None


def unsupported_style(_: Setting) -> None:
    page = paper.page("<p>One.</p>", Path("templates/base/css/own.css").read_text(encoding="utf-8"))
    first = page.css.count("\n", 0, page.css.index("/* Own rules")) + 1
    write_pdf(replace(page, css_files=((first, "templates/base/css/own.css"),)))


def unusable_font(_: Setting) -> list[Problem]:
    log = EngineLog()
    message = 'Unable to subset "%s" with fontTools'
    log.add(logging.LogRecord("weasyprint", logging.WARNING, "", 1, message, ("Odd Sans",), None))
    page = paper.page("<p>One.</p>")
    return list(log_problems(log, (), page, page.tree()))


_NOTES = '<p>One<span class="note" id="a">The first note.</span> and two<span class="note">The second note.</span>.</p>'
_REST = f"<p>{'word ' * 600}</p>"


@cache
def _pdf() -> bytes:
    return write_pdf(paper.page(_NOTES + _REST))


def lost_note(edit: Callable[[pikepdf.Pdf], None] | None = None, page: str = _NOTES + _REST) -> Provoke:
    """Compare a page with a PDF in which something of its notes was changed."""

    def check(_: Setting) -> list[Problem]:
        data = _pdf()
        if edit is not None:
            out = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as pdf:
                edit(pdf)
                pdf.save(out)
            data = out.getvalue()
        selection: Selection = None  # type: ignore[assignment] # the check looks at page and file alone
        return notes(selection, paper.page(page), read_back({"pdf": data}))

    return check


def _move_note(pdf: pikepdf.Pdf) -> None:
    (note,) = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/ID") == "a"]
    note.Pg = pdf.pages[1].obj
    note.K[0].K[0].Pg = pdf.pages[1].obj


def _take_call(pdf: pikepdf.Pdf) -> None:
    calls = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Reference"]
    calls[0].S = pikepdf.Name("/Span")


def built(setting: Setting, write: Callable[[Page, Sequence[str]], Mapping[str, bytes]] = write_formats) -> None:
    """Build the example's dossier for the board, as HTML."""
    layers = [Path("templates"), setting.shipped]
    audiences = load_audiences([Path("templates")])
    build(load(_DOSSIER, audiences), audiences["board"], ("html",), layers, write)


def changed(old: bytes, new: bytes) -> Provoke:
    """Build the example's dossier with a writer that writes something else."""

    def write(page: Page, names: Sequence[str]) -> Mapping[str, bytes]:
        return {name: data.replace(old, new) for name, data in write_formats(page, names).items()}

    return partial(built, write=write)


def ignores_marks(setting: Setting) -> None:
    setting.monkeypatch.setattr(narrow._Narrowing, "_is_withheld", lambda self, node: False)
    built(setting)


def loses_the_end(setting: Setting) -> None:
    setting.monkeypatch.setattr(items, "narrowed", lambda prose, audience: (prose[:1], ()))
    built(setting)


def unreadable(_: Setting) -> list[Problem]:
    """Read a PDF whose fonts do not say which characters their glyphs are."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_pdf())) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary) and "/ToUnicode" in found:
                del found["/ToUnicode"]
        pdf.save(out)
    selection: Selection = None  # type: ignore[assignment] # the check looks at page and file alone
    return content(selection, paper.page(_NOTES + _REST), read_back({"pdf": out.getvalue()}))


def bomb(_: Setting) -> list[Problem]:
    """Search a page with 65 MB of one letter in a comment, deflated."""
    packed = base64.b64encode(zlib.compress(b"a" * 65 * 1024 * 1024)).decode()
    selection = select(dossier(section(paragraph("The bridge is closed."))), AUDIENCES["general"])
    file = f"<html><body><!-- {packed} --></body></html>".encode()
    return withheld(selection, paper.page("<p>The bridge is closed.</p>"), read_back({"html": file}))


def checked(*formats: str, **files: bytes) -> Provoke:
    """Check a folder with a brief in these formats and with other files, by the ends of their names."""

    def provoke(setting: Setting) -> tuple[Problem, ...]:
        setting.monkeypatch.chdir(setting.empty)
        folder = written(Path("content/bridge"), {"sections/01-facts.md": f"{_SECTION}It is closed.\n"})
        job = Job(folder, "legal", formats, (setting.shipped,))
        made = {f"legal.{name}": data for name, data in run_job(job).files}
        Path("sent/bridge").mkdir(parents=True)
        for name, data in {**made, **{name.replace("_", "."): data for name, data in files.items()}}.items():
            Path(f"sent/bridge/bridge-{name}").write_bytes(data)
        return check_files(Path("sent"), [replace(job, formats=("pdf", "html"))], is_whole=True).problems

    return provoke


# The machine

_PROGRAM = """
import sys
sys.platform = "linux"  # the hint is another one elsewhere
from brief.cli.report import format_problem
from brief.diagnostics.problems import BriefError
from brief.writers.pdf.engine import load
try:
    load()
except BriefError as error:
    sys.stdout.buffer.write(f"{error.problems[0].rule}\\n{format_problem(error.problems[0])}".encode())
"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A problem that another process has printed."""

    rule: str
    text: str


def other_weasyprint(source: str) -> Callable[[Setting], list[Printed]]:
    """Load the PDF engine where another WeasyPrint is installed."""

    def run(setting: Setting) -> list[Printed]:
        (setting.empty / "weasyprint.py").write_text(source, encoding="utf-8")
        path = os.pathsep.join([str(setting.empty), str(setting.shipped.parent / "pipeline")])
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM], env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=True
        )
        rule, _, text = done.stdout.decode().partition("\n")
        return [Printed(rule, text)]

    return run


def other_source(_: Setting) -> list[Problem]:
    path = "weasyprint.layout:LayoutContext.no_such_method"
    return list(check_sources([Dependency(name="gone", reason="", sources={path: "0" * 64})], "70.1"))


def patched_by_others(setting: Setting) -> None:
    from weasyprint.layout import inline

    setting.monkeypatch.setattr(inline, "split_first_line", lambda: None)
    with patched():
        raise AssertionError("the layout began")


def unwritable(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    Path("output").write_bytes(b"a file where a folder must be")
    output.write_all(Path("output"), {Path("bridge/bridge-board.pdf"): b"%PDF"})


def full_output(setting: Setting) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        setting.monkeypatch.setattr(sys, "stdout", full)
        try:
            print_data("a path")
        finally:
            setting.monkeypatch.undo()


def locked(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    Path("output").mkdir()
    with output._locked(Path("output")):
        clock = itertools.count(step=output.PATIENCE)
        hasty = SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda _: None)
        setting.monkeypatch.setattr(output, "time", hasty)
        output.write_all(Path("output"), {Path("bridge/bridge-board.pdf"): b"%PDF"})


def replaced(former: Callable[[Path], object]) -> Callable[[Setting], list[Problem]]:
    """Return a provocation that builds over a file that is not what a build wrote."""

    def run(setting: Setting) -> list[Problem]:
        setting.monkeypatch.chdir(setting.empty)
        name = Path("bridge/bridge-board.docx")
        former(Path("output") / name)
        return list(write_build(Path("output"), {name: b"new"}).problems)

    return run


def _edited(path: Path) -> None:
    write_build(Path("output"), {path.relative_to("output"): b"old"})
    path.write_bytes(b"old, and a comment")


def _put_there(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"somebody's own")


def dead_worker(_: Setting) -> None:
    list(run_in_processes(os._exit, [1], 1))


# The call


def no_dossier(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    Project.open().find_dossiers([])


def read_settings(_: Setting) -> None:
    Project.open()


def find(choose: Callable[[Project], object]) -> Provoke:
    """Ask the example's project, whose audiences are the shipped ones, for a name."""
    return lambda _: choose(Project.open()) and None


def unknown_identifier(setting: Setting) -> None:
    explain(load(_DOSSIER, setting.audiences), setting.audiences["legal"], "c-carck")


def add_font(family: str, *, embedding: int = 0) -> Provoke:
    """Add a family on a machine that has Noto Sans and one font that may not be embedded."""

    def run(setting: Setting) -> None:
        write_font(setting.empty / "fonts/open.ttf", "Noto Sans")
        write_font(setting.empty / "fonts/closed.ttf", "Closed", embedding=embedding)
        add_family(family, _fonts_in(setting.empty), "", keep_all=False)

    return run


def broken_font(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    font = write_font(Path("fonts/broken.ttf"), "Broken")
    found = _fonts_in(Path())
    font.write_bytes(b"cut off")
    add_family("Broken", found, "", keep_all=False)


def _fonts_in(folder: Path) -> tuple[MachineFont, ...]:
    return machine_fonts({"HOME": str(folder / "home"), "XDG_DATA_HOME": str(folder), "XDG_DATA_DIRS": str(folder)})


PROVOKED: Mapping[str, Provoke | Callable[[Setting], list[Printed]]] = {
    **MAIL_PROVOKED,
    "E101-character-not-allowed": character_in_yaml,
    "E162-unknown-construct": unknown_construct,
    "E183-file-too-large": partial(large_file, name="figures/deck.png", size=pictures.LARGEST),
    "E183-text-too-long": partial(large_file, name="sections/02-long.md", size=LONGEST, first=_SECTION),
    "E186-no-folder": no_folder,
    "E209-outside-templates": outside_templates,
    "E303-no-theme": no_theme,
    "E304-picture-kind": picture_kind,
    "E306-no-font": no_font,
    **{name: lambda _, make=make: use(make()) for name, make in UNUSABLE.items()},
    **{name: lambda _, edits=edits: missing(edits) for name, edits in LACKING.items()},
    "E309-not-supported": unsupported_style,
    "E401-outside-address": unprintable('<p><img src="https://example.org/deck.png" alt="A deck"></p>'),
    "E401-engine-warning": unprintable('<p><a href="#none">One</a></p>'),
    "E401-font-not-usable": unusable_font,
    "E401-picture-not-drawn": unprintable('<p><img src="deck.png" alt="A deck"></p>', files={"deck.png": b"none"}),
    "E403-note-too-long": unprintable(f'<p>call<span class="note">{"many words again " * 300}</span></p>'),
    "E404-missing-note": lost_note(page=f'{_NOTES}<p>Three<span class="note">Gone.</span></p>{_REST}'),
    "E404-note-without-call": lost_note(_take_call),
    "E404-note-on-another-page": lost_note(_move_note),
    "E404-note-cut-off": lost_note(page=(_NOTES + _REST).replace("first note", "first and longer note")),
    "E405-withheld-words": built,
    "E406-content-differs": changed(b"closed", b""),
    "E407-unreadable-text": unreadable,
    "E407-damaged-file": checked(legal_pdf=b"%PDF-1.7"),
    "E407-too-much-packed": bomb,
    "E409-no-file": checked(),
    "E409-unknown-file": checked("html", counsel_html=b""),
    "E408-missing-from-brief": loses_the_end,
    "E408-withheld-in-brief": ignores_marks,
    "E410-unseen-text": changed(b"</style>", b"h2 { color: white }</style>"),
    "E411-unknown-content": changed(b"</body>", b"<script>report()</script></body>"),
    "E412-mark-not-seen": changed(b">TLP:AMBER</p>", b"></p>"),
    "E412-other-mark": changed(b">TLP:AMBER</p>", b">TLP:AMBER</p><p>TLP:CLEAR</p>"),
    "E501-no-pango": other_weasyprint("raise OSError(\"cannot load library 'pango-1.0-0'\")\n"),
    "E502-file-not-writable": unwritable,
    "E502-output-not-writable": full_output,
    "E503-file-not-readable": read_settings,
    "E504-output-locked": locked,
    "E505-engine-version": other_weasyprint("__version__ = '99.0'\n"),
    "E505-engine-source": other_source,
    "E505-patched-by-others": patched_by_others,
    "E506-worker-died": dead_worker,
    "E507-edited-file": replaced(_edited),
    "E507-unknown-file": replaced(_put_there),
    "E601-no-dossier": no_dossier,
    "E602-unknown-dossier": find(lambda project: project.find_dossiers(["brigde"])),
    "E603-unknown-audience": find(lambda project: project.find_audiences(["leagl"])),
    "E604-unknown-format": find(lambda project: project.find_formats(["pfd"])),
    "E605-unknown-identifier": unknown_identifier,
    "E606-no-folder": read_settings,
    "E606-not-toml": read_settings,
    "E606-not-utf-8": read_settings,
    "E606-unknown-setting": read_settings,
    "E606-unknown-variable": lambda _: Project.open(environment={"BRIEF_OUTPTU": "a"}) and None,
    "E606-setting-value": read_settings,
    "E607-unknown-font": add_font("Noto Snas"),
    "E608-font-not-embeddable": add_font("Closed", embedding=2),
    "E608-font-not-readable": broken_font,
    **PROVOKED_RELEASES,
}  # fmt: skip
