"""What a site's page allows a browser to do. It stands in the page itself, since a static host may send no headers of
ours, and a file has none.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def policy(*, style: str, script: str, worker: bool = False) -> str:
    """Return the policy of a page: nothing but its own style and scripts, pictures that stand in it, and no connection
    to anywhere.
    """
    workers = "worker-src 'self'; " if worker else ""
    return (
        f"default-src 'none'; style-src {style}; script-src {script}; img-src data:; {workers}"
        "connect-src 'none'; form-action 'none'; frame-src 'none'; object-src 'none'; base-uri 'none'"
    )


BESIDE = policy(style="'self' file:", script="'self' file:", worker=True)
"""For pages whose files lie beside them. Some browsers do not take `'self'` to mean the folder of a page that was
opened as a file, so `file:` stands too; it means nothing on a page that came over the network.
"""


def hash_sources(*texts: str) -> str:
    """Return what allows exactly these texts, standing within a page."""
    return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts) or "'none'"
