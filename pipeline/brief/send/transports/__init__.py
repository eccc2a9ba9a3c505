"""Ways in which a message leaves: each takes its bytes, and says what came of it.

| module | what is in it |
|---|---|
| `interface` | what every way can do |
| `smtp` | a mail server, with TLS and a login |
| `smtp_login` | logging in to a mail server: password or XOAUTH2 |
| `sendmail` | the `sendmail` program of this machine |
| `folder` | a folder of `.eml` files |
"""
