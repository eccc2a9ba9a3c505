"""Lists of recipients, in CSV or YAML: every problem at its line and column.

| module | what is in it |
|---|---|
| `read` | a list in either form |
| `table` | rows of a CSV file as fields with places |
| `entries` | entries of a YAML file as fields with places |
| `rows` | the values of one recipient, checked one by one |
"""
