"""Whether a brief keeps within what its audience allows: its pages, its language, its headings."""

from brief.checks.limits.limits import limits

__all__ = ["limits"]
