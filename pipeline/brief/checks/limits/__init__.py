"""Whether a brief keeps within what its audience allows: its pages, its language, its headings.

| module | what is in it |
|---|---|
| `limits` | the check itself: every limit of an audience |
| `reading` | the prose that readers of one brief see, in order |
| `pages` | number of pages (W702) |
| `lengths` | length of sentences and paragraphs (W703, W704) |
| `abbreviations` | number of abbreviations, and whether each is spelled out (W705, W706) |
| `grade` | Flesch-Kincaid grade level (W707) |
| `headings` | depth of headings (W708) |
| `syllables` | syllables of an English word |
"""

from brief.checks.limits.limits import limits

__all__ = ["limits"]
