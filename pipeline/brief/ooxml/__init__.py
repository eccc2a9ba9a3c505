"""Office Open XML: elements, packages and archives, for the Word writer and for whatever reads Word files."""
