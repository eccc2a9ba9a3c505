"""YAML with places: the 1.2 core meaning, and the place of every key and value.

| module | what is in it |
|---|---|
| `reader` | reads YAML 1.2 core schema; no aliases, tags or merge keys |
| `values` | values with places |
| `folded` | places inside folded and escaped scalars |
| `syntax_errors` | the parser's errors in plain words |
| `likely_mistakes` | common mistakes, recognised by the line where the parser stopped |
"""
