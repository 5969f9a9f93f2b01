"""The hook that mkdocs.yml names: MkDocs' events, as palabre.engine answers them."""

from palabre.engine import *  # noqa: F403  # its __all__ lists the events
