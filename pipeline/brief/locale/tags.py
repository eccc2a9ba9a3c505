"""Language tags (BCP 47), checked against the languages, scripts and regions that CLDR lists."""

from __future__ import annotations

import re
from functools import cache

from brief.diagnostics.suggestions import closest

# RFC 5646, 2.1, without extensions and private use, which mean nothing to a reader or a writer.
_TAG = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?((?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)", re.IGNORECASE
)


def language_tag(written: str) -> str | None:
    """Return a tag in its usual case (RFC 5646, 2.1.1), or `None` when its language, script or region is unknown."""
    found = _TAG.fullmatch(written)
    if not found:
        return None
    language, script, region = found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()
    languages, scripts, regions = _known_subtags()
    if language not in languages or (script and script not in scripts) or (region and region not in regions):
        return None
    return "-".join(part for part in (language, script, region) if part) + found[4].lower()


def language_hint(written: str) -> str:
    """Return the hint for an unknown tag: the tag that was probably meant, or what tags look like."""
    if language_tag(written.replace("_", "-")):
        return f"did you mean `{language_tag(written.replace('_', '-'))}`?"
    names = {name.casefold(): tag for tag, name in _known_subtags()[0].items()}
    if close := closest(written, names):
        return f"did you mean `{names[close]}`?"
    return "use a BCP 47 tag such as `en`, `en-GB` or `zh-Hans`"


@cache
def _known_subtags() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    from babel import Locale  # late: reading its data takes as long as reading the rest of a small dossier

    english = Locale("en")
    languages = {tag: name for tag, name in english.languages.items() if "_" not in tag}
    return languages, frozenset(english.scripts), frozenset(english.territories)
