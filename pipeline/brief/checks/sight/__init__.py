"""What a reader sees of a finished file: text that is there but cannot be read, and the words in headers and footers.

| module | what is in it |
|---|---|
| `seen` | what the checks are told: text that nobody sees, and the words at the top and at the bottom of pages |
| `pdf_sheets` | the pages of a PDF as PDFium paints them |
| `docx_pages` | the words of each header and footer of a Word file, and text that nobody sees |
| `docx_looks` | how a Word file shows its runs |
| `docx_tables` | what tables do to the paragraphs in them |
| `word` | values in the parts of a Word file |
| `html_pages` | the marks of an HTML file, and text that nobody sees |
| `html_looks` | how browsers show the elements of an HTML file |
| `css_rules` | the rules of a style sheet that can hide text |
| `css_values` | values of CSS properties |
"""
