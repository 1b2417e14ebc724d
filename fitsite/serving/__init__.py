"""Starts the whole site from a fresh clone: what stands behind bin/serve.

`python -m fitsite.serving` runs under any Python and uses nothing but its standard library, until
.venv is made; `fitsite.serving.site` goes on in there.
"""
