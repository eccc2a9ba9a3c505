"""YAML with places: the 1.2 core meaning, and where every key and value stands."""
