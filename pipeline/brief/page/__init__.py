"""The contract between render and writers: the vocabulary, the theme, faces, and the widths of text and columns."""
