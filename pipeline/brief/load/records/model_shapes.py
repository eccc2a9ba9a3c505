"""What a file may hold for each frozen type of the model, and the way back: a field is declared in the model alone.

`shape_of` makes the shape: one key for each field of the type, required where the field has no default, validated by
the entry of the field's type in `FIELD_TYPES`. `value_of` makes the value again, by keyword.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, create_model
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from brief.diagnostics.problems import Place
from brief.load.records.field_types import FIELD_TYPES, Audiences, Identifier, UnreadText
from brief.load.records.shape import Shape
from brief.load.records.text_reader import TextReader
from brief.load.records.validators import text_scalar
from brief.load.yaml.values import Scalar, YamlMapping
from brief.model import Claim, Confidence, Dossier, Item, Section, Source, Term
from brief.model.fields import WRITTEN_AS

_Value = TypeVar("_Value")

# Fields without a key of their own, in addition to places: they come from the folder, other files or the header.
_NOT_KEYS: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        Dossier: frozenset({"name", "record", "pictures"}),
        Item: frozenset({"id", "audience"}),
        Section: frozenset({"body"}),
    }
)
_NAMED: Final = (Claim, Source, Term)  # others refer to these, so they need an identifier


class ItemShape(Shape):
    """What every item of the record may have besides its own fields."""

    id: Identifier | None = None
    audience: Audiences | None = None


class NamedItemShape(ItemShape):
    """An item that must have an identifier."""

    id: Identifier


@cache
def shape_of(value_type: type) -> type[Shape]:
    """Return the shape of the mapping in a file that becomes a value of this type.

    Raise `LookupError` when a field is of a type that has no entry in `FIELD_TYPES`.
    """
    hints = get_type_hints(value_type, include_extras=True)
    keys: dict[str, Any] = {}
    for one in fields(value_type):
        hint = _without_none(hints[one.name])
        if hint is Place or any(
            one.name in names for owner, names in _NOT_KEYS.items() if issubclass(value_type, owner)
        ):
            continue
        is_required = one.default is MISSING and one.default_factory is MISSING
        default = Field(... if is_required else None, alias=WRITTEN_AS.get((value_type, one.name)))
        keys[one.name] = (_annotation(hint, f"{value_type.__name__}.{one.name}"), default)
    base = (NamedItemShape if value_type in _NAMED else ItemShape) if issubclass(value_type, Item) else Shape
    shape = create_model(value_type.__name__, __base__=base, __doc__=value_type.__doc__, **keys)
    shape.value_type = value_type
    return shape


def item_shape_of(item_type: type) -> type[ItemShape]:
    """Return the shape of one kind of item of the record."""
    shape = shape_of(item_type)
    assert issubclass(shape, ItemShape)
    return shape


def value_of(value_type: type[_Value], shape: Shape, texts: TextReader, **given: Any) -> _Value:
    """Return the value that a shape describes, with its texts read as prose.

    `given` are fields without a key, or with another value than the one in the file. A field whose key is not written
    has the default of its type.
    """
    written = {name for name in shape.model_fields_set if name not in given and name not in ItemShape.model_fields}
    return value_type(**{name: _field_value(shape, name, texts) for name in sorted(written)}, **given)


def _field_value(shape: Shape, name: str, texts: TextReader) -> Any:
    match value := getattr(shape, name):
        case UnreadText():
            return texts.read(value.value, has_blocks=value.has_blocks)
        case Shape(value_type=type() as value_type):
            place = {"place": shape.key_place(name)} if any(one.name == "place" for one in fields(value_type)) else {}
            return value_of(value_type, value, texts, **place)
        case str() | (str(), *_):
            key = type(shape).model_fields[name].alias or name
            texts.check_lines([value] if isinstance(value, str) else value, shape.value_place(key))
            return value
        case _:
            return value


def _without_none(hint: Any) -> Any:
    """Return the type of a field without `None`."""
    if get_origin(hint) in (Union, UnionType):
        [hint] = (one for one in get_args(hint) if one is not NoneType)
    return hint


def _annotation(hint: Any, name: str) -> Any:
    if hint in FIELD_TYPES:
        return FIELD_TYPES[hint]
    if get_origin(hint) is not None and issubclass(get_origin(hint), Mapping):
        return dict[str, _annotation(get_args(hint)[1], name)]  # type: ignore[misc] # the inner type is made here
    if hint in _SHORT_FORMS:
        return Annotated[shape_of(hint), *_SHORT_FORMS[hint]]
    if hasattr(hint, "__dataclass_fields__"):
        return shape_of(hint)
    raise LookupError(f"{name}: no entry in FIELD_TYPES says how {hint} is written in a file")


@dataclass(frozen=True, slots=True)
class Entries:
    """Marks a list whose entries are read one by one, so that a mistake in one leaves the others."""

    value_type: type

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of a list of such values."""
        return {"type": "array", "items": handler(shape_of(self.value_type).__pydantic_core_schema__)}


@dataclass(frozen=True, slots=True)
class ShortForm:
    """Makes the JSON Schema of a mapping also allow the value of one of its keys in place of the whole."""

    key: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of the mapping, or of the value alone."""
        mapping = handler(schema)
        return {"anyOf": [handler.resolve_ref_schema(mapping)["properties"][self.key], mapping]}


def short_form(key: str) -> tuple[BeforeValidator, ShortForm]:
    """Return what lets the value of one key be written in place of a mapping: `low` for `{level: low}`."""

    def as_mapping(value: Any) -> Any:
        if not isinstance(value, Scalar):
            return value
        mapping = YamlMapping(value.place)
        mapping[key] = text_scalar(value)
        return mapping

    return BeforeValidator(as_mapping), ShortForm(key)


_SHORT_FORMS: Mapping[Any, tuple[Any, ...]] = MappingProxyType({Confidence: short_form("level")})
