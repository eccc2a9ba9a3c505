"""Identifiers in text that could not be read, so that references to them are not reported as well."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"^\s*(?:-\s+|\{\s*)*id:\s*[\"']?([A-Za-z][\w-]*)", re.MULTILINE)
_ANCHOR = re.compile(r"\{[^{}\n]*#([A-Za-z][\w-]*)")


def identifiers_in(text: str) -> set[str]:
    """Return what looks like identifiers in YAML or Markdown: values of `id`, and `#name` in attribute lists."""
    return {*_ENTRY.findall(text), *_ANCHOR.findall(text)}
