"""What a desk is started with."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from kliping.sources.options import Options


@dataclass(frozen=True, slots=True)
class Settings:
    """One desk."""

    archive: Path
    """The archive that it shows."""

    options: Options = field(default_factory=Options)
    """How pages that are added are read, and how the web is asked for them."""

    names: frozenset[str] = frozenset(("127.0.0.1", "localhost", "[::1]"))
    """What a browser may call it in the Host header; anything else is somebody's attempt to rebind a name."""

    open_to_addresses: bool = False
    """Whether it may be called by any IP address too: it is bound to more than this machine, and asks for a secret."""

    secret: str | None = None
    """What a reader must know; None when only this machine can ask."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    """What every form carries: only pages of this desk know it."""

    most_bytes: int = 2 * 1024**3
    """Of what is uploaded at once."""
