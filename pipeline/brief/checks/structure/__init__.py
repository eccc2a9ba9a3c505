"""What a finished file contains, element by element, compared with what its page asks for.

A page and a file are both read as a sequence of tokens: tags (a heading, a cell, a link with its target) and the text
between them. The readers share no code with the writers.

| module | what is in it |
|---|---|
| `tokens` | the tokens, and text as it is compared |
| `labels` | the number that the label of a list item means |
| `compare` | the differences between two sequences |
| `words` | the differences of a format without structure, such as plain text |
| `pdf_text` | the text of each piece of marked content in a PDF |
| `pdf_tags` | the structure tree of a PDF as tokens |
| `pdf_pictures` | pictures of a page and what the figures of its PDF paint |
| `pdf_outline` | the bookmarks of a PDF and the headings that they lead to |
| `pdf_expected` | the tokens that the PDF of a page must have |
| `docx_numbering` | the labels that Word computes for numbered paragraphs and list items |
| `docx_tokens` | a Word file as tokens |
| `docx_expected` | the tokens that the Word file of a page must have |
| `docx_targets` | where the links and the page numbers of a Word file lead |
| `html_tokens` | an HTML file as tokens, and those that the HTML of a page must have |
"""
