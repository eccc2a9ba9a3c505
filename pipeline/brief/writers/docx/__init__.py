"""The Word writer: a page becomes a DOCX in Word's own terms, one module for each of Word's features.

| module | what is in it |
|---|---|
| `write` | a page in, the bytes of a Word file out |
| `prepare` | reads the page before anything is written |
| `document` | what is read while writing (`Context`), what is written (`Output`), and where (`Scope`) |
| `page_elements` | headings of the page, their numbers and their styles in Word |
| `blocks` | one function for each block element |
| `inline` | one function for each inline element |
| `paragraphs` | one paragraph |
| `runs` | runs of text with style, language, direction and font |
| `lists` | lists, definitions, and the head of a memorandum |
| `tables` | tables |
| `boxes` | boxes, and columns side by side |
| `pictures` | pictures with alternative texts |
| `captions` | captions numbered by SEQ fields |
| `contents` | table of contents, lists of figures and tables |
| `authorities` | table of authorities |
| `citations` | authorities that the page cites, and where |
| `citation_fields` | TA fields, which mark citations for the table of authorities |
| `notes` | footnotes and endnotes |
| `note_references` | references to notes |
| `link_targets` | what references can point to |
| `bookmarks` | names of bookmarks |
| `fields` | fields with their results |
| `content_controls` | content controls with the ids of parts, sections and claims |
| `numbering` | numbered headings and paragraphs, bullets, ordered lists |
| `sections` | portrait and landscape sections |
| `headers_footers` | headers and footers |
| `handling` | colours of the handling mark |
| `word_theme` | the theme in Word's units |
| `styles` | the part with all styles |
| `paragraph_styles` | paragraph styles |
| `character_styles` | character styles |
| `table_styles` | table styles |
| `faces` | fonts of the page: names, line heights, characters |
| `embedded_fonts` | fonts embedded in the file |
| `settings` | document settings |
| `file_properties` | title, authors, dates and other properties |
| `reference` | reads an organisation's own Word file |
| `adopt` | applies what that file defines |
| `starter` | the starter file of `brief style` |
"""

from brief.writers.docx.write import write

__all__ = ["write"]
