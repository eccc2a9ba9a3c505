"""The HTML writer: one page in, one self-contained accessible file out, with no script and nothing to load.

| module | what it does |
|---|---|
| `write` | puts the file together: marks, landmarks, head |
| `notes` | moves the notes to the end, with links both ways |
| `tables` | lets a wide table scroll in a region of its own |
| `pictures` | puts pictures into the file, a drawing's faces into the drawing |
| `sheet` | turns the sheet for paper into one that browsers know, faces within |
| `faces` | cuts each face to the characters of the file |
"""

from brief.writers.html.write import write

__all__ = ["write"]
