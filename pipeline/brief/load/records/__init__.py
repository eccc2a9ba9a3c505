"""What may be written in each file, and the frozen values that it becomes.

| module | what is in it |
|---|---|
| `field_types` | for each type of a field, its validator and its JSON Schema |
| `validators`, `dates`, `likelihoods` | what one value may be |
| `shape`, `model_shapes`, `file_shapes` | what a mapping and a whole file may hold |
| `validation_errors` | problems at the place of a wrong value, and placeholders for it |
| `text_reader` | text fields, read as prose |
| `item_header` | identifier and audiences of an item |
| `record_reader`, `sections`, `definitions` | the files of items, the sections, and the definitions of audiences |
| `salvage` | identifiers in a file that cannot be read |
"""
