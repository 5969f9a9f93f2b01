"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

import browser
import built
import fixtures
from kinds import Kinds


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes what the goldens show now."""
    parser.addoption("--update-goldens", action="store_true", help="write the goldens anew")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which browser was used, or that there was none."""
    if browser.told:
        terminalreporter.section("browser")
        terminalreporter.line("\n".join(browser.told))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own archive, built."""
    return built.build(built.copy_repository(tmp_path_factory.mktemp("real")))


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of two discussions with more of everything, hostile too, by plain MkDocs."""
    folder = tmp_path_factory.mktemp("two")
    files = fixtures.load("two")
    for name in ("hostile", "resources", "citations"):
        files |= fixtures.of_golden(name)
    fixtures.write(folder, files)
    return built.build(folder, [*built.MKDOCS, "build", "--strict"])


@pytest.fixture(params=["real", "two"])
def any_site(request: pytest.FixtureRequest) -> Path:
    """Each of both."""
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium: the machine's, else one installed now; where neither can be had, a skip."""
    try:
        program = browser.find()
    except browser.NotFoundError as error:
        pytest.skip(str(error))
    with browser.launched(program) as launched:
        yield launched


@pytest.fixture(scope="session")
def kinds(real: Path) -> Iterator[Kinds]:
    """One page of each kind of the repository's own archive, served as a host would."""
    mount = urlsplit(built.settings_of(real).site_url).path
    with built.served(real, mount, built.CompressingHandler) as start:
        yield Kinds(real, start)
