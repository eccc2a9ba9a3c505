"""Digests of the WeasyPrint functions that this writer replaces, or whose private names it reads."""

from __future__ import annotations

import hashlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from brief.diagnostics.problems import Problem

_SHOWN = 12  # characters of a digest in a message


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dependency:
    """Something that rests on WeasyPrint's own code and not on its documented interface.

    `sources` maps each function that it rests on, as `module:qualified.name`, to the SHA-256 of the source that
    `inspect.getsource` gives for it. A property is named by its getter (`.fget`), a decorated function by what the
    decorator keeps (`.__wrapped__`, `.__func__`).
    """

    name: str
    reason: str
    sources: Mapping[str, str]


def check_sources(dependencies: Iterable[Dependency], version: str) -> Iterator[Problem]:
    """Give one problem (E505) for each function whose source is not the one that was checked."""
    for dependency in dependencies:
        for path, expected in dependency.sources.items():
            found = source_digest(path)
            if found != expected:
                text = (
                    f"WeasyPrint {version} cannot be used: `{dependency.name}` was written for another `{path}` "
                    f"(SHA-256 {expected[:_SHOWN]}…, found {found[:_SHOWN] or 'no source'})"
                )
                hint = "install WeasyPrint 70.0, or see `docs/weasyprint-patches.md` for how to check another version"
                yield Problem("E505/engine-source", text, hint=hint)


def source_digest(path: str) -> str:
    """Return the SHA-256 of a function's source; empty where there is no such function, or no source to read."""
    try:
        function: Any = pkgutil.resolve_name(path)
        # The code object, because `getsource` looks through a wrapper that another library may have put in place.
        return hashlib.sha256(inspect.getsource(function.__code__).encode()).hexdigest()
    except (ImportError, AttributeError, OSError):
        return ""
