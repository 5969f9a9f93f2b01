"""Editing and checking on a system like Windows: without what only POSIX has.

The commands run in processes from which forks, links, owners and POSIX's own modules were taken,
whose console speaks an old code page, and where a file opened in the system's own encoding is an
error, since that is another one everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import built
import fixtures
import mails

ABSENT = """\
import multiprocessing
import os
import signal
import sys
import warnings

for name in (
    "chown", "fchmod", "fchown", "fork", "forkpty", "geteuid", "getgid", "getpgid", "getuid",
    "lchown", "link", "mkfifo", "mknod", "openpty", "posix_fadvise", "posix_spawn", "pread",
    "sched_getaffinity", "setsid", "setuid", "symlink", "wait3", "wait4",
    "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC",
):
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "alarm", "setitimer"):
    if hasattr(signal, name):
        delattr(signal, name)
os.supports_dir_fd = os.supports_fd = os.supports_follow_symlinks = frozenset()
multiprocessing.get_all_start_methods = lambda: ["spawn"]
for name in ("fcntl", "grp", "pty", "pwd", "readline", "resource", "syslog", "termios", "tty"):
    sys.modules[name] = None
warnings.filterwarnings("error", category=EncodingWarning, module="palabre")
warnings.filterwarnings("ignore", "only soft file lock")  # Windows has a lock of its own
"""
"""What Python runs at its start there."""

BODY = """\
Dear colleagues,

The office in our town answers the fishers of the whole coast, and two people keep it open.

Best regards,

Awa Diallo
Coordinator
Kamsar, Guinea
"""
MAIL = mails.plain(BODY, mails.HEADERS.replace("22 Sep", "08 Sep"))

Elsewhere = Callable[..., str]


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Runs a command in a folder as on another system; what it says, once it has succeeded."""
    absent = tmp_path_factory.mktemp("absent")
    (absent / "sitecustomize.py").write_text(ABSENT, "utf-8")
    path = os.pathsep.join((str(absent), built.environment()["PYTHONPATH"]))
    system = {"PYTHONPATH": path, "PYTHONIOENCODING": "cp1252", "PYTHONWARNDEFAULTENCODING": "1"}

    def run(folder: Path, *command: str, **changes: str) -> str:
        finished: subprocess.CompletedProcess[str] = built.run(
            folder, *command, **system, **changes
        )
        assert (finished.returncode, finished.stderr) == (0, ""), finished.stdout + finished.stderr
        return finished.stdout

    return run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive that can be changed."""
    fixtures.write(tmp_path, fixtures.load("base"))
    return tmp_path


def test_the_system_lacks_what_it_should(elsewhere: Elsewhere, tmp_path: Path) -> None:
    asked = "import os, sys; print(hasattr(os, 'fork'), hasattr(os, 'link'), sys.stdout.encoding)"
    assert elsewhere(tmp_path, sys.executable, "-c", asked) == "False False cp1252\n"
    asked = "import fcntl"
    with pytest.raises(AssertionError, match="fcntl"):
        elsewhere(tmp_path, sys.executable, "-c", asked)


def test_an_archive_is_checked(elsewhere: Elsewhere, archive: Path) -> None:
    said = elsewhere(archive, *built.PALABRE, "check", PALABRE_LANG="fr")
    assert said.startswith("Tout est en ordre\N{NO-BREAK SPACE}:")
    assert "0 files changed." in elsewhere(archive, *built.PALABRE, "normalise")


def test_a_mail_becomes_a_post_and_its_translation(elsewhere: Elsewhere, archive: Path) -> None:
    palabre = [*built.PALABRE]
    (archive / "post.eml").write_bytes(MAIL.replace(b"\n", b"\r\n"))
    said = elsewhere(archive, *palabre, "intake", "post.eml")
    post, other = (
        f"docs/{code}/harbours/contributions/diallo-what-office-learnt.md" for code in ("en", "fr")
    )
    assert post in said
    draft = (archive / post).read_bytes()
    assert b"\r" not in draft
    head, _, body = draft.decode().partition("\n---\n")
    assert "  country: GN" in head
    assert body.strip().endswith("keep it open.")
    told = "open_questions:\n" + head.partition("open_questions:\n")[2].partition("weeks:")[0]
    settled = head.replace("draft: true\n", "").replace(told, "")
    (archive / post).write_text(f"{settled}\n---\n{body}", "utf-8", newline="\r\n")
    assert "in order" in elsewhere(archive, *palabre, "check", str(Path(post)))
    words = ("--to", "fr", "--by", "Edda Marlow")
    assert other in elsewhere(archive, *palabre, "translate", "diallo-what-office-learnt", *words)
    assert "0 files" in elsewhere(archive, *palabre, "normalise")


def test_a_contribution_is_begun(elsewhere: Elsewhere, archive: Path) -> None:
    (archive / "text.txt").write_bytes("\ufeffÀ la capitainerie,\r\n\r\non répond.\r\n".encode())
    words = ["--language", "fr", "--title", "Un été", "--author", "Zoé Sow", "--body", "text.txt"]
    elsewhere(archive, *built.PALABRE, "new", "contribution", *words, "--country", "Guinée")
    (path,) = archive.glob("docs/fr/harbours/contributions/sow-*.md")
    assert path.read_bytes().endswith("---\n\nÀ la capitainerie,\n\non répond.\n".encode())
    assert "in order" in elsewhere(archive, *built.PALABRE, "check")


def test_lines_may_end_as_windows_ends_them(elsewhere: Elsewhere, archive: Path) -> None:
    files = [path for path in archive.rglob("docs/**/*") if path.is_file()]
    for path in files:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in files}
    assert "in order" in elsewhere(archive, *built.PALABRE, "check")
    assert "0 files" in elsewhere(archive, *built.PALABRE, "normalise")
    assert {path: path.read_bytes() for path in files} == before


def test_editors_get_their_schemas(elsewhere: Elsewhere, archive: Path) -> None:
    elsewhere(archive, *built.PALABRE, "schema")
    elsewhere(archive, *built.PALABRE, "schema", "--check")
