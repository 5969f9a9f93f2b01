"""Registries get an entry more; what stands in them stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from palabre import canonical
from palabre.models import Front
from palabre.settings import Settings


def with_entry(
    settings: Settings, uri: str, values: Mapping[str, object], model: type[Front], before: str = ""
) -> bytes:
    """The registry at *uri*, or the text of one in *before*, with *values* as its last entry."""
    path = settings.docs / uri
    if not before and path.exists():
        before = path.read_bytes().decode("utf-8")
    first, *others = canonical.front_matter(values, model).splitlines()
    lines = [f"- {first}", *(f"  {line}" for line in others)]
    gap = "" if not before.strip() or before.endswith("\n") else "\n"
    kept = before if before.strip() else ""
    return (kept + gap + "".join(f"{line}\n" for line in lines)).encode()
