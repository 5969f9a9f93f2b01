"""Whole sites, built by the real commands and read as a reader's browser would."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import io
import os
import shutil
import subprocess
import sys
import sysconfig
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from lxml import etree
from lxml import html as parser

import fixtures
from palabre import settings
from palabre import site as sites
from palabre.archive import Archive
from palabre.settings import Settings

PALABRE = [shutil.which("palabre", path=sysconfig.get_path("scripts")) or "palabre"]

END_OF_INPUT = "\x04"
"""What a terminal takes for the end of all input."""

MKDOCS = [sys.executable, "-m", "mkdocs"]
PROPERDOCS = [sys.executable, "-m", "properdocs"]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment; the commands speak English."""
    path = os.pathsep.join(filter(None, (str(fixtures.REPOSITORY / "hooks"), *sys_path())))
    told = {"NO_MKDOCS_2_WARNING": "1", "LC_ALL": "en_US.UTF-8", "PYTHONPATH": path}
    return {**os.environ, **told, **changes}


def sys_path() -> list[str]:
    """What PYTHONPATH says already."""
    return os.environ.get("PYTHONPATH", "").split(os.pathsep)


def run(folder: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run *command* in *folder* to its end."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def run_at_terminal(
    folder: Path, *command: str, answers: Sequence[str] = (), status: int = 0, **changes: str
) -> str:
    """Run *command* in *folder* at a terminal, to its end; what the terminal shows.

    *answers* are lines that are typed ahead: each question takes the next one, and whoever asks
    for more gets none.
    """
    pty = pytest.importorskip("pty", reason="this system has no such terminals")
    ours, theirs = pty.openpty()
    told = environment(**changes)
    process = subprocess.Popen(
        command, cwd=folder, env=told, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, "".join(f"{answer}\n" for answer in (*answers, END_OF_INPUT)).encode())
    shown = b""
    with contextlib.suppress(OSError):  # the terminal is closed
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert process.wait() == status, shown.decode()
    return shown.decode()


def build(folder: Path, command: list[str] | None = None, **changes: str) -> Path:
    """Build the archive in *folder*; the site."""
    finished = run(folder, *(command or [*PALABRE, "build"]), **changes)
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return folder / "site"


def copy_repository(folder: Path) -> Path:
    """The repository's own archive, in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(
            fixtures.REPOSITORY / name,
            folder / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    shutil.copy(fixtures.REPOSITORY / "mkdocs.yml", folder)
    return folder


def settings_of(site: Path) -> Settings:
    """What the built *site* was made with."""
    return settings.read(site.parent / "mkdocs.yml")


def archive_of(site: Path) -> Archive:
    """The archive that the built *site* shows."""
    return sites.read(settings_of(site)).archive


def pages(site: Path) -> list[Path]:
    """Every HTML file of a site."""
    return sorted(site.rglob("*.html"))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below *folder*, by its path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site, but for the search index: no two of Pagefind's are the same."""
    files = files_of(site).items()
    return {path: content for path, content in files if not path.startswith("pagefind/")}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below the path ``mount``, and nothing elsewhere."""

    mount = "/"

    def translate_path(self, path: str) -> str:
        """The file that *path* names."""
        inside = path.startswith(self.mount)
        return super().translate_path("/" + path[len(self.mount) :] if inside else "/nowhere/")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class CompressingHandler(Handler):
    """The same as a host of static sites does it: text is compressed, and kept for ten minutes."""

    PACKED = (".html", ".css", ".js", ".svg", ".json", ".xml")
    """Pagefind's own files are compressed already."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The headers, then the file to send, compressed where that helps."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in self.PACKED or not path.is_file():
            return super().send_head()
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def end_headers(self) -> None:
        """Whatever is sent may be kept."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()


@contextmanager
def served(site: Path, mount: str, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve *site* below the path *mount*, and nothing elsewhere; its address."""
    mounted = type("Mounted", (handler,), {"mount": mount})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(mounted, directory=str(site))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{mount}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Crawl:
    """What a reader meets who follows every link from *start*."""

    def __init__(self, start: str, site_url: str) -> None:
        self.start = start
        self.site_url = site_url
        self.found: dict[str, set[str]] = {}
        """The ids of every page, by address; none for what is no page."""
        self.broken: list[str] = []
        waiting = [(start, "")]
        links: list[tuple[str, str]] = []
        while waiting:
            address, origin = waiting.pop()
            page, _ = urldefrag(address)
            links.append((address, origin))
            if page not in self.found:
                waiting += [(link, page) for link in self._fetch(page, origin)]
        for address, origin in links:
            page, fragment = urldefrag(address)
            if fragment and fragment not in self.found.get(page, set()):
                self.broken.append(f"{origin} -> {address}")

    def _fetch(self, page: str, origin: str) -> list[str]:
        self.found[page] = set()
        try:
            with urlopen(page) as response:
                body = response.read()
        except OSError as error:
            self.broken.append(f"{origin} -> {page}: {error}")
            return []
        if not page.endswith((".html", "/")):
            return []
        tree = parser.document_fromstring(body.decode())
        self.found[page] = set(tree.xpath("//@id"))
        return [
            link
            for value in tree.xpath(
                "//a/@href | //form/@action | //link/@href | //img/@src | //script/@src"
            )
            if (link := self._here(urljoin(page, value))).startswith(self.start)
            or urlsplit(link).netloc == urlsplit(self.start).netloc
        ]

    def _here(self, address: str) -> str:
        """*address* on the test's server, where it names the published site."""
        return address.replace(self.site_url, self.start, 1)


def tree(page: Path) -> etree._Element:
    """A page as a tree."""
    return parser.document_fromstring(page.read_text("utf-8"))
