"""The HTML writer: one page in, one self-contained and accessible file out, without scripts and without requests.

| module | what is in it |
|---|---|
| `write` | puts the file together: handling marks, landmarks, head |
| `notes` | moves notes to the end, with links both ways |
| `tables` | lets each table scroll in a region of its own |
| `pictures` | embeds pictures in the file, and in a drawing the faces of its text |
| `stylesheet` | turns the style sheet for paper into one for browsers, with its faces in it |
| `faces` | subsets each face to the characters of the file |
"""

from brief.writers.html.write import write

__all__ = ["write"]
