"""Whether a brief keeps to the limits of its audience: its pages, its language, its headings.

| module | what is in it |
|---|---|
| `limits` | the check itself: every limit of an audience |
| `brief_text` | the text of one brief, block by block, in the order of the page |
| `pages` | number of pages (W702) |
| `lengths` | length of sentences and paragraphs (W703, W704) |
| `abbreviations` | number of abbreviations, and whether each is spelled out (W705, W706) |
| `grade` | Flesch-Kincaid grade level (W707) |
| `headings` | depth of headings (W708) |
| `syllables` | syllables of an English word |
"""

from brief.checks.limits.limits import limits

__all__ = ["limits"]
