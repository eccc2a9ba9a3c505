"""What one field of a file may hold: for each type of the model, its validator and its JSON Schema.

A validator gets a value with its place, and its errors are problems at that place. The JSON Schema describes the same
values as a program sees them that reads the file by the core schema of YAML 1.2, where `1.10` is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from brief.load.records.likelihoods import JSON_SCHEMA as LIKELIHOOD
from brief.load.records.likelihoods import likelihood
from brief.load.records.validators import (
    as_list,
    boolean,
    labels,
    language,
    line,
    one_of_names,
    partial_date,
    positive_number,
    text_scalar,
    web_address,
    whole_day,
)
from brief.load.yaml.values import Scalar, YamlValue
from brief.model import Language, Level, Likelihood, Nature, Reference, Status, Text, Tlp
from brief.model.text import Blocks
from brief.model.text_forms import (
    PRIVILEGE_KINDS,
    ROLES,
    SOURCE_TYPES,
    Credibility,
    PartialDate,
    PrivilegeKind,
    Reliability,
    Role,
    ShortName,
    SourceType,
    WebAddress,
)

IDENTIFIER: Final = r"[a-z][a-z0-9-]*"
AUDIENCE_NAME: Final = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"

_WORDS: JsonSchemaValue = {"type": ["string", "number"], "pattern": r"\S"}
_LINE: JsonSchemaValue = {"type": ["string", "number"], "pattern": r"^\s*\S([^\n]*\S)?\s*$"}
_IDENTIFIER: JsonSchemaValue = {"type": "string", "pattern": f"^{IDENTIFIER}$"}
_AUDIENCE: JsonSchemaValue = {"type": "string", "pattern": f"^{AUDIENCE_NAME}$"}
_BY_AUDIENCE: JsonSchemaValue = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": _AUDIENCE,
    "additionalProperties": _WORDS,
}
_TEXT: JsonSchemaValue = {"anyOf": [_WORDS, _BY_AUDIENCE]}
_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_WHOLE_DAY: JsonSchemaValue = {"type": "string", "format": "date", "pattern": f"^{_DAY}$"}
_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-([A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*$"
_LANGUAGE: JsonSchemaValue = {"type": "string", "pattern": _TAG}
_LABEL: JsonSchemaValue = {
    "anyOf": [
        _LINE,
        {"type": "object", "minProperties": 1, "propertyNames": _LANGUAGE, "additionalProperties": _LINE},
    ]
}
_CREDIBILITY: JsonSchemaValue = {"enum": [*"123456", *range(1, 7)]}
_PARTIAL_DATE: JsonSchemaValue = {
    "anyOf": [
        {"type": "string", "pattern": rf"^(\d{{4}}(-(0[1-9]|1[0-2]))?|{_DAY})$"},
        {"type": "integer", "minimum": 1, "maximum": 9999},
    ]
}
_ADDRESS: JsonSchemaValue = {
    "type": "string",
    "format": "uri",
    "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"\\^`{|}]+$",
}


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A text as it is written; it is read as prose once the language of its dossier is known."""

    value: YamlValue
    has_blocks: bool


@dataclass(frozen=True, slots=True, eq=False)
class ReadBy:
    """Marks a type with the function that reads a value of it, and with the JSON Schema of what is written.

    `placeholder` is read in place of a required value that is missing or wrong, so that the rest can still be checked.
    """

    read: Callable[[Any], Any]
    json_schema: JsonSchemaValue
    placeholder: str = "text"

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        """Return the function as a validator that replaces those of the type."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return what may be written."""
        return self.json_schema


@dataclass(frozen=True, slots=True, eq=False)
class OneOrMore:
    """Marks a list for which a single entry may be written too; `limits` are those of a JSON Schema for the list."""

    limits: JsonSchemaValue = field(default_factory=dict)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of one entry or of a list."""
        array = handler(schema)
        return {"anyOf": [array["items"], array | self.limits]}


def choice(names: Iterable[str], what: str) -> ReadBy:
    """Return the mark of a field that holds one of a closed list of names; `what` says in messages what they are."""
    names = tuple(names)
    return ReadBy(one_of_names(names, what), {"enum": [str(name) for name in names]}, str(names[0]))


def _references(words: list[Scalar]) -> tuple[Reference, ...]:
    return tuple(Reference(word.text, word.place) for word in words)


# Names that are checked later keep their places.
Identifier = Annotated[Scalar, ReadBy(text_scalar, _IDENTIFIER)]
References = Annotated[list[Identifier], BeforeValidator(as_list), AfterValidator(_references), OneOrMore()]
Audiences = Annotated[
    list[Annotated[Scalar, ReadBy(text_scalar, _AUDIENCE)]], BeforeValidator(as_list), OneOrMore({"minItems": 1})
]
Parts = Annotated[
    list[Annotated[Scalar, ReadBy(text_scalar, _WORDS)]],
    BeforeValidator(as_list),
    OneOrMore({"minItems": 1, "uniqueItems": True}),
]
Line = Annotated[str, ReadBy(line, _LINE)]
Lines = Annotated[list[Line], BeforeValidator(as_list), AfterValidator(tuple), OneOrMore()]
PositiveNumber = Annotated[float, ReadBy(positive_number, {"type": "number", "exclusiveMinimum": 0}, "1")]
Label = Annotated[dict[str, str], ReadBy(labels, _LABEL)]  # by language tag; one for all languages under ""

# How a field of each type of the model is written in a file. A type that is not here cannot be written.
FIELD_TYPES: Mapping[Any, Any] = {
    str: Line,
    tuple[str, ...]: Lines,
    tuple[Reference, ...]: References,
    Text: Annotated[UnreadText, ReadBy(partial(UnreadText, has_blocks=False), _TEXT)],
    Blocks: Annotated[UnreadText, ReadBy(partial(UnreadText, has_blocks=True), _TEXT)],
    bool: Annotated[bool, ReadBy(boolean, {"type": "boolean"}, "false")],
    date: Annotated[date, ReadBy(whole_day, _WHOLE_DAY, "2000-01-01")],
    PartialDate: Annotated[str, ReadBy(partial_date, _PARTIAL_DATE, "2000")],
    Language: Annotated[Language, ReadBy(language, _LANGUAGE, "en")],
    ShortName: Line,
    WebAddress: Annotated[str, ReadBy(web_address, _ADDRESS, "https://example.org")],
    Likelihood: Annotated[Likelihood, ReadBy(likelihood, LIKELIHOOD, "likely")],
    Level: Annotated[Level, choice(Level, "a confidence level")],
    Nature: Annotated[Nature, choice(Nature, "a nature of claims")],
    Status: Annotated[Status, choice(Status, "a status")],
    Tlp: Annotated[Tlp, choice(Tlp, "a TLP 2.0 label")],
    Role: Annotated[str, choice(ROLES, "a section role")],
    SourceType: Annotated[str, choice(SOURCE_TYPES, "a source type")],
    PrivilegeKind: Annotated[str, choice(PRIVILEGE_KINDS, "a kind of privilege")],
    Reliability: Annotated[str, choice("ABCDEF", "a reliability of the Admiralty code")],
    Credibility: Annotated[
        str, ReadBy(one_of_names("123456", "a credibility of the Admiralty code"), _CREDIBILITY, "6")
    ],
}
