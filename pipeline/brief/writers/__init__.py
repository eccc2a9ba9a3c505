"""Page in, bytes of one format out: one package for each format, and the layout that they share.

| module | what it does |
|---|---|
| `pdf` | writes PDF, and lays pages out on sheets |
| `docx` | writes Word files |
| `html` | writes HTML files that need nothing else |
| `layout` | lays one page out, once for all formats |
| `pagination` | the number of the sheet on which each thing is |
"""
