"""Whatever a file holds or is, loading ends in problems with a place and a way out, and never in a traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.load import load
from tests.load.dossiers import AUDIENCES, problems_of, written

HEAD = "---\ntitle: Facts\nrole: facts\naudience: [legal, general]\n---\n"
FACTS = {"sections/10-facts.md": f"{HEAD}Words.\n"}
RECORDS = ["claims.yaml", "sources.yaml", "timeline.yaml", "glossary.yaml", "actions.yaml"]

ONE_PROBLEM: dict[str, bytes] = {
    "a mapping": b"a: b\n",
    "a mapping by identifier": b"c-one: {statement: x, by: y, audience: [legal]}\n",
    "a scalar": b"hello\n",
    "a number": b"42\n",
    "a boolean": b"true\n",
    "a list of scalars": b"- a\n",
    "a list of lists": b"- [a, [b]]\n",
    "a list of nothing": b"-\n",
    "a second document": b"- id: a\n---\n- id: b\n",
    "an undefined alias": b"*a\n",
    "tabs": b"-\tid: a\n\taudience: b\n",
    "too deep a list": b"[" * 5000 + b"]" * 5000,
    "too deep a mapping": b"{a: " * 3000 + b"}" * 3000,
    "a list as a key": b"? [a, b]\n: c\n",
    "half a text": b"'a",
    "half a list": b"[a,",
    "a reserved character": b"@a\n",
    "bytes": bytes(range(128, 256)),
    "NUL": b"a: \0\n",
    "a lone surrogate": b"a: \xed\xa0\x80\n",
    "Latin-1": b"a: \xe9t\xe9\n",
    "UTF-16": "- id: a\n".encode("utf-16"),
    "UTF-16 without a mark": ("- id: a\n" * 9).encode("utf-16-le"),
    "UTF-32": "- id: a\n".encode("utf-32"),
    "a next line": "a: \u0085\n".encode(),
    "a line separator": "a: \u2028\n".encode(),
    "a turned line": "a: \u202e\n".encode(),
    "a long key": b"a" * 100_000 + b": x\n",
    "a list that is none": b"audience: [legal]\nitems: x\n",
}
MORE_PROBLEMS = {
    "wrong values": b"- {id: [], audience: {}, statement: [], by: {}, status: [], sources: {}, likelihood: {word: []},"
    b" confidence: [], response: {x: []}, note: [[]], nature: {}, title: [], text: {}, term: [], type: []}\n",
    "numbers": b"- {id: %s, audience: legal, statement: 1, by: .inf, likelihood: [%s, 3], date: 99999}\n"
    % (b"9" * 5000, b"9" * 5000),
    "dates": b"- {id: e-a, audience: legal, text: x, title: x, type: web, date: 2026-13-45}\n",
    "keys": b"- {id: a, id: b, <<: {x: y}, ~: x, true: x, 1: x, '': x}\n",
    "anchors": b"- &a {id: a}\n- *a\n- {<<: *a}\n",
    "escapes": b'- {id: "\\0", audience: "\\ud800", by: "\\L\\N\\u202e"}\n',
    "tags of Python": b"- !!python/object/apply:os.system ['true']\n- !!python/name:os.system\n",
    "only an audience": b"audience: [legal]\n",
    "no audience": b"items: [{id: a}]\n",
    "a list of an audience": b"audience: {a: b}\nitems: {a: b}\n",
}


@pytest.mark.parametrize("data", ONE_PROBLEM.values(), ids=ONE_PROBLEM)
@pytest.mark.parametrize("name", RECORDS[:1] + RECORDS[-1:])
def test_one_mistake_is_one_problem_with_a_place_and_a_remedy(tmp_path: Path, name: str, data: bytes) -> None:
    problems = problems_of(written(tmp_path / "bridge", {**FACTS, name: data}))
    assert len(problems) <= (1 if name == "claims.yaml" else 2)
    assert problems
    for problem in problems:
        assert problem.place
        assert problem.place.file.endswith(name)
        assert (problem.place.line, problem.place.column) >= (1, 1)
        assert problem.hint or problem.label


@pytest.mark.parametrize("data", [*MORE_PROBLEMS.values(), *ONE_PROBLEM.values()], ids=[*MORE_PROBLEMS, *ONE_PROBLEM])
def test_no_value_of_any_file_ends_in_a_traceback(tmp_path: Path, data: bytes) -> None:
    for number, name in enumerate([*RECORDS, "dossier.yaml", "sections/20-more.md"]):
        whole = b"---\n" + data + b"\n---\nWords.\n" if name.endswith(".md") else data
        for problem in problems_of(written(tmp_path / str(number) / "bridge", {**FACTS, name: whole})):
            assert problem.place
            assert problem.place.line
            assert problem.hint or problem.label


@pytest.mark.parametrize(
    "text",
    [
        "- id: c-a\r\n  audience: [legal]\r\n  statement: x\r\n  by: y\r\n",
        "- id: c-a\r  audience: [legal]\r  statement: x\r  by: y\r",
        "\ufeff- {id: c-a, audience: [legal], statement: x, by: y}",
    ],
)
def test_line_ends_and_a_mark_of_other_systems_are_right(tmp_path: Path, text: str) -> None:
    dossier = load(written(tmp_path / "bridge", {**FACTS, "claims.yaml": text}), AUDIENCES)
    assert [claim.id for claim in dossier.record.claims] == ["c-a"]


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def nothing(path: Path) -> None:
    path.symlink_to("nothing")


@pytest.mark.parametrize("make", [folder, pipe, device, circle, nothing])
@pytest.mark.parametrize("name", ["claims.yaml", "dossier.yaml", "sections/20-a.md", "data/a.csv", "figures"])
def test_what_is_no_file_has_no_name_of_one(tmp_path: Path, make: Callable[[Path], None], name: str) -> None:
    path = written(tmp_path / "bridge", {**FACTS, "data/b.csv": "a\n1\n"})
    (path / name).unlink(missing_ok=True)
    make(path / name)
    problems = problems_of(path)
    expected = [] if (make, name) == (folder, "figures") else ["E188/wrong-kind"]
    assert [problem.rule for problem in problems] == expected


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", ".DS_Store", "desktop.ini", "~$brief.docx", "notes.txt", "README.md", "letter.pdf", "claims.yaml.bak",
     "sections/Thumbs.db", "sections/~$10-facts.docx", "sections/10-facts.md~", "sections/.10-facts.md.swp",
     "sections/#10-facts.md#", "data/.~lock.a.csv#", "figures/desktop.ini", "data/__MACOSX"],
)  # fmt: skip
def test_what_programs_and_people_leave_in_a_folder_is_ignored(tmp_path: Path, name: str) -> None:
    assert problems_of(written(tmp_path / "bridge", {**FACTS, name: b"\xff\0"})) == ()


@pytest.mark.parametrize("name", ["claims.txt", "claim.yaml", "background.md", "sections/a.txt", "dossier.docx"])
def test_a_name_that_may_be_a_slip_is_not_ignored(tmp_path: Path, name: str) -> None:
    assert "E188" in {problem.code for problem in problems_of(written(tmp_path / "bridge", {**FACTS, name: ""}))}


PIECES = [
    b"- ", b"id: ", b"a", b"{", b"}", b"[", b"]", b":", b",", b"'", b'"', b"\n", b"  ", b"\t", b"&a ", b"*a", b"!!set ",
    b"|\n", b">-\n", b"#", b"? ", b"%YAML 9\n", b"---\n", b"...\n", b"audience: [legal]\n", b"items:\n", b"\xff",
    b"\0", b"\xe2\x80\xa8", b"\r", b"~", b"1e9", b"0x", b"<<: ", b"@", b"`", b";", b"audience", b"legal", b"| ",
    b"sep=;",
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=600)
@given(st.one_of(st.binary(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join)), st.data())
def test_any_bytes_in_any_file_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject
) -> None:
    name = draw.draw(st.sampled_from([*RECORDS, "dossier.yaml", "sections/10-facts.md", "data/a.csv"]))
    body = f'{HEAD}::: {{table="data/a.csv" caption="A"}}\n:::\n'
    files = {"sections/10-facts.md": body, "data/a.csv": "a\n1\n"}
    if name.endswith(".md"):
        data = draw.draw(st.sampled_from([b"", HEAD.encode(), b"---\n"])) + data
    for problem in problems_of(written(tmp_path_factory.mktemp("any") / "bridge", {**files, name: data})):
        assert problem.place
