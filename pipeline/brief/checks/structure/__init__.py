"""What a finished file contains, element by element, compared with what its page asks for.

A page and a file are both read as a sequence of tokens: tags (a heading, a cell, a link with its target) and the text
between them. The readers share no code with the writers.

| module | what is in it |
|---|---|
| `tokens` | the tokens, and text as it is compared |
| `compare` | differences between two sequences |
| `pdf_text` | the text of each piece of marked content of a PDF |
| `pdf_tags` | the structure tree of a PDF as tokens |
| `pdf_expected` | the tokens that the PDF of a page must have |
"""
