#!/usr/bin/env python3
"""Print the text of the issue that an event tells of: it is too long for the environment.

Usage: issue_text.py FILE, which GITHUB_EVENT_PATH names
"""

import json
import sys
from pathlib import Path

sys.stdout.buffer.write(
    (json.loads(Path(sys.argv[1]).read_bytes())["issue"]["body"] or "").encode()
)
