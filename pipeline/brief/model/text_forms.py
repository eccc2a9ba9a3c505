"""Plain text of a known form: the types of fields whose words are checked when a dossier is read.

A type checker sees `str`. The words after it make the types distinct: `brief.load` has one reader for each.
"""

from __future__ import annotations

from typing import Annotated, Final

# What a section does in a brief; the parts of an audience choose sections by their role.
ROLES: Final = (
    "question", "answer", "summary", "facts", "issues", "analysis", "conclusion", "exposure", "background",
    "misconceptions", "stakes", "response", "outlook", "unknowns", "risks", "changes", "signposts", "method",
    "contact", "annex",
)  # fmt: skip
SOURCE_TYPES: Final = (
    "article", "report", "case", "statute", "authority", "interview", "document", "web", "dataset",
)  # fmt: skip
PRIVILEGE_KINDS: Final = ("attorney-client", "work-product")

Role = Annotated[str, "one of ROLES"]
SourceType = Annotated[str, "one of SOURCE_TYPES"]
PrivilegeKind = Annotated[str, "one of PRIVILEGE_KINDS"]
Reliability = Annotated[str, "A to F of the Admiralty code"]
Credibility = Annotated[str, "1 to 6 of the Admiralty code"]
PartialDate = Annotated[str, "a year, month or day: EDTF level 0 (ISO 8601-2)"]
ShortName = Annotated[str, "what a source is called where it is cited again"]
WebAddress = Annotated[str, "an http or https address"]
