"""What a release says of itself, and whether it is still what it says; values in, values out, and no other stage.

| module | what is in it |
|---|---|
| `selected_content` | what an audience sees of a dossier, as one value that can be kept and compared |
| `inputs` | digests of all that the files of one audience were made from |
| `versions` | the order of versions, and gaps between them |
| `approvals` | what an approval covers, and what has changed since |
| `changes` | what is new, gone or changed for an audience since its last release |
| `change_note` | the same in words |
| `made_checks` | the checks of each file, with their figures, and those that did not run |
| `accessibility` | what is known of each file's accessibility, and by whom |
| `identity` | audience, reference and version in the bytes of a file |
| `manifest` | the manifest of a release, and its JSON Schema |
| `sums` | SHA256SUMS |
| `archives` | a folder as zip or tar.gz, the same bytes for the same files |
| `contents` | files of a folder or an archive that came from elsewhere |
| `signatures` | signs bytes, and says what is known of a signature |
| `status` | which versions are superseded or withdrawn |
| `verification` | whether a release is what its manifest says |
"""
