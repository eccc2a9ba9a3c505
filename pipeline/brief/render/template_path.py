"""Where templates are: layers of folders, the nearest first, and nothing outside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound


class Layers(BaseLoader):
    """Templates by name from folders, the nearest first; never from outside them, links resolved."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Keep the folders, in the order in which they are looked through."""
        self.folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002  (Jinja's signature)
        """Return a template's text and file; raise `TemplateNotFound` with the names that exist."""
        found = find(self.folders, template)
        if found is None:
            raise TemplateNotFound(template)
        return found.read_text(encoding="utf-8"), str(found), lambda: True

    def list_templates(self) -> list[str]:
        """Return every template's name, sorted, each once."""
        names = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in folder.rglob("*.j2")
        }  # fmt: skip
        return sorted(names)


def folders_of(layers: Sequence[Path], audience: str) -> list[Path]:
    """Return where templates for an audience are looked for, nearest first: within a layer, its own before base."""
    pairs = [(layer, layer / name) for layer in layers for name in (f"audiences/{audience}", "base")]
    return [folder for layer, folder in pairs if folder.is_dir() and folder.resolve().is_relative_to(layer.resolve())]


def find(folders: Sequence[Path], name: str) -> Path | None:
    """Return the nearest file of that name that lies in its folder once links are resolved."""
    for folder in folders:
        path = (folder / name).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None
