"""`python -m claims`."""

from claims.cli.main import main

main()
