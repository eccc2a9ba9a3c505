"""The last stage: the right files of a release to the right reader, once. Values in, values out, and no other stage.

| module | what is in it |
|---|---|
| `addresses` | mail addresses, read strictly |
| `patterns` | entries of an audience's allow-list |
| `guard` | who may get what |
| `headers` | header fields that every parser reads back as they were |
| `message` | one message for one recipient |
| `delivery` | what is known of one delivery |
| `journal` | the journal of deliveries |
| `pace` | how fast messages leave |
| `deliver` | sends what is planned, each once |
| `transports` | ways in which a message leaves |
"""
