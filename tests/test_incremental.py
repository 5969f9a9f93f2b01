"""Whatever was edited, in whatever order, the incremental site is the one made from nothing."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

import built
import fixtures
from palabre import ledger, promises, publication, search, site
from palabre import settings as configuration
from palabre.bundles import bundles
from palabre.clock import clock
from palabre.corrections import renaming, withdrawal
from palabre.editing import desk
from palabre.problems import Invalid
from palabre.search_records import Record, records
from palabre.store import Store

IDS = ["post-a", "post-b", "post-c"]
WORDS = st.sampled_from(["Harbour", "Capitainerie", "Sel", "Tide & salt", "Île", "Œuvre"])
BODIES = st.sampled_from(["Harbour", "Salt at <https://a.example>", "[Sel](http://a.example/ 'x')"])
DISCUSSIONS = st.sampled_from(["harbours", "rivers"])
RESOURCES = st.sampled_from(
    [
        "",
        "{title: Tide & salt tables}",
        "{url: 'https://a.example/'}",
        "{title: Tables, url: 'http://A.example', archived: 'https://b.example/a'}",
        "{title: Salt, url: 'https://a.example', archived: 'https://c.example/a'}",
    ]
)
PUBLISH = "publish: 2010-09-12\n"
LANGUAGES = st.sampled_from(["en", "fr"])


class Edits(RuleBasedStateMachine):
    """Edits an archive as people do, and builds after each edit."""

    def __init__(self) -> None:
        super().__init__()
        self.indexed: dict[str, list[Record]] = {}
        """What can be searched, by what decides whether an index is made anew."""
        self.clock = clock()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copytree(fixtures.REPOSITORY / "overrides", self.folder / "overrides")
        fixtures.write(self.folder, fixtures.load("two"), theme={"custom_dir": "overrides"})

    def teardown(self) -> None:
        """Delete the archive."""
        shutil.rmtree(self.folder)

    def _post(self, key: str, discussion: str, code: str) -> Path:
        return self.folder / f"docs/{code}/{discussion}/contributions/{key}.md"

    def _standing(self, key: str) -> list[Path]:
        return sorted(self.folder.glob(f"docs/*/*/contributions/{key}.md"))

    @rule(
        key=st.sampled_from(IDS),
        discussion=DISCUSSIONS,
        code=LANGUAGES,
        title=WORDS,
        week=st.sampled_from(["[1]", "[1, 2]", ""]),
        country=st.sampled_from(["SN", "GN", ""]),
        name=st.sampled_from(["Awa Diallo", "Élodie Œuvrard", "Jo Lee"]),
        reply=st.sampled_from(["kamsar-office", "post-a", ""]),
        resource=RESOURCES,
    )
    def add(
        self,
        key: str,
        discussion: str,
        code: str,
        title: str,
        week: str,
        country: str,
        name: str,
        reply: str,
        resource: str,
    ) -> None:
        """Add a contribution, or change all of it."""
        if [p for p in self._standing(key) if p != self._post(key, discussion, code)]:
            return
        lines = [f"title: {title}", "text: summary", f"authors: [{{name: {name}"]
        lines[-1] += f", country: {country}}}]" if country else "}]"
        lines += [f"weeks: {week}"] if week and discussion == "harbours" else []
        lines += [f"reply_to: {reply}"] if reply and reply != key else []
        lines += [f"resources: [{resource}]"] if resource else []
        file = self._post(key, discussion, code)
        file.write_text("---\n" + "\n".join(lines) + "\n---\n\nOne.\n", "utf-8")

    @rule(key=st.sampled_from(IDS), title=WORDS)
    def translate(self, key: str, title: str) -> None:
        """Add a text in the other language, or change it."""
        for file in self._standing(key)[:1]:
            code, discussion = file.parts[-4], file.parts[-3]
            other = self._post(key, discussion, "fr" if code == "en" else "en")
            other.write_text(f"---\ntitle: {title}\ntext: summary\n---\n\nUn.\n", "utf-8")

    @rule(key=st.sampled_from(IDS))
    def remove(self, key: str) -> None:
        """Remove a contribution."""
        for file in self._standing(key):
            file.unlink()
        self._recite(key, "kamsar-office")

    @rule(old=st.sampled_from(IDS), new=st.sampled_from(IDS))
    def rename(self, old: str, new: str) -> None:
        """Give a contribution another id."""
        if not self._standing(new):
            for file in self._standing(old):
                file.rename(file.with_name(f"{new}.md"))
            self._recite(old, new)

    def _recite(self, old: str, new: str) -> None:
        """Let moderators cite *new* where they cited *old*."""
        for file in self.folder.glob("docs/*/*/**/*.md"):
            text = file.read_text("utf-8")
            if f"@{old}#" in text:
                file.write_text(text.replace(f"@{old}#", f"@{new}#"), "utf-8")

    @rule(old=st.sampled_from([*IDS, "island"]), new=st.sampled_from([*IDS, "post-d"]))
    def lead_on(self, old: str, new: str) -> None:
        """Give a contribution another id, and let its address lead there."""
        found = desk.lay(configuration.read(self.folder / "mkdocs.yml"))
        if old in found.texts and new not in found.taken:
            renaming.plan(found, old, new).carry_out(found)

    @rule(key=st.sampled_from(IDS), reason=st.sampled_from([{}, {"fr": "À sa demande"}]))
    def withdraw(self, key: str, reason: dict[str, str]) -> None:
        """Take a contribution out, and say so."""
        found = desk.lay(configuration.read(self.folder / "mkdocs.yml"))
        if key in found.texts:
            withdrawal.plan(found, key, date(2026, 11, 25), reason).carry_out(found)

    @rule(is_first=st.booleans())
    def publish(self, is_first: bool) -> None:
        """Promise what there is; or as if nothing had been promised yet."""
        found = configuration.read(self.folder / "mkdocs.yml")
        if is_first:
            (self.folder / ledger.FILE).unlink(missing_ok=True)
            return
        with contextlib.suppress(Invalid):
            read = site.read(found)
            texts = promises.text_promises(read.archive)
            addresses = [recipe.address for recipe in read.recipes]
            told = ledger.renewed(read.archive.promised, texts, addresses, "2026-11-25")
            (self.folder / ledger.FILE).write_text(ledger.written(told), "utf-8")

    @rule(key=st.sampled_from([*IDS, "only-here"]), word=BODIES)
    def change_body(self, key: str, word: str) -> None:
        """Change what a contribution says."""
        for file in self._standing(key)[:1]:
            text = file.read_text("utf-8")
            file.write_text(text.rpartition("\n\n")[0] + f"\n\n{word}.\n", "utf-8")

    @rule(code=LANGUAGES, title=WORDS, discussion=DISCUSSIONS)
    def change_week(self, code: str, title: str, discussion: str) -> None:
        """Change a week's title."""
        self._retitle(f"docs/{code}/{discussion}/weeks/1.md", title)

    @rule(code=LANGUAGES, title=WORDS, discussion=DISCUSSIONS)
    def change_discussion(self, code: str, title: str, discussion: str) -> None:
        """Change a discussion's title."""
        self._retitle(f"docs/{code}/{discussion}/index.md", title)

    def _retitle(self, path: str, title: str) -> None:
        lines = (self.folder / path).read_text("utf-8").split("\n")
        at = next(at for at, line in enumerate(lines) if line.startswith("title:"))
        lines[at] = f"title: {title}"
        (self.folder / path).write_text("\n".join(lines), "utf-8")

    @rule(
        where=st.sampled_from(["harbours/weeks/2", "harbours/consolidated-reply", "rivers/index"]),
        code=LANGUAGES,
        cited=st.lists(st.sampled_from([*IDS, "kamsar-office", "only-here", "delta"]), max_size=3),
        before=st.sampled_from(["", "One.\n\n"]),
    )
    def cite(self, where: str, code: str, cited: list[str], before: str) -> None:
        """Change what a text of the moderators cites, and from which of its paragraphs."""
        file = self.folder / f"docs/{code}/{where}.md"
        file = file if file.exists() else self.folder / f"docs/en/{where}.md"
        front = file.read_text("utf-8").partition("\n---\n")[0]
        standing = [key for key in cited if self._standing(key)]
        keys = "; ".join(f"@{key}#p1" for key in standing)
        said = f"They said [{keys}]." if keys else "Nothing."
        file.write_text(f"{front}\n---\n\n{before}{said}\n", "utf-8")

    @rule(
        where=st.sampled_from(["harbours/weeks/2", "harbours/consolidated-reply", "rivers/index"]),
        is_waiting=st.booleans(),
    )
    def schedule(self, where: str, is_waiting: bool) -> None:
        """Give a page a day, or take it away."""
        file = self.folder / f"docs/en/{where}.md"
        text = file.read_text("utf-8").replace(PUBLISH, "")
        text = text.replace("title:", f"{PUBLISH}title:", 1) if is_waiting else text
        file.write_text(text, "utf-8")

    @rule(day=st.sampled_from([None, date(2010, 9, 8), date(2010, 9, 15)]))
    def turn(self, day: date | None) -> None:
        """Let it be another day."""
        self.clock = clock(day)

    @rule(label=WORDS)
    def change_topic(self, label: str) -> None:
        """Change a topic's label."""
        file = self.folder / "docs/topics.yml"
        lines = file.read_text("utf-8").split("\n")
        lines[1] = f"  label: {{en: {label}, fr: Marées}}"
        file.write_text("\n".join(lines), "utf-8")

    @rule(word=st.sampled_from(["", "<hr>", "<br>"]))
    def change_template(self, word: str) -> None:
        """Change a template."""
        text = (fixtures.REPOSITORY / "overrides/palabre/entry.html").read_text("utf-8")
        (self.folder / "overrides/palabre/entry.html").write_text(text + word, "utf-8")

    @rule(name=st.sampled_from(["Palabre", "Archive"]), url=st.sampled_from(["a", "b"]))
    def change_configuration(self, name: str, url: str) -> None:
        """Change mkdocs.yml: the site's name, or its address."""
        changes = {"site_name": name, "site_url": f"https://{url}.example.org/"}
        config = fixtures.configuration(theme={"custom_dir": "overrides"}, **changes)
        (self.folder / "mkdocs.yml").write_text(config, "utf-8")

    @rule(number=st.integers(0, 400))
    def damage_the_store(self, number: int) -> None:
        """Write into a file that the store keeps."""
        kept = sorted((self.folder / ".palabre/files").glob("*/*"))
        if kept:
            kept[number % len(kept)].write_bytes(b"damaged")

    @invariant()
    def same_as_from_nothing(self) -> None:
        """Both ways give the same bytes, or the same problems."""
        found = configuration.read(self.folder / "mkdocs.yml")
        frame = fixtures.bare_frame(found, "head", "header", "main")
        store = Store(found.root, found.site_url)
        try:
            cold = site.read(found, clock=self.clock)
        except Invalid as error:
            with pytest.raises(Invalid) as again:
                site.read(found, store, clock=self.clock)
            assert again.value.problems == error.problems
            store.release()
            return
        for bundle in bundles(cold.archive):
            found_by_words = list(records(cold, bundle))
            known = self.indexed.setdefault(search.digest(cold, bundle), found_by_words)
            assert known == found_by_words, "an index is kept that finds something else"
        sites = {}
        for name, read, kept in (
            ("cold", cold, None),
            ("warm", site.read(found, store, clock=self.clock), store),
        ):
            target = self.folder / name
            shutil.rmtree(target, ignore_errors=True)
            publication.publish(read, frame, target, kept)
            sites[name] = built.contents(target)
        store.close()
        assert sites["warm"] == sites["cold"]


Edits.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestEdits = pytest.mark.built(Edits.TestCase)


def test_a_copy_that_a_record_gives_reaches_its_links_and_no_others(tmp_path: Path) -> None:
    found = fixtures.write(tmp_path, fixtures.load("two"))
    posts = tmp_path / "docs/en/harbours/contributions"
    record = "---\ntitle: {}\ntext: original\nauthors: [{{name: Jo Lee}}]\n{}---\n\n{}\n"
    (posts / "links.md").write_text(
        record.format("Links", "weeks: [1]\n", "<http://a.example/>"), "utf-8"
    )
    for copy in ("https://b.example/", "https://c.example/"):
        named = f"weeks: [2]\nresources: [{{url: 'https://a.example', archived: '{copy}'}}]\n"
        (posts / "names.md").write_text(
            record.format("Names", named, "<http://a.example/>"), "utf-8"
        )
        store = Store(found.root, found.site_url)
        frame = fixtures.bare_frame(found, "main")
        publication.publish(site.read(found, store), frame, tmp_path / "site", store)
        store.close()
        pages = {
            path: (tmp_path / f"site/harbours/{path}.html").read_text("utf-8").count(f'"{copy}"')
            for path in ("contributions/names", "resources")
        }
        assert pages == {"contributions/names": 2, "resources": 1}
        links = (tmp_path / "site/harbours/contributions/links.html").read_text("utf-8")
        assert links.partition("<aside")[0].count('"http://a.example/"') == 1


def test_what_is_cited_or_cites_anew_is_made_anew(tmp_path: Path) -> None:
    """A page shows what takes it up and whom it cites, which stands in files of others."""
    found = fixtures.write(tmp_path, fixtures.load("two") | fixtures.of_golden("citations"))
    frame = fixtures.bare_frame(found, "main")

    def edit(path: str, old: str, new: str) -> None:
        text = (tmp_path / "docs" / path).read_text("utf-8")
        assert old in text
        (tmp_path / "docs" / path).write_text(text.replace(old, new), "utf-8")

    def published(target: str, store: Store | None) -> dict[str, bytes]:
        publication.publish(site.read(found, store), frame, tmp_path / target, store)
        return built.contents(tmp_path / target)

    def build() -> dict[str, bytes]:
        store = Store(found.root, found.site_url)
        warm = published("site", store)
        store.close()
        assert warm == published("cold", None)
        return warm

    post = "harbours/contributions/kamsar-office.html"
    pages = [build()]
    for more in ("Avant. " * 50, "Entre."):  # no list shows what comes that late
        edit("fr/harbours/consolidated-reply.md", "## Cap", f"{more}\n\n## Cap")
        pages.append(build())
    edit("fr/harbours/consolidated-reply.md", "title: Ce qui", "title: Voici ce qui")
    pages.append(build())
    edit("en/harbours/weeks/2.md", "[@kamsar-office#p1]", "[@kamsar-office#p3]")
    pages.append(build())
    edit("fr/harbours/contributions/kamsar-office.md", "name: Awa Diallo", "name: Jo Lee")
    pages.append(build())
    expected = {
        post: [True, True, True, False, False],
        f"fr/{post}": [False, False, False, False, False],
        "harbours/weeks/2.html": [True, True, True, False, False],
    }
    for address, kept in expected.items():
        assert [one[address] == other[address] for one, other in pairwise(pages)] == kept


def test_a_large_archive_is_made_in_other_steps_into_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = fixtures.write(tmp_path, fixtures.load("two") | fixtures.of_golden("citations"))
    read, frame = site.read(found), fixtures.bare_frame(found, "main")
    publication.publish(read, frame, tmp_path / "small")
    for limit, low in (("_LEAST_PAGES", 1), ("_MANY_PAGES", 0), ("_MANY_CONTRIBUTIONS", 0)):
        monkeypatch.setattr(publication, limit, low)
    publication.publish(read, frame, tmp_path / "large")
    assert built.files_of(tmp_path / "large") == built.files_of(tmp_path / "small")


def test_a_search_finds_what_is_filed_in_a_week_that_appears(tmp_path: Path) -> None:
    """In a language of its own, so that nothing else has its index made anew."""
    found = fixtures.write(tmp_path, fixtures.load("two"))
    week = tmp_path / "docs/en/harbours/weeks/2.md"
    week.write_text(
        week.read_text("utf-8").replace("opens:", "publish: 2010-09-12\nopens:"), "utf-8"
    )
    for name in ("island", "two-coasts"):
        post = tmp_path / f"docs/es/harbours/contributions/{name}.md"
        post.write_text(post.read_text("utf-8").replace("weeks: [2]", "weeks: [1, 2]"), "utf-8")
    weeks, digests = [], set()
    for day in (11, 12):
        read = site.read(found, clock=clock(date(2010, 9, day)))
        bundle = next(one for one in bundles(read.archive) if one.language == "es")
        weeks.append(next(records(read, bundle))["filters"]["week"])
        digests.add(search.digest(read, bundle))
    assert weeks == [["harbours/1"], ["harbours/1", "harbours/2"]]
    assert len(digests) == len(weeks)


def test_a_post_is_marked_late_by_a_week_that_waits(tmp_path: Path) -> None:
    found = fixtures.write(tmp_path, fixtures.load("two"))
    week, frame = tmp_path / "docs/en/harbours/weeks/2.md", fixtures.bare_frame(found, "main")
    text = week.read_text("utf-8").replace("opens:", "publish: 2010-09-12\nopens:")
    post = tmp_path / "docs/fr/harbours/contributions/seulement-ici.md"
    post.write_text(
        post.read_text("utf-8").replace("position", "date: 2010-09-17\nposition"), "utf-8"
    )
    marked = []
    for closes in (19, 16):
        week.write_text(text.replace("closes: 2010-09-19", f"closes: 2010-09-{closes}"), "utf-8")
        store, target = Store(found.root, found.site_url), tmp_path / "site"
        read = site.read(found, store, clock=clock(date(2010, 9, 11)))
        publication.publish(read, frame, target, store)
        store.close()
        page = target / "harbours/contributions/seulement-ici.html"
        marked.append("palabre-badge" in page.read_text("utf-8"))
    assert marked == [False, True]


@pytest.mark.built
def test_real_builds_equal_those_from_nothing(tmp_path: Path) -> None:
    """A post, a page and a topic; a template and the configuration; a string of a catalogue."""
    folder = built.copy_repository(tmp_path / "warm")
    hooks = {"PYTHONPATH": str(folder / "hooks")}
    built.build(folder, None, **hooks)

    def edit(path: str, old: str, new: str) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), "utf-8")

    def compare() -> None:
        warm = built.contents(built.build(folder, None, **hooks))
        cold = tmp_path / "cold"
        shutil.rmtree(cold, ignore_errors=True)
        shutil.copytree(folder, cold, ignore=shutil.ignore_patterns(".palabre", "site"))
        assert warm == built.contents(
            built.build(cold, [*built.MKDOCS, "build"], PYTHONPATH=str(cold / "hooks"))
        )

    edit("docs/fr/contribute.md", "Nul besoin", "Aucun besoin")
    edit("docs/topics.yml", "fr:", "fr: ")
    post = "docs/en/local-authorities/contributions/melua-trusted-officials.md"
    edit(post, "title: ", "title: Now ")
    compare()
    edit("overrides/main.html", "{% block footer %}", "{% block footer %}<!-- changed -->")
    edit("mkdocs.yml", "site_name: Palabre", "site_name: Arbre")
    compare()
    edit("mkdocs.yml", "Texts:", "Words:")
    compare()
    edit("hooks/palabre/locale/fr/LC_MESSAGES/site.po", "non datée", "sans date")
    compare()


@pytest.mark.built
def test_nothing_to_do_is_seen_and_a_lost_page_is_brought_back(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    good = built.contents(built.build(tmp_path))
    command = [*built.PALABRE, "build"]
    assert "Nothing has changed." in built.run(tmp_path, *command).stdout
    (tmp_path / "site/countries/gn.html").unlink()
    assert "Nothing has changed." not in built.run(tmp_path, *command).stdout
    assert built.contents(tmp_path / "site") == good


@pytest.mark.built
def test_killed_at_any_moment_the_next_build_is_right(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    post = tmp_path / "docs/en/harbours/contributions/only-here.md"
    original = post.read_text("utf-8")
    sites = []
    for word in ("Somebody", "Nobody"):
        post.write_text(original.replace("Nobody", word), "utf-8")
        shutil.rmtree(tmp_path / ".palabre", ignore_errors=True)
        sites.append(built.contents(built.build(tmp_path)))
    command = [*built.PALABRE, "build"]
    for attempt in range(30):
        word = ("Somebody", "Nobody")[attempt % 2]
        post.write_text(original.replace("Nobody", word), "utf-8")
        if attempt % 3 == 0:
            shutil.rmtree(tmp_path / ".palabre", ignore_errors=True)
        process = subprocess.Popen(
            command, cwd=tmp_path, env=built.environment(), stdout=-3, stderr=-3
        )
        time.sleep(0.2 + attempt * 0.04)
        process.kill()
        process.wait()
        built.run(tmp_path, *built.PALABRE, "check")
        assert built.contents(tmp_path / "site") in sites
    post.write_text(original, "utf-8")
    assert built.contents(built.build(tmp_path)) == sites[1]


@pytest.mark.built
def test_two_builds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    fixtures.write(tmp_path, fixtures.load("two"))
    good = built.contents(built.build(tmp_path))
    (tmp_path / "docs/en/index.md").touch()
    held = Store(tmp_path, "https://palabre.example.org/archive/")
    process = subprocess.Popen(
        [*built.PALABRE, "build"],
        cwd=tmp_path,
        env=built.environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr
    assert "Another build of this archive is under way" in process.stderr.readline()
    assert process.poll() is None
    held.release()
    assert process.wait() == 0
    process.stderr.close()
    assert built.contents(tmp_path / "site") == good
