"""Who may read what of a dossier: a second reading of it, which shares no code with selection.

It applies these rules to whole sets of audiences, from the outside in and back:

- An item is for the audiences of its list, a handling or a memo for the audience that it is under, a text of the
  dossier file for every audience that the dossier has something for.
- A wording is for the audience that it is written for. A mark in prose narrows what is around it.
- A descriptor is for those who do not see its source. They see it in place of the source's title, under a neutral
  identifier, if something that they see relies on the source. Locators of a source are for those who see it.
- What has nothing left in it is gone too: a paragraph, a list or one of its items, a quotation, a row, a section. A
  cell and a figure stay. A table goes with its last row that is not a header, a heading with the last thing under it, a
  term with its definitions and they with it.
- Where words were taken out of a line, spaces and punctuation may be repaired. Its other words stay, in order and
  apart. A line with no letter or digit left is gone.
- A reference is for those who see what it refers to. A picture is for those who see a figure that shows it.

Fields are found by introspection, so that one that is added to the model is read too. A value of a type that is not
known here is an error.

| module | what is in it |
|---|---|
| `leaves` | one value or one line, and who may read it |
| `nodes` | who sees each node of prose |
| `walk` | all values of a dossier or a brief, in order |
| `permitted` | what an audience must find in its brief |
"""

from brief.checks.readers.leaves import Leaf, Line, Reading
from brief.checks.readers.permitted import permitted, read_dossier
from brief.checks.readers.walk import read

__all__ = ["Leaf", "Line", "Reading", "permitted", "read", "read_dossier"]
