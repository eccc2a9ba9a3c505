"""A brief in, a page out: templates, then all that depends on the whole page."""

from brief.render.render import render, themed

__all__ = ["render", "themed"]
