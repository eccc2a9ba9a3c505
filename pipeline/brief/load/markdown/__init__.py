"""Prose: Markdown with the marks of the content format, parsed to nodes with their places."""
