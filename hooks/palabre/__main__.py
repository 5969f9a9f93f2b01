"""``python -m palabre``: the command where no program of that name is found."""

from palabre.cli import main

main()
