#!/usr/bin/env python3
"""Make a pull request of what a form has become, and tell who filled it what came of it.

Usage: propose.py NUMBER FOLDER

NUMBER is the form's issue. FOLDER has `made.json`, what `palabre new` told of the form, and
`comment.md`, what `palabre check` tells of the file that it wrote. The branch is named after the
issue: where there is one, somebody may work on it, and nothing is done.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from palabre import settings
from palabre.review import receipts

WHO = {
    "user.name": "github-actions[bot]",
    "user.email": "41898282+github-actions[bot]@users.noreply.github.com",
    "credential.helper": "!gh auth git-credential",
}
"""Who commits, and how GitHub knows us."""


def git(*arguments: str) -> str:
    """What git says."""
    who = [part for name, value in WHO.items() for part in ("-c", f"{name}={value}")]
    command = ["git", *who, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def request(branch: str, name: str, body: str) -> int:
    """Ask that *branch* be merged; the number of the request."""
    asked = {"title": f"Contribution: {name}", "head": branch, "base": "main", "body": body}
    made = subprocess.run(
        ["gh", "api", f"repos/{os.environ['GITHUB_REPOSITORY']}/pulls", "--input", "-"],
        input=json.dumps(asked).encode(),
        check=True,
        stdout=subprocess.PIPE,
    )
    return int(json.loads(made.stdout)["number"])


def propose(issue: int, branch: str, made: dict[str, str], comment: str) -> int:
    """Commit the new file and ask that it be merged; the number of the request."""
    # No word of a stranger's: `closes #1` in a message would do so.
    git("switch", "--quiet", "--create", branch)
    git("add", "--", made["path"])
    git("commit", "--quiet", "--message", f"Add {made['id']}")
    git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
    try:
        return request(branch, made["id"], f"{comment}\nCloses #{issue}\n")
    except subprocess.CalledProcessError:
        git("push", "--quiet", "origin", "--delete", branch)  # so that it can be tried again
        raise


def main(number: str, folder: str) -> None:
    """Propose what was made, if anything was, and say so below the form."""
    branch = f"form-{int(number)}"
    if git("ls-remote", "--heads", "origin", f"refs/heads/{branch}"):
        return
    made = json.loads(Path(folder, "made.json").read_text("utf-8"))
    comment = Path(folder, "comment.md").read_text("utf-8")
    proposed = propose(int(number), branch, made, comment) if made["path"] else None
    told = Path(folder, "receipt.md")
    told.write_text(receipts.receipt(settings.read(Path("mkdocs.yml")), made, proposed), "utf-8")
    post = Path(__file__).with_name("post_comment.py")
    subprocess.run([sys.executable, post, number, told], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
