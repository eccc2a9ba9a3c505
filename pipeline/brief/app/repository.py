"""The repository that a command runs in: programs that read its reports name files from there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where GitHub Actions and GitLab CI say that they checked it out


def find_repository(here: Path, environment: Mapping[str, str]) -> Path:
    """Return the root of the repository that a folder is in; the folder itself if it is in none.

    A checkout may lack `.git`, as a downloaded archive does: then the variables of CI services say where it is.
    """
    folders = (here.absolute(), *here.absolute().parents)
    for folder in folders:
        if (folder / ".git").exists():
            return folder
    named = (Path(environment[name]) for name in _CHECKOUTS if environment.get(name))
    return next((folder for folder in named if folder in folders), folders[0])
