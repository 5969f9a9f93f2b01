"""Those who are credited, in schema.org's words."""

from __future__ import annotations

from typing import Any

from palabre.credits import Credit, Kind
from palabre.view import View

Node = dict[str, Any]

_TYPES: dict[Kind, str] = {
    "contributors": "Person",
    "organisations": "Organization",
    "programs": "SoftwareApplication",
    "": "",
}


def told(**values: object) -> Node:
    """A node of those *values* that say something; ``type_`` is its type."""
    return {"@type" if key == "type_" else key: value for key, value in values.items() if value}


def agent(credit: Credit, view: View) -> Node:
    """*credit* with the page of who signed something."""
    return told(
        type_=_TYPES[credit.kind],
        name=credit.name,
        url=credit.key and view.url(view.site, view.address_of(credit)),
        affiliation=[told(type_=_TYPES[body.kind], name=body.name) for body in credit.of],
    )
