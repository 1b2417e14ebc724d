"""Copies a site into one file while it runs, and puts such a file in place again.

What stands behind bin/backup and bin/restore. `python -m fitsite.backup` runs under any Python,
until .venv is made; `fitsite.backup.making` and `fitsite.backup.restoring` go on in there.
"""
