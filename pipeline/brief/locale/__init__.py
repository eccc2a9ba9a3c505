"""How languages write: one value for each, and what follows from it.

| module | what it holds |
|---|---|
| `language` | a language from its tag: locale, direction, decimal mark, quotation marks |
| `tags` | tags that are known, and suggestions for those that are not |
| `patterns` | dates and numbers in words |
| `quotation_marks` | quotation marks by language |
| `collation` | alphabetical order |
"""
