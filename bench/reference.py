"""What serving costs at the least: a bare WSGI application that returns given bytes.

`FOLDER/1` is what it answers to `/1`; a post is read and answered with a redirect.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_BODIES = {f"/{path.name}": path.read_bytes() for path in Path(os.environ["FOLDER"]).iterdir()}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer from memory."""
    if environ["REQUEST_METHOD"] == "POST":
        environ["wsgi.input"].read()
        start_response("302 Found", [("Location", "/"), ("Content-Length", "0")])
        return [b""]
    body = _BODIES[environ["PATH_INFO"]]
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    start_response("200 OK", headers)
    return [body]
