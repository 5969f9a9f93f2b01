"""``palabre new`` through its real entry point: by options, and by answers at a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import built
import fixtures
from palabre import settings, site

LANGUAGES = ("en", "fr")
POSTS = "docs/{}/harbours/contributions"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two discussions, without a warning."""
    files = fixtures.load("two")
    path = "docs/en/harbours/contributions/two-coasts.md"
    files[path] = files[path].replace('"000000000000"', "d3dcbefb8435")
    fixtures.write(tmp_path, files)
    return tmp_path


def new(folder: Path, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run ``palabre new`` where nobody can be asked."""
    return built.run(folder, *built.PALABRE, "new", *words, **changes)


def answer(folder: Path, code: str, *words: str, answers: list[str], status: int = 0) -> str:
    """Run ``palabre new`` at a terminal; what it shows."""
    command = (*built.PALABRE, "--lang", code, "new", *words)
    return built.run_at_terminal(folder, *command, answers=answers, status=status)


def texts(folder: Path) -> dict[str, str]:
    """Every file below ``docs/``."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted((folder / "docs").rglob("*.*"))
        if path.suffix != ".png"
    }


def assert_all_is_well(folder: Path) -> None:
    checked = built.run(folder, *built.PALABRE, "check")
    assert (checked.returncode, checked.stderr) == (0, "")


def publish(folder: Path, path: str, text: str = "A text.") -> None:
    """Do what the command tells to do next."""
    draft = (folder / path).read_text("utf-8")
    kept = [x for x in draft.splitlines() if not x.startswith(("draft:", "open_questions:"))]
    (folder / path).write_text("\n".join(kept).rstrip() + f"\n\n{text}\n", "utf-8")


OPTIONS = ["--discussion", "harbours", "--title", "Quays & tides", "--author", "Noor Vale"]


def test_a_contribution_by_options(archive: Path) -> None:
    (archive / "text.md").write_bytes("\ufeffFirst.\r\n\r\nSecond — é.\r\n".encode())
    words = (
        "--language français --week 1 --week islands --role Pilot --organisation réseau-de-la-mer "
        "--place Anse --country georgia --about Géorgie --about ge --about cote-d'ivoire "
        "--date 2010-09-09 --via email --reply-to https://a.example/harbours/contributions/"
        "kamsar-office.html#p2 --topic MAREES --topic salt --id quays --body text.md"
    )
    finished = new(archive, "contribution", *OPTIONS, *words.split())
    assert (finished.returncode, finished.stderr) == (0, "")
    path = POSTS.format("fr") + "/quays.md"
    assert f"Written: {path}\nNext: palabre check {path}\n" == finished.stdout
    assert (archive / path).read_text("utf-8") == (
        "---\n"
        "title: Quays & tides\n"
        "text: original\n"
        "weeks: [1, 2]\n"
        "authors:\n"
        "  - name: Noor Vale\n"
        "    role: Pilot\n"
        "    organisation: sea-network\n"
        "    place: Anse\n"
        "    country: GE\n"
        "about: [GE, CI]\n"
        "date: 2010-09-09\n"
        "via: email\n"
        "reply_to: kamsar-office\n"
        "topics: [tides, salt]\n"
        "---\n\nFirst.\n\nSecond — é.\n"
    )
    assert_all_is_well(archive)


def test_a_body_from_the_standard_input(archive: Path) -> None:
    finished = subprocess.run(
        [*built.PALABRE, "new", "contribution", *OPTIONS, "--body", "-"],
        cwd=archive,
        env=built.environment(),
        input="Ça dépend.\n".encode(),
        capture_output=True,
        check=True,
    )
    assert b"vale-quays-tides.md" in finished.stdout
    path = archive / POSTS.format("en") / "vale-quays-tides.md"
    assert path.read_text("utf-8").endswith("---\n\nÇa dépend.\n")


def test_without_a_text_it_is_a_draft_that_says_what_to_do(archive: Path) -> None:
    finished = new(archive, "contribution", *OPTIONS, LC_ALL="fr_FR.UTF-8")
    path = POSTS.format("fr") + "/vale-quays-tides.md"
    assert f"palabre check {path}" in finished.stdout
    assert "deuxième ligne de tirets" in finished.stdout
    assert "draft: true\nopen_questions: [Le texte reste à écrire" in texts(archive)[path]
    assert_all_is_well(archive)
    publish(archive, path)
    assert_all_is_well(archive)


def test_several_authors(archive: Path) -> None:
    two = [*OPTIONS, "--author", "Ana Reef", "--organisation", "Port de Kamsar"]
    finished = new(archive, "contribution", *two, "--country", "SN", "--role", "A", "--role", "B")
    assert finished.returncode == 0, finished.stderr
    record = texts(archive)[POSTS.format("en") + "/vale-quays-tides.md"]
    for name, role in (("Noor Vale", "A"), ("Ana Reef", "B")):
        lines = (f"name: {name}", f"role: {role}", "organisation: Port de Kamsar", "country: SN")
        assert "\n    ".join(lines) in record
    finished = new(archive, "contribution", *two, "--place", "X", "--place", "Y", "--place", "Z")
    assert finished.returncode == 1
    assert finished.stderr.startswith("--place: give it once for all authors, or once for each")


def test_an_organisation_speaks_for_itself(archive: Path) -> None:
    words = ["--discussion", "rivers", "--title", "Floods", "--organisation", "Reed Union"]
    assert new(archive, "contribution", *words).returncode == 0
    path = "docs/en/rivers/contributions/union-floods.md"
    assert "authors: [{organisation: Reed Union}]" in texts(archive)[path]


def test_nobody_is_asked_where_there_is_no_terminal(archive: Path) -> None:
    before = texts(archive)
    finished = new(archive, "contribution")
    assert finished.returncode == 1
    assert finished.stdout == ""
    first = finished.stderr.partition(". ")[0]
    assert first == "Not given yet: --discussion, --author, --title"
    assert "--discussion" in new(archive, "week", "--title", "en", "A").stderr
    assert "--title CODE TEXT" in new(archive, "discussion").stderr
    assert texts(archive) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--country", "Gerogia"], "--country: “Gerogia” is not known here. Did you mean: Georgia"),
        (["--about", "Allemange"], "Did you mean: Germany (DE)?"),
        (["--week", "9"], "--week: “9” is not known here. Known: Offices (1), Islands (2)."),
        (["--topic", "tide"], "--topic: “tide” is not known here. Did you mean: Tides (tides)?"),
        (["--reply-to", "kamsar-ofice"], "Did you mean: What the harbour office learned (kamsar"),
        (["--via", "fax"], "--via: “fax” is not known here. Known: by e-mail (email), online"),
        (["--language", "Frensh"], "Did you mean: French (fr)"),
        (["--date", "9/9/2010"], "--date: a date must be written YYYY-MM-DD and exist; found “9/9"),
        (["--date", "2010-02-30"], "--date: a date must be written YYYY-MM-DD and exist"),
        (["--role", "write to a@example.org"], "--role: e-mail addresses and phone numbers may"),
        (["--title", "A <b>title"], "--title: the value must be one line without < or >"),
        (["--id", "Quays!"], "--id: an id must have 3 to 60 lower-case letters"),
        (["--id", "topics"], "--id: this name is needed by addresses of the archive itself"),
        (["--id", "delta"], "--id: an id may stand once in the whole archive"),
        (["--author", "王芳"], "--author: a name must give an id of 3 to 60 letters"),
        (["--author", "awa-diallo"], ""),  # known already
        (["--project", ""], ""),
    ],
)
def test_a_wrong_option_is_explained(archive: Path, words: list[str], told: str) -> None:
    before = texts(archive)
    finished = new(archive, "contribution", *OPTIONS, *words)
    assert told in finished.stderr
    assert finished.returncode == (1 if told else 0)
    assert "Traceback" not in finished.stderr
    assert not told or texts(archive) == before


def test_bytes_that_are_no_text_are_explained(archive: Path) -> None:
    before = texts(archive)
    for words in (
        ["contribution", *OPTIONS, "--role", "Chef\udce9"],
        ["week", "--title", "en", "\udce9"],
        ["discussion", "--title", "en", "\udce9 tides"],
    ):
        finished = new(archive, *words)
        assert "Your terminal does not send letters with accents as UTF-8" in finished.stderr
        assert "Traceback" not in finished.stderr
        assert finished.returncode == 2
    assert texts(archive) == before


def test_every_wrong_option_is_told_at_once(archive: Path) -> None:
    words = ["--country", "Nowhere", "--week", "7", "--date", "soon", "--role", "a@example.org"]
    finished = new(archive, "contribution", *OPTIONS, *words)
    named = [line.partition(":")[0] for line in finished.stderr.splitlines()]
    assert sorted(named) == ["--country", "--date", "--role", "--week"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"Good.\n\n<b>Bad</b>\n", "--body:3: HTML is not allowed here"),
        (b"# Bad\n", "--body:1: headings within a text must begin at the second level"),
        (b"One\n\nTwo [x](gone.md)\n", "--body:3: a link must lead to a file of the archive"),
        (b"One\nTwo\x07\n", "--body:2: invisible characters are not allowed"),
        (b"\xff\xfe", "--body: the file must be encoded in UTF-8"),
        (b"word " * 20000, "--body:1: the file may have 65536 bytes at most"),
    ],
)
def test_a_text_that_breaks_rules_is_not_taken(archive: Path, body: bytes, told: str) -> None:
    before = texts(archive)
    (archive / "text.md").write_bytes(body)
    finished = new(archive, "contribution", *OPTIONS, "--body", "text.md")
    assert finished.returncode == 1
    assert told in finished.stderr
    assert texts(archive) == before


def test_personal_data_in_a_text_is_told(archive: Path) -> None:
    (archive / "text.md").write_text("One\n\nWrite to ana@example.org.\n", "utf-8")
    finished = new(archive, "contribution", *OPTIONS, "--body", "text.md")
    assert finished.returncode == 0
    assert finished.stderr.startswith("warning: --body:3: this looks like an e-mail address")


def test_a_text_in_another_language_is_told(archive: Path) -> None:
    text = "La capitainerie compte les navires et parle aux pêcheurs des marées, pour leurs ports."
    (archive / "text.md").write_text(f"{text}\n\nPlus tard, les villes ont appris.\n", "utf-8")
    finished = new(archive, "contribution", *OPTIONS, "--body", "text.md")
    assert finished.returncode == 0
    assert finished.stderr.startswith("warning: --language: a text must be in the language of")


def test_a_text_like_front_matter_stays_a_text(archive: Path) -> None:
    (archive / "text.md").write_text("---\ndraft: true\nauthors: []\n---\n\nIt ends.\n", "utf-8")
    assert new(archive, "contribution", *OPTIONS, "--body", "text.md").returncode == 0
    assert_all_is_well(archive)
    found = site.read(settings.read(archive / "mkdocs.yml")).archive
    assert "vale-quays-tides" in found.contributions


def test_nothing_is_overwritten(archive: Path) -> None:
    for _ in range(2):
        assert new(archive, "contribution", *OPTIONS).returncode == 0
    before = texts(archive)
    assert POSTS.format("en") + "/vale-quays-tides-2.md" in before
    finished = new(archive, "contribution", *OPTIONS, "--id", "vale-quays-tides")
    assert finished.returncode == 1
    week = ["week", "--discussion", "rivers", "--number", "1"]
    for words in (
        [*week, "--title", "fr", "A", "--question", "fr", "B ?"],
        ["discussion", "--id", "rivers", "--title", "en", "Again"],
    ):
        finished = new(archive, *words)
        assert finished.returncode == 1
        assert "is there already. Nothing was written." in finished.stderr
    assert texts(archive) == before


def test_nothing_is_written_outside_the_archive(archive: Path) -> None:
    (archive / "elsewhere").mkdir()
    (archive / "docs/fr/rivers/contributions/delta.md").unlink()
    (archive / "docs/fr/rivers/contributions").rmdir()
    (archive / "docs/fr/rivers/contributions").symlink_to(archive / "elsewhere")
    words = ["--discussion", "rivers", "--language", "fr", "--title", "A", "--author", "Noor Vale"]
    finished = new(archive, "contribution", *words)
    assert finished.returncode == 1
    assert "[file-kind]" in finished.stderr
    assert list((archive / "elsewhere").iterdir()) == []


ANSWERS = [
    "harb",  # a part of the discussion's title or id
    "1",
    "",  # the user's own language
    "Les <b>quais</b>",
    "Les quais",
    "diall",  # a part of a known contributor's name
    "1",
    "",  # role, organisation and place as the latest record has them
    "-",
    "",
    "Gerogia",
    "1",
    "",  # no other author
    "1; 3",
    "1",
    "9/9/2010",
    "2010-09-09",
    "2",
    "",  # in reply to nothing
    "marées; SALT",
    "GE; Sénégal; iceland",
    "Bad Id",
    "",  # the id that is proposed
]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_contribution_by_answers(archive: Path, code: str) -> None:
    shown = answer(archive, code, "contribution", answers=ANSWERS)
    path = f"{POSTS.format(code)}/diallo-quais.md"
    assert f"palabre check {path}" in " ".join(shown.split())
    assert "[markup]" in shown
    assert "[date-format]" in shown
    assert "[id-format]" in shown
    assert ("Did you mean" if code == "en" else "Sont connus") in shown or "(3)" not in shown
    record = texts(archive)[path]
    for line in (
        "title: Les quais",
        "weeks: [1]",
        "country: GE",
        "about: [GE, SN, IS]",
        "date: 2010-09-09",
        "via: online",
        "topics: [tides, salt]",
        "draft: true",
    ):
        assert line in record
    assert "organisation" not in record
    assert_all_is_well(archive)
    publish(archive, path)
    assert_all_is_well(archive)


def test_an_author_may_be_new_though_alike(archive: Path) -> None:
    answers = ["rivers", "1", "", "A title", "Awa", "-", "", "", "", "", *[""] * 8]
    answer(archive, "en", "contribution", answers=answers)
    path = "docs/en/rivers/contributions/awa-title.md"
    assert "authors: [{name: Awa}]" in texts(archive)[path]


def test_names_are_asked_for_one_by_one(archive: Path) -> None:
    answers = ["rivers", "1", "", "A title", "Awa Sy; Zoé Kan", "Awa Sy", "", "", "", ""]
    shown = answer(archive, "en", "contribution", answers=[*answers, "Zoé Kan", *[""] * 12])
    assert "One name at a time" in shown
    path = "docs/en/rivers/contributions/sy-title.md"
    assert "authors: [{name: Awa Sy}, {name: Zoé Kan}]" in texts(archive)[path]


def test_answers_are_not_lost_to_a_rule_across_files(archive: Path) -> None:
    answers = ["rivers", "1", "", "A title", "王芳", "", "", "", "", *[""] * 8]
    shown = answer(archive, "en", "contribution", answers=answers)
    assert "[name-id]" in shown
    assert "name: 王芳" in texts(archive)["docs/en/rivers/contributions/title.md"]
    assert_all_is_well(archive)


def test_options_leave_fewer_questions(archive: Path) -> None:
    shown = answer(archive, "en", "contribution", *OPTIONS, answers=[])
    assert "Written: " in shown
    assert "Title of the text" not in shown


def test_a_wrong_option_is_told_before_anything_is_asked(archive: Path) -> None:
    words = ["--discussion", "rivers", "--country", "Gerogia", "--week", "9", "--author", "A"]
    shown = answer(archive, "en", "contribution", *words, answers=["A title"], status=1)
    assert "--country" in shown
    assert "--week" in shown
    assert "Title of the text" not in shown


def test_a_discussion_by_its_title_has_weeks(archive: Path) -> None:
    words = ["--discussion", "Fleuves", "--author", "Ana Reef"]
    shown = answer(archive, "en", "contribution", *words, answers=["", "Banks", "1", *[""] * 6])
    assert "Mouths" in shown
    assert "weeks: [1]\n" in texts(archive)["docs/en/rivers/contributions/reef-banks.md"]


def test_whoever_stops_writes_nothing(archive: Path) -> None:
    before = texts(archive)
    shown = answer(archive, "fr", "contribution", answers=ANSWERS[:8], status=1)
    assert "Abandon." in shown
    assert texts(archive) == before


def test_a_week_in_both_languages(archive: Path) -> None:
    words = "--discussion rivers --title en Mouths --title fr Bouches --question en Where?"
    more = ["--question", "fr", "Où ?", "--question", "en", "When?", "--opens", "2011-01-10"]
    finished = new(archive, "week", *words.split(), *more)
    assert (finished.returncode, finished.stderr) == (0, "")
    found = texts(archive)
    assert found["docs/en/rivers/weeks/2.md"].startswith(
        '---\ntitle: Mouths\nquestions: ["Where?", "When?"]\nopens: 2011-01-10\n---\n'
    )
    assert found["docs/fr/rivers/weeks/2.md"].startswith(
        '---\ntitle: Bouches\nquestions: ["Où ?"]\n---\n'
    )
    assert_all_is_well(archive)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_week_by_answers_in_one_language(archive: Path, code: str) -> None:
    answers = ["harbours", "Épilogue", "Et après ?", "", "", "soon", "2010-09-20", "2010-09-26"]
    answers.append("2010-09-19")
    shown = answer(archive, code, "week", answers=answers)
    assert "[date-format]" in shown
    found = texts(archive)
    assert f"docs/{code}/harbours/weeks/3.md" in found
    others = [path for path in found if path.endswith("harbours/weeks/3.md")]
    assert len(others) == 1
    assert 'questions: ["Et après ?"]\nopens: 2010-09-20\n' in found[others[0]]
    assert "publish: 2010-09-19\n" in found[others[0]]
    assert_all_is_well(archive)


def test_the_other_language_of_a_week_comes_later(archive: Path) -> None:
    words = ["--discussion", "harbours", "--number", "2", "--title", "fr", "Îles"]
    finished = new(archive, "week", *words, "--question", "fr", "Et les îles ?")
    assert finished.returncode == 0
    assert "Nothing was written" not in finished.stdout
    assert_all_is_well(archive)
    words = ["--discussion", "harbours", "--title", "fr", "Fin", "--question", "fr", "Et après ?"]
    opens = ["--number", "3", "--opens", "2010-09-20"]
    assert "Nothing was written in English" in new(archive, "week", *words, *opens).stdout
    english = [word.replace("fr", "en") for word in words]
    finished = new(archive, "week", *english, *opens)
    assert finished.returncode == 1
    assert "[shared-twice]" in finished.stderr
    assert "docs/en/harbours/weeks/3.md" not in texts(archive)


def test_a_terminal_asks_for_what_is_absent_only(archive: Path) -> None:
    words = ["week", "--discussion", "harbours", "--number"]
    shown = answer(archive, "en", *words, "2", answers=["Îles", "Et les îles ?", ""])
    assert "Written: docs/fr/harbours/weeks/2.md" in shown
    assert_all_is_well(archive)
    shown = answer(archive, "en", *words, "1", answers=["Îles"], status=1)
    assert "docs/en/harbours/weeks/1.md is there already" in shown


def test_a_week_that_breaks_rules_is_not_written(archive: Path) -> None:
    before = texts(archive)
    words = "--discussion rivers --title en Mouths --opens 2011-01-10 --closes 2011-01-01"
    finished = new(archive, "week", *words.split())
    assert finished.returncode == 1
    assert "questions: this field must stand here" in finished.stderr
    finished = new(archive, "week", *words.split(), "--question", "de", "Wo?")
    assert (
        "--question: “de” is not known here. Known: English (en), French (fr)." in finished.stderr
    )
    assert texts(archive) == before


def test_a_discussion_by_options(archive: Path) -> None:
    words = ["--title", "fr", "Les phares", "--title", "en", "Lighthouses", "--timezone"]
    more = ["--convenor", "en", "A", "--convenor", "en", "B", "--occasion", "fr", "L’été"]
    finished = new(archive, "discussion", *words, "Africa/Dakar", *more, "--rights", "CC BY 4.0")
    assert (finished.returncode, finished.stderr) == (0, "")
    found = texts(archive)
    assert found["docs/en/lighthouses/index.md"].startswith(
        "---\ntitle: Lighthouses\nconvenors: [A, B]\ntimezone: Africa/Dakar\nrights: CC BY 4.0\n---"
    )
    assert found["docs/fr/lighthouses/index.md"].startswith(
        "---\ntitle: Les phares\noccasion: L’été\n---"
    )
    assert_all_is_well(archive)


def test_a_discussion_by_answers(archive: Path) -> None:
    answers = [
        "Les phares",
        "Le Phare",
        "",
        "Inès",
        "",
        "",
        "",
        "",
        "",
        "",
        "Nowhere",
        "",
        "",
        "rivers",
        "",
    ]
    shown = answer(archive, "fr", "discussion", answers=answers)
    assert "[timezone]" in shown
    assert "[id-taken]" in shown
    written = texts(archive)["docs/fr/phares/index.md"]
    assert "convenors: [Le Phare]\nmoderators: [Inès]\n" in written
    assert_all_is_well(archive)


def test_the_first_discussion_comes_before_contributions(tmp_path: Path) -> None:
    files = {p: t for p, t in fixtures.load("base").items() if "harbours" not in p}
    files |= {
        f"docs/{code}/index.md": "---\ntitle: A\ndescription: B\n---\n\nC\n" for code in LANGUAGES
    }
    fixtures.write(tmp_path, files)
    assert "palabre new discussion" in new(tmp_path, "contribution", *OPTIONS).stderr
    assert new(tmp_path, "discussion", "--title", "en", "Lighthouses").returncode == 0
    assert new(tmp_path, "contribution", *OPTIONS[2:]).returncode == 0
    assert_all_is_well(tmp_path)


def test_a_broken_archive_still_takes_new_files(archive: Path) -> None:
    broken = archive / POSTS.format("fr") / "kamsar-office.md"
    broken.write_text("---\ntitle: [\n---\n", "utf-8")
    finished = new(archive, "contribution", *OPTIONS)
    assert (finished.returncode, finished.stderr) == (0, "")
