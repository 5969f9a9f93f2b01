"""Registries get an entry more; what stands in them stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from palabre import canonical
from palabre.models import Front
from palabre.settings import Settings


def with_entry(
    settings: Settings,
    uri: str,
    values: Mapping[str, object],
    model: type[Front],
    before: bytes | None = None,
) -> bytes:
    """The registry at *uri*, or the text of one in *before*, with *values* as its last entry."""
    path = settings.docs / uri
    if before is None:
        before = path.read_bytes() if path.exists() else b""
    text = before.decode("utf-8")
    first, *others = canonical.front_matter(values, model).splitlines()
    lines = [f"- {first}", *(f"  {line}" for line in others)]
    kept = text if text.strip() else ""
    gap = "" if not kept or kept.endswith("\n") else "\n"
    return (kept + gap + "".join(f"{line}\n" for line in lines)).encode()


def without_entries(text: str, lines: Sequence[int], gone: Sequence[int]) -> str:
    """A registry's *text*, whose entries begin at *lines*, without those that are *gone*."""
    written = text.splitlines(keepends=True)
    bounds = [*(line - 1 for line in lines), len(written)]
    left = {at for index in gone for at in range(bounds[index], bounds[index + 1])}
    return "".join(line for at, line in enumerate(written) if at not in left)
