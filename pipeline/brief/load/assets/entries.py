"""What the names in a folder stand for: files, folders, what programs leave behind, and what cannot be read."""

from __future__ import annotations

import errno
import re
import stat
from pathlib import Path
from typing import Final

# Hidden files, and what editors, word processors and systems leave in a folder: none of it is anybody's content.
_LITTER: Final = re.compile(
    r"\..*|.*~|~\$.*|#.*#|thumbs\.db|ehthumbs.*\.db|desktop\.ini|icon\r|__macosx|__pycache__|\$recycle\.bin"
    r"|.*\.(?:bak|orig|rej|swp|swo|tmp|temp|part|crdownload|old|kate-swp|un~|lnk|url)",
    re.IGNORECASE | re.DOTALL,
)
_KINDS: Final = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "named pipe"),
    (stat.S_ISSOCK, "socket"),
    (stat.S_ISCHR, "device"),
    (stat.S_ISBLK, "device"),
)
FILE: Final = "file"
FOLDER: Final = "folder"


def is_litter(name: str) -> bool:
    """Return whether a name is that of a hidden file, a backup or a file of the system."""
    return _LITTER.fullmatch(name) is not None


def kind_of(path: Path) -> str:
    """Return what a path leads to, links followed: `file`, `folder`, or in words what else, without an article.

    What may not be looked at is taken for a file: reading it says why it cannot be read.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        if error.errno == errno.ELOOP:
            return "link that leads to itself"
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return "link that leads nowhere" if path.is_symlink() else "name of nothing"
        return FILE
    return next((name for test, name in _KINDS if test(mode)), "special file")
