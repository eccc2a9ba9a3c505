"""Problems for other programs: one module for each format, and the only list of formats.

| module | what is in it |
|---|---|
| `findings` | what a format is given, and where a problem is in the repository |
| `json_list` | `json`: a list for scripts |
| `github` | `github`: annotations in a pull request, by workflow commands |
| `gitlab` | `gitlab`: a code quality report |
| `sarif` | `sarif`: SARIF 2.1.0 |
| `junit` | `junit`: JUnit XML |

Each format is a function from findings to text. None prints words that are withheld from an audience, unless
`--show-text` asks for them, and none prints lines of a dossier.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from brief.cli.problem_formats.findings import Findings
from brief.cli.problem_formats.github import write_github
from brief.cli.problem_formats.gitlab import write_gitlab
from brief.cli.problem_formats.json_list import write_json
from brief.cli.problem_formats.junit import write_junit
from brief.cli.problem_formats.sarif import write_sarif

PROBLEM_FORMATS: Mapping[str, Callable[[Findings], str]] = MappingProxyType(
    {
        "json": write_json,
        "github": write_github,
        "gitlab": write_gitlab,
        "sarif": write_sarif,
        "junit": write_junit,
    }
)
