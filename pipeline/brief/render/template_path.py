"""Where templates are found: in layers of folders, the nearest first, and never outside them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound
from jinja2.bccache import Bucket, BytecodeCache


class Layers(BaseLoader):
    """Loads templates by name from folders, the nearest first; never from outside them, once links are resolved."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Keep the folders, in the order in which they are searched."""
        self.folders = folders
        self.digests: dict[str, str] = {}  # SHA-256 of each template that was read, by name

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002  (Jinja's signature)
        """Return a template's text, its file, and that it is up to date; raise `TemplateNotFound` without a file."""
        found = find(self.folders, template)
        if found is None:
            raise TemplateNotFound(template)
        text = found.read_text(encoding="utf-8")
        self.digests[template] = hashlib.sha256(text.encode()).hexdigest()
        return text, str(found), lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all templates, sorted, each once."""
        names = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in folder.rglob("*.j2")
        }  # fmt: skip
        return sorted(names)


class CompiledTemplates(BytecodeCache):
    """The compiled templates of this process: those of one audience are used again for the next.

    Compiling them takes longer than all else that renders a page. A template is compiled again once its text changes.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._compiled: dict[str, tuple[str, CodeType]] = {}  # by name and file, with the checksum of the text

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put a template's code into the bucket, if its text is still the same."""
        checksum, code = self._compiled.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if bucket.code is not None:
            self._compiled[bucket.key] = bucket.checksum, bucket.code


def template_folders(layers: Sequence[Path], audience: str) -> list[Path]:
    """Return the folders to search for an audience, the nearest first: in each layer its own, then `base`."""
    pairs = [(layer, layer / name) for layer in layers for name in (f"audiences/{audience}", "base")]
    return [folder for layer, folder in pairs if folder.is_dir() and folder.resolve().is_relative_to(layer.resolve())]


def find(folders: Sequence[Path], name: str) -> Path | None:
    """Return the nearest file of that name that is inside its folder once links are resolved, or `None`."""
    for folder in folders:
        path = folder / name
        # To resolve a path takes longer than all else here, and most names are in one of the folders only.
        if path.is_file() and (resolved := path.resolve()).is_relative_to(folder.resolve()):
            return resolved
    return None
