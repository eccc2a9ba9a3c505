"""Definitions of audiences in template folders: the nearest folder that defines a name wins."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import Place
from brief.load.assets.files import decode
from brief.load.origin import Origin
from brief.load.records.field_types import AUDIENCE_NAME
from brief.load.records.file_shapes import AudienceShape
from brief.load.records.validation_errors import validate
from brief.load.yaml.reader import read_yaml
from brief.model import Audience, Handling, Tlp
from brief.model.audience import CHARTS

FILE: Final = "audience.yaml"
_NAME = re.compile(AUDIENCE_NAME, re.ASCII)


def load_audiences(layers: Sequence[Path]) -> dict[str, Audience]:
    """Return every audience by name, in order; raise `BriefError` with the problems of all definitions.

    `layers` are template folders, the nearest first. A folder `audiences/<name>/` without `audience.yaml` only
    overrides parts of an audience that another layer defines.
    """
    problems = Problems()
    folders: dict[str, Path] = {}
    defined: dict[str, Path] = {}
    for layer in layers:
        for folder in _folders(layer / "audiences"):
            if not _is_inside(folder, layer, problems):
                continue
            folders.setdefault(folder.name, folder)
            if (folder / FILE).is_file() and _is_inside(folder / FILE, layer, problems):
                defined.setdefault(folder.name, folder)
    for name in sorted(folders.keys() - defined.keys()):
        text = f"audience `{name}` has no `{FILE}`"
        hint = "create it, or remove the folder"
        problems.add("E209/no-definition", text, Place(display_path(folders[name])), hint=hint)
    found = {name: _audience(name, defined[name] / FILE, problems) for name in sorted(defined)}
    problems.raise_if_any()
    return {name: audience for name, audience in found.items() if audience is not None}


def _folders(path: Path) -> list[Path]:
    if not path.is_dir():
        return []
    return sorted(entry for entry in path.iterdir() if entry.is_dir() and not entry.name.startswith("."))


def _is_inside(path: Path, layer: Path, problems: Problems) -> bool:
    """Return whether a path, links followed, is inside its layer; add a problem (E209) when it is not."""
    if path.resolve().is_relative_to(layer.resolve()):
        return True
    hint = "replace the link with a copy"
    problems.add(
        "E209/outside-templates",
        f"`{path.name}` is a link to a place outside the templates",
        Place(display_path(path)),
        hint=hint,
    )
    return False


def _audience(name: str, path: Path, problems: Problems) -> Audience | None:
    file = display_path(path)
    if not _NAME.fullmatch(name):
        hint = "use lower-case letters a-z, digits and single hyphens, and begin with a letter"
        problems.add("E209/audience-name", f"`{name}` is not a valid name for an audience", Place(file), hint=hint)
    text = _text(path, file, problems)
    value = read_yaml(text, Origin(file), problems) if text is not None else None
    if value is None:
        return None
    shape = validate(AudienceShape, value, problems)
    parts: dict[str, Place] = {}
    for part in shape.parts:
        if part.text in parts:
            related = ((parts[part.text], "first used here"),)
            text_of = f"part `{part}` appears twice"
            problems.add("E209/duplicate-part", text_of, part.place, hint="remove one of them", related=related)
        parts.setdefault(part.text, part.place)
    if not parts:
        problems.add(
            "E209/no-parts", "the audience has no parts", shape.value_place("parts"), hint="list the parts of its brief"
        )
    handling, limits = shape.handling, shape.limits
    return Audience(
        name=name,
        label=_label(shape.label),
        parts=tuple(parts),
        numbering=shape.numbering,
        citations=shape.citations,
        limits=MappingProxyType(limits.model_dump(exclude_none=True) if limits else {}),
        charts=MappingProxyType({**CHARTS, **(shape.charts.model_dump(exclude_none=True) if shape.charts else {})}),
        handling=Handling(handling.tlp, place=handling.place) if handling else Handling(Tlp.AMBER),
        recipients=tuple(shape.recipients),
        approvals=tuple(shape.approvals),
        place=Place(file, 1),
        part_places=MappingProxyType(parts),
        limit_places=MappingProxyType(
            {name: limits.key_place(name) for name in limits.model_fields_set} if limits else {}
        ),
        labels=MappingProxyType(shape.label),
    )


def _text(path: Path, file: str, problems: Problems) -> str | None:
    try:
        return decode(path.read_bytes(), file, problems)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        problems.add("E503/file-not-readable", f"`{path.name}` cannot be read: {reason}", Place(file))
        return None


def _label(labels: Mapping[str, str]) -> str:
    """Return the label for languages without one of their own: that for all, the English one, or the first."""
    return labels.get("") or labels.get("en") or next(iter(labels.values()))
