"""The environment of templates: a sandbox over the template folders, with the filters that templates may use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brief.render.sandbox import COUNT_FILTER, JOIN_FILTER, Sandbox, printable, short_range, text_only, total
from brief.render.template_path import CompiledTemplates, Layers
from brief.render.template_places import MarkPlaces
from brief.render.undefined import StrictNames

# What a template needs to choose, order and print values. None returns more than it is given, except the three that
# are replaced below. Filters that fill, indent, batch or draw at random are left out.
_FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int",
    "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "round", "safe", "select", "selectattr", "sort", "string", "striptags", "sum", "title", "trim",
    "truncate", "unique", "upper", "urlencode",
})  # fmt: skip
_TEXT_FILTERS = frozenset({
    "capitalize", "e", "escape", "lower", "safe", "string", "striptags", "title", "trim", "truncate", "upper",
    "urlencode",
})  # fmt: skip

_COMPILED = CompiledTemplates()  # one for all sandboxes: they differ only in their folders


def environment(folders: Sequence[Path]) -> Sandbox:
    """Return a sandbox over these folders, whose only global is `range`.

    Unknown names are errors, and all that is not markup is escaped.
    """
    sandbox = Sandbox(
        loader=Layers(folders),
        autoescape=True,
        undefined=StrictNames,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[MarkPlaces],
        bytecode_cache=_COMPILED,
    )
    filters = {name: sandbox.filters[name] for name in _FILTERS}
    filters |= {name: text_only(filters[name]) for name in _TEXT_FILTERS}
    filters |= {"join": sandbox.join, "replace": sandbox.replace, "sum": total}
    sandbox.filters = filters | {COUNT_FILTER: sandbox.count_iterations, JOIN_FILTER: sandbox.join}
    sandbox.globals.clear()
    sandbox.globals["range"] = short_range
    return sandbox
