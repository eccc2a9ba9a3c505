"""The contract between render and writers: what a page may hold, how it is styled, and how wide its text is.

| module | what is in it |
|---|---|
| `vocabulary` | every element, attribute and class of a page, and `Page` itself |
| `theme` | the design tokens, from which style sheets and Word styles are made |
| `elements` | classes and text of one element |
| `grid` | which columns and rows the cells of a table take |
| `link_targets` | where a link may lead |
| `contrast` | the contrast of two colours, and the least that is allowed |
| `fonts` | the faces that a page brings with it |
| `scripts` | the writing system of a character, and a family that has it |
| `measure` | how wide text is in those faces |
| `columns` | how wide the columns of a table are |
"""
