"""What every shape has in common: closed keys, values that are checked one by one, and their places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    model_validator,
)

from brief.diagnostics.problems import Place
from brief.load.records.validators import (
    address,
    amount,
    anything,
    labels,
    language,
    line_of,
    listed,
    mapped,
    one_of_these,
    partial_date,
    truth,
    whole_day,
    words_of,
)
from brief.load.yaml.values import Mapping, Scalar

Word = Annotated[Scalar, PlainValidator(words_of)]  # a name that is checked later, with its place
Line = Annotated[str, PlainValidator(line_of)]
Prose = Annotated[Any, PlainValidator(anything)]  # a text, or a mapping from audience to text
Words = Annotated[list[Word], BeforeValidator(listed)]
Lines = Annotated[list[Line], BeforeValidator(listed)]
Day = Annotated[date, PlainValidator(whole_day)]
PartialDate = Annotated[str, PlainValidator(partial_date)]
Label = Annotated[dict[str, str], PlainValidator(labels)]  # by language tag; one for all under ""
Language = Annotated[str, PlainValidator(language)]
Address = Annotated[str, PlainValidator(address)]
Truth = Annotated[bool, PlainValidator(truth)]
Amount = Annotated[float, PlainValidator(amount)]


def choice(names: Iterable[str], what: str) -> Any:
    """Return the check of a closed list of names, for an annotation."""
    return PlainValidator(one_of_these(names, what))


class Shape(BaseModel):
    """A mapping with known keys, and where it was written."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)
    _written: Mapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def _keep_written(cls, value: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        shape = handler(mapped(value))
        shape._written = value  # noqa: SLF001 - its own
        return shape

    @property
    def place(self) -> Place:
        """Return where the mapping begins."""
        return self._written.place

    def at(self, key: str) -> Place:
        """Return where the value of a key was written, or where the mapping begins when it has no such key."""
        return self._written[key].place if key in self._written else self.place

    def key_in(self, key: str, inner: str) -> Place:
        """Return where a key of the mapping under a key was written."""
        mapping = self._written[key]
        return mapping.keys_at[inner] if isinstance(mapping, Mapping) else mapping.place

    def key_at(self, key: str) -> Place:
        """Return where a key was written, or where the mapping begins when it has no such key."""
        return self._written.keys_at.get(key, self.place)
