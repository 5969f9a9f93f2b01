"""Bags and what proves them, by the sections of RFC 8493; and bags by people who mean no good."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import built
from palabre import language
from palabre.sealing import bags, verifier

PAYLOAD = {"site/index.html": b"One", "site/fr/index.html": b"Un", "sources/empty": b""}
ODD = {"a\nb": b"1", "c\r\nd": b"2", "100%": b"3", "%0A": b"4", "é à.txt": b"5", " x": b"6"}


def sealed(folder: Path, payload: Mapping[str, bytes] = PAYLOAD) -> tuple[Path, str]:
    """A bag of *payload* in *folder*, and its seal."""
    sources = {}
    for number, (name, content) in enumerate(payload.items()):
        sources[name] = folder / "from" / str(number)
        sources[name].parent.mkdir(parents=True, exist_ok=True)
        sources[name].write_bytes(content)
    tags = {"verify.py": Path(verifier.__file__).read_bytes(), "verify.json": b"{}\n"}
    return folder / "bag", bags.write(folder / "bag", sources, [("A", "b\nc")], tags)


def found(bag: Path, seal: str = "") -> list[str]:
    """The kinds of what is wrong."""
    return [finding.kind for finding in verifier.verify(str(bag), seal).findings]


def told(bag: Path, *options: str) -> list[str]:
    """What the command says of a bag that is not whole."""
    finished = built.run(bag.parent, *built.PALABRE, "verify", str(bag), *options)
    assert finished.returncode == 1, finished.stdout
    assert "Traceback" not in finished.stderr
    *lines, counted = finished.stderr.splitlines()
    assert re.fullmatch(r"Files as they should be: \d+, .*", counted)
    return lines


def test_a_bag_is_as_the_rfc_says(tmp_path: Path) -> None:
    bag, seal = sealed(tmp_path, PAYLOAD | ODD)
    declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert (bag / "bagit.txt").read_bytes() == declaration.encode()  # 2.1.1
    size = sum(map(len, (PAYLOAD | ODD).values()))
    assert (bag / "bag-info.txt").read_text("utf-8") == f"A: b c\nPayload-Oxum: {size}.9\n"  # 2.2.2
    lines = (bag / "manifest-sha256.txt").read_bytes().decode().split("\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"[0-9a-f]{64}  data/[^\r\n]+", line) for line in lines)  # 2.1.3
    names = [line[66:] for line in lines]
    expected = {"data/a%0Ab", "data/c%0D%0Ad", "data/100%25", "data/%250A", "data/é à.txt"}
    assert set(names) >= expected
    assert names == sorted(names)
    tags = (bag / "tagmanifest-sha256.txt").read_text("utf-8").splitlines()  # 2.2.1
    others = {path.name for path in bag.iterdir()} - {"data", "tagmanifest-sha256.txt"}
    assert {line[66:] for line in tags} == others
    content = (bag / "tagmanifest-sha256.txt").read_bytes()
    assert seal == hashlib.sha256(content).hexdigest()
    result = verifier.verify(str(bag), seal)
    assert (result.findings, result.files, result.seal) == ([], 9 + len(others), seal)


def test_other_tools_can_prove_it(tmp_path: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("this system has no sha256sum")
    bag, _ = sealed(tmp_path)
    command = "sha256sum --check --strict tagmanifest-sha256.txt manifest-sha256.txt".split()
    assert built.run(bag, *command).returncode == 0
    (bag / "data/site/index.html").write_bytes(b"Two")
    assert built.run(bag, *command).returncode == 1


def test_nothing_is_overwritten_or_left_half_made(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path)
    with pytest.raises(FileExistsError):
        bags.write(bag, {}, [], {})
    assert found(bag) == []
    with pytest.raises(FileNotFoundError):
        bags.write(tmp_path / "other", {"a": tmp_path / "nowhere"}, [], {})
    assert {path.name for path in tmp_path.iterdir()} == {"bag", "from"}


@pytest.mark.parametrize(
    "names", [["a/README", "a/readme"], ["e\u0301", "\u00e9"], ["no\udcfftext"], ["a\\..\\b"]]
)
def test_names_that_no_disk_can_keep_apart_are_refused(tmp_path: Path, names: list[str]) -> None:
    with pytest.raises(bags.BadName):
        bags.write(tmp_path / "bag", dict.fromkeys(names, Path(__file__)), [], {})
    assert not any(tmp_path.iterdir())


def test_one_flipped_bit(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path)
    file = bag / "data/site/index.html"
    file.write_bytes(bytes([file.read_bytes()[0] ^ 1]) + file.read_bytes()[1:])
    assert told(bag) == ["Damaged: data/site/index.html"]


def test_a_missing_file(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path)
    (bag / "data/site/index.html").unlink()
    (bag / "bag-info.txt").unlink()
    assert told(bag) == ["Missing: data/site/index.html", "Missing: bag-info.txt"]


def test_an_extra_file(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path)
    (bag / "data/site/index2.html").write_bytes(b"Two")
    (bag / "more").mkdir()
    (bag / "more/tags.txt").write_bytes(b"Two")
    assert told(bag) == ["Extra: data/site/index2.html", "Extra: more/tags.txt"]


def test_a_renamed_file(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path)
    (bag / "data/site/index.html").rename(bag / "data/home.html")
    (bag / "bag-info.txt").rename(bag / "bag-info.old")
    assert told(bag) == [
        "Renamed: data/site/index.html is now data/home.html",
        "Renamed: bag-info.txt is now bag-info.old",
    ]


def test_manifests_edited_to_match(tmp_path: Path) -> None:
    bag, seal = sealed(tmp_path)
    old, new = (hashlib.sha256(content).hexdigest() for content in (b"One", b"Two"))
    (bag / "data/site/index.html").write_bytes(b"Two")
    manifest = (bag / "manifest-sha256.txt").read_bytes()
    rewritten(bag, "manifest-sha256.txt", manifest.replace(old.encode(), new.encode()))
    assert found(bag) == []
    (line,) = told(bag, "--seal", seal)
    assert line.startswith(f"The seal is broken: {seal} was sealed, this is ")


def test_the_command_tells_what_holds(tmp_path: Path) -> None:
    _, seal = sealed(tmp_path)
    command = [*built.PALABRE, "verify", "bag"]
    whole = built.run(tmp_path, *command, "--seal", f" {seal.upper()[:32]} {seal[32:]}")
    assert (whole.returncode, whole.stdout.splitlines()[-1]) == (
        0,
        "The seal is whole: this is the edition that was sealed.",
    )
    unsealed = built.run(tmp_path, *command, PALABRE_LANG="fr")
    assert unsealed.returncode == 0
    assert unsealed.stdout.splitlines()[-1].endswith(f"Le sceau de ce dossier est {seal}")
    wrong = built.run(tmp_path, *command, "--seal", seal[1:])
    assert wrong.returncode == 2
    assert "a seal has 64 digits" in wrong.stderr
    assert told(tmp_path / "bag.zip") == [
        f"{tmp_path}/bag.zip is no folder. If it is a zip, unpack it first."
    ]


@hypothesis_settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_flipped_bit_is_found(tmp_path: Path, data: st.DataObject) -> None:
    """In the payload, in tag files, in manifests; of the last one the seal tells."""
    if not (tmp_path / "bag").exists():
        sealed(tmp_path)
    bag = tmp_path / "bag"
    seal = hashlib.sha256((bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    files = sorted(p for p in bag.rglob("*") if p.is_file() and p.stat().st_size)
    file = data.draw(st.sampled_from(files))
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) * 8 - 1))
    changed = bytearray(whole)
    changed[at // 8] ^= 1 << at % 8
    try:
        file.write_bytes(changed)
        kinds = found(bag, seal)
        name = file.relative_to(bag).as_posix()
        if file.name == "tagmanifest-sha256.txt":
            assert "seal" in kinds
        else:
            result = verifier.verify(str(bag), seal)
            assert ("damaged", {"path": name}) in result.findings
    finally:
        file.write_bytes(whole)
    assert found(bag, seal) == []


def rewritten(bag: Path, manifest: str, content: bytes) -> None:
    """Put *content* in the place of a payload manifest, and let the tag manifest match."""
    (bag / manifest).write_bytes(content)
    tags = sorted(p.name for p in bag.iterdir() if p.is_file() and p.name[:3] != "tag")
    sums = (f"{hashlib.sha256((bag / n).read_bytes()).hexdigest()}  {n}\n" for n in tags)
    (bag / "tagmanifest-sha256.txt").write_text("".join(sums), "utf-8", newline="\n")


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd",
        "data/../../etc/passwd",
        "/etc/passwd",
        "C:/windows/win.ini",
        "data\\..\\..\\x",
        "~/x",
        "~root/x",
        "data//x",
        "data/./x",
        "bag-info.txt",
        "data/\0",
        "data/",
    ],
)
def test_unsafe_names_are_told_and_never_opened(tmp_path: Path, name: str) -> None:
    bag, _ = sealed(tmp_path, {"x": b"1"})
    whole = (bag / "manifest-sha256.txt").read_bytes()
    rewritten(bag, "manifest-sha256.txt", whole + b"0" * 64 + f"  {name}\n".encode())
    assert found(bag) == ["unsafe"]
    (line,) = told(bag)
    assert line.isprintable()


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end_will_do(tmp_path: Path, end: str) -> None:  # 2.1.3
    bag, _ = sealed(tmp_path, PAYLOAD | ODD)
    lines = (bag / "manifest-sha256.txt").read_bytes().decode().splitlines()
    content = "".join(f"{line[:64].upper()} \t{line[66:]}{end}" for line in lines)
    rewritten(bag, "manifest-sha256.txt", content.encode())
    assert found(bag) == []


def test_what_no_manifest_may_hold(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path, {"x": b"1"})
    whole = (bag / "manifest-sha256.txt").read_bytes()
    odd = [b"no sum", b"00  data/short", b"0" * 64 + b"  data/\xff", whole.strip(), b"\xef\xbb\xbf"]
    rewritten(bag, "manifest-sha256.txt", whole + b"\n".join(odd))
    assert sorted(found(bag)) == ["encoding", "line", "line", "line", "twice"]
    rewritten(bag, "manifest-sha256.txt", b"\xef\xbb\xbf" + whole)
    assert found(bag) == ["line", "extra"]
    rewritten(bag, "manifest-sha256.txt", b"")
    assert found(bag) == ["extra"]


def test_every_manifest_tells_of_every_file(tmp_path: Path) -> None:  # 2.1.3, 3
    bag, _ = sealed(tmp_path, {"x": b"1", "y": b"2"})
    sums = {n: hashlib.sha512(c).hexdigest() for n, c in {"x": b"1", "y": b"2"}.items()}
    both = "".join(f"{digest} data/{name}\n" for name, digest in sums.items())
    rewritten(bag, "manifest-sha512.txt", both.encode())
    assert found(bag) == []
    rewritten(bag, "manifest-sha512.txt", both.replace(sums["y"], sums["x"]).encode())
    assert told(bag) == ["Damaged: data/y"]
    rewritten(bag, "manifest-sha512.txt", both.partition("\n")[0].encode())
    assert told(bag) == ["Extra: data/y"]


def test_what_a_bag_must_have(tmp_path: Path) -> None:
    def damaged(name: str, content: bytes | None) -> list[str]:
        shutil.rmtree(tmp_path / "bag", ignore_errors=True)
        bag, _ = sealed(tmp_path, {"x": b"1"})
        if content is None:
            (bag / name).unlink()
        else:
            (bag / name).write_bytes(content)
        return found(bag)

    assert damaged("bagit.txt", None) == ["declaration", "missing"]  # 2.1.1
    assert damaged("bagit.txt", b"BagIt-Version: 2.0\n") == ["declaration", "damaged"]
    assert damaged("manifest-sha256.txt", None) == ["manifest-missing", "missing"]
    assert damaged("tagmanifest-sha256.txt", None) == ["tags-missing"]
    assert damaged("fetch.txt", b"http://a.example/ 1 data/z\n") == ["fetch", "extra"]  # 2.2.3
    assert damaged("manifest-crc7.txt", b"00  data/x\n") == ["algorithm", "extra"]
    assert damaged("bagit.txt", b"\xff" * 2000) == ["large", "declaration", "damaged"]
    assert damaged("tagmanifest-sha256.old", b"") == ["extra"]


def test_the_count_is_held_against_the_payload(tmp_path: Path) -> None:  # 2.2.2
    bag, _ = sealed(tmp_path, {"x": b"1"})
    (bag / "bag-info.txt").write_bytes(b"Payload-Oxum: 2.1\r\n")
    rewritten(bag, "manifest-sha256.txt", (bag / "manifest-sha256.txt").read_bytes())
    assert told(bag) == ["bag-info.txt counts 2.1 bytes and files; there are 1.1."]


def test_a_second_tag_manifest_is_not_sealed(tmp_path: Path) -> None:
    bag, seal = sealed(tmp_path, {"x": b"1"})
    digest = hashlib.md5((bag / "bagit.txt").read_bytes()).hexdigest()
    (bag / "tagmanifest-md5.txt").write_text(f"{digest}  bagit.txt\n", "utf-8")
    assert "extra" in found(bag, seal)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made otherwise")
def test_links_and_pipes_are_told_and_never_followed(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path)
    outside = tmp_path / "outside"
    (bag / "data/site").rename(outside)
    (bag / "data/site").symlink_to(outside)
    (bag / "data/round").symlink_to(bag)
    os.mkfifo(bag / "data/pipe")
    (bag / "data/sources/empty").unlink()
    (bag / "data/sources/empty").symlink_to("/dev/zero")
    assert sorted(found(bag)) == ["link"] * 4 + ["missing"] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="other disks refuse such names")
def test_names_that_are_no_text_are_told(tmp_path: Path) -> None:
    bag, _ = sealed(tmp_path, {"x": b"1"})
    (bag / "data" / os.fsdecode(b"\xff\x1b[31m\n\xe2\x80\xae")).write_bytes(b"2")
    (bag / "data/X").write_bytes(b"3")
    assert sorted(found(bag)) == ["clash", "extra", "extra"]
    for line in told(bag):
        assert line.isprintable()


@hypothesis_settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200), st.sampled_from(["manifest-sha256.txt", "tagmanifest-sha256.txt"]))
def test_no_manifest_makes_it_stumble(tmp_path: Path, content: bytes, name: str) -> None:
    if not (tmp_path / "bag").exists():
        sealed(tmp_path)
    whole = (tmp_path / "bag" / name).read_bytes()
    (tmp_path / "bag" / name).write_bytes(content)
    assert found(tmp_path / "bag")
    (tmp_path / "bag" / name).write_bytes(whole)


def test_what_stands_in_a_bag_is_for_old_pythons() -> None:
    source = Path(verifier.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    names = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    names += [a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names]
    assert {str(name).partition(".")[0] for name in names} <= sys.stdlib_module_names


def alone(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a Python without anything else makes of a bag."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_every_finding_has_words_in_the_bag(tmp_path: Path) -> None:
    """What ``seal`` writes beside ``verify.py`` is asked for by the same names."""
    bag, seal = sealed(tmp_path)
    messages = [f"verify-{name}" for name in (*verifier.KINDS, *verifier.OUTCOMES)]
    words = {code: {m: language.of(code).say(m) for m in messages} for code in ("en", "fr")}
    (bag / "verify.json").write_text(json.dumps(words), "utf-8")
    rewritten(bag, "manifest-sha256.txt", (bag / "manifest-sha256.txt").read_bytes())
    seal = hashlib.sha256((bag / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    whole = alone(tmp_path, "bag/verify.py", f"--seal={seal}")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert whole.stdout.endswith(words["en"]["verify-sealed"] + "\n")
    french = alone(bag, "verify.py", LANG="fr_FR.UTF-8")
    assert words["fr"]["verify-good"] in french.stdout
    assert alone(bag, "verify.py", "--seal", "abc").returncode == 2
    assert alone(bag, "verify.py", "--what").stdout.startswith("Usage")
    (bag / "data/site/index.html").unlink()
    broken = alone(bag, "verify.py", "--seal", "0" * 64, "--lang", "fr")
    assert broken.returncode == 1
    assert broken.stdout.startswith("Manquant\u00a0: data/site/index.html\nLe sceau est brisé")
    (bag / "verify.json").unlink()  # without words, it still proves
    wordless = alone(tmp_path, "bag/verify.py", "bag")
    assert wordless.returncode == 1
    assert wordless.stdout.startswith("verify-missing data/site/index.html")
