"""Office Open XML: elements, packages and archives, for the Word writer and for whatever reads Word files.

| module | what is in it |
|---|---|
| `xml` | elements, units, and the order of children in the schema |
| `package` | writes a package: parts, relationships, a reproducible zip |
| `archive` | reads a Word file with limits on its size |
| `styles` | styles of a Word file, and what each is based on |
"""
