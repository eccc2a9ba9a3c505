"""Who sees what: prose narrowed to one audience, and what in a dossier refers to what.

| module | what it holds |
|---|---|
| `narrow` | what one audience sees of prose, and what was removed |
| `repair` | spaces and punctuation of a line after words were removed from it |
| `references` | every place that refers to something by its id, and every id |
| `words` | all words of prose or of an item, for searching |
"""
