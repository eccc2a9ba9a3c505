"""Releases are written whole or not at all, each version once, and tell each audience nothing of the others."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from brief.app.project import Project
from brief.app.release_check import AnswerWord, Given, check_release
from brief.app.release_plan import Release
from brief.app.releases import write_releases
from brief.app.withdrawal import withdraw
from brief.diagnostics.problems import BriefError
from brief.release.contents import read_folder
from brief.release.manifest import manifest_schema
from brief.release.sums import sums_of
from brief.release.verification import verify
from tests.release.releases import release_sample
from tests.release.wall import change, prepared, release, write_dossier


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_dossier()
    return tmp_path


def refusals(*audiences: str) -> list[tuple[str, str]]:
    with pytest.raises(BriefError) as caught:
        release(*audiences)
    return [(problem.rule, problem.text) for problem in caught.value.problems]


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and path.name != ".brief.lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_a_release_holds_and_its_sums_are_what_sha256sum_takes(project) -> None:
    folder = release().folder
    assert folder == Path("output/releases/wall-1.0")
    assert check_release(folder, Given()).answer is AnswerWord.AS_FAR
    for place in (folder, folder / "legal", folder / "general"):
        subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=place, check=True)


def test_the_same_release_again_changes_nothing(project) -> None:
    release(archive="zip")
    before = contents(project / "output")
    release(archive="zip")
    assert contents(project / "output") == before
    release("general")
    assert contents(project / "output") == before


def test_an_audience_may_be_added_to_a_release_and_the_others_stay_as_they_are(project) -> None:
    release("general")
    before = contents(project / "output/releases/wall-1.0/general")
    folder = release("legal").folder
    assert contents(folder / "general") == before
    assert check_release(folder, Given()).answer is AnswerWord.AS_FAR
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["_selected", "general", "legal"]
    assert [path.name for path in folder.parent.iterdir()] in (["wall-1.0", "status"], ["status", "wall-1.0"])


def test_a_version_with_other_content_is_refused_and_says_what_differs(project) -> None:
    release()
    change("3 cm", "4 cm", "claims.yaml")
    before = contents(project / "output")
    assert refusals() == [
        ("E801/already-released", f"version 1.0 for {name} was released with other content: `c-lean`")
        for name in ("general", "legal")
    ]
    change('"1.0"', '"0.9"')
    assert {rule for rule, _ in refusals()} == {"E801/version-not-higher"}
    change('"0.9"', "draft")
    assert {rule for rule, _ in refusals()} == {"E801/version-form"}
    assert contents(project / "output") == before


def test_changes_are_those_of_the_audience_since_its_own_last_version(project) -> None:
    release()
    change("3 cm", "4 cm", "claims.yaml")
    change("alleged", "reported", "claims.yaml")
    change("the wrong cement", "salt water", "claims.yaml")
    change('version: "1.0"', 'version: "1.1"')
    done = release()
    assert done.problems == ()
    note = (done.folder / "general/changes.md").read_text()
    assert note == (
        "# The wall, version 1.1: changes\n\nSince version 1.0.\n\n## Changed\n\n- claim `c-lean` status\n"
        "  - before: alleged\n  - now: reported\n\n## Reworded\n\n- claim `c-lean` statement\n"
        "  - before: It leans by 3 cm.\n  - now: It leans by 4 cm.\n  - numbers: 3 before, 4 now\n"
    )  # fmt: skip
    held = json.loads((done.folder / "legal/changes.json").read_text())
    assert [(row["id"], row["field"]) for row in held["changes"]] == [
        ("c-lean", "statement"), ("c-lean", "status"), ("c-fault", "statement")
    ]  # fmt: skip
    assert check_release(Path("output/releases/wall-1.0"), Given()).parts[0].superseded_by == "1.1"


def test_former_words_that_are_withheld_by_now_are_not_in_the_changes(project) -> None:
    release()
    change("audience: [legal, general]", "audience: legal", "claims.yaml")
    change('version: "1.0"', 'version: "1.1"')
    folder = release().folder
    held = json.loads((folder / "general/changes.json").read_text())
    assert [(row["how"], row["kind"], row["id"], row["old"]) for row in held["changes"]] == [("gone", "claim", "", "")]
    assert "leans by" not in "".join(path.read_text() for path in (folder / "general").glob("*.*"))


def test_an_audience_that_is_left_out_has_its_own_count(project) -> None:
    release()
    change("the wrong cement", "salt water", "claims.yaml")
    change('version: "1.0"\n', 'version: "1.1"\nversions: {general: "1.0"}\n')
    folder = release().folder
    assert folder.name == "wall-1.1"
    assert contents(folder / "general") == contents(folder.with_name("wall-1.0") / "general")
    change('version: "1.1"\nversions: {general: "1.0"}\n', 'version: "1.3"\n')
    (problem,) = release("general").problems
    assert problem.rule == "W711/version-gap"


def test_a_withdrawn_release_says_why_and_is_not_released_again(project) -> None:
    folder = release().folder
    withdraw(folder.parent, "wall-1.0", ["general"], "the diver took it back")
    check = check_release(folder, Given())
    assert check.answer is AnswerWord.DIFFERS
    assert [problem.text for problem in check.problems] == [
        "version 1.0 for general was withdrawn: the diver took it back"
    ]
    assert check_release(folder / "legal", Given()).answer is AnswerWord.AS_FAR
    assert [rule for rule, _ in refusals()] == ["E801/withdrawn-version"]


def test_the_public_part_of_the_sample_has_nothing_of_the_others(builds, tmp_path) -> None:
    folder = release_sample(builds, tmp_path, archive="zip")
    public = contents(folder / "general") | {
        "zip": (tmp_path / "archives/general/claude-cloning-general-1.0.zip").read_bytes()
    }
    others = {
        name: contents(folder / name) | {"x": (folder / f"_selected/{name}.json").read_bytes()}
        for name in ("legal", "executive")
    }
    searched = 0
    for name, files in others.items():
        found = identifiers(name, files) - identifiers(
            "general", contents(folder / "general") | {"x": (folder / "_selected/general.json").read_bytes()}
        )
        assert len(found) > 20
        searched += len(found)
        texts = {part: data.decode("utf-8", "replace") for part, data in public.items()}
        assert [(part, word) for part, text in texts.items() for word in sorted(found) if word in text] == []
    assert searched > 60
    assert "1.1" not in json.loads(public["manifest.json"])["version"]


def identifiers(audience: str, files: Mapping[str, bytes]) -> set[str]:
    """Return the name of an audience as a name, and every digest and identifier in its files."""
    texts = [
        data.decode("utf-8", "replace")
        for name, data in files.items()
        if name == "x" or name.endswith((".json", "SUMS"))
    ]
    found = {word for text in texts for word in re.findall(r"\b[0-9a-f]{64}\b", text)}
    found |= {word for text in texts for word in re.findall(r'"id":\s?"([^"]{4,})"', text)}
    return found | {f'"{audience}"', f"cloning-{audience}", f"{audience} brief"}


def test_a_release_is_rebuilt_to_the_last_byte_in_another_folder_locale_and_time_zone(project, tmp_path) -> None:
    folder = release().folder
    elsewhere = tmp_path / "another folder"
    shutil.copytree(project / "content", elsewhere / "content")
    shutil.copytree(folder / "legal", tmp_path / "alone")
    away = os.environ | {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "brief", "verify", tmp_path / "alone", "--rebuild", "--json"]
    ran = subprocess.run(command, cwd=elsewhere, env=away, capture_output=True, text=True, check=True)
    (part,) = json.loads(ran.stdout)["parts"]
    assert part["rebuilt"] == ["wall-legal.html"]
    assert {limit["name"] for limit in part["not_checked"]} == {"not-signed", "no-status-list"}


def test_a_manifest_that_says_more_than_was_checked_is_found_by_building_again(project) -> None:
    """Let a check that did not run pass, with every sum right."""
    folder = release("general").folder
    held = json.loads((folder / "general/manifest.json").read_text())
    (row,) = (row for row in held["files"][0]["checks"] if row["result"] == "not run")
    row["result"] = "passed"
    (folder / "general/manifest.json").write_text(json.dumps(held))
    (folder / "general/SHA256SUMS").write_bytes(sums_of(read_folder(folder / "general")))
    shutil.rmtree(folder.parent / "status")
    assert check_release(folder / "general", Given()).answer is AnswerWord.AS_FAR
    found = check_release(folder / "general", Given(project=Project.open()))
    assert [problem.text for problem in found.problems] == [
        "the manifest says of the checks of `wall-general.html` what this build does not"
    ]


def test_a_release_is_verified_without_the_dossier_the_layout_engine_and_signatures(project, tmp_path) -> None:
    folder = release().folder
    shutil.move(folder / "legal", tmp_path / "alone")
    shutil.rmtree(project / "content")
    script = (
        "import sys\nsys.modules.update(weasyprint=None, pyhanko=None)\n"
        "from brief.cli import main\nsys.exit(main(['verify', 'alone']))"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("alone: holds as far as checked\n")


def test_what_cannot_be_compared_is_said_and_is_no_difference(project) -> None:
    folder = release("general").folder
    other = Project.open(values={"content": Path("none")})
    assert "no-dossier" in [limit.name for limit in check_release(folder, Given(project=other)).parts[0].limits]
    change('version: "1.0"', 'version: "1.1"')
    found = check_release(folder, Given(project=Project.open()))
    assert found.answer is AnswerWord.AS_FAR
    assert "other-version" in [limit.name for limit in found.parts[0].limits]


# What goes wrong while a release is written: each in a process of its own, which is a copy of this one.


def start(releases: Sequence[Release], root: Path, before: Callable[[], object] = lambda: None) -> int:
    """Return the number of a process that writes a release, and ends with the number of its error, or 0."""
    number = os.fork()
    if number:
        return number
    try:
        before()
        write_releases(root, releases)
        os._exit(0)
    except BriefError as error:
        os._exit(int(error.problems[0].code[1:]) % 256)
    except BaseException:  # noqa: BLE001 # it must not return into the tests
        os._exit(255)


def ended(number: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def check_whole(root: Path) -> bool:
    """Return whether there is a release, after checking that it is a whole one and that nothing else is there."""
    folder = root / "wall-1.0"
    if folder.exists():
        assert verify(read_folder(folder), "").differences == ()
    return folder.exists()


def kill_at_random_moments(root: Path, times: int) -> None:
    first, both = prepared("general"), prepared()
    begin = time.perf_counter()
    write_releases(root / "timed", both)
    took = time.perf_counter() - begin
    moments = random.Random(1)
    outcomes = set()
    for index in range(times):
        place = root / str(index)
        if index % 2:  # one audience is there, and another one is added
            write_releases(place, first)
        number = start(both, place)
        time.sleep(moments.uniform(0, took * 1.5))
        os.kill(number, signal.SIGKILL)
        code = ended(number)
        outcomes.add((code, check_whole(place)))
        (done,) = write_releases(place, both)
        assert check_whole(place)
        assert contents(place) == contents(root / "timed"), (index, done)
    assert {(-signal.SIGKILL, False), (-signal.SIGKILL, True)} <= outcomes


def test_a_release_that_is_killed_at_any_moment_is_whole_or_not_there(project) -> None:
    kill_at_random_moments(project / "output", 12)


@pytest.mark.slow
def test_a_release_that_is_killed_at_a_hundred_moments_is_whole_or_not_there(project) -> None:
    kill_at_random_moments(project / "output", 100)


def test_two_releases_at_once_give_one_whole_release(project) -> None:
    both, root = prepared(), project / "output"
    processes = [start(both, root) for _ in range(4)]
    assert [ended(number) for number in processes] == [0] * 4
    assert check_whole(root)
    change("3 cm", "4 cm", "claims.yaml")
    others = prepared()
    processes = [start(releases, project / "other") for releases in (both, others, both, others)]
    assert sorted(ended(number) for number in processes) == [0, 0, 801 % 256, 801 % 256]
    assert check_whole(project / "other")


def no_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def as_nobody() -> None:
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


@pytest.mark.parametrize("trouble", [no_room, as_nobody])
def test_a_release_that_cannot_be_written_leaves_what_was_there(project, trouble) -> None:
    first, both, root = prepared("general"), prepared(), project / "output"
    write_releases(root, first)
    before = contents(root)
    for path in [root, *root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    code = ended(start(both, root, trouble))
    for path in [root, *root.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert code == 502 % 256
    assert contents(root) == before
    write_releases(root, both)
    assert check_whole(root)


def test_a_manifest_is_valid_by_the_schema_that_is_shipped(project, checkout, golden) -> None:
    import jsonschema

    text = json.dumps(manifest_schema(), indent=2)
    golden(checkout / "pipeline/brief/release/manifest.schema.json", f"{text}\n")
    validator = jsonschema.Draft202012Validator(json.loads(text))
    folder = release().folder
    for path in (folder / "manifest.json", folder / "general/manifest.json"):
        assert list(validator.iter_errors(json.loads(path.read_text()))) == []
    assert list(validator.iter_errors({"schema_version": 1, "kind": "release"}))
