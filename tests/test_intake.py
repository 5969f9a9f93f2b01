"""``palabre intake`` through its real entry point: letters become drafts, and none is lost."""

from __future__ import annotations

import importlib.util
import json
import mailbox
import re
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory
from typing import Any

import intake as habits
import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

import built
import fixtures
from palabre import language, privacy
from palabre import settings as configuration
from palabre import site as sites
from palabre.intake import holdings
from palabre.intake import steps as intake
from palabre.intake.accounts import Report
from palabre.intake.drafting import Drafter
from test_redaction import HIDING

FRENCH = (
    "Chers collègues, nous avons ouvert une capitainerie dans notre ville et elle répond aux "
    "pêcheurs de toute la côte."
)
ENGLISH = (
    "Dear colleagues, we have opened a harbour office in our town and it answers the fishers "
    "of the whole coast."
)
SPANISH = (
    "Estimados colegas, hemos abierto una oficina del puerto en nuestra ciudad y responde a "
    "los pescadores de toda la costa."
)
PDF = b"%PDF-1.4\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001080600000000")


def letter(body: str, subject: str = "Of ports", sender: str = "Moussa Sow", **headers: str) -> Any:
    """A message as a mail program writes it; its id is made of its subject."""
    message = EmailMessage()
    message["From"] = f'"{sender}" <someone@mail.example>'
    message["Subject"] = subject
    told = {"date": "Tue, 7 Sep 2010 10:00:00 +0000", "message_id": f"<{len(body)}@mail.example>"}
    for name, value in (told | headers).items():
        if value:
            message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def mbox(folder: Path, *messages: EmailMessage | bytes, name: str = "in.mbox") -> Path:
    """A mailbox of *messages* in *folder*."""
    box = mailbox.mbox(folder / name)
    for message in messages:
        box.add(message)
    box.close()
    return folder / name


def run(folder: Path, *arguments: str | Path, **environment: str) -> CompletedProcess[str]:
    """Take in what *arguments* name."""
    finished = built.run(folder, *built.PALABRE, "intake", *map(str, arguments), **environment)
    assert "Traceback" not in finished.stderr, finished.stderr
    return finished


def taken(folder: Path, *arguments: str | Path) -> dict[str, Any]:
    """The report, for programs, of taking in what *arguments* name."""
    finished = run(folder, *arguments, "--discussion", "harbours", "--format", "json")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    told: dict[str, Any] = json.loads(finished.stdout)
    fates = [account["fate"] for account in told["letters"]]
    assert {fate: fates.count(fate) for fate in ("taken", "known", "unusable")} == {
        fate: told[fate] for fate in ("taken", "known", "unusable")
    }
    return told


def front(folder: Path, account: Mapping[str, Any]) -> dict[str, Any]:
    """The front matter of the draft that *account* tells of."""
    text = (folder / account["path"]).read_text("utf-8")
    values: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return values


def body(folder: Path, account: Mapping[str, Any]) -> str:
    """The body of the draft that *account* tells of."""
    text = Path(folder / account["path"]).read_text("utf-8")
    return text.split("---\n", 2)[2].strip()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of the archive."""
    docs = folder / "docs"
    return {str(path): path.read_bytes() for path in sorted(docs.rglob("*")) if path.is_file()}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The folder of an archive of two discussions."""
    fixtures.write(tmp_path, fixtures.load("two"))
    return tmp_path


@pytest.fixture(autouse=True)
def _archive_keeps_its_rules(request: pytest.FixtureRequest) -> Any:
    """After each intake the archive has no error, and its site shows none of the drafts."""
    folder = request.getfixturevalue("archive") if "archive" in request.fixturenames else None
    before = _shown(folder) if folder else None
    yield
    if folder:
        assert _shown(folder) == before


def _shown(folder: Path) -> object:
    """What the site shows; an archive with an error raises ``Invalid``."""
    read = sites.read(configuration.read(folder / "mkdocs.yml"))
    return [recipe.address for recipe in read.recipes], [p.rule for p in read.warnings]


def test_a_letter_becomes_a_draft(archive: Path) -> None:
    sent = letter(FRENCH, "Une capitainerie", "Moussa Sow", message_id="<1@mail.example>")
    told = taken(archive, mbox(archive, sent))
    [account] = told["letters"]
    assert account["path"] == "docs/fr/harbours/contributions/sow-capitainerie.md"
    values = front(archive, account)
    assert body(archive, account) == FRENCH
    assert values["title"] == "Une capitainerie"
    assert values["text"] == "original"
    assert values["draft"] is True
    assert values["authors"][0]["name"] == "Moussa Sow"
    assert values["via"] == "email"
    assert values["weeks"] == [1]
    assert values["inferred"] == ["weeks"]
    assert str(values["date"]) == "2010-09-07"
    assert [source.partition(":")[0] for source in values["source"]] == ["sha256", "message-id"]
    assert any("accepte-t-elle" in question for question in values["open_questions"])
    assert any("CC BY 4.0" in question for question in values["open_questions"])
    assert values["open_questions"] == account["questions"]


def test_a_second_run_adds_nothing(archive: Path) -> None:
    box = mbox(archive, letter(FRENCH), letter(ENGLISH), letter(FRENCH), letter(ENGLISH, "Other"))
    first = taken(archive, box)
    assert [account["fate"] for account in first["letters"]] == ["taken", "taken", "known", "known"]
    before = tree(archive)
    second = taken(archive, box)
    assert (second["taken"], second["known"]) == (0, 4)
    assert tree(archive) == before


def test_who_writes_the_id_of_anothers_letter_hides_nothing_unseen(archive: Path) -> None:
    first = letter(ENGLISH, message_id="<one@mail.example>")
    forged = letter(f"{ENGLISH} We think otherwise.", message_id="<one@mail.example>")
    box = mbox(archive, first, first, forged)
    told = taken(archive, box)["letters"]
    assert [(one["fate"], one["reason"]) for one in told] == [
        ("taken", ""),
        ("known", ""),
        ("known", "copy"),
    ]
    shown = run(archive, box.name, "--discussion", "harbours").stdout
    assert shown.count("It has the same Message-ID, but") == 1


def test_a_draft_that_was_moved_published_or_broken_is_known(archive: Path) -> None:
    box = mbox(archive, letter(FRENCH))
    [account] = taken(archive, box)["letters"]
    old = archive / account["path"]
    new = archive / "docs/en/rivers/contributions/renamed.md"
    new.parent.mkdir(parents=True, exist_ok=True)
    old.rename(new)
    assert taken(archive, box)["known"] == 1
    text = new.read_text("utf-8")
    new.write_text(text.replace("text: original", "text: ["), "utf-8")
    assert taken(archive, box)["known"] == 1
    new.write_text(text, "utf-8")


def test_a_trial_writes_nothing(archive: Path) -> None:
    box = mbox(archive, letter(FRENCH))
    before = tree(archive)
    finished = run(archive, box, "--discussion", "harbours", "--dry-run")
    assert "docs/fr/harbours/contributions/sow-ports.md" in finished.stdout
    assert tree(archive) == before


def test_threads_lead_to_letters_of_now_and_of_before(archive: Path) -> None:
    first = letter(FRENCH, "Premier", message_id="<1@mail.example>")
    taken(archive, mbox(archive, first))
    box = mbox(
        archive,
        letter(ENGLISH, "Third", message_id="<3@mail.example>", in_reply_to="<2@mail.example>"),
        letter(
            ENGLISH + " A",
            "Second",
            message_id="<2@mail.example>",
            references="<0@mail.example> <1@mail.example>",
        ),
        letter(ENGLISH + " B", "Lost", message_id="<4@mail.example>", in_reply_to="<9@m.example>"),
        name="more.mbox",
    )
    third, second, lost = taken(archive, box)["letters"]
    assert front(archive, third)["reply_to"] == Path(second["path"]).stem
    assert front(archive, second)["reply_to"] == "sow-premier"
    assert "reply_to" not in front(archive, lost)
    assert any("does this reply" in question for question in lost["questions"])
    assert not any("does this reply" in question for question in third["questions"])


def test_letters_that_answer_each_other_make_no_circle(archive: Path) -> None:
    one = letter(ENGLISH, "One", message_id="<1@m.example>", in_reply_to="<2@m.example>")
    two = letter(FRENCH, "Two", message_id="<2@m.example>", in_reply_to="<1@m.example>")
    own = letter(FRENCH + "!", "Own", message_id="<3@m.example>", in_reply_to="<3@m.example>")
    found = taken(archive, mbox(archive, one, two, own))["letters"]
    assert [front(archive, each).get("reply_to") for each in found] == ["sow-two", None, None]


def test_known_names_are_written_as_they_are(archive: Path) -> None:
    registry = "- id: sea-network\n  name: {en: Sea Network, fr: Réseau de la mer}\n"
    (archive / "docs/organisations.yml").write_text(registry, "utf-8")
    signed = f"{FRENCH}\n\n-- \nAwa Diallo\nCoordinatrice\nréseau de la MER\nKamsar\n"
    [account] = taken(archive, mbox(archive, letter(signed, sender="DIALLO awa")))["letters"]
    [author] = front(archive, account)["authors"]
    assert author["name"] == "Awa Diallo"
    assert author["organisation"] == "sea-network"
    assert not any("Awa Diallo" in question for question in account["questions"])


def test_a_short_signature_does_not_hide_the_senders_name(archive: Path) -> None:
    sent = letter(f"{ENGLISH}\n\nBest regards,\nMoussa\n", sender="Moussa Sow")
    [account] = taken(archive, mbox(archive, sent))["letters"]
    assert front(archive, account)["authors"][0]["name"] == "Moussa Sow"
    assert body(archive, account) == ENGLISH


def test_a_name_nearly_known_is_asked_about(archive: Path) -> None:
    [account] = taken(archive, mbox(archive, letter(ENGLISH, sender="Awa Dialo")))["letters"]
    assert front(archive, account)["authors"][0]["name"] == "Awa Dialo"
    assert any("“Awa Dialo” the “Awa Diallo”" in question for question in account["questions"])


def test_the_language_of_a_text_is_its_folder(archive: Path) -> None:
    box = mbox(archive, letter(SPANISH, "Puerto"), letter(ENGLISH, "Port"), letter("Ok.", "Ok"))
    spanish, english, short = taken(archive, box)["letters"]
    assert spanish["path"].startswith("docs/es/harbours/contributions/")
    assert any("Spanish" in question for question in spanish["questions"])
    assert english["path"].startswith("docs/en/")
    assert not any("Is this text in" in question for question in english["questions"])
    assert short["path"].startswith(("docs/en/", "docs/fr/"))
    asked = ("Is this text in", "Ce texte est-il bien en")
    assert any(question.startswith(asked) for question in short["questions"])


def test_questions_are_in_the_language_of_the_text(archive: Path) -> None:
    arguments = (mbox(archive, letter(FRENCH), letter(SPANISH)), "--discussion", "harbours")
    told = run(archive, *arguments, "--format", "json", PALABRE_LANG="en").stdout
    french, spanish = json.loads(told)["letters"]
    assert any("accepte-t-elle" in question for question in french["questions"])
    assert any("agree that this text" in question for question in spanish["questions"])


@pytest.mark.parametrize(
    ("date", "weeks"),
    [
        ("Mon, 6 Sep 2010 00:10:00 +0000", [1]),
        ("Sun, 12 Sep 2010 23:00:00 +0000", [1]),
        ("Mon, 13 Sep 2010 08:00:00 +0000", [2]),
        ("Mon, 20 Sep 2010 08:00:00 +0000", None),
        ("", None),
    ],
)
def test_a_date_tells_the_week(archive: Path, date: str, weeks: list[int] | None) -> None:
    [account] = taken(archive, mbox(archive, letter(ENGLISH, date=date)))["letters"]
    assert front(archive, account).get("weeks") == weeks
    asked = "When was it written" if not date else "To which week"
    assert any(question.startswith(asked) for question in account["questions"]) == (not weeks)


PERSONAL = """\
Write to awa.diallo@kamsar.example or [here](mailto:a.d@kamsar.example), call +221 33 821 00 00.

Tél. : 33 821 00 01 / 77 123 45 67, WhatsApp: 0771234568. {0}
"""
SECRETS = (
    "diallo@",
    "kamsar.example",
    "a.d@",
    "821",
    "123 45",
    "0771234568",
    "secret",
    "m.example",
)


def test_personal_data_are_nowhere(archive: Path) -> None:
    signed = f"{PERSONAL.format(ENGLISH)}\n-- \nAwa Diallo\nTel: 33 821 00 02\nsecret@m.example\n"
    box = mbox(
        archive,
        letter(signed, "From secret@m.example", "secret@m.example"),
        name="secret@m.example.mbox",
    )
    for form in ("json", "text"):
        shown = run(archive, box.name, "--discussion", "harbours", "--format", form).stdout
        assert not [secret for secret in SECRETS if secret in shown]
        assert "a…@….example" in shown or form == "text"  # the second time it is known
    written = tree(archive).values()
    assert not [secret for secret in SECRETS for raw in written if secret.encode() in raw]


def test_personal_data_in_titles_signatures_and_names_of_files_are_nowhere(archive: Path) -> None:
    sent = letter(
        f"{ENGLISH}\n\nRegards,\nAwa Diallo\n77 555 12 12\n",
        "06 12 34 56 78",
        "0612345678 <q@r.example>",
    )
    for name in ("secret@m.example.png", "0712345678.png", "+221775551212.png", "aux.png"):
        sent.add_attachment(PNG, maintype="image", subtype="png", filename=name)
    box = mbox(archive, sent)
    for form in ("json", "text"):
        shown = run(archive, box.name, "--discussion", "harbours", "--format", form).stdout
        assert not [told for told in ("secret", "34", "555", "12 12") if told in shown]
        if form == "json":
            [account] = json.loads(shown)["letters"]
    assert len(account["files"]) == 4
    for file in account["files"]:
        assert re.fullmatch(r".*/attachment(-\d)?\.png", file["path"])
    assert (archive / account["path"]).is_file()
    assert not [path for path, raw in tree(archive).items() if "345678" in path or b"34 56" in raw]


def test_attachments(archive: Path) -> None:
    sent = letter(ENGLISH)
    sent.add_attachment(PDF, maintype="application", subtype="pdf", filename="Le Rapport (1).PDF")
    sent.add_attachment(PNG, maintype="image", subtype="png", filename="../../map.exe")
    sent.add_attachment(PNG, maintype="image", subtype="png", filename="map.png")
    sent.add_attachment(b"MZ", maintype="application", subtype="pdf", filename="virus.pdf")
    sent.add_attachment(b"PK", maintype="application", subtype="zip", filename="all.docx")
    [account] = taken(archive, mbox(archive, sent))["letters"]
    folder = "docs/en/harbours/contributions/sow-ports"
    assert [file["path"] for file in account["files"]] == [
        f"{folder}/le-rapport-1.pdf",
        f"{folder}/map.png",
        f"{folder}/map-2.png",
        "",
        "",
    ]
    assert (archive / folder / "le-rapport-1.pdf").read_bytes() == PDF
    assert [file["reason"] for file in account["files"]] == ["", "", "", "type", "type"]
    assert any("virus.pdf, all.docx" in question for question in account["questions"])
    assert sorted(path.name for path in (archive / folder).iterdir()) == [
        "le-rapport-1.pdf",
        "map-2.png",
        "map.png",
    ]


def test_a_letter_with_nothing_but_an_attachment(archive: Path) -> None:
    sent = letter("\n", "The report")
    sent.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    empty = letter("\n", "Nothing", message_id="<none@mail.example>")
    empty.add_attachment(b"PK", maintype="application", subtype="zip", filename="all.docx")
    account, nothing = taken(archive, mbox(archive, sent, empty))["letters"]
    asked = ("What does it say", "Que dit")
    assert any(question.startswith(asked) for question in account["questions"])
    assert nothing["fate"] == "unusable"
    assert nothing["reason"] == "empty"
    assert [file["name"] for file in nothing["files"]] == ["all.docx"]


def test_bad_messages_stop_no_other(archive: Path) -> None:
    long = letter("word " * 13000, "Long", message_id="<long@mail.example>")
    huge = letter("awa@example.org " * 50000, "Huge", message_id="<huge@mail.example>")
    bad = b"From: \xff\xfe\nContent-Type: multipart/mixed; boundary=\n\n\xff\xfe\x00--"
    box = mbox(archive, letter(FRENCH), bad, long, huge, letter(ENGLISH, "Last"))
    told = taken(archive, box)["letters"]
    assert [account["message"] for account in told] == [1, 2, 3, 4, 5]
    assert [account["fate"] for account in told][::4] == ["taken", "taken"]
    assert [account["reason"] for account in told[2:4]] == ["size", "size"]
    assert told[2]["file"].endswith("in.mbox")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "docs/fr/harbours/contributions").symlink_to(elsewhere)
    told = taken(tmp_path, mbox(tmp_path, letter(FRENCH), letter(ENGLISH)))["letters"]
    assert [(account["fate"], account["reason"]) for account in told] == [
        ("unusable", "unwritten"),
        ("taken", ""),
    ]
    assert not list(elsewhere.iterdir())


def test_a_text_that_breaks_rules_is_mended(archive: Path) -> None:
    hostile = (
        f"# Heading\n\n{ENGLISH}\n\n<script>alert(1)</script> [x](javascript:a) ![y](http://z/a.gif)"
        "\n\n[file](../../../../etc/passwd.md)\u202e\u0000\n\n---\ntitle: other\n---\n"
    )
    [account] = taken(archive, mbox(archive, letter(hostile)))["letters"]
    assert account["fate"] == "taken"
    assert ENGLISH in body(archive, account)


def test_a_letter_without_anything_told(archive: Path) -> None:
    bare = letter(ENGLISH, "", "", date="", message_id="")
    [account] = taken(archive, mbox(archive, bare))["letters"]
    values = front(archive, account)
    assert values["authors"] == [{"name": "Author not known"}]
    assert values["title"].startswith("Dear colleagues, we have opened")
    assert Path(account["path"]).stem.startswith("dear-")
    asked = " ".join(account["questions"])
    for words in ("Who wrote it", "When was it written", "What is this text to be called"):
        assert words in asked
    assert values["source"].startswith("sha256:")


def test_quotes_are_left_out_and_may_be_kept(archive: Path) -> None:
    quoting = letter(
        f"{ENGLISH}\n\nOn 6 Sep 2010, at 10:00, Awa wrote:\n> A question\n> of yours\n"
    )
    [account] = taken(archive, mbox(archive, quoting), "--dry-run")["letters"]
    assert [part["kind"] for part in account["left"]] == ["quote"]
    [account] = taken(archive, archive / "in.mbox", "--keep-quotes")["letters"]
    assert "> A question\\\n> of yours" in body(archive, account)
    assert not account["left"]


def test_a_saved_page(archive: Path) -> None:
    page = f"<title>A forum</title><nav>Home</nav><article><h1>Of ports</h1><p>{ENGLISH}</article>"
    (archive / "post.html").write_text(page, "utf-8")
    [account] = taken(archive, "post.html")["letters"]
    values = front(archive, account)
    assert values["via"] == "online"
    assert values["title"] == "Of ports"
    assert ENGLISH in body(archive, account)
    assert taken(archive, "post.html")["known"] == 1


def test_what_was_left_out_is_told_without_signs_of_markdown(archive: Path) -> None:
    sent = letter("")
    sent.set_content(f"<p>{FRENCH}</p><p>Cordialement,</p><p>Moussa Sow<br>Dakar [1]</p>", "html")
    (told,) = taken(archive, mbox(archive, sent))["letters"]
    begins = {part["kind"]: part["begins"] for part in told["left"]}
    assert begins["signature"] == "Cordialement, Moussa Sow Dakar [1]"


def test_the_letters_of_a_digest(archive: Path) -> None:
    digest = EmailMessage()
    digest["From"], digest["Subject"] = "ports-request@list.example", "Ports Digest, Vol 1"
    digest.set_content("Today's topics")
    digest.make_mixed()
    for sent in (letter(ENGLISH, "One"), letter(FRENCH, "Deux")):
        digest.attach(sent_as_part(sent))
    raw = digest.as_bytes().replace(b"multipart/mixed", b"multipart/digest")
    told = taken(archive, mbox(archive, raw, letter(ENGLISH, "One")))["letters"]
    found = [(account["part"], account["title"]) for account in told if account["fate"] == "taken"]
    assert found[-2:] == [(1, "One"), (2, "Deux")]
    assert told[-1]["fate"] == "known"


def sent_as_part(message: EmailMessage) -> EmailMessage:
    """*message* as a part of another."""
    part = EmailMessage()
    part.set_content(message)
    return part


def test_letters_in_the_ways_of_many_programs(archive: Path) -> None:
    (archive / "in.mbox").write_bytes(b"".join(habits.Mailbox(40).raw()))
    told = taken(archive, "in.mbox")
    assert [account["message"] for account in told["letters"]] == list(range(1, 41))
    assert told["taken"] == 40
    replies = [front(archive, account).get("reply_to") for account in told["letters"]]
    assert sum(map(bool, replies)) == 40 - len(range(0, 40, 3))
    assert not [raw for path, raw in tree(archive).items() if b"33 821" in raw]


def test_long_values_leave_room_for_the_questions(archive: Path) -> None:
    long = "პორტი და ქალაქი " * 40
    sent = letter(
        f"{long}\n\n-- \n{long[:90]}\n", long[:700], long[:300], references="<0@m.example>"
    )
    for number in range(9):
        sent.add_attachment(b"PK", maintype="a", subtype="b", filename=f"{number}{long[:200]}.x")
        sent.add_attachment(PDF, maintype="a", subtype="b", filename=f"{number}{long[:200]}.pdf")
    [account] = taken(archive, mbox(archive, sent))["letters"]
    assert account["fate"] == "taken"


def test_the_report_keeps_to_its_schema(archive: Path) -> None:
    told = taken(archive, mbox(archive, letter(FRENCH), letter(PERSONAL), letter("\n", "Nothing")))
    jsonschema.validate(told, TypeAdapter(Report).json_schema())


def test_the_report_in_french(archive: Path) -> None:
    box = mbox(archive, letter(FRENCH, "Ports"), letter("\n", "Rien"))
    told = run(archive, box, "absent.mbox", "--discussion", "harbours", LC_ALL="fr_FR.UTF-8")
    lines = told.stdout.splitlines()
    assert told.returncode == 1
    assert f"{box}, message 1, «\u00a0Ports\u00a0», Moussa Sow" in lines
    assert "  Brouillon\u00a0: docs/fr/harbours/contributions/sow-ports.md" in lines
    assert "  Inutilisable\u00a0: il ne dit rien" in lines
    assert "2 messages\u00a0: 1 brouillon, 0 déjà dans l’archive, 1 inutilisable." in lines
    assert any(line.startswith("absent.mbox n’a pas pu être ouvert") for line in lines)
    assert "intake-" not in told.stdout + told.stderr
    assert "left-" not in told.stdout


def test_the_discussion_must_be_told_where_there_are_several(archive: Path) -> None:
    box = mbox(archive, letter(FRENCH))
    for arguments in ((box,), (box, "--discussion", "lakes")):
        finished = run(archive, *arguments)
        assert finished.returncode == 1
        assert "harbours, rivers" in finished.stderr


def test_the_discussion_may_be_left_out_where_there_is_one(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("base"))
    finished = run(tmp_path, mbox(tmp_path, letter(FRENCH)))
    assert finished.returncode == 0
    assert "docs/fr/harbours/contributions/sow-ports.md" in finished.stdout


def cpython_mail() -> list[Path]:
    """The e-mail test data of this interpreter, if it has them."""
    found = importlib.util.find_spec("test.test_email")
    places = list(found.submodule_search_locations or ()) if found else []
    return sorted(path for place in places for path in (Path(place) / "data").glob("msg_*.txt"))


def test_the_mail_that_python_is_tested_with(archive: Path) -> None:
    files = cpython_mail()
    if not files:
        pytest.skip("this Python does not ship the data of its own e-mail tests")
    for number, path in enumerate(files):
        (archive / f"{number}.eml").write_bytes(path.read_bytes())
    paths = [f"{number}.eml" for number in range(len(files))]
    told = taken(archive, *paths)
    assert {account["file"] for account in told["letters"]} == set(paths)
    assert not [account for account in told["letters"] if account["reason"] == "error"]
    checked = built.run(archive, *built.PALABRE, "check")
    assert checked.returncode == 0, checked.stderr


def any_mail(kind: str, sender: str, subject: str, text: str, signed: str) -> bytes:
    """A mail that says anything."""
    head = f"From: {sender}\nSubject: {subject}\nMessage-ID: <{subject}>\nContent-Type: text/{kind}"
    return f"{head}; charset=utf-8\n\n{text}\n-- \n{signed}\n".encode("utf-8", "replace")


MAILBOXES = st.lists(
    st.binary(max_size=400)
    | st.builds(
        any_mail, st.sampled_from(["plain", "html"]), HIDING, HIDING, HIDING | st.text(), HIDING
    ),
    max_size=5,
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small archive."""
    folder = tmp_path_factory.mktemp("base")
    fixtures.write(folder, fixtures.load("base"))
    return folder


@settings(deadline=None)
@given(MAILBOXES)
def test_no_letter_is_lost_and_nothing_personal_is_written(
    base: Path, messages: list[bytes]
) -> None:
    found = configuration.read(base / "mkdocs.yml")
    before = set(tree(base))
    (base / "any.mbox").write_bytes(b"".join(b"From a\n" + raw + b"\n" for raw in messages))
    with TemporaryDirectory() as aside:
        held = holdings.read(found)
        discussion = held.discussions["harbours"]
        drafter = Drafter(found, held, discussion, language.of("en"), Path(aside))
        told = intake.take([base / "any.mbox"], drafter)
    written = set(tree(base)) - before
    assert not [account for account in told.letters if account.reason == "error"]
    made = [account for account in told.letters if account.fate == "taken"]
    assert {str(base / account.path) for account in made} == {w for w in written if ".md" in w}
    try:
        for path in written:
            if path.endswith(".md"):
                assert not list(privacy.find_shown(Path(path).read_text("utf-8")))
        sites.read(found)
    finally:
        for path in written:
            Path(path).unlink()
