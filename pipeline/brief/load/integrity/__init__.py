"""What holds across files: names that exist, and who may see what.

| module | what is in it |
|---|---|
| `references` | every reference has exactly one target |
| `audiences` | audiences of items, sources and references fit together |
| `visibility` | what an audience sees refers only to what it may see |
| `handling` | handling marks and privilege |
| `contradictions` | fields of one item do not contradict each other |
| `options` | at most one recommended option per audience |
"""
