"""Files that a browser keeps instead of showing them."""

from flask import Response

CSV = "text/csv; charset=utf-8"


def download(content: str | bytes, *, kind: str, name: str) -> Response:
    """Hand over a file of this kind (a content type) under this name."""
    response = Response(content, content_type=kind)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
