"""Briefs of the repository's own dossiers, for tests that only read them: each is built once in a run of the tests.

The processes of a run share them through files, so that none builds what another has built.
"""

from __future__ import annotations

import copyreg
import fcntl
import hashlib
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from brief.build import Build, build
from brief.formats import FORMATS
from brief.load import load, load_audiences
from brief.page.vocabulary import Page
from brief.writers.layout import Layout
from brief.writers.pagination import Pagination

SAMPLE = "content/claude-cloning"


@dataclass(frozen=True)
class LaidOut:
    """One brief in every format, all checks passed, and on which sheet of its PDF each thing is."""

    build: Build
    pagination: Pagination


def _read_only(mapping: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return MappingProxyType(mapping)


class _Pickler(pickle.Pickler):
    """Writes read-only mappings too, which values of the model and of the page have."""

    dispatch_table = copyreg.dispatch_table | {MappingProxyType: lambda proxy: (_read_only, (dict(proxy),))}


class Builds:
    """The briefs of a run by dossier, a folder seen from the checkout, and audience."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        """Keep the briefs in a folder that all processes of the run share."""
        self.folder = folder
        self.checkout = checkout
        self.laid_out = cache(self._shared)

    def __call__(self, dossier: str, audience: str) -> Build:
        """Return a brief in every format, built by this process or by another."""
        return self.laid_out(dossier, audience).build

    def sample(self, audience: str) -> Build:
        """Return a brief of the sample."""
        return self(SAMPLE, audience)

    def _shared(self, dossier: str, audience: str) -> LaidOut:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / hashlib.sha256(f"{dossier} {audience}".encode()).hexdigest()
        with path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                made = _laid_out(self.checkout, dossier, audience)
                with path.with_suffix(".part").open("wb") as file:
                    _Pickler(file).dump(made)
                path.with_suffix(".part").rename(path)
                return made
        return pickle.loads(path.read_bytes())


def _laid_out(checkout: Path, dossier: str, audience: str) -> LaidOut:
    layers = [checkout / "templates"]
    audiences = load_audiences(layers)
    layouts: list[Layout] = []

    def write(page: Page, formats: Sequence[str]) -> Mapping[str, bytes]:
        layouts.append(Layout(page))
        return {name: FORMATS[name].write(page, layouts[-1]) for name in formats}

    made = build(load(checkout / dossier, audiences), audiences[audience], tuple(FORMATS), layers, write)
    return LaidOut(made, layouts[-1].pagination)
