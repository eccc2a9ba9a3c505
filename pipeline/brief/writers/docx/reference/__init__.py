"""An organisation's own Word file, whose styles, page set-up, headers and footers a DOCX takes on.

| module | what it does |
|---|---|
| `archive` | opens the file with bounds, and refuses what no brief may hold |
| `letterheads` | reads its headers and footers, without what only the program that made them needs |
| `tidy` | puts what other programs wrote into the order of the schema |
| `read` | gives all that is taken on |
| `lacks` | says which styles and placeholders the file lacks |
| `adopt` | lets a theme take on its page set-up, faces and colours, for the styles of ours that stand in |
| `styles` | puts its styles in the place of ours, by their names |
| `fill` | fills its headers and footers for one brief |
"""
