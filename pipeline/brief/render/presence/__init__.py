"""Everything that was selected for a brief is on its page: each field of each item, found by its declaration.

| module | what it holds |
|---|---|
| `leaves` | every filled field of a brief, with its declared type and its place |
| `page_letters` | the letters of a page in order, and where each element's begin and end |
| `used_letters` | which letters are accounted for |
| `prose_runs` | the unbroken runs of words in prose |
| `evidence` | for each type of the model, what on the page shows a value of it |
| `missing` | the fields that no part shows, one entry for each item |
| `remedies` | the parts that would show what is missing |
| `statuses` | that the status of each claim is said where its words first stand |
"""

from brief.render.presence.missing import Missing, find_missing
from brief.render.presence.statuses import unsaid_statuses

__all__ = ["Missing", "find_missing", "unsaid_statuses"]
