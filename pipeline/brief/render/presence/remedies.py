"""Which parts would show what a page does not: found in the templates themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from jinja2 import Environment

from brief.model import Audience, Brief, Claim, Item, Nature, Section

_PART = re.compile(r"parts/([^/]+)\.html\.j2")


def parts_that_show(owner: Item | None, name: str, brief: Brief, sandbox: Environment) -> list[str]:
    """Return the parts that show such an item, or the field `name` of the dossier file, in alphabetical order."""
    wanted = _mention(owner, name, brief)
    return [part for part, source in _parts(sandbox).items() if wanted.search(source)]


def remedy(parts: list[str], audience: Audience, what: str) -> str:
    """Return what to do about something that is not shown: add a part, change a template, or withhold it."""
    new = [f"`{part}`" for part in parts if part not in audience.parts]
    others = f"or remove {audience.name} from the audience of {what}" if what else "or write it for others only"
    if not new or len(new) < len(parts):
        return f"print it in a template of {audience.name}, {others}"
    listed = f"{', '.join(new[:-1])} or {new[-1]}" if len(new) > 1 else new[0]
    return f"add {listed} to the `parts` of {audience.name}, {others}"


def _parts(sandbox: Environment) -> Mapping[str, str]:
    """Return the source of each part by its name."""
    return {found[1]: source for found, source in _sources(sandbox)}


def _sources(sandbox: Environment) -> Iterator[tuple[re.Match[str], str]]:
    for name in sorted(sandbox.list_templates()):
        found = _PART.fullmatch(name)
        if found is not None and sandbox.loader is not None:
            yield found, sandbox.loader.get_source(sandbox, name)[0]


def _mention(owner: Item | None, name: str, brief: Brief) -> re.Pattern[str]:
    """Return what a template writes that shows such an item or field."""
    match owner:
        case None:
            return re.compile(rf"\bbrief\.{re.escape(name.partition('.')[0])}\b")
        case Section():
            return re.compile(rf"\bsections\([^)]*[\"']{re.escape(owner.role)}[\"']")
        case Claim():
            return re.compile(r"\bjudgments\b" if owner.nature is Nature.JUDGMENT else r"\bstatements\b")
        case _:
            group = next(one for one in brief.record.__dataclass_fields__ if owner in getattr(brief.record, one))
            return re.compile(rf"\brecord\.{group}\b")
