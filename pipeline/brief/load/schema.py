"""The JSON Schema of each file that an author writes, made from the same declarations that read it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from brief.load.records.file_shapes import ActionsShape, AudienceShape, ItemsShape
from brief.load.records.model_shapes import shape_of
from brief.load.records.shape import Shape
from brief.model import Claim, Dossier, Event, Section, Source, Term

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_LISTS: Mapping[str, type] = MappingProxyType({"claims": Claim, "sources": Source, "timeline": Event, "glossary": Term})
_WHOLE: Mapping[str, type[Shape]] = MappingProxyType(
    {"dossier": shape_of(Dossier), "section": shape_of(Section), "actions": ActionsShape, "audience": AudienceShape}
)
NAMES: Final = ("dossier", "section", *_LISTS, "actions", "audience")


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one kind of file; raise `KeyError` for a name outside `NAMES`.

    `section` is the front matter of a section, `audience` an `audience.yaml`; the others are the dossier's YAML files
    without their ending. A schema holds for one file by itself: what other files must have is not in it.
    """
    made = _list(_LISTS[name]) if name in _LISTS else _WHOLE[name].model_json_schema()
    if name == "actions":
        made |= _unless_for_all(made["properties"])
    if name == "section":
        made["required"].append("audience")
    title = "front matter of a section" if name == "section" else f"{name}.yaml"
    return {"$schema": DRAFT} | made | {"title": title}


def _list(item_type: type) -> dict[str, Any]:
    """Return the schema of a file that is a list of items, or a mapping with an audience for all of them."""
    item = shape_of(item_type).model_json_schema()
    definitions = item.pop("$defs", {}) | {item_type.__name__: item}
    reference = {"$ref": f"#/$defs/{item_type.__name__}"}
    whole = ItemsShape.model_json_schema()
    whole["properties"]["items"] = {"type": "array", "items": reference}
    marked = {"type": "array", "items": reference | {"required": ["audience"]}}
    return {"type": ["array", "object", "null"], "if": {"type": "object"}, "then": whole, "else": marked} | {
        "$defs": definitions
    }


def _unless_for_all(lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return that every entry needs an audience when the file gives none for all."""
    names = [name for name in lists if name != "audience"]
    marked = {name: {"items": {"required": ["audience"]}} for name in names}
    return {"if": {"required": ["audience"]}, "then": {}, "else": {"properties": marked}}
