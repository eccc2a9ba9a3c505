"""One dossier in plain text becomes one brief per audience, as PDF, DOCX and HTML."""

__version__ = "0.1.0"
