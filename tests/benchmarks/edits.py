"""Random edits of a generated archive: after each, the site is the one made from nothing.

Edits are valid ones, as people make them; the same seed gives the same edits. Both sites are built
by ``palabre build``: one in the folder that is edited, one in a copy of it without store and site.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import generator

import built
import fixtures
from palabre.reading import fingerprint

CONFIG: dict[str, Any] = {"hooks": ["hooks/palabre_hook.py"], "theme": {"custom_dir": "overrides"}}
SHOWN_TAG = re.compile(r"<(p|a|li|ul|h1|h2|dl|dt|div|nav|span|time|section|article)(?=[\s>])")
MESSAGE = re.compile(r'(?<=^msgstr ")[^"\\]+(?="$)', re.MULTILINE)
DIFFERENCES_SHOWN = 10


class Editor:
    """Edits the archive below *folder*; each public method is a kind of edit."""

    def __init__(self, folder: Path, contributions: int, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.size = generator.Size(contributions, translated=0.8)
        fixtures.write(folder, dict(generator.files(self.size)), **CONFIG)
        for name in ("hooks", "overrides"):
            shutil.copytree(
                fixtures.REPOSITORY / name,
                folder / name,
                ignore=shutil.ignore_patterns("__pycache__"),
            )

    def add(self) -> None:
        """Add a contribution; its id may be one that was removed or renamed earlier."""
        number = int(self._free_id().rpartition("-")[2])
        for path, text in generator.contribution(number, self.size, self.chance):
            reply_to = re.search(r"(?<=^reply_to: ).+", text, re.MULTILINE)
            if reply_to and not self._files(reply_to[0]):
                text = text.replace(f"reply_to: {reply_to[0]}\n", "")
            (self.folder / path).write_text(text, "utf-8")

    def change(self) -> None:
        """Change a title, a body, a country, the topics or the date of a contribution."""
        file = self._record()
        pattern, new = self.chance.choice(
            (
                (r"^title: .+", f"title: {self._words()}"),
                (r"(?<=\n\n)\w+", self._words()),
                (r"(?<=country: )..", self.chance.choice(generator.COUNTRIES)),
                (r"^topics: .+", f"topics: [{self.chance.choice(generator.TOPICS)}]"),
                (r"^date: .+", f"date: 2010-09-{self.chance.randint(10, 30)}"),
            )
        )
        self._replace(file, pattern, new)

    def remove(self) -> None:
        """Remove a contribution; what answered it answers nothing any more."""
        file = self._record()
        self._lead_replies(file.stem, "")
        for text in self._files(file.stem):
            text.unlink()

    def rename(self) -> None:
        """Give a contribution another id; what answered it still does."""
        file, key = self._record(), self._free_id()
        self._lead_replies(file.stem, f"reply_to: {key}\n")
        for text in self._files(file.stem):
            text.rename(text.with_name(f"{key}.md"))

    def translate(self) -> None:
        """Translate a contribution, or anew, or take its translation away."""
        file = self._record()
        other = self._twin(file)
        if other.exists() and self.chance.random() < 0.5:
            other.unlink()
            return
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        title = front.splitlines()[0].removeprefix("title: ")
        translated = re.sub(r"^\w+", self._words(), body.strip(), flags=re.MULTILINE)
        other.write_text(
            f"---\ntitle: {self._words()}\ntext: translation\n"
            "translation: {by: Translators, kind: human, "
            f'of: "{fingerprint(title, body.strip())}"}}\n---\n\n{translated}\n',
            "utf-8",
        )

    def move(self) -> None:
        """Move a contribution to another week, or to none, perhaps of another discussion."""
        file = self._record()
        weeks = sorted(self.chance.sample(range(1, self.size.weeks + 1), self.chance.randint(0, 2)))
        self._replace(file, r"^(weeks: .+\n)?(?=authors: )", f"weeks: {weeks}\n" if weeks else "")
        discussion = f"discussion-{self.chance.randint(1, self.size.discussions)}"
        for text in self._files(file.stem):
            text.rename(text.parents[2] / discussion / "contributions" / text.name)

    def introduce(self) -> None:
        """Change the title or the text of a page, a discussion or a week."""
        files = [
            file for file in self._glob("docs/*/**/*.md") if file.parent.name != "contributions"
        ]
        pattern = self.chance.choice((r"(?<=^title: ).+", r"(?<=^---\n\n)[^-]+"))
        self._replace(self.chance.choice(files), pattern, self._words())

    def label(self) -> None:
        """Change a topic's label."""
        topic = self.chance.choice(generator.TOPICS)
        pattern = rf"(?<=id: {topic}\n  label: {{en: )[^,]+"
        self._replace(self.folder / "docs/topics.yml", pattern, self._words())

    def template(self) -> None:
        """Change one of the templates, at a place that shows."""
        file = self.chance.choice(self._glob("overrides/**/*.html"))
        whole = (fixtures.REPOSITORY / file.relative_to(self.folder)).read_text("utf-8")
        places = list(SHOWN_TAG.finditer(whole))
        at = self.chance.choice(places).end() if places else len(whole)
        mark = f' data-edit="{self._words()}"' if places else "<!-- edited -->"
        file.write_text(whole[:at] + mark + whole[at:], "utf-8")

    def catalogue(self) -> None:
        """Change a string of a catalogue."""
        file = self.chance.choice(self._glob("hooks/palabre/locale/*/LC_MESSAGES/*.po"))
        whole = file.read_text("utf-8")
        found = self.chance.choice(list(MESSAGE.finditer(whole)))
        file.write_text(f"{whole[: found.end()]}.{whole[found.end() :]}", "utf-8")

    def configuration(self) -> None:
        """Change the site's name or address, or its default language."""
        changes = {
            "site_name": self.chance.choice(("Palabre", "Arbre")),
            "site_url": f"https://{self.chance.choice('ab')}.example.org/",
        }
        config = fixtures.configuration(self.chance.choice(("en", "fr")), **CONFIG, **changes)
        (self.folder / "mkdocs.yml").write_text(config, "utf-8")

    def _words(self) -> str:
        return " ".join(self.chance.sample(generator.WORDS["en"], 3)).capitalize()

    def _glob(self, pattern: str) -> list[Path]:
        return sorted(self.folder.glob(pattern))

    def _files(self, key: str) -> list[Path]:
        """The texts of the contribution *key*."""
        return self._glob(f"docs/*/*/contributions/{key}.md")

    def _free_id(self) -> str:
        numbers = range(2 * self.size.contributions)  # more are added than removed
        free = [f"contribution-{number}" for number in numbers]
        return self.chance.choice([key for key in free if not self._files(key)])

    def _record(self) -> Path:
        """A file that holds a record."""
        files = self._glob("docs/*/*/contributions/*.md")
        while "\nauthors: " not in (file := self.chance.choice(files)).read_text("utf-8"):
            pass
        return file

    def _twin(self, file: Path) -> Path:
        code = "fr" if file.parts[-4] == "en" else "en"
        return file.parents[3] / code / file.relative_to(file.parents[2])

    def _lead_replies(self, key: str, line: str) -> None:
        """Put *line* where a contribution says that it answers *key*."""
        for file in self._glob("docs/*/*/contributions/*.md"):
            text = file.read_text("utf-8")
            if (old := f"reply_to: {key}\n") in text:
                file.write_text(text.replace(old, line), "utf-8")

    def _replace(self, file: Path, pattern: str, new: str) -> None:
        text, number = re.subn(pattern, new, file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        assert number, f"{pattern} is not in {file}"
        file.write_text(text, "utf-8")


KINDS: dict[Callable[[Editor], None], int] = {
    Editor.add: 3,
    Editor.change: 4,
    Editor.remove: 2,
    Editor.rename: 2,
    Editor.translate: 3,
    Editor.move: 3,
    Editor.introduce: 2,
    Editor.label: 2,
    Editor.template: 2,
    Editor.catalogue: 2,
    Editor.configuration: 1,
}
"""Each kind of edit, and how often it comes beside the others."""


def site(folder: Path) -> dict[str, bytes]:
    """Build the archive in *folder*; what is published, but for the search index."""
    return built.contents(built.build(folder, PYTHONPATH=str(folder / "hooks")))


def differences(folder: Path) -> list[str]:
    """The paths of the site in *folder* that are not those of one made from nothing."""
    warm = site(folder)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "cold"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".palabre", "site"))
        cold = site(copy)
    return sorted(path for path in warm | cold if warm.get(path) != cold.get(path))


def main() -> None:
    """Edit, build and compare, again and again."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--edits", type=int, default=200)
    arguments.add_argument("--contributions", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    done: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        editor = Editor(Path(place), chosen.contributions, chosen.seed)
        site(editor.folder)
        for number in range(1, chosen.edits + 1):
            (edit,) = editor.chance.choices(list(KINDS), list(KINDS.values()))
            edit(editor)
            done[edit.__name__] += 1
            if different := differences(editor.folder):
                print(f"Edit {number} ({edit.__name__}), seed {chosen.seed}: not as from nothing:")
                print(*different[:DIFFERENCES_SHOWN], sep="\n")
                sys.exit(1)
            if number % 20 == 0:
                print(f"  {number} edits of {chosen.edits}", file=sys.stderr)
    kinds = ", ".join(f"{name} {number}" for name, number in sorted(done.items()))
    print(f"{chosen.edits} edits of {chosen.contributions} contributions: {kinds}.")
    print("After each, the site was the one made from nothing, byte for byte.")


if __name__ == "__main__":
    main()
