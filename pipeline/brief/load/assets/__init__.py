"""The files of a dossier, and the pictures and tables that its prose asks for.

| module | what is in it |
|---|---|
| `files` | which files a dossier may have, and reading them |
| `entries` | what the names in a folder stand for, and which of them are ignored |
| `pictures` | reads, measures and cleans pictures |
| `tables` | tables from CSV files |
| `separators` | rows of a data file, whichever sign separates their cells |
| `audience_column` | which column marks rows, and columns that were probably meant to |
| `asset_resolver` | puts pictures and tables in the prose that refers to them |
"""
