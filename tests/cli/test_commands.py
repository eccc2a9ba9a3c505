"""The commands as a user runs them: what they print, where, and how they end."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from brief import __version__
from brief.app.built_files import RECORD
from brief.cli import main
from brief.diagnostics.codes import Exit
from tests.app.small_fonts import write_font


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command in this process, as on one processor: others only if `--jobs` says so."""
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)

    def ran(*arguments: str) -> Ran:
        capfd.readouterr()
        before = signal.getsignal(signal.SIGTERM)
        try:
            status = main(arguments)
        finally:
            signal.signal(signal.SIGTERM, before)
        sys.stdout.flush()
        return Ran(status, *capfd.readouterr())

    return ran


@pytest.fixture
def project(checkout, tmp_path, monkeypatch) -> Path:
    """Return a folder with a small dossier in it, which is the current one."""
    shutil.copytree(checkout / "tests/cli/project", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def two_dossiers(project) -> Path:
    shutil.copytree(project / "content/harbour", project / "content/another")
    return project


def spoil(project: Path, dossier: str = "harbour") -> None:
    with (project / "content" / dossier / "claims.yaml").open("a") as file:
        file.write("- id: c-spoilt\n  audiense: [legal]\n")


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the record of what builds wrote."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != RECORD)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_build_prints_the_paths_of_the_files_and_nothing_else(project, run) -> None:
    ran = run("build", "-f", "html")
    assert ran.status == Exit.FINE
    assert ran.out.splitlines() == [
        f"output/harbour/harbour-{audience}.html" for audience in ("executive", "general", "legal")
    ]
    assert sorted(files(project / "output")) == [path.removeprefix("output/") for path in ran.out.splitlines()]


def test_build_builds_only_what_is_asked_for(two_dossiers, run) -> None:
    ran = run("build", "another", "--audience", "legal", "-a", "general", "--format", "html", "--output", "a/b")
    assert ran.status == Exit.FINE
    assert ran.out.splitlines() == ["a/b/another/another-general.html", "a/b/another/another-legal.html"]
    assert not (two_dossiers / "output").exists()


def test_a_dossier_may_be_named_by_its_folder(project, run) -> None:
    assert run("build", "content/harbour/", "-a", "legal", "-f", "html").status == Exit.FINE


def test_build_prints_its_files_as_json(project, run) -> None:
    rows = json.loads(run("build", "-a", "legal", "-f", "html", "--json").out)
    data = (project / "output/harbour/harbour-legal.html").read_bytes()
    assert rows == [
        {
            "dossier": "harbour",
            "audience": "legal",
            "format": "html",
            "path": "output/harbour/harbour-legal.html",
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
    ]


def test_settings_apply_where_no_flag_is_given(project, run, monkeypatch) -> None:
    (project / "brief.toml").write_text('output = "elsewhere"\nformats = ["html"]\n')
    monkeypatch.setenv("BRIEF_AUDIENCES", "general")
    assert run("build").out == "elsewhere/harbour/harbour-general.html\n"
    assert run("build", "-a", "legal").out == "elsewhere/harbour/harbour-legal.html\n"


def test_several_processes_write_the_same_files_as_one(two_dossiers, run) -> None:
    assert run("build", "-f", "html", "-o", "one", "--jobs", "1").status == Exit.FINE
    assert run("build", "-f", "html", "-o", "two", "--jobs", "2").status == Exit.FINE
    assert len(files(two_dossiers / "one")) == 6
    assert files(two_dossiers / "one") == files(two_dossiers / "two")


def test_several_processes_report_each_problem_once_and_in_the_same_order(two_dossiers, run) -> None:
    spoil(two_dossiers)
    spoil(two_dossiers, "another")
    alone = run("build", "-f", "html", "--jobs", "1")
    assert alone.status == Exit.CONTENT
    assert alone.err.count("`audiense`") == 2
    assert run("build", "-f", "html", "--jobs", "2") == alone


def test_a_failed_build_does_not_touch_the_last_good_files(two_dossiers, run) -> None:
    run("build", "-f", "html", "--jobs", "1")
    before = files(two_dossiers / "output")
    with (two_dossiers / "content/another/dossier.yaml").open("a") as file:
        file.write("# changed\n")
    spoil(two_dossiers)
    ran = run("build", "-f", "html")
    assert ran.status == Exit.CONTENT
    assert ran.out == ""
    assert ran.err.splitlines()[-1].endswith("; nothing was written")
    assert files(two_dossiers / "output") == before


def test_a_build_keeps_an_edited_file_says_so_and_ends_with_1(project, run) -> None:
    built = Path(run("build", "-f", "html", "-a", "general").out.strip())
    built.write_bytes(built.read_bytes() + b"<!-- edited -->")
    ran = run("build", "-f", "html", "-a", "general")
    beside = built.with_name(f"{built.stem}.new.html")
    assert (ran.status, ran.out.strip()) == (Exit.CONTENT, str(beside))
    assert f"error E507/edited-file: `{built}` was edited" in ran.err
    assert ran.err.rstrip().endswith("1 error in 1 file")
    assert json.loads(run("build", "-f", "html", "-a", "general", "--json").out)[0]["path"] == str(beside)
    forced = run("build", "-f", "html", "-a", "general", "--force")
    assert (forced.status, forced.out.strip(), forced.err) == (Exit.FINE, str(built), "")
    assert not beside.exists()


def test_a_problem_is_printed_with_its_place_and_a_fix(project, run) -> None:
    spoil(project)
    ran = run("check", "-a", "legal")
    assert ran.status == Exit.CONTENT
    assert "error E104/unknown-key: unknown key `audiense`" in ran.err
    assert "--> content/harbour/claims.yaml:" in ran.err
    assert "help: did you mean `audience`?" in ran.err


def test_an_audience_without_content_gets_no_brief_unless_it_is_asked_for(checkout, run, tmp_path, monkeypatch) -> None:
    shutil.copytree(checkout / "tests/examples/minimal", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    built = run("build", "-f", "html", "--jobs", "1")
    assert built.out.split() == ["output/minimal/minimal-general.html", "output/minimal/minimal-legal.html"]
    assert "minimal: no problems (general, legal)" in run("check").err
    asked = run("build", "-f", "html", "-a", "executive", "--jobs", "1")
    assert (asked.status, asked.out) == (Exit.CONTENT, "")
    assert "error E210/nothing-for-audience: `minimal` has no content for executive" in asked.err


def test_one_brief_is_the_same_when_it_is_written_in_another_process(project, run) -> None:
    files = []
    for workers in ("1", "2"):
        ran = run("build", "-a", "legal", "-o", f"output-{workers}", "--jobs", workers)
        files.append([Path(name).read_bytes() for name in ran.out.split()])
    assert len(files[0]) == 3
    assert files[0] == files[1]


def test_check_finds_a_word_file_that_a_build_would_refuse(project, run) -> None:
    own = project / "templates/base/reference.docx"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"no Word file")
    ran = run("check", "-a", "legal")
    assert ran.status == Exit.CONTENT
    assert "error E311/not-a-word-file" in ran.err
    assert run("build", "-a", "legal", "-f", "html").status == Exit.FINE


def test_check_writes_nothing(project, run) -> None:
    ran = run("check")
    assert (ran.status, ran.out) == (Exit.FINE, "")
    assert not (project / "output").exists()


def test_explain_says_why_an_item_is_shown_or_withheld(project, run) -> None:
    ran = run("explain", "c-cracks", "-a", "general", "-a", "executive")
    assert ran.status == Exit.FINE
    assert ran.out.splitlines() == [
        "content/harbour/claims.yaml:1:7: claim c-cracks is in harbour-executive: for executive and legal",
        "  decided at content/harbour/claims.yaml:2:13",
        "  referred to at content/harbour/sections/10-facts.md:9:22",
        "content/harbour/claims.yaml:1:7: claim c-cracks is not in harbour-general: for executive and legal only",
        "  decided at content/harbour/claims.yaml:2:13",
        "  referred to at content/harbour/sections/10-facts.md:9:22",
    ]


def test_explain_lists_everything_that_is_withheld_from_an_audience(project, run) -> None:
    rows = json.loads(run("explain", "-a", "general", "--json").out)
    assert [(row["kind"], row["id"], row["shown"]) for row in rows] == [
        ("claim", "c-cracks", False),
        ("division", "", False),
        ("section", "sec-risks", False),
        ("source", "s-survey", False),
    ]
    assert rows[0]["place"] == "content/harbour/claims.yaml:1:7"
    assert rows[0]["because"] == "content/harbour/claims.yaml:2:13"


def test_explain_finds_an_item_in_whichever_dossier_has_it(two_dossiers, run) -> None:
    for name in ("claims.yaml", "sources.yaml", "sections/10-facts.md"):
        path = two_dossiers / "content/another" / name
        path.write_text(path.read_text().replace("s-survey", "s-paper"))
    for arguments in (["s-survey"], ["s-survey", "-d", "harbour"]):
        ran = run("explain", *arguments, "-a", "legal", "--json")
        assert [row["dossier"] for row in json.loads(ran.out)] == ["harbour"]
    assert run("explain", "s-survey", "-a", "legal", "-d", "another").status == Exit.USAGE


def test_explain_without_an_audience_answers_for_those_that_the_dossier_is_for(
    checkout, run, tmp_path, monkeypatch
) -> None:
    shutil.copytree(checkout / "tests/examples/minimal", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    answers = json.loads(run("explain", "sec-only", "--json").out)
    assert {answer["audience"] for answer in answers} == {"general", "legal"}
    assert run("explain").status == Exit.FINE
    assert run("explain", "-a", "executive").status == Exit.CONTENT
    assert run("explain", "sec-nothing").status == Exit.USAGE


def test_several_names_may_have_commas_between_them(project, run) -> None:
    assert len(run("build", "-a", "legal,general", "-f", "html, docx", "--jobs", "1").out.split()) == 4
    assert run("build", "-a", "legal,leagl").status == Exit.USAGE


def test_a_project_is_found_from_inside_its_folders(project, run, monkeypatch) -> None:
    (project / "brief.toml").write_text('formats = ["html"]\n')
    monkeypatch.chdir(project / "content/harbour/sections")
    built = run("build", "..", "-a", "legal", "--jobs", "1")
    assert (built.status, built.out) == (Exit.FINE, "../../../output/harbour/harbour-legal.html\n")
    aside = run("build", "harbour", "-a", "legal", "-o", "out", "--jobs", "1")
    assert aside.out == f"{project}/content/harbour/sections/out/harbour/harbour-legal.html\n"
    shutil.rmtree("out")
    (project / "brief.toml").unlink()
    assert run("check", "-a", "legal").status == Exit.FINE


@pytest.mark.parametrize("given", ["nothing", "file", "circle"])
def test_templates_that_are_no_folder_are_an_error(project, run, monkeypatch, given) -> None:
    (project / "file").write_text("x")
    (project / "circle").symlink_to("circle")
    monkeypatch.setenv("BRIEF_TEMPLATES", given)
    ran = run("check")
    assert ran.status == Exit.USAGE
    assert f"error E606/no-folder: setting `templates` names no folder: `{given}`" in ran.err


def test_audiences_are_listed(project, run) -> None:
    assert [line.split()[:2] for line in run("audiences").out.splitlines()] == [
        ["executive", "TLP:AMBER"],
        ["general", "TLP:CLEAR"],
        ["legal", "TLP:AMBER"],
    ]
    assert [row["name"] for row in json.loads(run("audiences", "--json").out)] == ["executive", "general", "legal"]


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (["build", "harbor"], "E602", "did you mean `harbour`?"),
        (["build", "-a", "leagl"], "E603", "did you mean `legal`?"),
        (["build", "-f", "pfd"], "E604", "did you mean `pdf`?"),
        (["build", "-f", "odt"], "E604", "available: `docx`, `html`, `pdf`"),
        (["explain", "c-nothing", "-a", "legal"], "E605", ""),
        (["check", "-a", "nobody"], "E603", "available: `executive`, `general`, `legal`"),
    ],
)
def test_an_unknown_name_is_reported_with_the_closest_one(project, run, arguments, code, hint) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (Exit.USAGE, "")
    assert f"error {code}/" in ran.err
    assert hint in ran.err


@pytest.mark.parametrize(
    "arguments", [["biuld"], ["build", "--frmat", "pdf"], ["build", "--jobs", "0"], ["explain", "a", "b"]]
)
def test_a_usage_error_ends_with_2(project, run, arguments) -> None:
    assert run(*arguments).status == Exit.USAGE


@pytest.mark.parametrize("command", ["build", "check", "explain"])
def test_in_an_empty_folder_every_command_says_what_to_do(tmp_path, monkeypatch, run, command) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(command)
    assert ran.status == Exit.USAGE
    assert "error E601/no-dossier: there is no folder `content`" in ran.err
    assert "run: cp -R " in ran.err
    assert list(tmp_path.iterdir()) == []


def test_what_it_says_to_do_in_an_empty_folder_works(tmp_path, monkeypatch, run) -> None:
    monkeypatch.chdir(tmp_path)
    advice = run("build").err.partition("run: ")[2].splitlines()[0]
    subprocess.run(advice, shell=True, check=True)
    assert run("build", "claude-cloning", "-f", "html", "-a", "general").status == Exit.FINE


def test_an_output_folder_that_is_not_writable_is_reported_and_nothing_is_lost(project, run) -> None:
    (project / "output").write_text("not a folder")
    ran = run("build", "-a", "legal", "-f", "html")
    assert ran.status in (Exit.USAGE, Exit.ENVIRONMENT)
    assert "output" in ran.err
    assert (project / "output").read_text() == "not a folder"


def started(project: Path, *arguments: str, **options) -> subprocess.Popen[bytes]:
    package = Path(sys.modules["brief"].__file__ or "").parent.parent
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment = known | {"PYTHONPATH": str(package), "TERM": "xterm"} | options.pop("env", {})
    return subprocess.Popen(
        [sys.executable, "-m", "brief", *arguments],
        cwd=project,
        env=environment,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options,
    )


class Terminal:
    """The two ends of a terminal: a program writes to `theirs`, and what it wrote is read here all the time."""

    def __init__(self) -> None:
        self.ours, self.theirs = pty.openpty()
        self.said = b""
        self.has_said = threading.Event()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        with contextlib.suppress(OSError):  # the other end is closed
            while part := os.read(self.ours, 65536):
                self.said += part
                self.has_said.set()

    def rest(self) -> bytes:
        """Return all that was written, once the program has ended."""
        os.close(self.theirs)
        self.reader.join()
        os.close(self.ours)
        return self.said


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """Let processes that a test starts be interrupted, even where a shell started the tests in its background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["interrupt", "terminate"])
def test_an_interrupted_build_says_so_and_leaves_nothing_behind(two_dossiers, jobs, number) -> None:
    terminal = Terminal()
    building = started(two_dossiers, "build", "--jobs", jobs, stderr=terminal.theirs, start_new_session=True)
    assert terminal.has_said.wait(60)  # the bar is drawn, so the work has begun
    if number is signal.SIGINT:  # as a terminal does: to the whole group
        os.killpg(building.pid, number)
    else:
        building.send_signal(number)
    out, _ = building.communicate(timeout=60)
    said = terminal.rest()
    assert (building.returncode, out) == (Exit.INTERRUPTED, b"")
    assert said.endswith(b"interrupted; no files were changed\r\n")
    assert b"Traceback" not in said
    assert not (two_dossiers / "output").exists()
    assert ended(building.pid)


@pytest.mark.parametrize("name", ["worker", "parent"])
def test_killed_processes_leave_no_others_behind(two_dossiers, name) -> None:
    terminal = Terminal()
    building = started(two_dossiers, "build", "--jobs", "2", stderr=terminal.theirs, start_new_session=True)
    workers: list[int] = []
    while len(workers) < 2 and building.poll() is None:
        listed = subprocess.run(
            ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        rows = [row.split(None, 2) for row in listed.stdout.splitlines()]
        workers = [int(row[0]) for row in rows if row[1] == str(building.pid) and "spawn_main" in row[2]]
    os.kill(workers[0] if name == "worker" else building.pid, signal.SIGKILL)
    out, _ = building.communicate(timeout=60)
    said = terminal.rest()
    assert (building.returncode, out) == (Exit.ENVIRONMENT if name == "worker" else -signal.SIGKILL, b"")
    assert (b"E506" in said) is (name == "worker")
    assert not (two_dossiers / "output").exists()
    assert ended(building.pid)


def ended(group: int) -> bool:
    """Return whether every process of a group ends within a while."""
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_closed_pipe_is_not_an_error(project) -> None:
    building = started(project, "build", "-f", "html", "-a", "legal", "--jobs", "1")
    building.stdout.close()
    assert building.stderr.read() == b""
    assert building.wait(timeout=60) == Exit.FINE


def test_a_full_standard_output_is_reported(project) -> None:
    with Path("/dev/full").open("w") as full:
        listing = started(project, "audiences", stdout=full)
        _, err = listing.communicate(timeout=60)
    assert listing.returncode == Exit.ENVIRONMENT
    assert err.startswith(
        b"error E502/output-not-writable: the standard output cannot be written: no space left on device"
    )


def test_problems_that_a_program_cannot_be_given_are_still_reported(project) -> None:
    with Path("/dev/full").open("w") as full:
        checking = started(project, "check", "nowhere", "--json", stdout=full)
        _, err = checking.communicate(timeout=60)
    assert checking.returncode == Exit.ENVIRONMENT
    assert b"error E602/unknown-dossier" in err
    assert b"error E502/output-not-writable" in err


@pytest.mark.parametrize(
    ("command", "closed", "status"),
    [
        ("build -f html -a legal --jobs 1", ">&-", Exit.ENVIRONMENT),
        ("audiences", ">&- 2>&-", Exit.ENVIRONMENT),
        ("--version", ">&-", Exit.ENVIRONMENT),
        ("check -a legal --jobs 1", ">&- 2>&- <&-", Exit.FINE),
        ("check nobody", "2>&-", Exit.USAGE),
        ("chekc", "2>&-", Exit.USAGE),
    ],
)
def test_a_closed_stream_is_an_error_only_where_data_is_lost(project, command, closed, status) -> None:
    program = f"{sys.executable} -m brief {command} {closed}"
    package = Path(sys.modules["brief"].__file__ or "").parent.parent
    environment = {**os.environ, "PYTHONPATH": str(package)}
    ran = subprocess.run(["bash", "-c", program], check=False, capture_output=True, text=True, env=environment)
    assert (ran.returncode, ran.stdout) == (status, "")
    assert "Traceback" not in ran.stderr
    assert "nothing was written" not in ran.stderr


def test_the_version_is_printed(project) -> None:
    asked = started(project, "--version")
    assert asked.communicate()[0] == f"brief {__version__}\n".encode()
    assert asked.returncode == 0


@pytest.mark.parametrize(
    ("environment", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colour_is_used_on_terminals_that_allow_it(project, environment, is_coloured) -> None:
    spoil(project)
    terminal = Terminal()
    checking = started(project, "check", "-a", "legal", stderr=terminal.theirs, env=environment)
    assert checking.wait(timeout=60) == Exit.CONTENT
    said = terminal.rest()
    assert (b"\x1b[31m" in said) is is_coloured
    assert b"E104" in said


def test_a_misspelt_command_is_reported_with_the_closest_one(run) -> None:
    ran = run("bulid")
    assert (ran.status, ran.out) == (Exit.USAGE, "")
    assert "did you mean `build`?" in ran.err
    assert "did you mean" not in run("xyz").err


def test_a_starter_word_file_is_complete_and_a_brief_uses_it(run, project) -> None:
    own = project / "templates" / "base" / "reference.docx"
    made = run("style", "--audience", "legal", "--output", str(own))
    assert (made.status, made.out, made.err) == (Exit.FINE, f"{own}\n", "")
    checked = run("style", "--check", str(own))
    assert (checked.status, checked.out, checked.err) == (Exit.FINE, "", "")
    assert run("build", "-a", "legal", "-f", "docx").status == Exit.FINE


def test_problems_of_a_word_file_are_reported_with_its_name(run, project) -> None:
    (project / "ours.docx").write_bytes(b"no Word file")
    checked = run("style", "--check", "ours.docx")
    assert checked.status == Exit.CONTENT
    assert "error E311/not-a-word-file: the reference document is not a Word file" in checked.err
    assert " --> ours.docx" in checked.err
    missing = run("style", "--check", "nowhere.docx")
    assert (missing.status, "E503" in missing.err) == (Exit.ENVIRONMENT, True)


def test_an_existing_word_file_is_not_overwritten_without_force(run, project) -> None:
    own = project / "reference.docx"
    own.write_bytes(b"edited")
    refused = run("style", "--audience", "legal")
    assert (refused.status, refused.out, own.read_bytes()) == (Exit.USAGE, "", b"edited")
    assert "`reference.docx` already exists" in refused.err
    assert run("style", "--audience", "legal", "--force").status == Exit.FINE
    assert own.read_bytes().startswith(b"PK")


def test_a_font_that_an_error_names_is_added_with_the_command_that_it_shows(project, run, monkeypatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(project / "share"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(project / "share"))
    write_font(project / "share/fonts/thai.otf", "Noto Sans Thai", "กข", is_cubic=True)
    section = next((project / "content/harbour/sections").iterdir())
    section.write_text(section.read_text(encoding="utf-8") + "\nThe ship is the กข.\n", encoding="utf-8")
    refused = run("check")
    assert refused.status == Exit.CONTENT
    assert 'brief fonts add "Noto Sans Thai"' in refused.err
    assert run("fonts", "find", "กขค").out == "Noto Sans Thai  2 of 3\n"
    added = run("fonts", "add", "Noto Sans Thai")
    assert added.out.splitlines()[0] == "templates/base/fonts/NotoSansThai-Regular.ttf"
    assert run("build", "-f", "html").status == Exit.FINE
    rows = json.loads(run("fonts", "--json").out)
    assert {"family": "Noto Sans Thai", "styles": ["Regular"], "scripts": [], "folder": "templates/base/fonts"} in rows


def hide(project: Path, text: str) -> None:
    """Add a section with words for counsel and an abbreviation for everyone, in one line."""
    head = "---\ntitle: More\nrole: facts\naudience: [legal, general]\n---\n"
    (project / "content/harbour/sections/99-more.md").write_text(f"{head}The QZA agreed. [{text}]{{audience=legal}}\n")


def test_a_warning_prints_no_line_with_words_that_are_withheld(project, run) -> None:
    hide(project, "Counsel advised paying the falconer quietly.")
    ran = run("check", "-a", "general")
    assert "`QZA` is not spelled out" in ran.err
    assert "99-more.md:6:5" in ran.err
    assert "falconer" not in ran.err
    assert "--show-text" in ran.err
    assert "falconer" in run("check", "-a", "general", "--show-text").err


def test_explain_says_what_of_the_withheld_cannot_be_searched_for(project, run) -> None:
    said = "  1 line of it cannot be searched for in files: too short, or shown elsewhere in the brief"
    hide(project, "No.")
    before = run("explain", "-a", "general").out.splitlines().count(said)
    hide(project, "The falconer was paid quietly.")
    assert run("explain", "-a", "general").out.splitlines().count(said) == before - 1
    rows = json.loads(run("explain", "-a", "general", "--json").out)
    assert [row["unsearched"] for row in rows if "99-more" in row["place"]] == [0]


def test_a_build_says_that_something_is_too_short_to_be_searched_for(project, run) -> None:
    silent = run("build", "-a", "general", "-f", "html").err
    hide(project, "No.")
    built = run("build", "-a", "general", "-f", "html").err
    assert "too short" not in silent
    assert "`brief explain --audience general`" in built


def test_a_leak_is_reported_without_its_words(checkout, project, run) -> None:
    hide(project, "Counsel advised paying the falconer quietly.")
    own = project / "templates/audiences/general"
    own.mkdir(parents=True)
    shipped = (checkout / "templates/audiences/general/audience.yaml").read_text()
    (own / "audience.yaml").write_text(shipped.replace("parts:\n", "parts:\n  - motto\n"))
    (project / "templates/base/parts").mkdir(parents=True)
    part = '<section class="part" data-part="motto"><h2 id="m">Motto</h2><p>{}</p></section>'
    words = "Counsel advised paying the falconer quietly"
    (project / "templates/base/parts/motto.html.j2").write_text(part.format(words))
    ran = run("build", "-a", "general", "-f", "html")
    assert ran.status == Exit.CONTENT
    assert "words of a span that is withheld from general are in the html (the text, word" in ran.err
    assert "99-more.md:6:17" in ran.err
    assert "falconer" not in (ran.out + ran.err).lower()
    assert "falconer" not in run("build", "-a", "general", "-f", "html", "--output-format", "sarif").out.lower()
    assert f"`{words.lower()}`" in run("build", "-a", "general", "-f", "html", "--show-text").err


def test_problems_are_printed_for_programs_on_stdout_and_for_people_on_stderr(project, run, monkeypatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project.parent))
    spoil(project)
    text = run("check")
    ran = run("check", "--output-format", "github")
    assert (text.out, ran.status, ran.err) == ("", text.status, text.err)
    at = f"file={project.name}/content/harbour/claims.yaml,line=8,col=3,endColumn=11,title=E104/unknown-key"
    assert f"::error {at}::unknown key `audiense`%0Ahelp: did you mean `audience`?" in ran.out.splitlines()
    assert len(ran.out.splitlines()) == len(json.loads(run("check", "--json").out)) == ran.err.count("error E")
    assert run("build", "-f", "html", "--output-format", "github").out == ran.out
    assert json.loads(run("check", "nowhere", "--json").out)[0]["rule"] == "E602/unknown-dossier"


def test_without_problems_a_report_is_empty_but_whole(project, run) -> None:
    assert run("check", "-a", "legal", "--json").out == "[]\n"
    ran = run("build", "-a", "legal", "-f", "html", "--output-format", "junit")
    assert (ran.status, ran.out.count("<testcase"), ran.out.count("<failure")) == (Exit.FINE, 1, 0)
    assert run("build", "-a", "legal", "-f", "html", "--output-format", "github").out == ""
    assert run("build", "--json", "--output-format", "json").status == Exit.USAGE


def test_files_made_before_are_checked_and_each_is_named(project, run) -> None:
    run("build", "-a", "general", "-f", "html", "-f", "docx", "-o", "sent")
    assert run("check", "--files", "sent", "-a", "general").status == Exit.FINE
    before = files(project)
    page = project / "sent/harbour/harbour-general.html"
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>Added later.</p></main>"))
    (project / "sent/notes.txt").write_text("x")
    ran = run("check", "--files", "sent")
    assert ran.status == Exit.CONTENT
    for line in (
        "sent/harbour/harbour-general.docx: no problems",
        "sent/harbour/harbour-general.html: refused",
        "sent/harbour/harbour-general.pdf: not checked, missing",
        "sent/notes.txt: not checked, unknown",
    ):
        assert line in ran.err.splitlines()
    assert "error E406/content-differs: the html differs from its page" in ran.err
    assert "--> sent/harbour/harbour-general.html" in ran.err
    page.unlink()
    (project / "sent/notes.txt").unlink()
    assert files(project) == {
        name: data for name, data in before.items() if name != "sent/harbour/harbour-general.html"
    }


def test_a_file_of_another_version_of_the_dossier_is_refused(project, run) -> None:
    run("build", "-a", "general", "-f", "html")
    hide(project, "Counsel waits.")
    ran = run("check", "--files", "output", "-a", "general")
    assert ran.status == Exit.CONTENT
    assert "is of another version of the dossier: build it again" in ran.err


def test_a_file_whose_mark_was_changed_is_named(project, run) -> None:
    (path,) = map(Path, run("build", "-a", "general", "-f", "html").out.split())
    path.write_text(path.read_text(encoding="utf-8").replace("TLP:CLEAR", "TLP:GREEN"), encoding="utf-8")
    shown = run("check", "--files", "output", "-a", "general").err
    assert "error E412/other-mark" in shown
    assert shown.count(f"--> {path.relative_to(project) if path.is_absolute() else path}") == shown.count("error E4")
