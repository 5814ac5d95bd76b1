"""`python -m sma_cli` is `sma`."""

from sma_cli.cli import main

main()
