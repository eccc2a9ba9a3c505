"""The Word writer: a page becomes a DOCX in Word's own terms, one module for each of Word's features."""

from brief.writers.docx.write import write

__all__ = ["write"]
