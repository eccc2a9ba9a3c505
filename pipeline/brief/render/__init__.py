"""Render a brief as a page: templates first, then all that depends on the whole page.

| module | what it holds |
|---|---|
| `render` | the stage itself, and a page without content |
| `context` | the names that templates can use |
| `prose` | prose as HTML |
| `column_alignment` | how the columns of a data file are aligned |
| `pictures`, `picture_functions` | names of pictures, and those that templates draw |
| `text_measure`, `timeline_layout` | widths of words in pictures; the layout of events on a line of time |
| `environment`, `sandbox`, `undefined` | what templates run in: its filters, its limits, its unknown names |
| `template_path`, `template_assets` | where templates, fonts and a reference document are found |
| `template_places` | where in a template something is written |
| `template_errors`, `page_faults` | what goes wrong in a template, and on a page |
| `missing_glyphs` | characters of a page that no font of the templates has |
| `presence` | everything that was selected is on the page |
| `catalogue` | the fixed words of a language |
| `theme`, `colour_pairs`, `stylesheets` | design tokens, whether their colours can be read, and CSS |
| `letter` | the text of a message that brings a brief |
| `transforms` | what finishes a page, in order |
"""

from brief.render.render import blank_page, presence, render

__all__ = ["blank_page", "presence", "render"]
