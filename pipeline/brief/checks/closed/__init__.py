"""What a finished file may be made of: closed lists of the parts, objects and elements that its writer makes.

| module | what is in it |
|---|---|
| `pdf_objects` | the objects of a PDF: no attachments, scripts, forms, layers or annotations but links |
| `docx_parts` | the parts of a Word file: no embedded files, comments, revisions, text boxes or hidden text |
| `html_elements` | the elements of an HTML file: no scripts, comments, forms, or embedded files |
| `names` | lists of names |
"""
