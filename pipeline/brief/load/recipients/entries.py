"""Entries of a YAML file as fields with places: a list of mappings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.load.origin import Origin
from brief.load.recipients.rows import FIELDS, Field, field_hint
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import Scalar, YamlMapping, YamlSequence, kind_name


def entries_of(text: str, file: str, problems: Problems) -> Iterator[tuple[Place, Mapping[str, Field]]]:
    """Give the fields of each entry with the place of the entry; other values are problems."""
    value = read_yaml(text, Origin(file), problems)
    if value is None or (isinstance(value, Scalar) and not value.text):
        return
    if not isinstance(value, YamlSequence):
        what = f"the file is {kind_name(value)}, not a list of recipients"
        hint = "begin each recipient with `- ` on a line of its own: `- {address: jo@example.org, audience: legal}`"
        problems.add("E106/list-expected", what, value.place, hint=hint)
        return
    for entry in value:
        if not isinstance(entry, YamlMapping):
            hint = "write its fields with their names: `{address: jo@example.org, audience: legal}`"
            problems.add("E106/mapping-expected", "a recipient is not a mapping", entry.place, hint=hint)
            continue
        fields: dict[str, Field] = {}
        for key, inner in entry.items():
            if key not in FIELDS:
                at = entry.keys_at[key]
                problems.add("E104/unknown-key", f"unknown key `{key}`", at, hint=field_hint(key))
            elif isinstance(inner, Scalar):
                fields[key] = Field(inner.text, inner.place)
            else:
                rule = "E901/several-audiences" if key == "audience" else "E106/text-expected"
                what = "a recipient is for exactly one audience" if key == "audience" else f"`{key}` is not one text"
                problems.add(rule, what, inner.place, hint="write one word or line, not a list or mapping")
        yield entry.place, fields
