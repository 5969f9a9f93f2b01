#!/usr/bin/env python3
"""Print the number of the open pull request that ends in a commit; nothing where there is none.

Usage: find_request.py OWNER BRANCH COMMIT

Owner and branch are where the request comes from. What a run of a workflow says of its request is
not asked: it is empty where the request comes from a fork.
"""

import json
import os
import subprocess
import sys


def main(owner: str, branch: str, commit: str) -> None:
    """Ask GitHub for the requests from *branch*, and tell the one that ends in *commit*."""
    command = ["gh", "api", "--method", "GET", f"repos/{os.environ['GITHUB_REPOSITORY']}/pulls"]
    fields = ["-f", "state=open", "-f", f"head={owner}:{branch}", "-f", "per_page=100"]
    found = subprocess.run([*command, *fields], check=True, stdout=subprocess.PIPE).stdout
    for request in json.loads(found):
        if request["head"]["sha"] == commit:
            print(int(request["number"]))
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
