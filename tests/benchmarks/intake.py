"""A mailbox of 1,000 messages taken in by ``palabre intake``: seconds and memory, and the bars.

The messages have the habits of several mail programs, in English and French; the same number gives
the same mailbox.
"""

from __future__ import annotations

import argparse
import base64
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from quopri import encodestring

import built
import fixtures

MOST_SECONDS = 60.0
MOST_MEGABYTES = 300.0
"""The bars, for 1,000 messages on two processors."""

WORDS = {
    "en": "harbour office town fisher coast network report question answer people together "
    "learn money family return project support local council partner because which would "
    "the of and to in that for with our this are was from they have".split(),
    "fr": "capitainerie bureau ville pêcheur côte réseau rapport question réponse personnes "
    "ensemble apprendre argent famille retour projet appui élus conseil partenaire parce "
    "qui serait le la des et dans que pour avec notre cette sont était depuis ils ont".split(),
}
NAMES = [
    f"{first} {last}"
    for first in "Awa Moussa Élodie John Inés Fatou Pierre Grace Nana Zurab".split()
    for last in "Diallo Sow Martin Smith Ibáñez Ndiaye Dupont Mensah Lomidze Traoré".split()
]
FOOTER = "_______________________________________________\nports mailing list\nports@list.example\n"


class Mailbox:
    """Messages, each in the way of some mail program."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.random = random.Random(2010)
        self.habits = (self.flowed, self.outlook, self.gmail, self.legacy, self.mobile, self.listed)

    def raw(self) -> Iterator[bytes]:
        """The mailbox, message by message."""
        for number in range(self.number):
            yield b"From someone@mail.example Mon Sep  6 00:00:00 2010\n"
            yield self.message(number).replace(b"\nFrom ", b"\n>From ") + b"\n\n"

    def message(self, number: int) -> bytes:
        """The message of that number; two of three answer an earlier one."""
        code = self.random.choice(("en", "fr"))
        name = self.random.choice(NAMES)
        day = datetime(2010, 9, 6, tzinfo=UTC) + timedelta(minutes=20 * number)
        headers = [
            f"From: {_encoded(name)} <{number % 90}@mail.example>",
            f"Subject: {_encoded(('Re: ' if number % 3 else '') + self.text(code, 6))}",
            f"Date: {format_datetime(day)}",
            f"Message-ID: <{number}@mail.example>",
            "MIME-Version: 1.0",
        ]
        quoted = ""
        if number % 3:
            earlier = self.random.randrange(number)
            headers.append(f"In-Reply-To: <{earlier}@mail.example>")
            wrote = (
                "On 6 Sep 2010, someone wrote:" if code == "en" else "Le 6 sept. 2010, X a écrit :"
            )
            quoted = f"\n{wrote}\n" + "".join(
                f"> {self.text(code, 12)}\n" for _ in range(self.random.randrange(3, 20))
            )
        text = "\n\n".join(self.text(code, 60) for _ in range(self.random.randrange(3, 9)))
        signed = f"\n\n-- \n{name}\nHarbour Institute\nDakar, Senegal\nTel: +221 33 821 00 00\n"
        head, content = self.random.choice(self.habits)(text, signed, quoted)
        return "\n".join((*headers, head)).encode() + b"\n\n" + content

    def text(self, code: str, number: int) -> str:
        """A sentence of so many words."""
        return " ".join(self.random.choices(WORDS[code], k=number)).capitalize() + "."

    def flowed(self, text: str, signed: str, quoted: str) -> tuple[str, bytes]:
        """Thunderbird: lines that flow, the answer above the quote."""
        whole = "\n".join(_wrapped(text + signed + quoted, " "))
        head = "Content-Type: text/plain; charset=UTF-8; format=flowed"
        return f"{head}\nContent-Transfer-Encoding: 8bit", whole.encode()

    def outlook(self, text: str, signed: str, quoted: str) -> tuple[str, bytes]:
        """Outlook: HTML with its styles, beside plain text, quoted-printable."""
        paragraphs = "".join(
            f"<p class=MsoNormal>{escape(p)}<o:p></o:p></p>" for p in text.split("\n\n")
        )
        style = "<style>p.MsoNormal {margin:0cm; font-size:11.0pt}</style>" * 20
        page = f"<html><head>{style}</head><body>{paragraphs}<p>{escape(signed)}</p></body></html>"
        return _alternative(text + signed + quoted, page)

    def gmail(self, text: str, signed: str, quoted: str) -> tuple[str, bytes]:
        """Gmail: HTML in nested divs, the quote in one of its own."""
        lines = "".join(
            f"<div>{escape(line) or '<br>'}</div>" for line in (text + signed).split("\n")
        )
        quote = f'<div class="gmail_quote"><blockquote>{escape(quoted)}</blockquote></div>'
        return _alternative(text + signed + quoted, f'<div dir="ltr">{lines}{quote}</div>')

    def legacy(self, text: str, signed: str, quoted: str) -> tuple[str, bytes]:
        """windows-1252 that is declared as latin-1, without an encoding."""
        whole = "\r\n".join(_wrapped(f"“{text}” – {signed}{quoted}", ""))
        return "Content-Type: text/plain; charset=iso-8859-1", whole.encode("cp1252", "replace")

    def mobile(self, text: str, signed: str, quoted: str) -> tuple[str, bytes]:
        """A phone: base64, and a picture of 60 KB."""
        picture = bytes.fromhex("89504e470d0a1a0a") + self.random.randbytes(60_000)
        body = (
            "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            f"{base64.encodebytes((text + signed + quoted).encode()).decode()}\n"
            "--b\nContent-Type: image/png; name=photo.png\nContent-Transfer-Encoding: base64\n"
            "Content-Disposition: attachment; filename=photo.png\n\n"
            f"{base64.encodebytes(picture).decode()}\n--b--\n"
        )
        return 'Content-Type: multipart/mixed; boundary="b"', body.encode()

    def listed(self, text: str, signed: str, quoted: str) -> tuple[str, bytes]:
        """A mailing list, with its footer, in quoted-printable."""
        whole = encodestring((text + signed + quoted + "\n" + FOOTER).encode())
        head = "Content-Type: text/plain; charset=utf-8\nList-Id: <ports.list.example>"
        return f"{head}\nContent-Transfer-Encoding: quoted-printable", whole


def _encoded(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


def _wrapped(text: str, end: str) -> Iterator[str]:
    for line in text.split("\n"):
        while len(line) > 72 and not line.startswith(">"):
            cut = line.rfind(" ", 0, 72)
            yield line[:cut] + end
            line = line[cut + 1 :]
        yield line


def _alternative(plain: str, page: str) -> tuple[str, bytes]:
    parts = "".join(
        f"--a\nContent-Type: text/{kind}; charset=utf-8\n"
        f"Content-Transfer-Encoding: quoted-printable\n\n{encodestring(text.encode()).decode()}\n"
        for kind, text in (("plain", plain), ("html", page))
    )
    return 'Content-Type: multipart/alternative; boundary="a"', f"{parts}--a--\n".encode()


def measure(folder: Path, number: int) -> tuple[float, float, str]:
    """Seconds and peak megabytes of taking in *number* messages, and the report's sum."""
    fixtures.write(folder, fixtures.load("two"))
    with (folder / "in.mbox").open("wb") as file:
        file.writelines(Mailbox(number).raw())
    command = [*built.PALABRE, "intake", "in.mbox", "--discussion", "harbours"]
    begin = time.perf_counter()
    finished = subprocess.run(
        command, cwd=folder, env=built.environment(), capture_output=True, check=True
    )
    seconds = time.perf_counter() - begin
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    sums = [
        line for line in finished.stdout.decode().splitlines() if line.startswith(f"{number:,}")
    ]
    return seconds, megabytes, sums[-1]


def main() -> None:
    """Measure once; end with 1 where a bar is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--messages", type=int, default=1000)
    number = arguments.parse_args().messages
    with tempfile.TemporaryDirectory() as folder:
        seconds, megabytes, told = measure(Path(folder), number)
    print(told)
    processors = len(os.sched_getaffinity(0))
    print(f"{number:,} messages on {processors} processors: {number / seconds:.0f} a second.")
    most = MOST_SECONDS * number / 1000
    print(f"{seconds:.1f} s: {seconds / most:.2f} of the {most:.0f} s that it may take.")
    share = megabytes / MOST_MEGABYTES
    print(f"{megabytes:.0f} MB: {share:.2f} of the {MOST_MEGABYTES:.0f} MB that it may take.")
    sys.exit(seconds > most or share > 1)


if __name__ == "__main__":
    main()
