"""What all tests share."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes what the goldens show now."""
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew")
