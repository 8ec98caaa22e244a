"""The command line: parse, call, show; no logic of its own. Heavy imports wait until a command needs them."""

from heshu.cli.entry import main

__all__ = ["main"]
