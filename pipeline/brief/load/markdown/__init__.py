"""Markdown to prose: CommonMark 0.31 with the project's extensions.

Blocks are markdown-it-py's, with rules of our own; inlines are read here, because markdown-it's have no positions.

| module | what is in it |
|---|---|
| `prose` | a text as prose; the entry point |
| `front_matter` | a section's file, split into YAML and prose |
| `passage` | text that knows its place in the file, and the state of reading one text |
| `tokens`, `grid` | block tokens: markdown-it's, divisions, tables, captions |
| `blocks`, `builder`, `divisions`, `rows`, `captions` | from tokens to the tree of blocks |
| `inline`, `scanner`, `brackets`, `citations`, `links`, `spans`, `attributes` | from a passage to its inlines |
| `emphasis`, `inline_tree` | runs of `*` and the like paired, inlines put together as a tree |
| `typography`, `spaces`, `characters` | quotation marks, dashes, no-break spaces, character references |
| `notes` | footnotes, placed at their references |
"""
