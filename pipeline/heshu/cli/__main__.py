"""`python -m heshu.cli` is `heshu`."""

from heshu.cli import main

main()
