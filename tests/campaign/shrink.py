"""Makes a generated dossier that failed smaller: `python -m tests.campaign.shrink FOLDER RULE AUDIENCE [WORDS]`.

It still fails in the same way, with these words in the message.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from tests.campaign.dossier import NAME
from tests.campaign.outcome import outcome_of

_ITEM = re.compile(r"(?=^- )", re.MULTILINE)  # of a file of the record
_BLOCK = re.compile(r"(?<=\n\n)")
_WORD = re.compile(r"(?<=\s)")


def shrink(folder: Path, rule: str, audience: str, said: str = "") -> None:
    """Remove what the failure of one audience's brief does not need, first items and blocks, then words."""
    files = sorted(path for path in (folder / "content" / NAME).rglob("*") if path.suffix in (".md", ".yaml"))

    def fails() -> bool:
        made = outcome_of(folder, audience)
        return any(one == rule and said in text for one, text in made.failures)

    if not fails():
        raise ValueError(f"{folder} does not fail with {rule} for {audience}")
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.name == "dossier.yaml":
            continue
        path.unlink()
        if not fails():
            path.write_text(text, encoding="utf-8")
    for pattern in (_ITEM, _BLOCK, _WORD):
        for path in files:
            if path.exists() and (path.suffix == ".md" or pattern is _ITEM):
                _shrink_file(path, pattern, fails)


def _shrink_file(path: Path, pattern: re.Pattern[str], fails: Callable[[], bool]) -> None:
    """Remove pieces of a file, first many together and then one by one."""
    text = path.read_text(encoding="utf-8")
    front = text.index("\n---\n") + 5 if path.suffix == ".md" else 0
    pieces = pattern.split(text[front:])
    size = max(1, len(pieces) // 2)
    while size:
        start = 0
        while start < len(pieces):
            fewer = pieces[:start] + pieces[start + size :]
            path.write_text(text[:front] + "".join(fewer), encoding="utf-8")
            if fails():
                pieces = fewer
            else:
                start += size
        size //= 2
    path.write_text(text[:front] + "".join(pieces), encoding="utf-8")


if __name__ == "__main__":
    shrink(Path(sys.argv[1]), *sys.argv[2:])
