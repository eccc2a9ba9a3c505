"""Who sees what: prose narrowed to one audience, the repair of what is left, and what refers to what."""
