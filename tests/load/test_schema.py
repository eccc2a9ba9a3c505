"""The JSON Schema of each file takes what loading takes, and refuses what it can tell is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from brief.diagnostics.collector import Problems
from brief.load.markdown.front_matter import split_front_matter
from brief.load.origin import Origin
from brief.load.schema import NAMES, schema
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import Meaning, YamlMapping, YamlSequence, YamlValue
from brief.model import Citations, Level, Nature, Numbering, Status, Tlp
from brief.model.text_forms import PRIVILEGE_KINDS, ROLES, SOURCE_TYPES

ROOT = Path(__file__).parent.parent.parent
ERRORS = ROOT / "tests/examples/errors"
FORMATS = Draft202012Validator.FORMAT_CHECKER
VALIDATORS = {name: Draft202012Validator(schema(name), format_checker=FORMATS) for name in NAMES}

# Codes that are about one key or its value.
REFUSABLE = ("E103", "E104", "E105", "E106", "E108", "E110", "E111", "E112", "E186-empty-dossier-file", "E202", "E209")
REFUSABLE += ("E187-look-alike-in-name--audience",)
BEYOND_A_SCHEMA = {
    "E106-curly-quotes": "whether a value is in straight quotes",
    "E106-key-expected": "that a key is a mapping",
    "E110-range-out-of-bounds": "that the lower end comes first",
    "E209-audience-name": "what a folder is called",
    "E209-no-definition": "that a file is missing",
    "E209-outside-templates": "where a file is",
    "E209-shown-twice": "what a part shows",
    "E209-shown-twice--claims": "what a part shows",
}


SCALARS: dict[Meaning, Callable[[str], Any]] = {
    Meaning.TEXT: str,
    Meaning.NULL: lambda text: None,
    Meaning.TRUTH: lambda text: text.lower() == "true",
    Meaning.WHOLE: lambda text: int(text, 0),
    Meaning.NUMBER: float,
}


def plain(value: YamlValue) -> Any:
    """Return a value as any reader of YAML 1.2 gives it."""
    match value:
        case YamlMapping():
            return {key: plain(inner) for key, inner in value.items()}
        case YamlSequence():
            return [plain(inner) for inner in value]
        case _:
            return SCALARS[value.meaning](value.text)


def files(folder: Path) -> Iterator[tuple[str, Path, YamlValue]]:
    """Give each file under a folder that has a schema: the schema's name, its path, what it holds."""
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("sections/*.md")]):
        text = path.read_text("utf-8", errors="replace")
        name = path.stem
        if path.suffix == ".md":
            name = "section"
            parts = split_front_matter(text, path.name, Problems())
            if parts is None:
                continue
            text = parts.head
        value = read_yaml(text, Origin(path.name), Problems())
        if name in NAMES and value is not None:
            yield name, path, value


def refused(folder: Path) -> list[str]:
    found = [
        (path, error) for name, path, value in files(folder) for error in VALIDATORS[name].iter_errors(plain(value))
    ]
    return [f"{path.name}: {error.json_path}: {error.message}" for path, error in found]


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_closed_lists_come_out_as_their_names() -> None:
    claim = schema("claims")["$defs"]["Claim"]["properties"]
    assert claim["status"] == {"enum": [status.value for status in Status]}
    assert claim["nature"] == {"enum": [nature.value for nature in Nature]}
    assert schema("claims")["$defs"]["Confidence"]["properties"]["level"] == {"enum": [level.value for level in Level]}
    assert schema("section")["properties"]["role"] == {"enum": list(ROLES)}
    assert schema("sources")["$defs"]["Source"]["properties"]["type"] == {"enum": list(SOURCE_TYPES)}
    dossier = schema("dossier")["$defs"]
    assert dossier["Handling"]["properties"]["tlp"] == {"enum": [tlp.value for tlp in Tlp]}
    assert dossier["Privilege"]["properties"]["kind"] == {"enum": list(PRIVILEGE_KINDS)}
    audience = schema("audience")["properties"]
    assert audience["numbering"] == {"enum": [numbering.value for numbering in Numbering]}
    assert audience["citations"] == {"enum": [citations.value for citations in Citations]}


def test_no_field_is_left_without_a_schema() -> None:
    def empty(where: str, one: Any) -> Iterator[str]:
        if isinstance(one, dict):
            for key, inner in one.items():
                if where.endswith(("properties", "items", "anyOf")) and inner in ({}, True):
                    yield f"{where}.{key}"
                yield from empty(f"{where}.{key}", inner)
        elif isinstance(one, list):
            for number, inner in enumerate(one):
                yield from empty(f"{where}.{number}", inner)

    assert [place for name in NAMES for place in empty(name, schema(name))] == []


@pytest.mark.parametrize(
    "folder",
    [
        "content/claude-cloning",
        "templates/audiences",
        *(f"tests/examples/{name}" for name in ("minimal", "everything", "authorities", "locales", "right-to-left")),
    ],
)
def test_shipped_and_example_files_are_as_their_schema_says(folder: str) -> None:
    assert len(list(files(ROOT / folder))) >= 1
    assert refused(ROOT / folder) == []


@pytest.mark.parametrize("example", sorted(ERRORS.iterdir()), ids=lambda path: path.name)
def test_a_wrong_value_or_key_is_refused_and_what_a_schema_cannot_tell_is_not(example: Path) -> None:
    is_refusable = example.name.startswith(REFUSABLE) and example.name not in BEYOND_A_SCHEMA
    assert bool(refused(example)) == is_refusable, refused(example)


def test_the_examples_cover_every_code_that_is_reported() -> None:
    names = {example.name for example in ERRORS.iterdir()}
    assert all(any(name.startswith(code) for name in names) for code in REFUSABLE)
    assert names >= BEYOND_A_SCHEMA.keys()


def test_an_audience_may_be_given_for_a_whole_file() -> None:
    claim = {"id": "c-1", "statement": "It flew.", "by": "a guard"}
    validator = VALIDATORS["claims"]
    assert validator.is_valid({"audience": "legal", "items": [claim]})
    assert validator.is_valid([claim | {"audience": ["legal"]}])
    assert not validator.is_valid([claim])
    assert VALIDATORS["actions"].is_valid({"audience": ["legal"], "steps": [{"text": "Go", "owner": "us"}]})
    assert not VALIDATORS["actions"].is_valid({"steps": [{"text": "Go", "owner": "us"}]})


FILES = {  # the heading of each file in the manual
    "dossier.yaml": ("dossier",),
    "claims.yaml": ("claims",),
    "sources.yaml": ("sources",),
    "timeline.yaml, glossary.yaml": ("timeline", "glossary"),
    "actions.yaml": ("actions",),
    "Sections": ("section",),
}


@pytest.mark.parametrize("heading", FILES)
def test_every_key_of_a_file_is_in_the_manual(heading: str) -> None:
    manual = (ROOT / "docs/content.md").read_text("utf-8")
    part = re.split(r"^##+ ", manual[manual.index(f"## {heading}\n") + 3 :], maxsplit=1, flags=re.MULTILINE)[0]
    keys = {key for name in FILES[heading] for key in keys_in(schema(name))}
    assert keys
    assert {key for key in keys if not re.search(rf"\b{key}\b", part)} - {"id", "audience", "items"} == set()


def keys_in(described: Any) -> Iterator[str]:
    if isinstance(described, dict):
        yield from described.get("properties", {})
        for inner in described.values():
            yield from keys_in(inner)
    elif isinstance(described, list):
        for inner in described:
            yield from keys_in(inner)
