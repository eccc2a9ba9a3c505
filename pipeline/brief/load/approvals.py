"""Approvals of a dossier's briefs: a list beside the dossier, which is no content of it."""

from __future__ import annotations

from pathlib import Path

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.load.assets.files import APPROVALS, decode
from brief.load.origin import Origin
from brief.load.records.model_shapes import shape_of
from brief.load.records.shape import Shape
from brief.load.records.validation_errors import validate
from brief.load.yaml.reader import read_yaml
from brief.load.yaml.values import YamlMapping, YamlSequence
from brief.model import Approval


def load_approvals(folder: Path) -> tuple[Approval, ...]:
    """Return the approvals beside the dossier in a folder, in order; none where there is no file of them.

    Raise `BriefError` with every problem of the file: a release relies on all of it.
    """
    path = folder / APPROVALS
    file = display_path(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        text = f"`{file}` cannot be read: {(error.strerror or '').lower()}"
        raise BriefError([Problem("E503/file-not-readable", text, Place(file))]) from error
    problems = Problems()
    written = decode(data, file, problems) or ""
    value = read_yaml(written, Origin(file), problems)
    problems.raise_if_any()
    if isinstance(value, YamlSequence):
        shapes = [validate(shape_of(Approval), one, problems) for one in value if _is_mapping(one, problems)]
    else:
        shapes = []
        if any(line.strip() and not line.lstrip().startswith("#") for line in written.splitlines()):
            hint = "let `brief approve` write it"
            problems.add("E106/list-expected", f"`{APPROVALS}` is not a list", Place(file, 1), hint=hint)
    problems.raise_if_any()
    return tuple(_approval(shape) for shape in shapes)


def _is_mapping(value: object, problems: Problems) -> bool:
    if isinstance(value, YamlMapping):
        return True
    place = getattr(value, "place", None)
    problems.add("E106/mapping-expected", "an approval is not a mapping", place, hint="let `brief approve` write it")
    return False


def _approval(shape: Shape) -> Approval:
    return Approval(
        audience=str(shape["audience"]),
        name=str(shape["name"]),
        role=str(shape["role"]),
        on=shape["on"],
        digest=str(shape["digest"]),
        parts={name: str(digest) for name, digest in (shape["parts"] or {}).items()},
        place=shape.place,
    )
