"""Reading a reference document: an organisation's own Word file, whose look a DOCX takes on.

| module | what it does |
|---|---|
| `read` | reads everything that a brief takes on, in one `Reference` |
| `read_headers_footers` | reads headers and footers, without what only the program that wrote them needs |
| `check_fields`, `check_height` | refuse fields that show more than the brief, and headers that are too tall |
| `schema_order` | sorts properties that other programs wrote into the order of the schema |
| `missing` | lists the styles and placeholders that the file lacks |
| `unusable` | the error for a file that cannot be used (E311) |

What is done with it is in `adopt`.
"""
