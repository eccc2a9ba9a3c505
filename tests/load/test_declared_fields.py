"""A field is declared in the model alone: loading, its checks, its places and its JSON Schema follow from that."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from brief.diagnostics.collector import Problems
from brief.load.origin import Origin
from brief.load.records.model_shapes import item_shape_of, shape_of, value_of
from brief.load.records.text_reader import TextReader
from brief.load.records.validation_errors import validate
from brief.load.unread import Unread
from brief.load.yaml.reader import read_yaml
from brief.model import Item, Status, Text
from brief.model.text_forms import PartialDate


@dataclass(frozen=True, slots=True)
class Ferry(Item):
    """An item with a field of its own, declared here and nowhere else."""

    name: Text
    status: Status
    berth: str = "north"
    first: PartialDate = ""


def test_a_field_that_a_type_declares_is_read_checked_placed_and_described() -> None:
    problems = Problems()
    texts = TextReader(("legal",), problems, Unread(), lambda prose: prose)
    value = read_yaml("name: Gull\nstatus: alleged\nfirst: 2026-02\n", Origin("f.yaml"), problems)
    assert value is not None
    shape = validate(item_shape_of(Ferry), value, problems)
    ferry = value_of(Ferry, shape, texts, id="f-1", audience=frozenset({"legal"}))
    assert (str(ferry.name), ferry.status, ferry.berth, ferry.first) == ("Gull", Status.ALLEGED, "north", "2026-02")
    assert (shape.value_place("status").line, shape.value_place("status").column) == (2, 9)
    assert not problems
    described = shape_of(Ferry).model_json_schema()
    assert list(described["properties"]) == ["id", "audience", "name", "status", "berth", "first"]
    assert described["required"] == ["name", "status"]
    wrong = read_yaml("name: Gull\nstatus: aleged\n", Origin("f.yaml"), problems)
    assert wrong is not None
    validate(shape_of(Ferry), wrong, problems)
    assert [(problem.code, str(problem.place)) for problem in problems] == [("E103", "f.yaml:2:9")]


@dataclass(frozen=True, slots=True)
class Odd(Item):
    """An item with a field of a type that no file can hold."""

    name: complex


def test_a_field_of_a_type_that_cannot_be_written_is_refused_at_once() -> None:
    with pytest.raises(LookupError, match=r"Odd\.name"):
        shape_of(Odd)
