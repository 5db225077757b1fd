"""The content security policy of a page of ours: what a browser runs and loads in it, whatever else
is in the file.
"""

import hashlib
from base64 import b64encode


def policy(style: str, script: str) -> str:
    """Return the content security policy: this style, this script, pictures within the file, and
    nothing else.
    """
    hashes = (
        b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script)
    )
    allowed = (
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'".format(
            *hashes
        )
    )
    return f"{allowed}; base-uri 'none'; form-action 'none'"
