"""The error for a reference document that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.ooxml.archive import SAVE
from brief.page.vocabulary import REFERENCE

# The rule under E311 for what keeps any Word file from being opened.
FILE_RULES: Final[Mapping[str, str]] = {
    "not-a-word-file": "E311/not-a-word-file",
    "strict-open-xml": "E311/strict-open-xml",
    "encrypted": "E311/encrypted",
    "macros": "E311/macros",
    "too-large": "E311/too-large",
    "missing-part": "E311/missing-part",
    "damaged-part": "E311/damaged-part",
    "part-not-xml": "E311/part-not-xml",
    "document-type": "E311/document-type",
}


class UnusableReferenceError(BriefError):
    """Nothing of the reference document can be used (E311): what is wrong, and how to fix it."""

    def __init__(self, rule: str, text: str, hint: str = SAVE) -> None:
        """Take the rule's id, what continues "the reference document", and the fix."""
        super().__init__([Problem(rule, f"the reference document {text}", Place(REFERENCE), hint=hint)])
