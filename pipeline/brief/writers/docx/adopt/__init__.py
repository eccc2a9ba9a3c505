"""What a brief takes on from a reference document, an organisation's own Word file that `reference` has read.

| module | what it does |
|---|---|
| `theme` | the theme with the file's page setup, faces and colour, for those of our styles that the file lacks |
| `merge_styles` | replaces our styles by the file's, matched by name |
| `fill_placeholders` | fills the file's headers and footers for one brief |
| `field_results` | what fields in those headers and footers show for one brief |
| `mark_visibility` | decides whether a handling mark is visible at its place, and makes it so |
| `landscape` | widens headers and footers for landscape pages |
"""
