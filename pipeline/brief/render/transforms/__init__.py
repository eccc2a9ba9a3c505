"""The steps that finish a page once templates have made its HTML."""
