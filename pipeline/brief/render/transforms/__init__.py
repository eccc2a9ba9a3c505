"""The transforms that finish a page once templates have made its HTML: one module each, in the order of `TRANSFORMS`.

| module | what it does |
|---|---|
| `page_context` | what every transform may read besides the page |
| `prune` | removes parts with nothing to show |
| `number` | numbers headings, paragraphs, figures and tables, and labels them for references |
| `cite` | turns citations and notes into footnotes or endnotes |
| `align` | aligns the numbers of a column at their decimal marks |
| `refer` | gives references their words |
| `contents` | lists headings, figures and tables |
| `stack` | sets columns one below the other where a table has no room in them |
| `landscape` | marks tables that need a landscape sheet |
| `shapes` | says in classes what style rules have to know of what is in an element |
"""

from __future__ import annotations

from lxml import etree

from brief.render.transforms.align import align_decimals
from brief.render.transforms.cite import write_notes
from brief.render.transforms.contents import fill_contents
from brief.render.transforms.landscape import mark_landscape_tables
from brief.render.transforms.number import number_page
from brief.render.transforms.page_context import PageContext, Transform
from brief.render.transforms.prune import prune_empty_parts
from brief.render.transforms.refer import fill_references
from brief.render.transforms.shapes import mark_shapes
from brief.render.transforms.stack import stack_columns

# Each changes the page in place and returns the context for those after it.
TRANSFORMS: tuple[Transform, ...] = (
    prune_empty_parts,  # first, so that numbers count only what stays
    number_page,  # adds `labels` to the context
    write_notes,
    align_decimals,  # after the notes, which it must tell apart from digits
    fill_references,  # needs `labels`, and the notes that cite each source
    fill_contents,  # repeats headings and captions with their numbers
    stack_columns,  # measures the words that all others have written, as the next one does
    mark_landscape_tables,
    mark_shapes,  # last, so that no other has to look past its classes
)


def finish(main: etree._Element, context: PageContext) -> None:
    """Run every transform on the page's `main`, in place and in order."""
    for transform in TRANSFORMS:
        context = transform(main, context)
