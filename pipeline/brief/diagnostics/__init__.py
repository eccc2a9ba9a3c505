"""Problems, their codes, and suggestions for misspelt names.

| module | what is in it |
|---|---|
| `problems` | `Problem`, `Place`, and `BriefError`, which carries problems out of a stage |
| `codes` | every code with its summary and exit status |
| `rules` | every rule under the codes, with its summary |
| `collector` | collects problems during a run |
| `suggestions` | the closest of the names that are known |
| `toml_places` | places in TOML files |
| `source_lines` | the lines of files that problems point at |
| `paths` | paths as messages show them |
"""
