"""GitHub's workflows: what they may do, what they use, and that each step does what it should."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest

import actions
import built
import fixtures
from actions import Runner, Step
from palabre import cli, detection, settings
from palabre.editing import desk, forms
from palabre.review import comment, receipts

GITHUB = fixtures.REPOSITORY / ".github"
SCRIPTS = [step for step in actions.steps() if step.script]


def named(value: Path | Step) -> str:
    return value.stem if isinstance(value, Path) else f"{value.workflow}-{value.values['name']}"


# --- what they are made of


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("custom.github-workflows-require-timeout", ".github/workflows/*.yml"),
        ("vendor.dependabot", ".github/dependabot.yml"),
        ("vendor.github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"),
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/*[!g].yml"),
    ],
)
def test_files_keep_githubs_schemas(schema: str, pattern: str) -> None:
    paths = [str(path) for path in fixtures.REPOSITORY.glob(pattern)]
    assert paths
    command = str(Path(built.PALABRE[0]).with_name("check-jsonschema"))
    finished = built.run(fixtures.REPOSITORY, command, "--builtin-schema", schema, *paths)
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize("path", actions.WORKFLOWS, ids=named)
def test_actions_are_pinned_and_the_same_everywhere(path: Path) -> None:
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", path.read_text("utf-8"))
    everything = "".join(other.read_text("utf-8") for other in actions.WORKFLOWS)
    for name, commit, rest in used:
        assert name.startswith("actions/")
        assert re.fullmatch(r"[0-9a-f]{40}", commit), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", rest), name
        whole = name.split("/")[1]
        pins = set(re.findall(rf"uses: actions/{whole}(?:/\w+)?@(.*)", everything))
        assert pins == {commit + rest}


MAY = {
    ("check", "check"): {"contents": "read"},
    ("comment", "compose"): {"contents": "read", "pull-requests": "read"},
    ("comment", "post"): {"actions": "read", "contents": "read", "pull-requests": "write"},
    ("deploy", "build"): {"contents": "read"},
    ("deploy", "deploy"): {"pages": "write", "id-token": "write"},
    ("deploy", "record"): {"contents": "write"},
    ("form", "propose"): {"contents": "write", "issues": "write", "pull-requests": "write"},
    ("test", "linux"): {"contents": "read"},
    ("test", "elsewhere"): {"contents": "read"},
}
"""What each job may do, and no more."""


@pytest.mark.parametrize("path", actions.WORKFLOWS, ids=named)
def test_jobs_may_do_what_they_must_and_no_more(path: Path) -> None:
    workflow = actions.load(path)
    assert "permissions" in workflow
    for name, job in workflow["jobs"].items():
        assert job.get("permissions", workflow["permissions"]) == MAY[path.stem, name]
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
                assert step["with"].get("ref", "main") == "main"


@pytest.mark.parametrize("path", actions.WORKFLOWS, ids=named)
def test_strangers_words_reach_no_script_and_no_secret_is_used(path: Path) -> None:
    workflow = actions.load(path)
    assert not {"pull_request_target", "issue_comment"} & set(workflow["on"])
    text = path.read_text("utf-8")
    assert "secrets" not in re.sub(r"#.*", "", text)
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            assert "script" not in step.get("with", {})


def test_only_the_main_branch_saves_what_later_runs_use() -> None:
    saving = [
        step.workflow
        for step in actions.steps()
        if re.match(r"actions/cache(/save)?@", step.values.get("uses", ""))
        or "cache" in step.values.get("with", {})
    ]
    assert saving == ["deploy"]


def commands(step: Step) -> list[list[str]]:
    """The commands of a script, each as its words; what is written elsewhere is left out."""
    script = re.sub(r"#.*", "", step.script).replace("\\\n", " ")
    lines = re.split(r"\n|&&|\|\|?|;|\$\(|\)", script)
    return [words for line in lines if (words := shlex.split(re.sub(r">.*", "", line)))]


@pytest.mark.parametrize("step", SCRIPTS, ids=named)
def test_commands_exist_with_these_options(step: Step) -> None:
    for program, *words in commands(step):
        if Path(program).name == "palabre":
            assert_understood(words)
        elif program == "make":
            rules = (fixtures.REPOSITORY / "Makefile").read_text("utf-8")
            assert all(re.search(rf"^{word}:", rules, re.MULTILINE) for word in words), words
        elif program == "python":
            tests = [word for word in words if word.startswith("tests/")]
            assert all((fixtures.REPOSITORY / test).exists() for test in tests), tests
        elif program == ".venv/bin/python":
            assert (fixtures.REPOSITORY / words[0]).exists(), words
        elif program.startswith("."):
            assert (fixtures.REPOSITORY / program).stat().st_mode & 0o111, program
        else:
            assert re.match(r"(gh|echo|test|mkdir|cp|sudo)$|number=|PREVIEW=$", program), program


def assert_understood(words: list[str]) -> None:
    """The ``palabre`` command, and each that it is given, know their options and choices."""
    command: click.Command = cli.main
    while True:
        context = click.Context(command)
        command.allow_interspersed_args = not isinstance(command, click.Group)
        values, rest, _ = command.make_parser(context).parse_args(list(words))
        for option in command.params:
            value = values.get(option.name or "")
            if isinstance(option.type, click.Choice) and value and "$" not in value:
                assert value in option.type.choices, value
        if not isinstance(command, click.Group):
            return
        if not rest:
            assert command.invoke_without_command
            return
        name, *words = rest
        assert name in command.list_commands(context)
        found = command.get_command(context, name)
        assert found
        command = found


def test_everything_but_content_and_texts_has_an_owner() -> None:
    lines = [line.split() for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()]
    rules = [(line[0], line[1:]) for line in lines if line and line[0] != "#"]
    config = (fixtures.REPOSITORY / "mkdocs.yml").read_text("utf-8")
    owner = re.search(r"^repo_url: https://github.com/([\w-]+)/", config, re.MULTILINE)
    assert owner
    for path in fixtures.REPOSITORY.iterdir():
        name = f"/{path.name}/" if path.is_dir() else f"/{path.name}"
        owners = next(
            owners for pattern, owners in reversed(rules) if pattern == "*" or fits(pattern, name)
        )
        is_free = name == "/docs/" or re.fullmatch(r"/(README|CONTRIBUTING|CHANGELOG).*\.md", name)
        assert owners == ([] if is_free else [f"@{owner[1]}/maintainers"]), name


def fits(pattern: str, name: str) -> bool:
    return bool(re.fullmatch(re.escape(pattern).replace(r"\*", "[^/]*"), name))


def test_the_template_of_requests_speaks_both_languages() -> None:
    text = (GITHUB / "pull_request_template.md").read_text("utf-8")
    items = re.findall(r"^- \[ \] (.+)\\\n      (.+)$", text, re.MULTILINE)
    assert len(items) == text.count("- [ ]")
    for item in items:
        assert [detection.detected(words, ("en", "fr"))[0] for words in item] == ["en", "fr"]


# --- what they do


def git(folder: Path, *arguments: str) -> str:
    """Run git; what it says."""
    who = [part for name in ("name", "email") for part in ("-c", f"user.{name}=Somebody")]
    finished = built.run(folder, "git", *who, "-c", "protocol.file.allow=always", *arguments)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


POST = "docs/fr/harbours/contributions/une-digue.md"
GOOD = {
    POST: "---\ntitle: Une digue\ntext: original\nauthors: [{name: Zoé Marée, country: ML}]\n"
    "---\n\nLa digue tient.\n"
}
BAD = {POST: GOOD[POST].replace("ML", "EU")}


class Scene:
    """A repository at GitHub with a request, number 7, and a machine with the main branch."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin, self.theirs = folder, folder / "origin.git", folder / "theirs"
        self.theirs.mkdir(parents=True)
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(self.theirs, "init", "--quiet", "--initial-branch=main")
        fixtures.write(self.theirs, fixtures.load("base"))
        shutil.copytree(GITHUB / "bin", self.theirs / ".github/bin")
        (self.theirs / ".gitignore").write_text("/.venv\n/.palabre/\n/site/\n")
        self.commit("main")
        git(self.theirs, "push", "--quiet", str(self.origin), "main")

    def commit(self, message: str) -> None:
        """Commit all that stands there."""
        git(self.theirs, "add", "--all", "--force")
        git(self.theirs, "commit", "--quiet", "--message", message)

    def issue(self, text: str) -> Runner:
        """A machine for what GitHub runs after an issue, number 5, was labelled."""
        return self._runner({"issue": {"number": 5, "body": text}})

    def request(self, files: dict[str, str]) -> Runner:
        """Make the request, and a machine for what GitHub runs after it."""
        git(self.theirs, "checkout", "--quiet", "-b", "request")
        fixtures.write(self.theirs, files)
        self.commit("request")
        head = git(self.theirs, "rev-parse", "HEAD")
        git(self.theirs, "checkout", "--quiet", "main")
        (self.theirs / "docs/en/about.md").write_text("---\ntitle: A\ndescription: B\n---\n\nC.\n")
        (self.theirs / "docs/fr/about.md").write_text("---\ntitle: A\ndescription: B\n---\n\nC.\n")
        self.commit("meanwhile")
        git(self.theirs, "push", "--quiet", str(self.origin), "main")
        git(self.theirs, "merge", "--quiet", "--no-ff", "--message", "merged", "request")
        git(self.theirs, "push", "--quiet", str(self.origin), "HEAD:refs/pull/7/merge")
        event = {
            "pull_request": {"number": 7, "head": {"sha": head}},
            "workflow_run": {
                "head_sha": head,
                "head_branch": "request",
                "head_repository": {"owner": {"login": "somebody"}},
                "html_url": "https://github.example/runs/1",
            },
        }
        return self._runner(event)

    def _runner(self, event: dict[str, Any]) -> Runner:
        git(self.folder, "clone", "--quiet", "--depth=1", f"file://{self.origin}", "work")
        (self.folder / "work/.venv").symlink_to(Path(built.PALABRE[0]).parent.parent)
        context: dict[str, Any] = {"github": {"token": "t", "event": event}}
        context["steps"] = {"request": {"outputs": {"number": "7"}}}
        context["needs"] = {"compose": {"outputs": {"number": "7"}}}
        return Runner(self.folder, context)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def succeed(finished: subprocess.CompletedProcess[str]) -> str:
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


TAKE = actions.step("check", "Take the content of the request")


def test_of_a_request_only_its_content_is_taken(scene: Scene) -> None:
    hostile = {
        ".github/bin/find_request.py": "#!/bin/sh\necho 1\n",
        "mkdocs.yml": fixtures.configuration(hooks=["evil.py"]),
        "docs/.gitattributes": "*.md export-ignore\nsecond.md export-subst filter=lfs\n",
        "docs/en/harbours/contributions/second.md": "$Format:%H$\r\n",
        "docs/en/passwords.md": "%symlink /etc/passwd",
    }
    scene.theirs.joinpath("docs/topics.yml").unlink()
    runner = scene.request(GOOD | hostile)
    script = (runner.work / ".github/bin/find_request.py").read_text()
    succeed(runner.run(TAKE))
    assert (runner.work / ".github/bin/find_request.py").read_text() == script
    assert "evil" not in (runner.work / "mkdocs.yml").read_text()
    assert (runner.work / POST).read_text("utf-8") == GOOD[POST]
    second = runner.work / "docs/en/harbours/contributions/second.md"
    assert second.read_bytes() == b"$Format:%H$\r\n"
    assert (runner.work / "docs/en/passwords.md").is_symlink()
    assert not (runner.work / "docs/topics.yml").exists()
    assert (runner.work / "docs/en/about.md").exists(), "what main got meanwhile stays"
    request = runner.folder / "temp/request"
    assert (request / "docs/topics.yml").exists()
    assert (request / "docs/en/about.md").exists()
    assert not (request / POST).exists()
    changed = (request / "changed").read_text("utf-8").splitlines()
    assert {POST, "docs/topics.yml", "docs/en/passwords.md"} <= set(changed)
    assert all(path.startswith("docs/") for path in changed)
    finished = built.run(runner.work, *built.PALABRE, "check")
    assert finished.returncode == 1
    assert "docs/en/passwords.md:1" in finished.stderr
    assert "root:" not in finished.stderr


def test_a_submodule_brings_nothing(scene: Scene) -> None:
    git(scene.theirs, "submodule", "--quiet", "add", str(scene.origin), "docs/en/elsewhere")
    runner = scene.request(GOOD)
    succeed(runner.run(TAKE))
    assert not any((runner.work / "docs/en/elsewhere").iterdir())


def test_a_request_that_has_moved_on_is_not_taken(scene: Scene) -> None:
    runner = scene.request(GOOD)
    event = runner.context["github"]["event"]
    event["pull_request"]["head"]["sha"] = "0" * 40
    finished = runner.run(TAKE)
    assert finished.returncode == 1
    assert "no longer ends" in finished.stderr
    assert not (runner.work / POST).exists()


@pytest.mark.parametrize(("files", "status"), [(GOOD, 0), (BAD, 1)])
def test_a_request_is_annotated(scene: Scene, files: dict[str, str], status: int) -> None:
    runner = scene.request(files)
    succeed(runner.run(TAKE))
    finished = runner.run(actions.step("check", "Check"))
    assert finished.returncode == status
    assert (f"::error file={POST}" in finished.stdout) == bool(status)


@pytest.mark.built
def test_a_preview_is_built(scene: Scene) -> None:
    runner = scene.request(GOOD)
    succeed(runner.run(TAKE))
    succeed(runner.run(actions.step("check", "Build a preview")))
    upload = next(s for s in actions.steps() if s.values.get("with", {}).get("name") == "preview")
    site = runner.work / upload.values["with"]["path"]
    assert "Une digue" in (site / "harbours/contributions/une-digue.html").read_text("utf-8")


RECORD = actions.step("deploy", "Record what was published")


def test_what_was_published_is_recorded_once(scene: Scene) -> None:
    runner = scene.issue("")
    (scene.theirs / "later.txt").write_text("pushed while the site was built")
    scene.commit("later")
    git(scene.theirs, "push", "--quiet", str(scene.origin), "main")
    succeed(runner.run(RECORD))
    assert git(scene.origin, "diff", "--name-only", "main~", "main") == "ledger.tsv"
    ledger = git(scene.origin, "show", "main:ledger.tsv")
    assert "\nharbours/index.html\tfr\t" in ledger
    assert git(scene.origin, "show", "main:later.txt")
    recorded = git(scene.origin, "rev-parse", "main")
    succeed(runner.run(RECORD))
    assert git(scene.origin, "rev-parse", "main") == recorded


def test_what_was_published_is_recorded_though_somebody_pushes_just_then(scene: Scene) -> None:
    runner = scene.issue("")
    (scene.theirs / "later.txt").write_text("pushed while the ledger was")
    scene.commit("later")
    hook = runner.work / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f'#!/bin/sh\ngit -C "{scene.theirs}" push --quiet "{scene.origin}" main || true\n'
    )
    hook.chmod(0o755)
    succeed(runner.run(RECORD))
    assert git(scene.origin, "diff", "--name-only", "main~", "main") == "ledger.tsv"
    assert git(scene.origin, "show", "main:later.txt")


def test_nothing_that_reads_texts_is_given_the_right_to_push(scene: Scene) -> None:
    runner = scene.issue("")
    programs = runner.work / ".venv"
    programs.unlink()  # the link, not what it leads to
    program = programs / "bin/palabre"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\ntest -z "$GH_TOKEN" && exec "{built.PALABRE[0]}" "$@"\n')
    program.chmod(0o755)
    succeed(runner.run(RECORD))


def test_a_build_uses_the_newest_ledger(scene: Scene) -> None:
    runner = scene.issue("")
    succeed(runner.run(actions.step("deploy", "Take the newest ledger")))
    assert not (runner.work / "ledger.tsv").exists(), "nothing was published yet"
    succeed(runner.run(RECORD))
    git(runner.work, "reset", "--quiet", "--hard", "HEAD~")
    succeed(runner.run(actions.step("deploy", "Take the newest ledger")))
    assert (runner.work / "ledger.tsv").exists()


def requests(*heads: str) -> dict[str, Any]:
    return {"/pulls": [{"number": 6 + n, "head": {"sha": head}} for n, head in enumerate(heads)]}


def test_the_request_of_a_run_is_found_by_its_commit(scene: Scene) -> None:
    runner = scene.request(GOOD)
    head = runner.context["github"]["event"]["workflow_run"]["head_sha"]
    step = actions.step("comment", "Find the request")
    succeed(runner.run(step, requests("0" * 40, head)))
    assert (runner.folder / "output").read_text() == "number=7\n"
    assert "head=somebody:request" in runner.asked[0][0]
    (runner.folder / "output").unlink()
    succeed(runner.run(step, requests("0" * 40)))
    assert (runner.folder / "output").read_text() == "number=\n"


@pytest.mark.parametrize(("files", "told"), [(GOOD, "1 new page"), (BAD, "1 problem to mend")])
def test_a_comment_is_written_and_posted(scene: Scene, files: dict[str, str], told: str) -> None:
    runner = scene.request(files)
    succeed(runner.run(actions.step("comment", "Take the content of the request")))
    succeed(runner.run(actions.step("comment", "Write the comment")))
    written = runner.work / "comment.md"
    text = written.read_text("utf-8")
    assert text.startswith(comment.MARKER)
    assert told in text
    assert ("https://github.example/runs/1#artifacts" in text) == (files is GOOD)
    assert "about.html" not in text, "what main got meanwhile is not the request's"
    post = actions.step("comment", "Post the comment")
    succeed(runner.run(post, {"--paginate": [[]]}, GH_ARTIFACT=str(written)))
    arguments, body = runner.asked[-1]
    assert arguments[1:3] == ["--method", "POST"]
    assert arguments[3].endswith("/issues/7/comments")
    assert text in json.loads(body)["body"]


def test_a_preview_by_a_workflow_of_the_requests_is_not_led_to(scene: Scene) -> None:
    runner = scene.request(GOOD | {".github/workflows/own.yml": "name: check\n"})
    succeed(runner.run(actions.step("comment", "Take the content of the request")))
    succeed(runner.run(actions.step("comment", "Write the comment")))
    text = (runner.work / "comment.md").read_text("utf-8")
    assert "1 new page" in text
    assert "runs/1" not in text


def test_a_comment_is_written_anew_where_it_is_ours(scene: Scene) -> None:
    runner = scene.request(GOOD)
    written = runner.folder / "comment.md"
    written.write_text(f"{comment.MARKER}\nNew.\n")
    ours, theirs = {"login": "github-actions[bot]"}, {"login": "somebody"}
    page = [
        {"id": 1, "user": theirs, "body": f"{comment.MARKER}\nMine."},
        {"id": 4, "user": None, "body": f"{comment.MARKER}\nOf somebody who has left."},
        {"id": 2, "user": ours, "body": "Another."},
        {"id": 3, "user": ours, "body": f"{comment.MARKER}\r\nOld."},
    ]
    post = actions.step("comment", "Post the comment")
    succeed(runner.run(post, {"--paginate": [[], page]}, GH_ARTIFACT=str(written)))
    assert runner.asked[-1][0][1:4] == [
        "--method",
        "PATCH",
        "repos/palabre-archive/palabre/issues/comments/3",
    ]


def test_a_comment_that_is_too_long_is_cut(scene: Scene) -> None:
    runner = scene.request(GOOD)
    written = runner.folder / "comment.md"
    written.write_text(f"{comment.MARKER}\n{'é' * comment.LIMIT}", "utf-8")
    post = actions.step("comment", "Post the comment")
    succeed(runner.run(post, {"--paginate": [[]]}, GH_ARTIFACT=str(written)))
    assert len(json.loads(runner.asked[-1][1])["body"]) == comment.LIMIT


def test_what_is_no_comment_of_ours_is_not_posted(scene: Scene) -> None:
    runner = scene.request(GOOD)
    written = runner.folder / "comment.md"
    written.write_text("Buy this.\n")
    post = actions.step("comment", "Post the comment")
    finished = runner.run(post, {"--paginate": [[]]}, GH_ARTIFACT=str(written))
    assert finished.returncode == 1
    assert all(arguments[0] == "run" for arguments, _ in runner.asked)


MADE = {"path": POST, "id": "une-digue", "title": "closes #1", "problems": {}, "notes": {}}
ASKED = {
    "en": ["Consent: is it given, @octocat?" + " Say so." * 50],
    "fr": ["Accord : est-il donné, @octocat ?"],
}
NONE: dict[str, list[str]] = {"en": [], "fr": []}
PROPOSE = actions.step("form", "Propose")


def propose(
    runner: Runner, made: dict[str, Any], answers: dict[str, object] | None = None
) -> subprocess.CompletedProcess[str]:
    folder = runner.folder / "temp/form"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "made.json").write_text(json.dumps(made))
    (folder / "comment.md").write_text("What changes.\n")
    if made["path"]:
        (runner.work / made["path"]).parent.mkdir(parents=True, exist_ok=True)
        (runner.work / made["path"]).write_text(GOOD[POST], "utf-8")
    (runner.work / "comment.md").write_text("no part of the proposal")
    usual = {"/pulls": {"number": 12}, "--paginate": [[]]}
    return runner.run(PROPOSE, usual if answers is None else answers)


def test_a_form_becomes_a_proposal(scene: Scene) -> None:
    runner = scene.issue("")
    succeed(propose(runner, MADE | {"problems": ASKED, "notes": NONE}))
    assert git(scene.origin, "diff", "--name-only", "main", "form-5") == POST
    assert git(scene.origin, "log", "--format=%B", "-1", "form-5") == "Add une-digue"
    (_, asked), _, (_, answered) = runner.asked
    assert json.loads(asked) == {
        "title": "Contribution: une-digue",
        "head": "form-5",
        "base": "main",
        "body": "What changes.\n\nCloses #5\n",
    }
    told = json.loads(answered)["body"]
    assert told.startswith(receipts.MARKER)
    assert "has become a proposal, #12." in told
    assert "To be settled before it is published:\n\n- `Consent: is it given, @octocat?" in told
    assert told.count(" Say so.") == 50, "a repair stands at the end"
    assert "est devenu une proposition, #12." in told
    assert "À régler avant la publication\u00a0:\n\n- `Accord : est-il donné, @octocat ?`" in told


def test_a_form_of_which_nothing_can_be_made_is_answered(scene: Scene) -> None:
    runner = scene.issue("")
    nothing = {"path": None, "id": None, "title": None, "problems": ASKED, "notes": NONE}
    succeed(propose(runner, nothing))
    told = json.loads(runner.asked[-1][1])["body"]
    assert runner.asked[-1][0][3].endswith("/issues/5/comments")
    assert "could not become a proposal yet.\n\nWhat has to be mended:\n\n- `Consent" in told
    assert "Ce qu’il faut corriger\u00a0:\n\n- `Accord" in told
    assert git(scene.origin, "branch", "--list", "form-5") == ""


def test_a_proposal_that_somebody_may_work_on_is_left_alone(scene: Scene) -> None:
    git(scene.theirs, "push", "--quiet", str(scene.origin), "main:form-5")
    runner = scene.issue("")
    succeed(propose(runner, MADE | {"problems": NONE, "notes": NONE}))
    assert runner.asked == []
    assert git(scene.origin, "diff", "--name-only", "main", "form-5") == ""


def test_what_cannot_be_proposed_can_be_tried_again(scene: Scene) -> None:
    runner = scene.issue("")
    finished = propose(runner, MADE | {"problems": NONE, "notes": NONE}, {"/pulls": None})
    assert finished.returncode == 1
    assert git(scene.origin, "branch", "--list", "form-5") == ""


@pytest.mark.parametrize("title", ["Une digue; `touch pwned` $(touch pwned) '\"", ""])
def test_a_filled_form_goes_the_whole_way(scene: Scene, title: str) -> None:
    form = forms.Form(desk.lay(settings.read(scene.theirs / "mkdocs.yml")))
    given = {"title": title, "name": "Zoé Marée", "body": "La digue tient. " * 9000}
    given |= {name: next(iter(form.options(name))) for name in ("discussion", "language")}
    answers = ((form.label(item.name), given.get(item.name)) for item in forms.ITEMS)
    text = "\n\n".join(f"### {name}\n\n{said or '_No response_'}" for name, said in answers)
    runner = scene.issue(text[:65_536])
    for name in ("Make a file of the form", "Say what will change"):
        succeed(runner.run(actions.step("form", name)))
    made = json.loads((runner.folder / "temp/form/made.json").read_text("utf-8"))
    assert bool(made["path"]) == bool(title)
    succeed(runner.run(PROPOSE, {"/pulls": {"number": 12}, "--paginate": [[]]}))
    if title:
        assert git(scene.origin, "diff", "--name-only", "main", "form-5") == made["path"]
        assert made["path"] in json.loads(runner.asked[0][1])["body"], "a draft, for its consent"
    told = json.loads(runner.asked[-1][1])["body"]
    assert ("has become a proposal" in told) == bool(title)
    assert not list(runner.folder.rglob("pwned"))


def test_make_has_what_the_other_steps_need() -> None:
    for target, told in (
        ("ready", "--require-hashes"),
        ("printing", "-r requirements-proceedings.txt"),
        ("site", "palabre build --proceedings"),
    ):
        finished = built.run(fixtures.REPOSITORY, "make", "-n", "-B", target)
        assert told in finished.stdout
