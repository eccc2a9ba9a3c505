"""What a program does with the stages, whatever its interface: command line, library or server.

| module | what is in it |
|---|---|
| `project` | a project: its folder, settings, templates, dossiers and audiences |
| `repository` | the repository that a command runs in |
| `settings` | flags, `BRIEF_*` variables, `brief.toml` and defaults, the first overriding the next |
| `jobs` | building many briefs, in this process or in several |
| `file_check` | checks files that were made before |
| `evidence` | what a manifest says of one brief |
| `releases` | writes releases |
| `release_preparation` | from builds to what is released: approvals |
| `release_plan` | what a release will write |
| `release_versions` | whether a version may be released |
| `release_manifests` | the folder of one audience |
| `release_text` | notes and manifests without words of others |
| `release_folders` | the releases that are there; puts another one in its place |
| `release_check` | verifies a release |
| `checked_again` | checks of finished files without their dossier |
| `release_rebuild` | builds what was released again, and compares |
| `signing` | signs what is released |
| `signature_check` | what the signatures of a release say |
| `approving` | records approvals |
| `withdrawal` | withdraws a release |
| `private_lines` | problems that point at lines with withheld words |
| `pool` | worker processes, which end when the command ends |
| `output` | writes files: all of them, or none |
| `built_files` | writes the files of a build, and keeps those that were edited since the last |
| `answers` | why items are shown or withheld, for several dossiers and audiences |
| `word_file` | a starter reference.docx, and what an edited one is missing |
| `template_fonts` | the fonts of the templates, and the characters of the dossiers |
| `machine_fonts` | the fonts of this machine |
| `added_fonts` | fonts of this machine as the templates need them |
| `shipped` | where the shipped templates and the sample are |
| `mail_settings` | the table `[mail]` of `brief.toml` |
| `mail_credentials` | user, password and token for a mail server |
| `sendable` | what of a release can be sent to one audience |
| `mailing` | who gets what of a release, and the message of each |
| `outbox` | messages to look at before they are sent |
| `sending` | sends a mailing, and notes what people decide about deliveries |
"""
