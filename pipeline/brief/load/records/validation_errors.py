"""From the errors of pydantic to problems at the key or value that is wrong; what is right can still be used."""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import closest, did_you_mean
from brief.load.records.field_types import ReadBy
from brief.load.records.shape import Shape
from brief.load.yaml.values import Scalar, Style, YamlMapping, YamlSequence, YamlValue, kind_name

_Shape = TypeVar("_Shape", bound=Shape)
_Steps = tuple[int | str, ...]
_PLACEHOLDER_ID = "unnamed-"
_NEEDED = {
    "list_type": ("E106/list-expected", "a list", "begin each entry with `- ` on a line of its own"),
    "dict_type": ("E106/mapping-expected", "a mapping", "write a key, a colon and a space before each value"),
}


def validate(shape: type[_Shape], value: YamlValue, problems: Problems) -> _Shape:
    """Return a value in its shape, with a placeholder for each required key that is missing or wrong."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        problems.extend(_problems(shape, value, found))
        return shape.model_validate(_usable(shape, value, found))


def placeholder_for(shape: type[_Shape], place: Place) -> _Shape:
    """Return a shape that holds placeholders only, for a mapping that could not be read at all."""
    return shape.model_validate(_usable(shape, YamlMapping(place), []))


def is_placeholder(name: str) -> bool:
    """Return whether an identifier is a placeholder for one that is missing."""
    return name.startswith(_PLACEHOLDER_ID)


def _problems(shape: type[Shape], value: YamlValue, found: list[Any]) -> list[Problem]:
    unknown = [one for one in found if one["type"] == "extra_forbidden"]
    misspelt = {(*one["loc"][:-1], closest(str(one["loc"][-1]), _keys(shape, one["loc"][:-1]))) for one in unknown}
    # A required key that is misspelt is one mistake, not two.
    return [_problem(shape, value, one) for one in found if not (one["type"] == "missing" and one["loc"] in misspelt)]


def _problem(shape: type[Shape], value: YamlValue, one: Any) -> Problem:
    steps: _Steps = one["loc"]
    if one["type"] == "fault":
        context = one["ctx"]
        return Problem(context["rule"], context["text"], context["place"], context["label"], context["hint"])
    if one["type"] == "extra_forbidden":
        owner, key = _reached(value, steps[:-1]), str(steps[-1])
        known = _keys(shape, steps[:-1])
        place = owner.keys_at.get(key, owner.place) if isinstance(owner, YamlMapping) else owner.place
        hint = did_you_mean(key, known) or f"the keys are {', '.join(known)}"
        if " " in key and isinstance(owner, YamlMapping) and not str(owner[key]):
            hint = "inside braces a comma ends a value: put the whole text in quotes"
        return Problem("E104/unknown-key", f"unknown key `{key}`", place, hint=hint)
    if one["type"] == "missing":
        place = _reached(value, steps[:-1]).place
        return Problem("E105/missing-key", f"missing key `{steps[-1]}`", place, hint=f"add `{steps[-1]}: ...`")
    here = _reached(value, steps)
    rule, needed, hint = _NEEDED[one["type"]]
    return Problem(rule, f"expected {needed}, found {kind_name(here)}", here.place, hint=hint)


def _reached(value: YamlValue, steps: _Steps) -> YamlValue:
    """Return the value at the end of a path, or the last one on the way that is written."""
    for step in steps:
        if isinstance(value, YamlMapping) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, YamlSequence) and isinstance(step, int) and step < len(value):
            value = value[step]
    return value


def _keys(shape: type[Shape], steps: _Steps) -> tuple[str, ...]:
    """Return the keys that the mapping at the end of a path may have."""
    here: type[Shape] | None = shape
    for step in steps:
        fields = {field.alias or name: field for name, field in (here.model_fields if here else {}).items()}
        if str(step) in fields:
            here = _inner(fields[str(step)].annotation)
    return tuple(field.alias or name for name, field in here.model_fields.items()) if here else ()


def _inner(annotation: Any) -> type[Shape] | None:
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _inner(inner))), None)


def _usable(shape: type[Shape], value: YamlValue, found: list[Any]) -> YamlMapping:
    """Return a mapping without its wrong values, and with placeholders for required ones."""
    wrong = {str(one["loc"][0]) for one in found if one["loc"]}
    rest = value.without(*wrong) if isinstance(value, YamlMapping) else YamlMapping(value.place)
    for name, field in shape.model_fields.items():
        key = field.alias or name
        if field.is_required() and key not in rest:
            rest[key] = _placeholder(key, field, value.place)
    return rest


def _placeholder(key: str, field: FieldInfo, place: Place) -> YamlValue:
    if get_origin(field.annotation) is list:
        return YamlSequence(place)
    if key == "id":
        return Scalar(re.sub(r"\W+", "-", f"{_PLACEHOLDER_ID}{place}"), Style.SINGLE, place)
    marks = [mark for mark in field.metadata if isinstance(mark, ReadBy)]
    return Scalar(marks[0].placeholder if marks else "text", Style.PLAIN, place)
