"""The base of all shapes: a mapping with a closed list of keys, whose values are validated one by one."""

from __future__ import annotations

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from brief.diagnostics.problems import Place
from brief.load.records.validators import as_mapping
from brief.load.yaml.values import YamlMapping


class FileSchema(GenerateJsonSchema):
    """JSON Schema of a file: a key without a value is an error, so `null` is neither a type nor a default here."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of the value that a key has where it is written."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema without the default."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        """Leave out titles, which would be the keys in capitals."""
        return False


class Shape(BaseModel):
    """A mapping with known keys, and the places where they are written."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        arbitrary_types_allowed=True,
        model_title_generator=lambda shape: shape.__name__.removesuffix("Shape"),
    )
    value_type: ClassVar[type | None] = None  # of the model, where the shape is that of one
    _written: YamlMapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _keep_written(cls, value: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        shape = handler(as_mapping(value))
        shape._written = value  # noqa: SLF001 - an instance of this class
        return shape

    @classmethod
    def model_json_schema(
        cls,
        by_alias: bool | None = True,
        ref_template: str = "#/$defs/{model}",
        schema_generator: type[GenerateJsonSchema] = FileSchema,
        mode: JsonSchemaMode = "validation",
        **more: Any,
    ) -> dict[str, Any]:
        """Return the JSON Schema of the mapping as it is written in a file."""
        return super().model_json_schema(by_alias, ref_template, schema_generator, mode, **more)

    def __getitem__(self, name: str) -> Any:
        """Return a field by its name: type checkers do not know the fields of a shape that is made from the model."""
        return getattr(self, name)

    @property
    def place(self) -> Place:
        """Return the place where the mapping begins."""
        return self._written.place

    def value_place(self, key: str) -> Place:
        """Return the place of a key's value, or of the mapping when it does not have the key."""
        return self._written[key].place if key in self._written else self.place

    def inner_key_place(self, key: str, inner: str) -> Place:
        """Return the place of a key in the mapping that is the value of `key`."""
        mapping = self._written[key]
        return mapping.keys_at[inner] if isinstance(mapping, YamlMapping) else mapping.place

    def key_place(self, key: str) -> Place:
        """Return the place of a key, or of the mapping when it does not have the key."""
        return self._written.keys_at.get(key, self.place)
