#!/usr/bin/env python3
"""Write a comment on an issue or a pull request; where it stands already, write it anew.

Usage: post_comment.py NUMBER FILE

The first line of the file is what the comment is known by. Only our own comments are written anew:
anybody may write such a line.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

LIMIT = 65_536
"""So many characters may a comment have."""

OURSELVES = "github-actions[bot]"
"""Who comments with a workflow's token."""


def gh(*arguments: str, body: str = "") -> bytes:
    """What GitHub's API answers."""
    given = json.dumps({"body": body}).encode() if body else None
    command = ["gh", "api", *arguments, *(["--input", "-"] if given else [])]
    return subprocess.run(command, input=given, check=True, stdout=subprocess.PIPE).stdout


def main(number: str, file: str) -> None:
    """Find the comment, and write it."""
    text = Path(file).read_bytes()[: 4 * LIMIT].decode("utf-8", "replace")[:LIMIT]
    marker = text.partition("\n")[0]
    if not marker.startswith("<!-- ") or not marker.endswith(" -->"):
        sys.exit(f"{file} is no comment of ours.")
    repository = f"repos/{os.environ['GITHUB_REPOSITORY']}/issues"
    comments = f"{repository}/{int(number)}/comments"
    pages = json.loads(gh("--paginate", "--slurp", f"{comments}?per_page=100"))
    for comment in (comment for page in pages for comment in page):
        is_ours = (comment["user"] or {}).get("login") == OURSELVES  # who has left is nobody
        if is_ours and comment["body"].partition("\n")[0].rstrip("\r") == marker:
            gh("--method", "PATCH", f"{repository}/comments/{int(comment['id'])}", body=text)
            return
    gh("--method", "POST", comments, body=text)


if __name__ == "__main__":
    main(*sys.argv[1:])
